"""Tables that the application role only reads and adds to: acts, changes of verdicts, published years, the steps of
entries, the chain; and those that it only reads, because the database writes them: versions of rows.
"""

from dataclasses import dataclass

from custody.declared_models import declared_models
from custody.moments import event_models


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows are sealed day by day: the columns of its key and of its moment."""

    table: str
    key: str
    moment: str


def sealed_tables() -> list[Sealed]:
    """What is sealed, by name of table: every table of versions and every one that says when its rows are added."""
    versions = [Sealed(model._meta.db_table, "pgh_id", "pgh_created_at") for model in event_models()]
    added = [
        Sealed(model._meta.db_table, str(model._meta.pk.column), declared.added_at)
        for model, declared in declared_models()
        if declared.added_at
    ]
    return sorted([*versions, *added], key=lambda sealed: sealed.table)


def append_only_tables() -> list[str]:
    """Names of the tables that nobody changes: the sealed ones and the seals, and who served where."""
    others = [model._meta.db_table for model, declared in declared_models() if declared.added_only]
    return sorted({*(sealed.table for sealed in sealed_tables()), *others, *database_written_tables()})


def database_written_tables() -> list[str]:
    """Those of them that only triggers write, as the owner: versions, who served where, and what is no longer written."""
    written = [model._meta.db_table for model, declared in declared_models() if declared.written_by_database]
    return sorted([*(model._meta.db_table for model in event_models()), *written])
