"""Whole databases: making one like another, and exchanging two in one move."""

import contextlib
import time
from collections.abc import Iterator

from psycopg2 import errors, sql
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small

from custody.keeping.digests import tables_of
from custody.keeping.manifest import KeepingRefusedError
from custody.keeping.server import MAINTENANCE, Server, only

PATIENCE_SECONDS = 5.0
"""A session that has just ended is seen for a moment longer."""
SESSIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
LIKE = """
    SELECT datlocprovider, datcollate, datctype, to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'
    FROM pg_database d WHERE datname = %s
"""


@contextlib.contextmanager
def maintaining(server: Server) -> Iterator[Connection]:
    """Give an autocommit connection from which databases are made, dropped and renamed."""
    with contextlib.closing(server.connect(MAINTENANCE)) as connection:
        connection.autocommit = True
        yield connection


def is_empty(server: Server) -> bool:
    """Tell whether the application's database has no table at all."""
    with contextlib.closing(server.connect()) as connection:
        return not tables_of(connection)


def refuse_busy(server: Server) -> None:
    """Raise KeepingRefusedError while anyone else uses the application's database."""
    with maintaining(server) as connection, connection.cursor() as cursor:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            cursor.execute(SESSIONS, [server.name])
            (others,) = only(cursor)
            if not others:
                return
            if time.monotonic() > deadline:
                raise KeepingRefusedError(
                    f"数据库“{server.name}”还有 {others} 个连接，未改动任何数据。请先停止网页、后台任务等程序，再恢复。"
                )
            time.sleep(0.2)


def create_like(server: Server, name: str) -> None:
    """Create an empty database that sorts and compares like the application's."""
    with maintaining(server) as connection, connection.cursor() as cursor:
        cursor.execute(LIKE, [server.name])
        provider, collate, ctype, locale, icu = only(cursor)
        parts = [
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)),
            sql.SQL("LC_COLLATE {} LC_CTYPE {}").format(sql.Literal(collate), sql.Literal(ctype)),
        ]
        match provider:
            case "b":
                parts.append(sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE {}").format(sql.Literal(locale)))
            case "i":
                parts.append(sql.SQL("LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(locale or icu)))
        try:
            cursor.execute(sql.SQL(" ").join(parts))
        except errors.InsufficientPrivilege as error:
            raise KeepingRefusedError(
                f"角色 {server.settings['USER']} 不能建立数据库，未改动任何数据。"
                f"请数据库管理员执行：ALTER ROLE {server.settings['USER']} CREATEDB"
            ) from error


def drop(server: Server, name: str) -> None:
    """Drop a database that only we know; nothing happens where it is not there."""
    with maintaining(server) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def swapped(server: Server, fresh: str, old: str, *, keep: bool) -> Iterator[str | None]:
    """Give `fresh` the name of the application's database when the block ends well; else nothing is renamed.

    The present database becomes `old`, which is given, or None where it was empty (`keep=False`) and is dropped.
    """
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with contextlib.closing(server.connect(MAINTENANCE)) as connection, connection.cursor() as cursor:
        try:
            # Both or none: renaming is part of the transaction.
            cursor.execute(rename.format(sql.Identifier(server.name), sql.Identifier(old)))
            cursor.execute(rename.format(sql.Identifier(fresh), sql.Identifier(server.name)))
        except errors.ObjectInUse as error:
            raise KeepingRefusedError(
                f"数据库“{server.name}”正在使用中，未改动任何数据。请先停止网页、后台任务等程序，再恢复。"
            ) from error
        yield old if keep else None
        connection.commit()
    if not keep:
        drop(server, old)
