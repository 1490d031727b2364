"""One child: its limits first, then the request, then the answer; it ends with it."""

import contextlib
import os
import pickle
import resource
import signal
import socket
import tempfile
from pathlib import Path

from sandbox.allowances import MEGABYTE, Allowance
from sandbox.answers import Kind, answer_of

LARGEST_FILE = 256 * MEGABYTE
"""That the child may write: openpyxl writes a sheet into a temporary file before it packs it."""
FAILED = 70


def live(request: socket.socket, allowance: Allowance, folder: Path) -> int:
    """Do what is asked; return the exit status. `folder` is where temporary files go."""
    _limit(allowance)
    tempfile.tempdir = str(folder)
    with request:
        asked = b"".join(iter(lambda: request.recv(MEGABYTE), b""))
        try:
            function, args, kwargs = pickle.loads(asked)  # noqa: S301 - from our own process, not from outside
            del asked
            answer = answer_of(function, args, kwargs)
        except MemoryError:
            answer = Kind.NO_MEMORY.encode()
        request.sendall(answer)
    return 0


def _limit(allowance: Allowance) -> None:
    """Every one by the kernel: nothing that the child runs into can keep it from ending."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, allowance.wall_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (allowance.cpu_seconds, allowance.cpu_seconds + 1))
    most = _mapped() + allowance.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # In need of memory the kernel takes this process first, not the web server.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _mapped() -> int:
    """What is mapped already, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
