"""One county in one year: its plans' tables as printed, each row with its verdict; and its own counts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q

from attainment.rollup import Attribute as JudgeAttribute
from attainment.rollup import Rollup
from counties.models import Finding, Plan
from indicators.models import PlanIndicator
from judging.summaries.matrix import Choice, choose
from judging.summaries.rollup import ByHand, Counted, by_hand_of, counts_of, roll_up
from judging.summaries.rows import RowVerdict, row_verdicts


@dataclass(frozen=True, slots=True)
class HeadingGroup:
    """Consecutive rows under one printed heading."""

    heading: str
    rows: tuple[RowVerdict, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table of a plan, in its printed order."""

    title: str
    groups: tuple[HeadingGroup, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One plan; without tables where the filters leave none of its rows."""

    plan: Plan
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class CountyYear:
    """Counts take each catalogue indicator once; `conflicts` are those on which two rows disagree."""

    year: int
    is_final: bool
    sections: tuple[Section, ...]
    counts: Rollup
    conflicts: tuple[Counted, ...]
    counted: tuple[Counted, ...] = field(repr=False)
    rows: tuple[RowVerdict, ...] = field(repr=False)
    by_hand: dict[JudgeAttribute, ByHand] = field(default_factory=dict)

    @property
    def conflicts_by_plan(self) -> list[tuple[Counted, str]]:
        """Each with the plan of the row that counts."""
        titles = {section.plan.pk: section.plan.short_title for section in self.sections}
        return [(one, titles[one.counts.plan_id]) for one in self.conflicts]

    @property
    def uses_demo(self) -> bool:
        return any(row.uses_demo for row in self.rows)

    @property
    def uncomputed(self) -> int:
        return sum(row.status is None for row in self.rows)


def county_year(plans: Sequence[Plan], year: int, choice: Choice) -> CountyYear:
    """The plans of one county and period; two queries."""
    ids = [plan.pk for plan in plans]
    rows = row_verdicts(ids, year)
    counted, wanted = choose(roll_up(rows), choice, ids)
    shown = [row for row in rows if row.row_id in wanted]
    return CountyYear(
        year=year,
        is_final=year == max((plan.period_end for plan in plans), default=year),
        sections=tuple(_section(plan, shown) for plan in plans),
        counts=counts_of(counted),
        conflicts=tuple(one for one in counted if one.differs),
        counted=tuple(counted),
        rows=tuple(rows),
        by_hand=by_hand_of(counted),
    )


def questioned_rows(row_ids: Collection[int]) -> dict[int, int]:
    """Plan row → how many findings about it nobody has decided; one query."""
    is_open = Q(findings__gone_at__isnull=True, findings__decision=Finding.Decision.OPEN)
    rows = PlanIndicator.objects.filter(is_open, pk__in=row_ids).annotate(number=Count("findings"))
    return dict(rows.order_by().values_list("pk", "number"))


def _section(plan: Plan, rows: Iterable[RowVerdict]) -> Section:
    of_plan = (row for row in rows if row.plan_id == plan.pk)
    tables = groupby(of_plan, lambda row: row.table)
    return Section(plan, tuple(Table(title, _groups(group)) for title, group in tables))


def _groups(rows: Iterable[RowVerdict]) -> tuple[HeadingGroup, ...]:
    return tuple(HeadingGroup(heading, tuple(group)) for heading, group in groupby(rows, _heading))


def _heading(row: RowVerdict) -> str:
    return " · ".join(filter(None, [row.level1, row.level2]))
