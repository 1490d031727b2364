"""Which program a state was made by: one whose migrations this program does not know cannot be brought up to it.

Data of 0.1.0 are such a state: with 0.2.0 the tables were divided anew and the migrations began again
(docs/decisions/0027).
"""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def unknown_migrations(applied: Iterable[str]) -> list[str]:
    """Those of the applied migrations (`app.name`) that this program does not have, by name."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return sorted(set(applied) - known)


def migrations_of_database() -> list[str]:
    """What the database at hand says of itself; empty for an empty one."""
    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]
