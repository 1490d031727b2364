"""The application that the browser drives: real processes, as a user starts them.

`PLANNING_LIVE_URL` names a running `./run up --demo`, `PLANNING_LIVE_ACCOUNTS` its file of passwords. Without
them one is started on a state folder of its own, with the virtual environment of the test run.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher import processes
from launcher.processes import Program, until

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240.0
STOP_SECONDS = 60.0
NOT_INHERITED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "PLANNING_ACCOUNTS_FILE",
)
"""What `./run test` sets for the suite and must not reach the instance."""

REVIEWER, ADMIN, CLERK = "shenhe", "admin", "yungang"


@dataclass(frozen=True)
class Own:
    """What a test may do more to an instance that the run itself has started."""

    state: Path
    process: subprocess.Popen[bytes]


@dataclass(frozen=True)
class Instance:
    """Where it answers, and who may log in: user name → password."""

    url: str
    passwords: Mapping[str, str]
    own: Own | None = None


@contextmanager
def running(folder: Path) -> Iterator[Instance]:
    """Give the instance that the environment names, or one that lives in `folder` while the block runs."""
    named = os.environ.get("PLANNING_LIVE_URL", "").rstrip("/")
    if named:
        yield Instance(named, passwords(Path(os.environ["PLANNING_LIVE_ACCOUNTS"])))
        return
    state, port = folder / "state", free_port()
    with started(folder / "up.log", state, port) as process:
        yield Instance(f"http://127.0.0.1:{port}", passwords(state / "accounts.txt"), Own(state, process))


@contextmanager
def started(log: Path, state: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`./run up --demo` on the folder `state`, its words in `log`, while the block runs."""
    program = up(state, port)
    process = processes.start(program, log, ROOT)
    try:
        ready = until(lambda: process.poll() is not None or has_started(state, log), START_SECONDS)
        assert ready, log.read_text()
        assert process.poll() is None, log.read_text()
        yield process
    finally:
        processes.stop(program, process)


def up(state: Path, port: int) -> Program:
    """`./run up --demo` on the folder `state`. It ends with us, even where a test has stopped it and is killed itself."""
    assets = Path(os.environ.get("PLANNING_STATE", ROOT / ".local")) / "assets"
    if assets.is_dir():  # spares the instance its own npm ci
        shutil.copytree(assets, state / "assets")
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    environment = {**kept, "PLANNING_STATE": str(state), "PLANNING_VENV": sys.prefix, "PORT": str(port)}
    command = [sys.executable, str(ROOT / "run"), "up", "--demo"]
    return Program("up", command, environment, orphaned=signal.SIGKILL, patience=STOP_SECONDS)


def has_started(state: Path, log: Path) -> bool:
    """Tell whether pages answer and the worker takes Jobs."""
    worker = state / "logs" / "worker.log"
    return "规划台账已启动" in log.read_text() and worker.exists() and " ready." in worker.read_text()


def passwords(file: Path) -> dict[str, str]:
    """User name → password, from the file that the first start leaves."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {user: password for user, password, _description in lines}


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
