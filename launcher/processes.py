"""Child processes that cannot outlive us: own process group, and a signal from the kernel when we die."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from launcher.telling import Refused, Teller

PR_SET_PDEATHSIG = 1
"""<linux/prctl.h>"""
LINES_SHOWN = 30


@dataclass(frozen=True)
class Program:
    """What to start. `stop` is the signal that ends it in an orderly way, `orphaned` the one when we die."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stop: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    """Seconds between `stop` and SIGKILL."""
    foundation: bool = False
    """Others need it: it ends after them."""
    drop: Callable[[], None] | None = None
    """What the child does to give up root (`launcher.privileges`)."""


def start(program: Program, log: Path, cwd: Path) -> subprocess.Popen[bytes]:
    """Start `program` in a session of its own, its output appended to `log`."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            list(program.command),
            cwd=cwd,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=before_exec(program.orphaned, program.drop),
        )


def before_exec(orphaned: signal.Signals, drop: Callable[[], None] | None = None) -> Callable[[], None]:
    """Return what a child does between fork and exec: give up root where asked, then tie itself to us."""
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def tie() -> None:
        if drop:
            drop()
        # After the change of user: that clears the signal.
        prctl(PR_SET_PDEATHSIG, int(orphaned), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def stop(program: Program, process: subprocess.Popen[bytes]) -> None:
    """End `process` in order; after `patience` seconds end its whole group by force."""
    ask_to_stop(program, process)
    if process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(program.patience)
    kill_group(process)
    process.wait()


def ask_to_stop(program: Program, process: subprocess.Popen[bytes]) -> None:
    """Send `process` the signal that ends it; it may be asked twice."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(program.stop)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing of the group that `process` led."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def run_quietly(
    teller: Teller,
    title: str,
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    drop: Callable[[], None] | None = None,
) -> None:
    """Run one command as a visible step, its output in `log`. Raises Refused with the output's end if it fails."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with teller.step(title), log.open("wb") as out:
        child = subprocess.Popen(
            list(command),
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=before_exec(signal.SIGTERM, drop),
        )
        try:
            code = _wait_visibly(teller, child)
        except BaseException:
            child.terminate()
            child.wait()
            raise
    if code != 0:
        raise Refused(f"“{title}”失败（退出码 {code}）。输出的末尾：\n{tail(log)}\n完整输出：{log}")


def _wait_visibly(teller: Teller, child: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return child.wait(2.0)
        except subprocess.TimeoutExpired:
            teller.tick()


def run_through(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path | None = None,
    to: TextIO | None = None,
) -> int:
    """Run one command with our own stdin, stdout (or `to` in its place) and stderr and return its exit code.

    Ctrl-C reaches it by the terminal; a signal sent to us alone is passed on to it.
    """
    child = subprocess.Popen(
        list(command),
        env=dict(env),
        cwd=cwd,
        stdout=to,
        preexec_fn=before_exec(signal.SIGTERM),
    )
    with signals_passed_to(child):
        code = child.wait()
    return code if code >= 0 else 128 - code


@contextlib.contextmanager
def signals_passed_to(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """While the block runs, signals go to `child` and we wait for its answer."""

    def pass_on(number: int, _frame: object) -> None:
        if number == signal.SIGINT and _terminal_is_ours():
            return  # Ctrl-C: the terminal has already told the child
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(number)

    before = {each: signal.signal(each, pass_on) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _terminal_is_ours() -> bool:
    try:
        with Path("/dev/tty").open("rb") as terminal:
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False


def tail(log: Path, lines: int = LINES_SHOWN) -> str:
    """Return the last lines of a log file, or nothing where there is none."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""


def until(answers: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Ask again and again until it answers; False once `seconds` have passed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answers():
            return True
        time.sleep(pause)
    return False
