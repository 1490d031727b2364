"""Which migrations take away what the release before still uses.

During an upgrade, and after a return to the release before, two programs meet one database: a release first stops
using a column (the models forget it, the table keeps it), and only a later one drops it (docs/operations.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.migrations import Migration
from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation

TAKING = (ops.DeleteModel, ops.RemoveField, ops.RenameField, ops.RenameModel, ops.AlterModelTable)
TAKING_SQL = re.compile(
    r"\bDROP\s+(?:TABLE|COLUMN|SCHEMA)\b"
    r"|\bRENAME\s+(?:COLUMN\b|TO\b|\w+\s+TO\b)"
    r"|\bALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET\s+DATA\s+)?TYPE\b"
    # Only as a statement: triggers and rights speak of it too.
    r"|(?:^|;)\s*TRUNCATE\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Taking:
    """One operation that drops or renames a table or a column."""

    migration: str
    """`app.name`"""
    what: str


def takings(migration: Migration) -> list[Taking]:
    """Return what the migration takes from the database; what it takes from the models' state alone is free."""
    name = f"{migration.app_label}.{migration.name}"
    return [Taking(name, what) for operation in migration.operations for what in _of(operation)]


def _of(operation: Operation) -> Iterator[str]:
    match operation:
        case ops.SeparateDatabaseAndState():
            for inner in operation.database_operations:
                yield from _of(inner)
        case ops.RunSQL():
            yield from _of_sql(operation.sql)
        case _ if isinstance(operation, TAKING):
            yield operation.describe()


def _of_sql(given: object) -> Iterator[str]:
    """RunSQL takes a text or a list of texts and of (text, parameters)."""
    for each in [given] if isinstance(given, str) else given if isinstance(given, (list, tuple)) else []:
        text = each if isinstance(each, str) else str(each[0])
        yield from (found[0] for found in TAKING_SQL.finditer(text))
