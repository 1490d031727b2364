"""Work that nobody shall wait for longer than a moment: one thread beside the others does it."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

__all__ = ["Aside", "Late"]


class Aside:
    """Does one thing after another in a thread of its own, started where it is first needed, in every process."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, threading.Lock()
        self._pid = self._open = 0
        self._waiting: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()

    @property
    def is_idle(self) -> bool:
        return self._pid != os.getpid() or not self._open

    def ask(self, work: Callable[[], T], *, within: float) -> T:
        """Return what `work` returns; raises Late after `within` seconds, while the thread goes on with it."""
        return self.begin(work).result(timeout=within)

    def begin(self, work: Callable[[], T]) -> Future[T]:
        """Hand `work` over and go on."""
        future: Future[T] = Future()
        with self._lock:
            self._ensure_thread()
            self._open += 1
        self._waiting.put((work, future))
        return future

    def _ensure_thread(self) -> None:
        if self._pid == os.getpid():
            return
        # A thread does not follow into a forked process; neither shall what it had to do.
        self._pid, self._open, self._waiting = os.getpid(), 0, SimpleQueue()
        threading.Thread(target=self._run, args=(self._waiting,), name=self._name, daemon=True).start()

    def _run(self, waiting: "SimpleQueue[tuple[Callable[[], Any], Future[Any]]]") -> None:
        while True:
            work, future = waiting.get()
            try:
                result = work()
            except Exception as error:
                self._done()
                future.set_exception(error)
            else:
                self._done()
                future.set_result(result)

    def _done(self) -> None:
        with self._lock:
            self._open -= 1
