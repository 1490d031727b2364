"""Files that no row names: an upload was killed, or its transaction failed, after the file was written."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from custody.keeping.uploads import named_by_rows, present
from custody.scope import CITY, within

OLD_ENOUGH = timedelta(hours=1)
"""A younger file may belong to a transaction that is not at its end."""


def sweep_orphans(*, older_than: timedelta = OLD_ENOUGH) -> list[str]:
    """Delete orphans of the uploads' folder and what is left of uploads under way; return their names."""
    uploads, incoming = Path(settings.MEDIA_ROOT), Path(settings.INCOMING_DIR)
    # The files first: one that is written and named in between is not among them.
    old, swept = list(_older(uploads, older_than)), []
    with within(CITY):
        named = named_by_rows(connection.connection)
    for path in old:
        if str(path.relative_to(uploads)) not in named:
            path.unlink(missing_ok=True)
            swept.append(str(path.relative_to(uploads)))
    for path in list(_older(incoming, older_than)):
        path.unlink(missing_ok=True)
        swept.append(path.name)
    return swept


def _older(root: Path, age: timedelta) -> Iterator[Path]:
    before = time.time() - age.total_seconds()
    for path in present(root):
        if path.stat().st_mtime < before:
            yield path
