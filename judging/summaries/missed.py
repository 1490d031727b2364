"""约束性 and not achieved: what raises the banner (specification §6), and how long it stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attainment import Colour
from counties.models import Plan
from judging.models import Attainment
from judging.summaries.periods import Period
from judging.summaries.rollup import Counted, roll_up
from judging.summaries.rows import row_verdicts

NAMED = 8
"""So many stand in the sentence; the others open beneath it."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The missed binding indicators of a year, in the order of counties and rows."""

    year: int
    items: tuple[tuple[str, Counted], ...]
    """The county's name, empty where it goes without saying."""
    is_earlier: bool = False
    """Of the last period's final year: no year of the one at hand is judged yet."""

    @property
    def first(self) -> tuple[tuple[str, Counted], ...]:
        return self.items[:NAMED]

    @property
    def rest(self) -> tuple[tuple[str, Counted], ...]:
        return self.items[NAMED:]


def missed_of(counted: Iterable[Counted], plans: Iterable[Plan], year: int) -> Missed:
    """Those among the rows at hand; the counties are named where there are several."""
    return Missed(year, _named(counted, plans))


def missed_before(plans: Sequence[Plan], period: Period, counted: Iterable[Counted]) -> Missed | None:
    """Those of the last final year before `period`, while none of its years is judged; else None.

    `plans` are all that the reader sees, `counted` the rows of the year at hand.
    """
    ended = [plan for plan in plans if plan.period_end <= period[0]]
    if not ended or any(one.status and one.status.colour is not Colour.GREY for one in counted):
        return None
    if _is_judged([plan for plan in plans if plan.period == period]):
        return None
    year = max(plan.period_end for plan in ended)
    last = [plan for plan in ended if plan.period_end == year]
    missed = [one for one in roll_up(row_verdicts([plan.pk for plan in last], year)) if one.is_binding_missed]
    return Missed(year, _named(missed, last), is_earlier=True) if missed else None


def _is_judged(plans: Sequence[Plan]) -> bool:
    judged = Attainment.objects.filter(plan_indicator__plan__in=plans).exclude(colour=Colour.GREY)
    return judged.exists()


def _named(counted: Iterable[Counted], plans: Iterable[Plan]) -> tuple[tuple[str, Counted], ...]:
    names = {plan.pk: plan.county.name for plan in plans}
    several = len(set(names.values())) > 1
    return tuple(
        (names[one.counts.plan_id] if several else "", one) for one in counted if one.is_binding_missed
    )
