"""Uploaded files: which lie there, and which the rows name."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import FileField
from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small


def present(root: Path) -> Iterator[Path]:
    """Yield every file under `root`, in order of names; links are not followed."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def named_by_rows(connection: Connection) -> set[str]:
    """Return every path that a file column holds, history included, relative to the uploads' folder."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns")
        # An older database may lack a column that the code knows.
        there = set(cursor.fetchall())
        for model in apps.get_models():
            columns = [str(field.column) for field in model._meta.fields if isinstance(field, FileField)]
            for column in columns:
                if (model._meta.db_table, column) in there:
                    query = sql.SQL("SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''")
                    names = {"column": sql.Identifier(column), "table": sql.Identifier(model._meta.db_table)}
                    cursor.execute(query.format(**names))
                    found.update(row[0] for row in cursor.fetchall())
    return found
