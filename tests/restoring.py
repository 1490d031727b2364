"""Whole databases to back up and to restore into: made beside the test database, gone after the test."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.contrib.contenttypes.models import ContentType

from custody.databases import application_url, parsed
from custody.keeping import databases
from custody.keeping.digests import digests
from custody.keeping.manifest import TableDigest
from custody.keeping.restore import RestoreTarget
from custody.keeping.server import Server, of_application
from custody.keeping.uploads import present

RELEASES = Path(__file__).resolve().parent / "releases"
FIRST_RELEASE = RELEASES / "0.2.0.tar"


@contextlib.contextmanager
def empty_target(state: Path) -> Iterator[RestoreTarget]:
    """Give an empty database and an empty place for uploads; the test database must exist."""
    beside = of_application()
    server = Server({**beside.settings, "NAME": f"test_keeping_{secrets.token_hex(4)}"})
    databases.create_like(beside, server.name)
    try:
        yield RestoreTarget(server, parsed(application_url())["USER"], state / "uploads")
    finally:
        # A restore lets Django look at another database for a moment and remember the numbers found there.
        ContentType.objects.clear_cache()
        for name in databases_like(server.name):
            databases.drop(beside, name)


def databases_like(prefix: str) -> list[str]:
    """Return the name of every database that begins with `prefix`."""
    query = "SELECT datname::text FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1"
    with databases.maintaining(of_application()) as connection, connection.cursor() as cursor:
        cursor.execute(query, [prefix])
        return [row[0] for row in cursor.fetchall()]


def told(server: Server, query: str, name: str = "") -> list[tuple[object, ...]]:
    """Return what the owner reads."""
    with contextlib.closing(server.connect(name)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def tables(server: Server, name: str = "") -> dict[str, TableDigest]:
    """Return the digest of every table."""
    with contextlib.closing(server.connect(name)) as connection:
        return {each.table: each for each in digests(connection)}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder` with its content."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in present(folder)}
