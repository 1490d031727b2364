"""A digest says the same wherever it is taken, and something else after the smallest change."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg2 import ProgrammingError
from psycopg2.extensions import connection as Connection  # noqa: N812 - a type, named like one

from custody.keeping.digests import digest_of_columns, digests, tables_of, total
from tests.restoring import empty_target

pytestmark = pytest.mark.django_db

THING = """
    CREATE TABLE thing (id int PRIMARY KEY, name text, amount numeric, at timestamptz, share float8, raw bytea);
    INSERT INTO thing VALUES (2, '乙', 0.10, '2025-07-01 09:30+08', 0.1, '\\x00ff'), (1, NULL, 2, NULL, NULL, NULL)
"""


@pytest.fixture
def there(tmp_path: Path, django_db_setup: None) -> Iterator[Connection]:
    with empty_target(tmp_path) as target, contextlib.closing(target.server.connect()) as connection:
        do(connection, THING)
        yield connection


def do(connection: Connection, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_order_of_rows_and_columns_and_the_sessions_settings_change_nothing(there: Connection) -> None:
    before = total(digests(there))
    do(there, "UPDATE thing SET name = name")
    do(there, "SET timezone = 'America/Lima'; SET datestyle = 'German'; SET extra_float_digits = 0")
    do(there, "SET bytea_output = 'escape'")
    do(there, "ALTER TABLE thing RENAME amount TO a; ALTER TABLE thing ADD amount numeric")
    do(there, "UPDATE thing SET amount = a; ALTER TABLE thing DROP a")

    assert total(digests(there)) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE thing SET name = '' WHERE id = 1",
        "UPDATE thing SET amount = 0.1 WHERE id = 2",
        "UPDATE thing SET amount = 2.0 WHERE id = 1",
        "UPDATE thing SET share = 0.1 + 1e-17 * 2 WHERE id = 2",
        "UPDATE thing SET at = at + interval '1 microsecond' WHERE id = 2",
        "UPDATE thing SET id = 3 WHERE id = 2",
        "DELETE FROM thing WHERE id = 1",
        "INSERT INTO thing VALUES (3)",
        "ALTER TABLE thing RENAME name TO title",
        "CREATE TABLE other (id int)",
    ],
)
def test_the_smallest_change_shows(there: Connection, change: str) -> None:
    before = total(digests(there))
    do(there, change)

    assert total(digests(there)) != before


def test_rows_are_counted_even_if_a_value_has_line_breaks(there: Connection) -> None:
    do(there, "UPDATE thing SET name = E'a\\nb\\r\\nc'")

    (found,) = digests(there)

    assert found.rows == 2


def test_a_table_without_key_is_digested_too(there: Connection) -> None:
    do(there, "CREATE TABLE note (b text, a int); INSERT INTO note VALUES ('x', 1), ('x', 1), ('y', NULL)")
    before = digests(there, ["note"])
    do(there, "DELETE FROM note; INSERT INTO note VALUES ('y', NULL), ('x', 1), ('x', 1)")

    assert digests(there, ["note"]) == before
    assert before[0].rows == 3


def test_some_columns_stay_the_same_while_others_come(there: Connection) -> None:
    (before,) = digests(there)
    do(there, "ALTER TABLE thing ADD extra int DEFAULT 7")

    assert digest_of_columns(there, "thing", before.columns) == before
    assert digests(there) != [before]


def test_sessions_are_left_out_and_other_schemas_are_not(there: Connection) -> None:
    do(there, "CREATE TABLE django_session (session_key text); CREATE SCHEMA archive")
    do(there, "CREATE TABLE archive.year (id int)")

    assert tables_of(there) == ["archive.year", "thing"]
    assert [each.table for each in digests(there)] == ["archive.year", "thing"]


def test_a_hidden_row_is_an_error_not_a_smaller_digest(there: Connection) -> None:
    do(there, "ALTER TABLE thing ENABLE ROW LEVEL SECURITY; ALTER TABLE thing FORCE ROW LEVEL SECURITY")
    with there.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            pytest.skip("the owner is a superuser here: nothing is hidden from it")

    with pytest.raises(ProgrammingError, match="row-level security"):
        digests(there)
