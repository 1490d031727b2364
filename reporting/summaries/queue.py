"""How far every county is in every round: counts by state, apart for what must and what may be reported."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from counties.models import County
from indicators.models import PlanIndicator
from reporting.actions.rounds import cells_of
from reporting.models import Entry, Round
from reporting.optional import Key, because_of, optional_cells
from reporting.states import State

TO_REVIEW = (State.SIGNED, State.UNDER_REVIEW)
WITH_CLERK = (State.BLANK, State.DRAFT, State.RETURNED, State.REOPENED)


@dataclass(slots=True)
class CountyProgress:
    """One county in one round; optional cells count in `optional` and `all`, in the others only once they are filled."""

    round: Round
    county: County
    today: date
    states: Counter[State] = field(default_factory=Counter)
    optional: int = 0
    optional_blank: int = 0
    warned: int = 0
    differing: int = 0

    @property
    def all(self) -> int:
        return self.states.total()

    @property
    def required(self) -> int:
        return self.all - self.optional

    @property
    def missing(self) -> int:
        """未报: what must be reported and has not reached the county's head, returned cells apart."""
        return self.states[State.BLANK] + self.states[State.DRAFT] - self.optional_blank

    @property
    def returned(self) -> int:
        return self.states[State.RETURNED]

    @property
    def reopened(self) -> int:
        return self.states[State.REOPENED]

    @property
    def to_sign(self) -> int:
        return self.states[State.SUBMITTED]

    @property
    def signed(self) -> int:
        return self.states[State.SIGNED]

    @property
    def under_review(self) -> int:
        return self.states[State.UNDER_REVIEW]

    @property
    def to_review(self) -> int:
        return self.signed + self.under_review

    @property
    def approved(self) -> int:
        return self.states[State.APPROVED]

    @property
    def unreported(self) -> int:
        """What still waits for the county's typing: never reported, returned, or given back."""
        return self.missing + self.returned + self.reopened

    @property
    def unreported_in_words(self) -> str:
        told = (("未报", self.missing), ("退回", self.returned), ("重开", self.reopened))
        return "，".join(f"{what} {number} 项" for what, number in told if number)

    @property
    def days_over(self) -> int:
        """Days past the deadline while something that must be reported is still with the county; else 0."""
        late = -self.round.days_left(self.today)
        return late if late > 0 and self.missing + self.returned + self.to_sign else 0


def standings(rounds: Collection[Round], counties: Sequence[County], today: date) -> list[CountyProgress]:
    """Every round × county that is asked, in their order; a constant number of queries."""
    entries = Entry.objects.filter(round__in=rounds, county__in=counties, is_asked=True)
    optional = optional_cells([one.pk for one in rounds], [one.pk for one in counties])
    found: dict[tuple[int, int], CountyProgress] = {}
    by_round, by_county = {one.pk: one for one in rounds}, {one.pk: one for one in counties}
    for entry in _slim(entries):
        key = entry.cell[:2]
        line = found.get(key)
        if line is None:
            line = found[key] = CountyProgress(by_round[key[0]], by_county[key[1]], today)
        _count(line, entry, optional=entry.cell in optional)
    return [found[one.pk, county.pk] for one in rounds for county in counties if (one.pk, county.pk) in found]


class _Slim(NamedTuple):
    """What is counted of an entry: the matrix counts all of them, objects would cost more than the page."""

    cell: Key
    state: State
    warned: bool
    differs: bool


def _slim(entries: QuerySet[Entry]) -> Iterable[_Slim]:
    warned = ExpressionWrapper(~Q(warnings=[]), output_field=BooleanField())
    columns = (
        "round_id",
        "county_id",
        "indicator_id",
        "site_id",
        "state",
        "warned",
        "text",
        "observation__text",
    )
    for *cell, state, has_warnings, text, stands in (
        entries.annotate(warned=warned).order_by("pk").values_list(*columns)
    ):
        differs = state == State.APPROVED and stands is not None and stands != text
        yield _Slim(tuple(cell), State(state), has_warnings, differs)


def _count(line: CountyProgress, entry: _Slim, *, optional: bool) -> None:
    state = entry.state
    line.states[state] += 1
    line.optional += optional
    line.optional_blank += optional and state in (State.BLANK, State.DRAFT)
    line.warned += entry.warned and state in TO_REVIEW
    line.differing += entry.differs


@dataclass(frozen=True, slots=True)
class Expected:
    """What a county would get of one year: cells that must and may be reported."""

    county: County
    year: int
    required: int
    optional: int


def expected(years: Sequence[int], plan_ids: Collection[int]) -> list[Expected]:
    """How many entries each county would get in each year's round of these plans; nothing is written."""
    rows = PlanIndicator.objects.judged().filter(plan__in=plan_ids)
    cells = cells_of(rows)
    counts: dict[tuple[str, int], list[int]] = {}
    counties: dict[str, County] = {}
    for cell in cells.values():
        county = cell.rows[0].plan.county
        counties[county.code] = county
        for year in years:
            asking = [row for row in cell.rows if year in row.plan.years]
            if asking:
                counts.setdefault((county.code, year), [0, 0])[because_of(asking) is not None] += 1
    return [
        Expected(counties[code], year, *counts[code, year])
        for code in sorted(counties)
        for year in sorted(years)
        if (code, year) in counts
    ]
