"""`manage.py grant_application_role [--create]`: what the application role may do with the owner's tables."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from psycopg2 import sql

from planning.append_only import append_only_tables, database_written_tables
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

    def add_arguments(self, parser: CommandParser) -> None:
        """`--create` needs an owner that may create roles, as in the containers."""
        parser.add_argument("--migrate", action="store_true", help="先更新数据表：省去另起一个进程")
        parser.add_argument("--create", action="store_true", help="先建立应用角色，密码取自 DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant to the user of DATABASE_URL."""
        if options["migrate"]:
            call_command("migrate", interactive=False, verbosity=options["verbosity"])
        application = databases.parsed(databases.application_url())
        role = application["USER"]
        if role in {"", connection.settings_dict["USER"]}:
            self.stdout.write("应用角色与属主是同一角色，无需授权。")
            return
        if options["create"]:
            create(role, application["PASSWORD"])
        grant(role)


def create(role: str, password: str) -> None:
    """Create `role` where it is missing; give it this password and no power over the server in any case."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        # The verb is one of ours; name and password are quoted.
        statement = f"{verb} ROLE {{role}} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {{password}}"
        parts = {"role": sql.Identifier(role), "password": sql.Literal(password)}
        cursor.execute(sql.SQL(statement).format(**parts))


def grant(role: str) -> None:
    """Give `role` the right to read and write every table, by the connection of the owner; records it only adds to, or reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
        kept = (("UPDATE, DELETE, TRUNCATE", append_only_tables()), ("INSERT", database_written_tables()))
        for rights, tables in kept:
            for table in tables:
                statement = f"REVOKE {rights} ON {{table}} FROM {{role}}"
                cursor.execute(
                    sql.SQL(statement).format(table=sql.Identifier(table), role=sql.Identifier(role))
                )
