"""What the application role may do with the owner's tables."""

from django.db import connection, transaction
from psycopg2 import sql

from custody.append_only import append_only_tables, database_written_tables

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
