"""A file that appears whole or not at all."""

import contextlib
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from custody.keeping.manifest import KeepingRefusedError

SUFFIX = ".planning-part"
YOUNG_SECONDS = 60.0


@contextlib.contextmanager
def landing(target: Path) -> Iterator[BinaryIO]:
    """Give a file of mode 0600 beside `target`; it takes that name only when the block ends well.

    Raises KeepingRefusedError where `target` is there already.
    """
    refuse_existing(target)
    for left in target.parent.glob(f".*{SUFFIX}"):
        _remove_if_dead(left)
    # Named before it is made: an interrupt at any line finds what to remove.
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}{SUFFIX}"
    try:
        with open(part, "x+b", opener=_for_us_alone) as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            refuse_existing(target)
            # Not a hard link, which would refuse by itself: memory sticks and shares know none.
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def refuse_existing(target: Path) -> None:
    if target.exists():
        raise KeepingRefusedError(f"{target} 已经存在，不会覆盖。请换一个文件名。")


def _remove_if_dead(part: Path) -> None:
    """Remove what a killed command left behind; a living one holds a lock on its file."""
    with contextlib.suppress(OSError):
        if time.time() - part.stat().st_mtime < YOUNG_SECONDS:
            return  # perhaps made this moment and not yet locked
        with part.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


def _sync_folder(folder: Path) -> None:
    # The name itself must survive a power cut; some file systems of shares refuse this.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
