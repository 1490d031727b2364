"""One instance per clone. The kernel's file lock says whether it lives; the file beside it says what it is."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

GLANCE_SECONDS = 0.5
"""Another command may hold the lock for a moment, only to look."""


@dataclass(frozen=True)
class Holder:
    """What holds the clone: process, command (`up` or `manage`), web address, servers once they answer."""

    pid: int
    command: str
    address: str = ""
    servers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Instance:
    """The lock of one state folder."""

    state: Path

    @property
    def _lock(self) -> Path:
        return self.state / "instance.lock"

    @property
    def _description(self) -> Path:
        return self.state / "instance.json"

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the clone while the block runs; gives False where another process holds it."""
        self.state.mkdir(parents=True, exist_ok=True)
        with self._lock.open("a") as handle:
            taken = _take(handle)
            try:
                yield taken
            finally:
                if taken:
                    self._description.unlink(missing_ok=True)

    def describe(self, holder: Holder) -> None:
        """Say what we are; whole or not at all."""
        fresh = self._description.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(asdict(holder)))
        fresh.chmod(0o600)
        fresh.replace(self._description)

    def holder(self) -> Holder | None:
        """Return what holds the clone, None where nothing does. A file left by a killed one is not believed."""
        with suppress(FileNotFoundError), self._lock.open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return self._described()
        return None

    def _described(self) -> Holder:
        try:
            return Holder(**json.loads(self._description.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return Holder(pid=0, command="")


def _take(handle: TextIO) -> bool:
    deadline = time.monotonic() + GLANCE_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        else:
            return True
