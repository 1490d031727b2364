"""How much of the processor's time some work takes, whoever does it: this process, its children, the database.

Time by the clock says as much about the machine's other work; both are printed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Spent:
    """Seconds by the clock; of the processor's time those of this process, of its children, of the database."""

    wall: float = 0.0
    own: float = 0.0
    children: float = 0.0
    database: float = 0.0

    @property
    def processor(self) -> float:
        return self.own + self.children + self.database

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def __str__(self) -> str:
        parts = f"own {self.own:.2f}, children {self.children:.2f}, database {self.database:.2f}"
        return f"{self.processor:6.2f} s of the processor ({parts}), {self.wall:6.2f} s by the clock"


@dataclass
class _Mark:
    wall: float = field(default_factory=perf_counter)
    children: float = field(default_factory=lambda: sum(map(_seconds, _children(os.getpid()))))
    own: float = field(default_factory=lambda: _seconds(os.getpid(), with_children=False))
    database: float = field(default_factory=lambda: sum(map(_seconds, _backends())))


@contextmanager
def spending() -> Iterator[Spent]:
    """What is spent in the block; a connection that was closed within it does not count."""
    spent, begun = Spent(), _Mark()
    yield spent
    ended = _Mark()
    for name in Spent.__dataclass_fields__:
        setattr(spent, name, getattr(ended, name) - getattr(begun, name))


def _backends() -> list[int]:
    """The database's processes of this machine that serve us."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def _children(of: int) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _fields(pid)[1:2] == [str(of)]]


def _seconds(pid: int, *, with_children: bool = True) -> float:
    """User and system; of children that have ended, too."""
    ticks = _fields(pid)[11 : 15 if with_children else 13]
    return sum(map(int, ticks)) / _TICK


def _fields(pid: int) -> list[str]:
    """Of /proc/PID/stat what stands behind the name; nothing for one that has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
