"""What a test of transactions leaves is deleted where it lies, and nothing else is touched.

Django truncates every table, a hundred and more, and makes content types and permissions anew: 0.4 s of the processor
and five hundred files for a handful of rows. The superuser of the suite's own servers deletes them without waking a
trigger; where there is none, or where the rows are many, all is as Django does it.
"""

import contextlib
from typing import Any

import psycopg2
from django.db import connection, connections
from django.test import TransactionTestCase
from psycopg2 import sql

from custody.databases import libpq
from launcher.postgres import SUPERUSER

MANY_BYTES = 2_000_000
KEPT = {"django_content_type", "auth_permission"}
"""Made by migrating, as Django makes them again."""

truncate_all = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # a private step of Django


def empty(case: TransactionTestCase) -> None:
    """Leave the tables of the default connection's database as after migrating; for `_fixture_teardown`."""
    if case.available_apps is not None or not _deleted():
        truncate_all(case)


def _deleted() -> bool:
    """Delete all rows as the superuser; False where there is no such person, or too much to delete."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    settings = connections["default"].settings_dict
    try:
        server = psycopg2.connect(**libpq({**settings, "USER": SUPERUSER, "PASSWORD": ""}))
    except psycopg2.OperationalError:
        return False
    with contextlib.closing(server), server, server.cursor() as cursor:
        # As TRUNCATE would: who forgot an open transaction holds it up, and is found.
        cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(_names(tables)))
        cursor.execute("SELECT sum(pg_relation_size(name::regclass)) FROM unnest(%s) AS name", [tables])
        if cursor.fetchone()[0] > MANY_BYTES:
            return False
        # Without a trigger: neither records that are only added to, nor histories, nor foreign keys.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _filled(cursor, tables):
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    return True


def _names(tables: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, tables))


def _filled(cursor: Any, tables: list[str]) -> list[str]:
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(table), sql.Identifier(table))
        for table in tables
    )
    cursor.execute(asked)
    return [name for (name,) in cursor.fetchall()]
