"""Tables that the application role only reads and adds to: acts, versions of rows, changes of verdicts,
published years, the steps of entries, the chain.
"""

from dataclasses import dataclass

from pghistory.models import Context

from accounts.models import Act, ChainLink, SealedRow
from accounts.moments import event_models
from indicators.models import AttainmentChange, Publication, PublishedVerdict
from reporting.models import Step


@dataclass(frozen=True, slots=True)
class Kept:
    """A table whose rows are sealed day by day: the columns of its key and of its moment."""

    table: str
    key: str
    moment: str


def kept_tables() -> list[Kept]:
    """What is sealed, by name of table; every event model that is ever added is among them."""
    versions = [Kept(model._meta.db_table, "pgh_id", "pgh_created_at") for model in event_models()]
    others = [
        Kept(Act._meta.db_table, "id", "at"),
        Kept(AttainmentChange._meta.db_table, "id", "at"),
        Kept(Publication._meta.db_table, "id", "published_at"),
        Kept(PublishedVerdict._meta.db_table, "id", "at"),
        Kept(Step._meta.db_table, "id", "at"),
        Kept(str(Context._meta.db_table), "id", "created_at"),
    ]
    return sorted([*versions, *others], key=lambda kept: kept.table)


def append_only_tables() -> list[str]:
    """Names of the tables that nobody changes: the sealed ones and the seals."""
    seals = [ChainLink._meta.db_table, SealedRow._meta.db_table]
    return sorted([*(kept.table for kept in kept_tables()), *seals])
