"""The test database: created and migrated by the owner, used by the application role.

Migrated once per digest of all migrations: the result is kept as a template beside the test databases, and every
further run, process or bench copies it.
"""

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connection, connections
from psycopg2 import sql

from custody.databases import application_url, libpq, owner_url, parsed
from custody.granting import grant
from custody.migrating import migrate
from custody.scope import CITY, Reach, enter
from tests.migrated import digest_of_migrations

COPIED = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
TEMPLATES = "template_"
MAKING = 7_203_511
"""The advisory lock under which one of several processes makes the template and the others wait for it."""


@contextmanager
def migrated_database(suffix: str) -> Iterator[None]:
    """Point Django's connection at a fresh, migrated database; afterwards drop it and point back."""
    owner, application = parsed(owner_url()), parsed(application_url())
    name = f"test_{application['NAME']}{'_' + suffix if suffix else ''}"
    _drop(owner, application, name)
    _administer(owner, "CREATE DATABASE {} TEMPLATE {}", name, _template(owner, application["NAME"]))
    # A connection that a test forgot, in a transaction, holds up the next test's TRUNCATE: an error, not for ever.
    _administer(owner, "ALTER DATABASE {} SET lock_timeout = '120s'", name)
    _point({**owner, "NAME": name})
    _grant(owner["USER"], application["USER"])
    _point({**application, "NAME": name})
    try:
        yield
    finally:
        _point(application)
        _drop(owner, application, name)


@contextmanager
def city_in_session() -> Iterator[None]:
    """The scope of the city for a test: for its transaction or, where it has none, for its connection."""
    if connection.in_atomic_block:
        enter(CITY)
        yield
        return
    _set_session(Reach.CITY)
    yield
    _set_session("")


def _set_session(reach: str) -> None:
    with connection.cursor() as cursor:
        for name, value in (("scope", reach), ("counties", "{}"), ("person", "")):
            cursor.execute("SELECT set_config(%s, %s, false)", [f"planning.{name}", value])


def forget_scope() -> None:
    """From here on the test's own reading and writing is without scope, like a worker that entered none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('planning.scope', '', true)")


def _grant(owner: str, application: str) -> None:
    if owner == application:
        return
    grant(application)
    with connection.cursor() as cursor:
        role = sql.Identifier(application)
        cursor.execute(sql.SQL("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}").format(role))


def _point(settings: dict[str, Any]) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict.update({key: settings[key] for key in COPIED})


def _template(owner: dict[str, Any], ledger: str) -> str:
    """Return the name of the migrated database to copy; make it where the migrations are new."""
    ours = f"{TEMPLATES}{ledger}_"
    name = ours + digest_of_migrations()
    with _administering(owner) as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours])
        there = [row[0] for row in cursor.fetchall()]
        if name not in there:
            for old in there:
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
            _make_template(owner, cursor, name)
    return name


def _make_template(owner: dict[str, Any], cursor: Any, name: str) -> None:
    # Renamed when whole: an interrupted migration is never copied.
    unfinished = f"unfinished_{name}"
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(unfinished)))
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    _point({**owner, "NAME": unfinished})
    migrate()
    _point({**owner, "NAME": "postgres"})
    renaming = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    cursor.execute(renaming.format(sql.Identifier(unfinished), sql.Identifier(name)))


def _drop(owner: dict[str, Any], application: dict[str, Any], name: str) -> None:
    # A server of the test may open one more session, the autovacuum one of its own, after all were ended.
    for last in (False, False, True):
        # There is none to connect to before the first run.
        with contextlib.suppress(psycopg2.OperationalError):
            _end_sessions({**application, "NAME": name})
        try:
            _administer(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        except psycopg2.errors.InsufficientPrivilege:
            if last:
                raise
            time.sleep(1)
        else:
            return


def _end_sessions(application: dict[str, Any]) -> None:
    """End what tests left open as the application: an owner who is no superuser may not end another role's."""
    query = """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
    """
    with contextlib.closing(psycopg2.connect(**libpq(application))) as server, server.cursor() as cursor:
        cursor.execute(query)


def _administer(owner: dict[str, Any], statement: str, *names: str) -> None:
    with _administering(owner) as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _administering(owner: dict[str, Any]) -> Iterator[Any]:
    """A cursor of the owner on the server's own database; its locks end with it."""
    server = psycopg2.connect(**libpq({**owner, "NAME": "postgres"}))
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()
