"""A verdict on its way to the table: the columns of `Attainment`, without what a model costs."""

from dataclasses import dataclass, fields
from decimal import Decimal

from judging.models import Attainment


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One verdict as it would be stored, named as its columns are."""

    plan_indicator_id: int
    year: int
    status: str
    colour: str
    reason: str
    completion: Decimal | None
    pace: Decimal | None
    required: Decimal | None
    gap: Decimal | None
    needed_per_year: Decimal | None
    margin: Decimal | None
    headroom_used: Decimal | None
    data_year: int | None
    flags: list[str]
    linear_status: str
    explanation: str
    value_text: str
    target_text: str
    observation_id: int | None
    uses_demo: bool
    edition_id: int
    rules_version: str
    generation: int

    def as_attainment(self) -> Attainment:
        """The same as a model, not saved."""
        return Attainment(**{name: getattr(self, name) for name in COLUMNS})


COLUMNS = tuple(one.name for one in fields(Judged))
