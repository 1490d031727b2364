"""How much room there is where uploads lie."""

import shutil
from pathlib import Path

from django.conf import settings

MEGABYTE = 1024 * 1024


def free_bytes(folder: Path | None = None) -> int:
    """Bytes that may still be written in `folder`, or beside the uploads."""
    folder = folder or Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def in_words(size: int) -> str:
    """350 MB, 1.2 GB."""
    megabytes = size / MEGABYTE
    return f"{megabytes:.0f} MB" if megabytes < 1024 else f"{megabytes / 1024:.1f} GB"
