"""Tables that the application role only reads and adds to: acts, changes of verdicts, published years, the steps of
entries, the chain; and those that it only reads, because the database writes them: versions of rows.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from pghistory.models import Context

from custody.models import ChainLink, SealedRow
from custody.moments import added_only_models, event_models


@dataclass(frozen=True, slots=True)
class Kept:
    """A table whose rows are sealed day by day: the columns of its key and of its moment."""

    table: str
    key: str
    moment: str


def kept_tables() -> list[Kept]:
    """What is sealed, by name of table: every event model and every model with `ADDED_AT`, whenever one is added."""
    versions = [Kept(model._meta.db_table, "pgh_id", "pgh_created_at") for model in event_models()]
    added = [Kept(model._meta.db_table, _key(model), model.ADDED_AT) for model in added_only_models()]
    # What older releases wrote; the library's own model.
    contexts = Kept(str(Context._meta.db_table), "id", "created_at")
    return sorted([*versions, *added, contexts], key=lambda kept: kept.table)


def _key(model: Any) -> str:
    return str(model._meta.pk.column)


def database_written_models() -> list[Any]:
    """Models that say so (`WRITTEN_BY_DATABASE`): triggers of the owner write their rows, and nobody else."""
    return [model for model in apps.get_models() if getattr(model, "WRITTEN_BY_DATABASE", False)]


def append_only_tables() -> list[str]:
    """Names of the tables that nobody changes: the sealed ones and the seals, and who served where."""
    others = [model._meta.db_table for model in (ChainLink, SealedRow, *database_written_models())]
    return sorted([*(kept.table for kept in kept_tables()), *others])


def database_written_tables() -> list[str]:
    """Those of them that only triggers write, as the owner: versions, who served where, and what is no longer written."""
    return sorted(model._meta.db_table for model in (*event_models(), *database_written_models(), Context))
