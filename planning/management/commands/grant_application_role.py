"""`manage.py grant_application_role`: what the application role may do with the owner's tables."""

from typing import Any

import dj_database_url
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from psycopg2 import sql

from planning.settings import databases

STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    # Tables of later migrations.
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    # Which migrations ran is the owner's to write.
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


class Command(BaseCommand):
    """Runs as the owner (manage.py sees to it); may be repeated; does nothing where there is only one role."""

    help = "授予应用角色读写数据的权限（不含改表）。以属主角色运行，可重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant to the user of DATABASE_URL."""
        role = dj_database_url.parse(databases.application_url()).get("USER") or ""
        if role in {"", connection.settings_dict["USER"]}:
            self.stdout.write("应用角色与属主是同一角色，无需授权。")
            return
        grant(role)


def grant(role: str) -> None:
    """Give `role` the right to read and write every table, by the connection of the owner."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
