"""The virtual environment: made once, filled from a lock by hash, left alone while the lock stays the same."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from launcher.interpreter import able
from launcher.paths import Paths
from launcher.processes import run_quietly
from launcher.telling import Teller


class Lock(StrEnum):
    """The lock files at the top of the clone."""

    RUN = "requirements.lock"
    DEVELOPMENT = "requirements-dev.lock"
    """Everything of RUN and the tools."""
    NODE = "requirements-node.lock"


PIP = (
    *("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"),
    # What is imported is compiled then; of everything it would be a third of the installation's time.
    "--no-compile",
)
MISLEADING = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "VIRTUAL_ENV",
    "PIP_REQUIRE_VIRTUALENV",
    # Every process would compile the whole of Django anew, two seconds each; where it may be kept `BYTECODE` says.
    "PYTHONDONTWRITEBYTECODE",
)
"""Variables of the caller's shell that would send packages or imports somewhere else, or nowhere."""
BYTECODE = "PYTHONPYCACHEPREFIX"
"""What Python compiles goes into the state folder like everything that a clone writes, not beside the sources."""


def ensure(paths: Paths, lock: Lock, teller: Teller) -> None:
    """Make sure that the virtual environment holds exactly the versions of `lock`."""
    paths.state.mkdir(parents=True, exist_ok=True)
    if _holds(paths, lock):
        return
    with _alone(paths.state / "venv.lock", teller):
        if _holds(paths, lock):
            return
        _ensure_venv(paths, teller)
        _install(paths, lock, teller)


def clean_environment() -> dict[str, str]:
    """Return the caller's environment without what would mislead Python or pip."""
    return {name: value for name, value in os.environ.items() if name not in MISLEADING}


def _digest(paths: Paths, lock: Lock) -> str:
    return hashlib.sha256((paths.root / lock).read_bytes()).hexdigest()


def _stamp(paths: Paths, lock: Lock) -> Path:
    return paths.venv / f"{lock}.sha256"


def _holds(paths: Paths, lock: Lock) -> bool:
    stamp = _stamp(paths, lock)
    return paths.python.exists() and stamp.exists() and stamp.read_text() == _digest(paths, lock)


def _ensure_venv(paths: Paths, teller: Teller) -> None:
    works = paths.line("-c", "import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))")
    if paths.python.exists() and subprocess.run(works, capture_output=True, check=False).returncode == 0:
        return
    shutil.rmtree(paths.venv, ignore_errors=True)
    command = [able(), "-m", "venv", str(paths.venv)]
    log = paths.logs / "venv.log"
    run_quietly(teller, "建立 Python 虚拟环境", command, log=log, env=clean_environment(), cwd=paths.root)


def _install(paths: Paths, lock: Lock, teller: Teller) -> None:
    included = (Lock.RUN, Lock.DEVELOPMENT) if lock is Lock.DEVELOPMENT else (lock,)
    # Written again only at the end: an interrupted installation is never taken for a whole one.
    for each in included:
        _stamp(paths, each).unlink(missing_ok=True)
    command = paths.line("-m", "pip", "install", *PIP, "-r", paths.root / lock)
    log = paths.logs / "pip.log"
    run_quietly(teller, f"安装依赖（{lock}）", command, log=log, env=clean_environment(), cwd=paths.root)
    for each in included:
        _stamp(paths, each).write_text(_digest(paths, each))


@contextmanager
def _alone(path: Path, teller: Teller) -> Iterator[None]:
    """Hold a file lock: two commands at once must not fill one environment."""
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            teller.say("· 另一条命令正在安装依赖，等待其完成")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
