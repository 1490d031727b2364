"""A connection of the owner of the tables, past every right of the application role, for tests of tampering."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connection

from custody.databases import owner_url, parsed


@contextmanager
def owner() -> Iterator[Any]:
    """A cursor in autocommit on the test database; triggers that keep versions can be put to sleep with it."""
    settings = parsed(owner_url())
    server = psycopg2.connect(
        dbname=connection.settings_dict["NAME"],
        user=settings["USER"],
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
    )
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()
