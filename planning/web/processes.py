"""One parent that holds the socket, several children that answer; the code is loaded once before they part."""

import contextlib
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from planning.web.intake import MEGABYTE, Patience, Server

BACKLOG = 1024
TURN_SECONDS = 1.0
"""How long the loop sleeps where nothing happens; the longest that an orphan outlives its parent."""
AGAIN_SECONDS = 1.0
"""Before a child that died is replaced: one that dies at once must not keep the machine busy."""


@dataclass(frozen=True)
class Wish:
    """What the command line asks for."""

    bind: str
    processes: int
    threads: int
    grace: float


@dataclass
class Ending:
    """Whether we have been told to end; a signal wakes whoever waits."""

    told: bool = False
    wake: Callable[[], None] = field(default=lambda: None)

    def listen(self) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._tell)

    def _tell(self, _number: int, _frame: object) -> None:
        self.told = True
        self.wake()


def serve(wish: Wish) -> int:
    """Answer until a signal comes; then end the children, each after the answers under way."""
    _allow_many_descriptors()
    listening, ending = _listening(wish.bind), Ending()
    from planning.wsgi import application
    from sandbox.calling import start

    # Before the children part: they share it.
    start()

    # Not before: who connects shall find somebody who answers.
    listening.listen(BACKLOG)
    ending.listen()
    children: set[int] = set()
    while not ending.told:
        while len(children) < wish.processes:
            children.add(_child(wish, listening, application, ending))
        _reap(children, ending)
    listening.close()
    _end(children, wish.grace)
    return 0


def _listening(bind: str) -> socket.socket:
    host, _colon, port = bind.rpartition(":")
    host = host.strip("[]")
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, int(port)))
    listening.setblocking(False)
    return listening


def _allow_many_descriptors() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _child(wish: Wish, listening: socket.socket, application: Any, ending: Ending) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _answer(_server(wish, listening, application), wish.grace, parent, ending)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _answer(server: Server, grace: float, parent: int, ending: Ending) -> None:
    """One child: the loop that reads, beside the threads that answer."""
    ending.wake = server.pull_trigger
    while not ending.told and os.getppid() == parent:
        _turn(server, TURN_SECONDS)
    server.stop_listening()
    deadline = time.monotonic() + grace
    while server.at_work and time.monotonic() < deadline:
        _turn(server, 0.05)


def _turn(server: Server, seconds: float) -> None:
    # poll, not select: that takes no descriptor beyond 1023.
    wasyncore.loop(timeout=seconds, use_poll=True, map=server._map, count=1)  # noqa: SLF001 - as its run() does


def _server(wish: Wish, listening: socket.socket, application: Any) -> Server:
    patience = _patience()
    adjustments = Adjustments(
        threads=wish.threads,
        backlog=BACKLOG,
        # Never stops accepting: `maintenance` makes room.
        connection_limit=10 * patience.connections,
        cleanup_interval=1,
        max_request_body_size=200 * MEGABYTE,
        inbuf_overflow=256 * 1024,
        # An answer waits for its reader in a temporary file; no thread waits with it.
        outbuf_high_watermark=256 * MEGABYTE,
        # The settings decide whom to believe (`planning.proxies`).
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(wish.threads)
    return Server(
        application,
        {},
        True,
        listening,
        dispatcher=dispatcher,
        adj=adjustments,
        sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        bind_socket=False,
        patience=patience,
    )


def _patience() -> Patience:
    """The limits that the application's own views keep, and room for the rest of a form."""
    from django.conf import settings

    from planning.body_limits import most_of_any_file

    # The first two are the operator's who has more counties or a slower line than we thought of.
    return Patience(
        connections=int(os.environ.get("PLANNING_WEB_CONNECTIONS", str(Patience.connections))),
        head=float(os.environ.get("PLANNING_WEB_HEAD_SECONDS", str(Patience.head))),
        form=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        upload=most_of_any_file(),
        session_cookie=settings.SESSION_COOKIE_NAME,
    )


def _reap(children: set[int], ending: Ending) -> None:
    """Wait for a signal or for a child that ended; take note of the children that are gone."""
    again = time.monotonic() + AGAIN_SECONDS
    while time.monotonic() < again and not ending.told:
        time.sleep(0.1)
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        if pid in children and not ending.told:
            print(f"web process {pid} ended ({status}) and is replaced", file=sys.stderr, flush=True)  # noqa: T201 - the process has no log of its own yet
        children.discard(pid)


def _end(children: set[int], grace: float) -> None:
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace + 2 * TURN_SECONDS
    while children and time.monotonic() < deadline:
        pid, _status = os.waitpid(-1, os.WNOHANG)
        children.discard(pid)
        time.sleep(0 if pid else 0.02)
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
