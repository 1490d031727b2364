"""`python -m sandbox.server DESCRIPTOR MODULE…`: loads the readers once and forks a child for every file.

It reads no file itself, has no thread, and ends with the last process that could ask it something.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path

from sandbox.allowances import Allowance
from sandbox.child import FAILED, live

MOST_AT_ONCE = max(2, os.cpu_count() or 1)
"""Children; who comes later waits in the socket."""
LONGEST_HEADER = 4096
PREFIX = "planning-sandbox-"


@dataclass(frozen=True, slots=True)
class Running:
    """A child under way: where to tell how it ended, and its temporary files."""

    fate: socket.socket
    folder: Path


class Server:
    """The loop: requests come as two sockets over `control`; a child gets the first, how it ended goes to the second."""

    def __init__(self, control: socket.socket, folder: Path) -> None:
        self.control, self.folder = control, folder
        self.running: dict[int, Running] = {}
        self.ended = False
        self.selector = selectors.DefaultSelector()
        self.bell, ringing = socket.socketpair()
        self.bell.setblocking(False)
        ringing.setblocking(False)
        self.ringing = ringing
        signal.set_wakeup_fd(ringing.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        self.selector.register(self.bell, selectors.EVENT_READ)
        self.listens = False

    def serve(self) -> None:
        while not self.ended:
            self._listen(len(self.running) < MOST_AT_ONCE)
            ready = [key.fileobj for key, _events in self.selector.select()]
            if self.bell in ready:
                with contextlib.suppress(BlockingIOError):
                    self.bell.recv(4096)
                self._reap()
            if self.control in ready:
                self._take()
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)

    def _listen(self, wanted: bool) -> None:
        if wanted and not self.listens:
            self.selector.register(self.control, selectors.EVENT_READ)
        elif self.listens and not wanted:
            self.selector.unregister(self.control)
        self.listens = wanted

    def _take(self) -> None:
        header, descriptors, _flags, _address = socket.recv_fds(self.control, LONGEST_HEADER, 2)
        if not header:
            self.ended = True  # nobody is left who could ask
            return
        request, fate = (socket.socket(fileno=each) for each in descriptors)
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        pid = os.fork()
        if not pid:
            fate.close()
            self._become(request, Allowance(**json.loads(header)), folder)
        request.close()
        self.running[pid] = Running(fate, folder)

    def _become(self, request: socket.socket, allowance: Allowance, folder: Path) -> None:
        """The child's whole life; it never returns into the loop."""
        status = FAILED
        try:
            signal.set_wakeup_fd(-1)
            for each in (self.control, self.bell, self.ringing, *(one.fate for one in self.running.values())):
                each.close()
            status = live(request, allowance, folder)
        except OSError:
            pass  # nobody waits for the answer any more
        except BaseException:  # it ends here, and says why in the log of whoever started us
            traceback.print_exc()
        finally:
            os._exit(status)

    def _reap(self) -> None:
        for pid in list(self.running):
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if not ended:
                continue
            gone = self.running.pop(pid)
            shutil.rmtree(gone.folder, ignore_errors=True)
            told = {
                "exit_code": os.waitstatus_to_exitcode(status),
                "peak_bytes": usage.ru_maxrss * 1024,
                "cpu_seconds": usage.ru_utime + usage.ru_stime,
            }
            with gone.fate, contextlib.suppress(OSError):
                gone.fate.sendall(json.dumps(told).encode())


def main(arguments: list[str]) -> int:
    """Serve the socket that was handed over."""
    # Ctrl-C and a stop go to the whole group; answers under way are still wanted by those who finish theirs.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    control = socket.socket(fileno=int(arguments[0]))
    for module in arguments[1:]:
        importlib.import_module(module)
    # What is loaded stays one copy for all children.
    gc.collect()
    gc.freeze()
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        Server(control, Path(folder)).serve()
    return 0


def _sweep() -> None:
    """Remove the folders of servers that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
