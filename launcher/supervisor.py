"""Keeps the children of one instance alive, and ends them all, in order, whatever ends us."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from launcher.processes import Program, ask_to_stop, kill_group, start, stop
from launcher.telling import Teller

BACK_OFF = (1.0, 1.0, 2.0, 5.0, 10.0)
"""Seconds before the first, second, … restart in a row; the last one repeats. People wait as long: with pauses up to
half a minute a database that crashed every 20 s was away for 43 s once."""
STEADY_SECONDS = 15.0
"""A child that has run this long starts again with the first pause."""
LOG_LIMIT = 20 * 1024 * 1024
"""Bytes; a longer log is moved to NAME.log.1, the one before it forgotten."""
LOOK_SECONDS = 0.2


class Stopped(BaseException):
    """A signal asks us to end. Not an Exception: nothing that handles faults may swallow it."""


@dataclass
class Child:
    """One program and the process that runs it at present."""

    program: Program
    process: Popen[bytes]
    since: float
    failures: int = 0
    again_at: float | None = None
    """When to start it again; None while it runs."""


@dataclass
class Supervisor:
    """Owns the children. Leaving `with supervising(...)` stops them in the reverse order of their start."""

    logs: Path
    cwd: Path
    teller: Teller
    children: list[Child] = field(default_factory=list)

    def add(self, program: Program) -> Child:
        """Start `program` and look after it from now on."""
        log = self.logs / f"{program.name}.log"
        _turn_over(log)
        child = Child(program, start(program, log, self.cwd), time.monotonic())
        self.children.append(child)
        return child

    def discard(self, child: Child) -> None:
        """Stop `child` and forget it."""
        stop(child.program, child.process)
        self.children.remove(child)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Look after the children until `until()` says so."""
        while not until():
            for child in self.children:
                self._look(child)
            time.sleep(LOOK_SECONDS)

    def stop_all(self) -> None:
        """End every child: first all that need others, at once, then the foundations."""
        for foundation in (False, True):
            layer = [child for child in self.children if child.program.foundation is foundation]
            for child in layer:
                ask_to_stop(child.program, child.process)
            for child in layer:
                self.discard(child)

    def _look(self, child: Child) -> None:
        now = time.monotonic()
        if child.again_at is not None:
            if now >= child.again_at:
                self._start_again(child)
        elif child.process.poll() is not None:
            self._report(child, now)

    def _report(self, child: Child, now: float) -> None:
        kill_group(child.process)
        if now - child.since >= STEADY_SECONDS:
            child.failures = 0
        pause = BACK_OFF[min(child.failures, len(BACK_OFF) - 1)]
        child.failures += 1
        child.again_at = now + pause
        name, code = child.program.name, child.process.returncode
        log = self.logs / f"{name}.log"
        self.teller.say(f"! {name} 意外退出（{code}），{pause:g} 秒后重新启动。日志：{log}")

    def _start_again(self, child: Child) -> None:
        log = self.logs / f"{child.program.name}.log"
        _turn_over(log)
        child.process = start(child.program, log, self.cwd)
        child.since, child.again_at = time.monotonic(), None
        self.teller.say(f"· {child.program.name} 已重新启动（第 {child.failures} 次）")


@contextmanager
def supervising(logs: Path, cwd: Path, teller: Teller, *, aloud: bool = False) -> Iterator[Supervisor]:
    """Give a supervisor; INT, TERM and HUP raise Stopped in the block; at its end nothing is left running."""
    supervisor = Supervisor(logs, cwd, teller)
    before = {
        each: signal.signal(each, _stop_once) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield supervisor
    finally:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        if aloud and supervisor.children:
            teller.say("· 正在停止")
        supervisor.stop_all()
        for each, handler in before.items():
            signal.signal(each, handler)


def _stop_once(number: int, _frame: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(log.name + ".1"))
