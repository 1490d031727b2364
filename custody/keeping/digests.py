"""A digest of every table that says the same on every machine, server version and day.

A table's digest is the SHA-256 of its column names and of its rows as COPY prints them (text format, UTC, ISO
dates, shortest exact floats), ordered by primary key in code point order.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - a type, named like one

from custody.declared_models import ephemeral_tables
from custody.keeping.manifest import TableDigest

STABLE = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL client_encoding = 'UTF8'",
    # Where row-level security would hide a row, an error: a digest of some rows is worse than none.
    "SET LOCAL row_security = off",
)

TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
"""
COLUMNS = """
    SELECT a.attname, coalesce(a.attnum = ANY(i.indkey), false), a.attcollation <> 0
    FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY coalesce(array_position(i.indkey::int[], a.attnum::int), 0), a.attname COLLATE "C"
"""


@dataclass
class _Lines:
    """What COPY writes to."""

    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    count: int = 0

    def write(self, chunk: bytes) -> int:
        self.digest.update(chunk)
        # A line break inside a value is printed as \\n: every line is a row.
        self.count += chunk.count(b"\n")
        return len(chunk)


def tables_of(connection: Connection) -> list[str]:
    """Return every table of the database, ephemeral ones left out, in code point order."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = [name if schema == "public" else f"{schema}.{name}" for schema, name in cursor.fetchall()]
    left_out = ephemeral_tables()
    return sorted(name for name in found if name not in left_out)


def digests(connection: Connection, tables: Iterable[str] | None = None) -> list[TableDigest]:
    """Return the digest of each table, all seen in the connection's present transaction (not in autocommit)."""
    with connection.cursor() as cursor:
        for statement in STABLE:
            cursor.execute(statement)
        wanted = tables_of(connection) if tables is None else sorted(tables)
        return [_digest(cursor, table) for table in wanted]


def digest_of_columns(connection: Connection, table: str, columns: Sequence[str]) -> TableDigest:
    """Return the digest of some columns only: what an older program knew of a table."""
    with connection.cursor() as cursor:
        for statement in STABLE:
            cursor.execute(statement)
        return _digest(cursor, table, tuple(columns))


def total(found: Iterable[TableDigest]) -> str:
    """Return one digest over all tables, their row counts and their names."""
    lines = "".join(f"{each.table} {each.rows} {each.sha256}\n" for each in found)
    return hashlib.sha256(lines.encode()).hexdigest()


def _digest(cursor: Cursor, table: str, columns: tuple[str, ...] | None = None) -> TableDigest:
    name = sql.Identifier(*table.split("."))
    cursor.execute(COLUMNS, [name.as_string(cursor)])
    described = cursor.fetchall()
    key = [_ordered(column, text) for column, in_key, text in described if in_key]
    order = sql.SQL(", ").join(key or [sql.SQL('(_row::text) COLLATE "C"')])
    chosen = columns or tuple(sorted(column for column, _key, _text in described))
    query = sql.SQL("COPY (SELECT {columns} FROM {table} _row ORDER BY {order}) TO STDOUT").format(
        columns=sql.SQL(", ").join(map(sql.Identifier, chosen)), table=name, order=order
    )
    lines = _Lines()
    lines.digest.update("\t".join((*chosen, "\n")).encode())
    cursor.copy_expert(query, lines)
    return TableDigest(table, chosen, lines.count, lines.digest.hexdigest())


def _ordered(column: str, text: bool) -> sql.Composable:
    collation = sql.SQL(' COLLATE "C"' if text else "")
    return sql.SQL("{column}{collation}").format(column=sql.Identifier(column), collation=collation)
