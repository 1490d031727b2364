"""Which program a state was made by: one whose migrations this program does not know cannot be brought up to it.

Data of 0.1.0 are such a state: with 0.2.0 the tables were divided anew and the migrations began again
(docs/decisions/0027).
"""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small


def unknown_migrations(applied: Iterable[str]) -> list[str]:
    """Those of the applied migrations (`app.name`) that this program does not have, by name.

    Of other people's applications only those that are not here at all: a library that has squashed its migrations
    no longer has the old ones, and its tables are the same.
    """
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    theirs = _installed_of_others()
    return sorted(one for one in set(applied) - known if one.partition(".")[0] not in theirs)


def _installed_of_others() -> set[str]:
    root = Path(settings.BASE_DIR).resolve()
    return {each.label for each in apps.get_app_configs() if Path(each.path).resolve().parent != root}


def migrations_of_database() -> list[str]:
    """What the database at hand says of itself; empty for an empty one."""
    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]


def migrations_of(other: Connection) -> tuple[str, ...]:
    """What another database says of itself in this very snapshot, sorted; it has been migrated before."""
    with other.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations")
        return tuple(sorted(row[0] for row in cursor.fetchall()))
