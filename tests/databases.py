"""The test database: created and migrated by the owner, used by the application role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.core.management import call_command
from django.db import connection, connections
from psycopg2 import sql

from planning.management.commands.grant_application_role import grant
from planning.settings.databases import application_url, owner_url, parsed

COPIED = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@contextmanager
def migrated_database(suffix: str) -> Iterator[None]:
    """Point Django's connection at a fresh, migrated database; afterwards drop it and point back."""
    owner, application = parsed(owner_url()), parsed(application_url())
    name = f"test_{application['NAME']}{'_' + suffix if suffix else ''}"
    _administer(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _administer(owner, "CREATE DATABASE {}", name)
    _point({**owner, "NAME": name})
    call_command("migrate", verbosity=0, interactive=False)
    _grant(owner["USER"], application["USER"])
    _point({**application, "NAME": name})
    try:
        yield
    finally:
        _point(application)
        _administer(owner, "DROP DATABASE {} WITH (FORCE)", name)


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


def _administer(owner: dict[str, Any], statement: str, name: str) -> None:
    server = psycopg2.connect(
        dbname="postgres",
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
        host=owner["HOST"] or None,
        port=owner["PORT"] or None,
    )
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
    finally:
        server.close()
