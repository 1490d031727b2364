"""Two roles on one database: the owner migrates, the application role does everything else.

`DATABASE_URL` is the application role, `DATABASE_OWNER_URL` the owner. Row-level security is silent for owners
and superusers, so nothing but migrations may run as one. `PLANNING_DATABASE_ROLE=owner` (set by manage.py for
the commands that change tables) picks the owner.
"""

import os
from typing import Any

import dj_database_url

UNSET = "postgres://planning_app@127.0.0.1:5432/planning"
SCHEMES = {"postgres", "postgresql"}
PARAMETERS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
"""libpq's names for what Django calls otherwise; all may also stand in the query of an address."""


def application_url() -> str:
    """Return the address under which the application reads and writes."""
    return os.environ.get("DATABASE_URL") or UNSET


def owner_url() -> str:
    """Return the address under which tables are changed; the application's where no other is set."""
    return os.environ.get("DATABASE_OWNER_URL") or application_url()


def configured() -> dict[str, Any]:
    """Return Django's DATABASES for the role that this process plays."""
    owner = os.environ.get("PLANNING_DATABASE_ROLE") == "owner"
    default = parsed(owner_url() if owner else application_url())
    # The same database once more, in autocommit: a Job's progress is visible before its transaction ends
    # (`jobs.progress`). In tests it is the default connection itself.
    return {"default": default, "progress": {**default, "TEST": {"MIRROR": "default"}}}


def parsed(url: str) -> dict[str, Any]:
    """Return the settings of one connection; only PostgreSQL will do."""
    if url.partition(":")[0] not in SCHEMES:
        raise ValueError("数据库地址应以 postgres:// 开头：本程序只使用 PostgreSQL。")
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    options = settings.setdefault("OPTIONS", {})
    options.setdefault("application_name", "planning")
    # A server that is away is told to people as that, not waited for by all threads.
    options.setdefault("connect_timeout", 3)
    options.setdefault("tcp_user_timeout", 10_000)
    # `postgres:///planning?host=/run/postgresql` is libpq's own spelling of a socket.
    for option, key in PARAMETERS.items():
        if option in options:
            settings[key] = options.pop(option)
    return settings


def libpq(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a connection outside Django, from one entry of DATABASES."""
    named = {parameter: settings.get(key) for parameter, key in PARAMETERS.items()}
    return {**settings.get("OPTIONS", {}), **{name: str(value) for name, value in named.items() if value}}
