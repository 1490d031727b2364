"""From each released version to the present code, on a loaded database: every figure stays what it was."""

import contextlib
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import pytest

from custody.keeping import archive
from custody.keeping.digests import digest_of_columns, digests
from custody.keeping.loading import load
from custody.keeping.manifest import TableDigest
from custody.keeping.server import Server, pointed_at
from custody.migrating import migrate
from custody.scope import CITY, within
from custody.verifying import verify
from tests.restoring import RELEASES, empty_target, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

GROWING = ("django_migrations", "django_content_type", "auth_permission")
"""Tables to which every upgrade adds rows; those that were there stay."""

MEANT: dict[tuple[str, str], str] = {}
"""(table, column) whose values a migration changes on purpose → why. Nothing else may differ."""


@pytest.mark.parametrize("release", sorted(RELEASES.glob("*.tar")), ids=lambda file: file.stem)
def test_an_upgrade_changes_no_value_that_the_release_knew(release: Path, tmp_path: Path) -> None:
    with empty_target(tmp_path) as target, (tmp_path / "dump").open("w+b") as dump:
        server = target.server
        known = _load(server, release, dump)
        before = {each.table: _digest(server, each) for each in known}
        grown = {table: _rows(server, known, table) for table in GROWING}

        with pointed_at(server, server.name):
            migrate()
            # What has a history since has a version of every row: an upgrade looks like no attack.
            with within(CITY):
                assert verify() == []

        after = {each.table: _digest(server, each) for each in known}
        assert {table for table in before if before[table] != after[table]} - set(GROWING) == set()
        assert {table: rows - _rows(server, known, table) for table, rows in grown.items()} == {
            table: Counter() for table in GROWING
        }


def _load(server: Server, release: Path, dump: BinaryIO) -> list[TableDigest]:
    """Load the release as it was, before any migration; return what it knew."""
    manifest = archive.verified(release)
    (member,) = (each for each in manifest.members if each.name == archive.DATABASE)
    archive.extract(release, member, dump)
    dump.seek(0)
    load(server, server.name, dump, manifest.postgres)
    with contextlib.closing(server.connect()) as connection:
        assert digests(connection) == list(manifest.tables)
    assert sum(each.rows for each in manifest.tables) > 4000, "an empty ledger would prove nothing"
    return list(manifest.tables)


def _digest(server: Server, known: TableDigest) -> TableDigest:
    columns = [column for column in known.columns if (known.table, column) not in MEANT]
    with contextlib.closing(server.connect()) as connection:
        return digest_of_columns(connection, known.table, columns)


def _rows(server: Server, known: list[TableDigest], table: str) -> Counter[tuple[object, ...]]:
    (columns,) = (each.columns for each in known if each.table == table)
    return Counter(told(server, f"SELECT {', '.join(columns)} FROM {table}"))
