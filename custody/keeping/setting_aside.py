"""What restores have set aside: the states they replaced, and what a killed one left unfinished."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from custody.keeping import databases
from custody.keeping.server import Server

STAMP = r"\d{8}-\d{6}"
OLD_STATE, UNFINISHED = "before", "restoring"


def name_of(base: str, kind: str, stamp: str) -> str:
    """Name a database or a folder that stands aside."""
    return f"{base}.{kind}-{stamp}"


def aside(server: Server, uploads: Path) -> list[str]:
    """Return what stands aside, as `before-STAMP` or `restoring-STAMP`, in code point order."""
    with databases.maintaining(server) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        names = [row[0] for row in cursor.fetchall()]
    found = {*_marks(names, server.name)}
    if uploads.parent.is_dir():
        found |= {*_marks((path.name for path in uploads.parent.iterdir()), uploads.name)}
    return sorted(found)


def remove(server: Server, uploads: Path, mark: str) -> None:
    """Delete the database and the folder that stand aside under `mark`. Raises LookupError where there is none."""
    if mark not in aside(server, uploads):
        raise LookupError(mark)
    databases.drop(server, f"{server.name}.{mark}")
    shutil.rmtree(uploads.with_name(f"{uploads.name}.{mark}"), ignore_errors=True)


def _marks(names: Iterable[str], base: str) -> Iterable[str]:
    pattern = re.compile(rf"{re.escape(base)}\.((?:{OLD_STATE}|{UNFINISHED})-{STAMP})")
    return (match[1] for name in names if (match := pattern.fullmatch(name)))
