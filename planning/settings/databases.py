"""Two roles on one database: the owner migrates, the application role does everything else.

`DATABASE_URL` is the application role, `DATABASE_OWNER_URL` the owner. Row-level security is silent for owners
and superusers, so nothing but migrations may run as one. `PLANNING_DATABASE_ROLE=owner` (set by manage.py for
the commands that change tables) picks the owner.
"""

import os
from typing import Any

import dj_database_url

UNSET = "postgres://planning_app@127.0.0.1:5432/planning"
OPTIONS = {"application_name": "planning"}


def configured() -> dict[str, Any]:
    """Return Django's DATABASES for the role that this process plays."""
    application = os.environ.get("DATABASE_URL", UNSET)
    owner = os.environ.get("DATABASE_OWNER_URL", application)
    url = owner if os.environ.get("PLANNING_DATABASE_ROLE") == "owner" else application
    parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    parsed.setdefault("OPTIONS", {}).update(OPTIONS)
    # The same database once more, in autocommit: progress of a Job is visible before the Job's transaction ends.
    progress = {**parsed, "TEST": {"MIRROR": "default"}}
    return {"default": parsed, "progress": progress}
