"""The folder of a continuous backup: series of base backups with the write-ahead log (WAL) that leads on from them.

FOLDER/cluster                  which database it belongs to
FOLDER/uploads/…                every uploaded file, only ever added
FOLDER/series-STAMP/wal/…       the log without a gap: a gap begins a new series
FOLDER/series-STAMP/base-STAMP/ what `pg_basebackup` writes, named by the moment (UTC) from which it can be used
FOLDER/series-STAMP/heard       up to when everything that was committed is in the log
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from launcher.telling import Refused

BEIJING = timezone(timedelta(hours=8))
"""As on the pages, whatever the machine's own zone is."""
STAMP = "%Y%m%dT%H%M%SZ"
SEGMENT_BITS = 24
"""A WAL segment of 16 MB, as `initdb` makes it unless told otherwise."""
TIME_SECONDS = 3.0
"""Some file systems of shares and memory sticks keep times to two seconds."""
FOREIGN = "文件夹 {} 里是另一套数据库的连续备份，没有写入。请另选一个空文件夹。"


@dataclass(frozen=True, order=True)
class Base:
    """One whole copy of the database, usable from `moment` on."""

    moment: datetime
    folder: Path

    @property
    def series(self) -> "Series":
        return Series(self.folder.parent)

    def first_segment(self) -> str:
        """Name the WAL segment with which its recovery begins."""
        begun = json.loads((self.folder / "backup_manifest").read_text())["WAL-Ranges"][0]
        high, low = (int(part, 16) for part in begun["Start-LSN"].split("/"))
        return f"{begun['Timeline']:08X}{high:08X}{low >> SEGMENT_BITS:08X}"


@dataclass(frozen=True)
class Series:
    """Bases and one log without a gap."""

    folder: Path

    @property
    def wal(self) -> Path:
        return self.folder / "wal"

    def bases(self) -> list[Base]:
        """Return the whole bases, oldest first."""
        return sorted(Base(_moment(each.name), each) for each in self.folder.glob("base-*Z"))

    def heard(self) -> datetime | None:
        """Return up to when nothing that was committed is missing."""
        try:
            return datetime.fromisoformat((self.folder / "heard").read_text())
        except FileNotFoundError:
            return None

    def hear(self, moment: datetime) -> None:
        """Note that everything committed until `moment` is in the log."""
        replaced(self.folder / "heard", moment.isoformat())


@dataclass(frozen=True)
class Archive:
    """The whole folder."""

    folder: Path

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    def series(self) -> list[Series]:
        """Return all series, oldest first."""
        return [Series(each) for each in sorted(self.folder.glob("series-*Z"))]

    def bases(self) -> list[Base]:
        """Return the bases of all series, oldest first."""
        return sorted(base for each in self.series() for base in each.bases())

    def begin_series(self, moment: datetime) -> Series:
        """Make the folder of a new series."""
        made = Series(self.folder / f"series-{stamp(moment)}")
        made.wal.mkdir(mode=0o700, parents=True)
        return made

    def base_before(self, moment: datetime) -> Base | None:
        """Return the base from which `moment` is reached with the least log, None where none is old enough."""
        return max((base for base in self.bases() if base.moment <= moment), default=None)

    def claim(self, cluster: str) -> None:
        """Make the folder, or see that it belongs to the database `cluster`. Raises Refused otherwise."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / "cluster"
        if file.exists():
            if file.read_text().strip() != cluster:
                raise Refused(FOREIGN.format(self.folder))
            return
        if any(each.name != "lock" for each in self.folder.iterdir()):
            raise Refused(f"文件夹 {self.folder} 不是空的，也不是连续备份，没有写入。请另选一个空文件夹。")
        self.uploads.mkdir(mode=0o700)
        replaced(file, cluster)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder: two writers would tear the log. Raises Refused where another holds it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused(f"另一个进程正在向 {self.folder} 作连续备份。") from None
            yield

    def prune(self, keep_days: int, now: datetime) -> None:
        """Forget what no moment of the last `keep_days` days needs. The newest base is always kept."""
        needed = self.base_before(now - timedelta(keep_days))
        if needed is None:
            return
        for base in self.bases():
            if base < needed:
                shutil.rmtree(base.folder)
        for series in self.series():
            _forget_log(series)


def _forget_log(series: Series) -> None:
    bases = series.bases()
    if not bases:
        # The one being written has its first base within minutes; an older one without bases reaches no moment.
        if series != Archive(series.folder.parent).series()[-1]:
            shutil.rmtree(series.folder)
        return
    first = bases[0].first_segment()
    for segment in series.wal.iterdir():
        if segment.name[: len(first)] < first and not segment.name.endswith(".history"):
            segment.unlink()


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(STAMP)


def local(moment: datetime) -> str:
    """Write a moment as the pages do."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _moment(name: str) -> datetime:
    return datetime.strptime(name.partition("-")[2], STAMP).replace(tzinfo=UTC)


def replaced(file: Path, text: str) -> None:
    """Write a small file, whole or not at all."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(text)
    fresh.replace(file)


def copy_new(source: Path, target: Path) -> int:
    """Copy the files under `source` that `target` lacks, each whole or not at all; returns how many.

    An upload never changes, but one that no row names is removed and its name may come again: size and time tell.
    """
    copied = 0
    for file in sorted(source.rglob("*")):
        there = target / file.relative_to(source)
        if file.is_symlink() or not file.is_file() or _same(file, there):
            continue
        there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = there.with_name(f".{there.name}.copying")
        with suppress(FileNotFoundError):  # an upload that was given up
            shutil.copy2(file, fresh)
            fresh.replace(there)
            copied += 1
    return copied


def _same(file: Path, there: Path) -> bool:
    with suppress(FileNotFoundError):
        ours, theirs = file.stat(), there.stat()
        return ours.st_size == theirs.st_size and abs(ours.st_mtime - theirs.st_mtime) < TIME_SECONDS
    return False
