"""The city's matrix: catalogue indicators as lines, plans as columns, one year's stored verdicts as cells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from attainment import Colour, Status
from attainment.rollup import Attribute as JudgeAttribute
from attainment.rollup import Rollup
from counties.models import Plan
from judging.summaries.rollup import ByHand, Counted, by_hand_of, counts_of, roll_up
from judging.summaries.rows import RowVerdict, departments_of_rows, row_verdicts


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One plan; `part` tells the plans of one county apart, empty where the county has one."""

    plan_id: int
    key: str
    county_code: str
    county: str
    part: str
    plan: str
    """The plan's short title."""


JUDGED, UNDECIDED = "judged", "undecided"
"""Beside colours and statuses: what has a verdict that is not grey, and what could have one and has none."""
_UNDECIDED = (Status.PENDING, Status.NO_DATA, Status.UNJUDGED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader asked to see; empty, or None for attribute and department: everything.

    `category` is a first level or “first · second”; `status` a status, a colour, JUDGED or UNDECIDED.
    """

    category: str = ""
    attribute: str | None = None
    department_id: int | None = None
    status: str = ""

    def counts(self, one: Counted, departments: dict[int, frozenset[int]]) -> bool:
        """Whether the indicator belongs to what was asked, its status aside."""
        return (
            self.category in ("", one.counts.category1, one.counts.category)
            and self.attribute in (None, one.attribute)
            and (
                self.department_id is None
                or any(self.department_id in departments[row.row_id] for row in one.rows)
            )
        )

    def wants(self, row: RowVerdict) -> bool:
        """Whether the status filter asks for this row."""
        if not self.status:
            return True
        if row.status is None:
            # What is not computed yet counts among the unjudged.
            return self.status == UNDECIDED
        status = Status(row.status)
        judged = status.colour is not Colour.GREY
        wanted = {JUDGED: judged, UNDECIDED: status in _UNDECIDED}
        return wanted.get(self.status, self.status in (status, status.colour))


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One catalogue indicator (of one site, where it has one): per column its rows, usually none or one.

    `wanted` are the rows that the reader asked for; the others of the line stand beside them, quietly.
    """

    cells: tuple[tuple[RowVerdict, ...], ...]
    counted: tuple[Counted, ...]
    wanted: frozenset[int]

    @property
    def first(self) -> RowVerdict:
        return self.counted[0].counts


@dataclass(frozen=True, slots=True)
class Matrix:
    """One period and year of some plans.

    The counts follow category, attribute and department; the status filter narrows only the lines.
    """

    year: int
    is_final: bool
    choice: Choice
    columns: tuple[PlanColumn, ...]
    groups: tuple[tuple[str, tuple[IndicatorLine, ...]], ...]
    counts: Rollup
    counted: tuple[Counted, ...] = field(repr=False)
    rows: tuple[RowVerdict, ...] = field(repr=False)
    by_hand: dict[JudgeAttribute, ByHand] = field(default_factory=dict)

    @property
    def uses_demo(self) -> bool:
        return any(row.uses_demo for row in self.rows)

    @property
    def uncomputed(self) -> int:
        """Plan rows without a stored verdict of this year."""
        return sum(row.status is None for row in self.rows)


def matrix_of(plans: Sequence[Plan], year: int, choice: Choice) -> Matrix:
    """Two queries whatever the number of rows. `plans` come with their counties, in the order of columns."""
    ids = [plan.pk for plan in plans]
    rows = sorted(row_verdicts(ids, year), key=_place)
    everything = roll_up(rows)
    counted, wanted = choose(everything, choice, ids)
    lines = [line for line in _lines(everything, ids, wanted) if line.wanted]
    return Matrix(
        year=year,
        is_final=year == max((plan.period_end for plan in plans), default=year),
        choice=choice,
        columns=_columns(plans),
        groups=tuple(
            (name, tuple(group)) for name, group in groupby(lines, lambda line: line.first.category)
        ),
        counts=counts_of(counted),
        counted=tuple(counted),
        rows=tuple(rows),
        by_hand=by_hand_of(counted),
    )


def choose(
    everything: Sequence[Counted], choice: Choice, plan_ids: Sequence[int]
) -> tuple[list[Counted], frozenset[int]]:
    """What is counted under this choice, and the plan rows that are shown (the status filter only hides)."""
    rows = list(chain.from_iterable(one.rows for one in everything))
    asked = choice.department_id is not None
    departments = _departments(rows, departments_of_rows(plan_ids)) if asked else {}
    counted = [one for one in everything if choice.counts(one, departments)]
    return counted, frozenset(row.row_id for one in counted for row in one.rows if choice.wants(row))


def _place(row: RowVerdict) -> tuple[int, str, str, int]:
    """The order of the catalogue, then of sites, then of the plans."""
    return row.order, row.code, row.site or "", row.row_id


def _columns(plans: Sequence[Plan]) -> tuple[PlanColumn, ...]:
    of_county = Counter(plan.county_id for plan in plans)
    return tuple(
        PlanColumn(
            plan_id=plan.pk,
            key=plan.key,
            county_code=plan.county.code,
            county=plan.county.name,
            part=plan.short_title if of_county[plan.county_id] > 1 else "",
            plan=plan.short_title,
        )
        for plan in plans
    )


def _departments(rows: Iterable[RowVerdict], printed: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """Row → its printed departments, else the catalogue's default one."""
    default = {row.row_id: frozenset(filter(None, [row.department_id])) for row in rows}
    return {row_id: printed.get(row_id, fallback) for row_id, fallback in default.items()}


def _lines(
    counted: Iterable[Counted], plan_ids: Sequence[int], wanted: frozenset[int]
) -> Iterator[IndicatorLine]:
    for _, group in groupby(counted, lambda one: (one.counts.indicator_id, one.counts.site_id)):
        line = tuple(group)
        of_plan: dict[int, list[RowVerdict]] = defaultdict(list)
        for row in chain.from_iterable(one.rows for one in line):
            of_plan[row.plan_id].append(row)
        yield IndicatorLine(
            cells=tuple(tuple(of_plan[plan_id]) if plan_id in of_plan else () for plan_id in plan_ids),
            counted=line,
            wanted=wanted & {row.row_id for one in line for row in one.rows},
        )
