"""Work that is done once for a content: not again while a file says that it was done for this very one."""

from collections.abc import Callable
from pathlib import Path


def once(stamp: Path, digest: str, work: Callable[[], None]) -> None:
    """Do `work` unless `stamp` holds `digest`; what raises in the middle is begun anew the next time."""
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    work()
    stamp.write_text(digest)
