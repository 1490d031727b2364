"""`in_sandbox(function, …)`: the function's answer, or its refusal, from a child process that may die of it."""

import atexit
import contextlib
import hashlib
import json
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from refusals import Refused
from sandbox.allowances import MEGABYTE, Allowance
from sandbox.answers import Kind, unpacked
from sandbox.deaths import Cause, Death, SandboxBusyError, StoppedError, cause_of, note

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
QUEUE_SECONDS = 30.0
"""How long one waits for others' files before one's own turn."""
NOT_SECRET = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "PYTHONPYCACHEPREFIX",
    "PYTHONDONTWRITEBYTECODE",
)
"""Of the environment the server gets these; the others may say where the database is, and by which password."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fate:
    """How a child ended and what it cost."""

    exit_code: int
    peak_bytes: int
    cpu_seconds: float


class _GoneError(Exception):
    """The server does not answer any more."""


class _Server:
    """The process that forks children, as seen from here. Forks of this process share it."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "sandbox.server", str(theirs.fileno()), *modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in NOT_SECRET if name in os.environ},
                cwd=ROOT,
            )
        self.owner = os.getpid()

    def ask(self, request: bytes, allowance: Allowance) -> tuple[bytes, Fate]:
        """The answer and how the child ended. Raises _GoneError, SandboxBusyError."""
        ours, theirs = socket.socketpair()
        fate, fate_theirs = socket.socketpair()
        with ours, fate:
            deadline = time.monotonic() + QUEUE_SECONDS + allowance.wall_seconds
            with theirs, fate_theirs:
                header = json.dumps(allowance.as_plain()).encode()
                self._hand_over(header, [theirs.fileno(), fate_theirs.fileno()])
            try:
                _send(ours, request, deadline)
                answer = _received(ours, deadline, allowance.answer_bytes)
                ours.close()
                told = _received(fate, deadline, MEGABYTE)
            except TimeoutError as late:
                raise SandboxBusyError from late
        if not told:
            raise _GoneError
        return answer, Fate(**json.loads(told))

    def _hand_over(self, header: bytes, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self.control, [header], descriptors)
        except OSError as gone:
            raise _GoneError from gone

    def end(self) -> None:
        """Let it end, unless a fork of ours still wants it; wait for it where it is our child."""
        self.control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.5)


_modules: list[str] = []
_current: _Server | None = None
_lock = threading.Lock()


def preload(*modules: str) -> None:
    """Name modules that the server loads before the first file comes; for `AppConfig.ready`."""
    _modules.extend(module for module in modules if module not in _modules)


def start() -> None:
    """Start the server ahead of the first file; its forks are ready a second later. Without it the first file waits."""
    with _lock:
        _started()


def stop() -> None:
    """End this process's hold on the server; the next file starts another one."""
    global _current  # noqa: PLW0603 - one server per process
    with _lock:
        if _current is not None:
            _current.end()
            _current = None


atexit.register(stop)


def _started(instead_of: _Server | None = None) -> _Server:
    global _current  # noqa: PLW0603 - as above
    if _current is instead_of is not None:
        instead_of.end()
        _current = None
    if _current is None:
        _current = _Server(tuple(_modules))
    return _current


def in_sandbox(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a pure function of a module in a child process; what it returns or refuses comes back.

    Its arguments and its answer cross as pickles; of answers only what `answers` allows. How much it may cost follows
    from the bytes among its arguments. Raises StoppedError where the child died or failed, SandboxBusyError.
    """
    answer, fate = ask(function, *args, **kwargs)
    try:
        kind, result = _opened(answer, fate)
    except Exception as forbidden:  # whatever a child that was taken over may send
        cause, said = Cause.FAULT, repr(forbidden)
    else:
        if kind is Kind.RESULT:
            return cast("R", result)
        if kind is Kind.REFUSED:
            raise cast("Refused", result)
        cause, said = _cause(kind, fate), str(result)
    death = Death(cause, _first(args, str, ""), hashlib.sha256(_first(args, bytes, b"")).hexdigest())
    where = f"{function.__module__}.{function.__qualname__}"
    logger.error("A child was stopped (%s) in %s, file %s: %s", cause.name, where, death.sha256[:16], said)
    note(death)
    raise StoppedError(cause)


def ask(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> tuple[bytes, Fate]:
    """The raw answer of the child and what it cost, for those who measure."""
    request = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
    allowance = Allowance.of(len(request))
    with _lock:
        server = _started()
    try:
        return server.ask(request, allowance)
    except _GoneError:
        # It was ended from outside, or its machine ran out of memory: a new one, once.
        with _lock:
            server = _started(instead_of=server)
        try:
            return server.ask(request, allowance)
        except _GoneError as again:
            raise SandboxBusyError from again


def _opened(answer: bytes, fate: Fate) -> tuple[Kind | None, object]:
    """What kind of answer it is, and what is in it; for none, how the child ended. Raises what the answer provokes."""
    if fate.exit_code != 0 or not answer:
        return None, f"exit status {fate.exit_code}"
    kind = Kind(answer[:1].decode("latin-1"))
    if kind in (Kind.RESULT, Kind.REFUSED):
        return kind, unpacked(answer)
    return kind, answer[1:].decode("utf-8", "replace")


def _cause(kind: Kind | None, fate: Fate) -> Cause:
    if fate.exit_code < 0:
        return cause_of(-fate.exit_code)
    return Cause.FAULT if kind is Kind.FAULT else Cause.MEMORY


def _first(args: tuple[object, ...], kind: type[T], otherwise: T) -> T:
    return next((each for each in args if isinstance(each, kind)), otherwise)


def _send(to: socket.socket, request: bytes, deadline: float) -> None:
    to.settimeout(max(0.0, deadline - time.monotonic()) or 0.001)
    # A child that dies before it has read all says why by its end.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        to.sendall(request)
        to.shutdown(socket.SHUT_WR)


def _received(source: socket.socket, deadline: float, most: int) -> bytes:
    """All until the other end closes; an answer that is too long is read no further."""
    pieces: list[bytes] = []
    length = 0
    while length <= most:
        source.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            piece = source.recv(MEGABYTE)
        except ConnectionResetError:
            break
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        length += len(piece)
    return b""
