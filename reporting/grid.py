"""The clerk's grid: one county's cells of a round in the order in which its plans print them. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Count, Q

from accounts.models import User
from attainment import Column, parse
from attainment.units import same
from counties.models import County, Department
from counties.ruling_words import RulingWords
from indicators.models import Observation, PlanIndicator
from judging.questions import Inputs
from judging.set_units import UnitOf, units_set_in
from reporting.asking import inputs_of
from reporting.checking import flag
from reporting.counterfacts import Counterfact, counterfacts
from reporting.models import Entry, Round, Step
from reporting.optional import because, because_together
from reporting.readiness import evidence_asked
from reporting.states import State
from reporting.summaries.owed import CellCount, tally, tally_by_department
from reporting.unanswered import unanswered


class Show(StrEnum):
    """What the grid is narrowed to; the value stands in the address."""

    ALL = ""
    TODO = "todo"
    RETURNED = "returned"
    WARNED = "warned"

    @property
    def label(self) -> str:
        return _SHOWN[self]


_SHOWN = {Show.ALL: "全部", Show.TODO: "待填", Show.RETURNED: "被退回", Show.WARNED: "有提示"}


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """What one plan wants: the printed text, and what a superior set in its place."""

    plan: str
    text: str
    year: int
    assigned: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One cell to fill with what stands around it."""

    entry: Entry
    heading: str
    seq: str
    name: str
    attribute: str
    baseline: str
    baseline_year: int | None
    past: tuple[Observation | None, ...]
    targets: tuple[PlanTarget, ...]
    rulings: tuple[RulingWords, ...]
    """In force for its plan rows, each once: what applies beside what is printed."""
    optional: str
    needs_evidence: bool
    evidence: int
    counterfacts: tuple[Counterfact, ...]
    returned: Step | None
    asks_again: bool
    """Whether the county has asked to have the approved cell back, and nobody has answered."""
    uses_demo: bool
    printed_unit: str = ""
    """In which the plan prints the row by now, where it is another unit than the cell was asked in."""

    @property
    def row_ids(self) -> tuple[int, ...]:
        return tuple({one.row_id: None for one in self.counterfacts})


@dataclass(frozen=True, slots=True)
class GridGroup:
    heading: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A county's cells of one round; `groups` are narrowed by the filters, the tallies are not."""

    round: Round
    county: County
    years: tuple[int, int]
    groups: tuple[GridGroup, ...]
    tally: CellCount
    by_department: tuple[tuple[str, CellCount], ...]
    departments: tuple[Department, ...]
    uses_demo: bool
    opens: bool
    """Whether anything can be typed or handed in: after the end of a round only what was given back."""

    @property
    def is_asked(self) -> bool:
        return bool(self.by_department)

    @property
    def shown(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def grid(of: Round, county: County, user: User, *, show: Show = Show.ALL, department: str = "") -> Grid:
    """What the person may see of the county's cells; `department` is a code. A constant number of queries."""
    entries = entries_of(of, county, user)
    inputs = inputs_of(entries)
    # What was said when a cell was saved may be true no more: its neighbours and last year's figures move.
    flag([entry for entry in entries if entry.is_editable], inputs)
    rows = _rows(entries, inputs)
    optional = {row.entry.pk for row in rows if row.optional}
    own = [row for row in rows if row.entry.is_of(department)]
    shown = [row for row in own if fits(row, show)]
    mine = [row.entry for row in own]
    return Grid(
        round=of,
        county=county,
        years=(of.year - 2, of.year - 1),
        groups=tuple(
            GridGroup(heading, tuple(group)) for heading, group in groupby(shown, lambda r: r.heading)
        ),
        tally=tally(mine, optional),
        by_department=tally_by_department((row.entry for row in rows), optional),
        departments=tuple({row.entry.department: None for row in rows if row.entry.department}),
        uses_demo=any(row.uses_demo for row in shown),
        opens=of.is_open or any(not entry.locked_because for entry in entries),
    )


def entries_of(of: Round, county: County, user: User) -> list[Entry]:
    """The cells that the round asks the county for, as far as the person keeps them."""
    return list(
        Entry.objects.for_user(user)
        .filter(round=of, county=county, is_asked=True)
        .select_related("round", "county", "indicator", "site", "department")
        .select_related("entered_by", "signed_by", "observation")
        .annotate(evidence_count=Count("evidence", filter=Q(evidence__withdrawn_at__isnull=True)))
    )


def fits(row: GridRow, show: Show) -> bool:
    """Whether the filter shows the row."""
    stands = row.entry.stands
    if show is Show.TODO:
        return stands is State.BLANK and not row.optional
    if show is Show.RETURNED:
        return row.returned is not None
    return bool(row.entry.warnings) if show is Show.WARNED else True


def _rows(entries: Sequence[Entry], inputs: Mapping[int, tuple[Inputs, ...]]) -> list[GridRow]:
    facts = counterfacts([entry for entry in entries if entry.is_editable], inputs)
    words = unanswered(entries)
    evidence = evidence_asked(entries)
    asked_again = set(
        Entry.objects.asked_again().filter(pk__in=[e.pk for e in entries]).values_list("pk", flat=True)
    )
    # Two plans, one after the other, as they print; what no row asks for any more stands last.
    moved = [one.row for e in entries for one in inputs[e.pk] if one.assigned and is_other(one.unit, e.unit)]
    set_in = units_set_in(moved) if moved else _never
    several = len({one.row.plan_id for asked in inputs.values() for one in asked}) > 1
    return [
        _row(
            entry,
            inputs[entry.pk],
            facts.get(entry.pk, ()),
            words.get(entry.pk),
            entry.pk in evidence,
            asks_again=entry.pk in asked_again,
            several=several,
            set_in=set_in,
        )
        for entry in sorted(entries, key=lambda entry: _place(inputs[entry.pk]))
    ]


def _place(asked: Sequence[Inputs]) -> tuple[bool, int, int, str, int]:
    if not asked:
        return True, 0, 0, "", 0
    row = asked[0].row
    return False, row.plan.period_end, row.plan_id, row.sheet, row.row_number


def _row(
    entry: Entry,
    asked: Sequence[Inputs],
    facts: tuple[Counterfact, ...],
    returned: Step | None,
    needs_evidence: bool,
    *,
    asks_again: bool,
    several: bool,
    set_in: UnitOf,
) -> GridRow:
    first = asked[0].row if asked else None
    years = (entry.round.year - 2, entry.round.year - 1)
    past = tuple(
        next((one.series.figures[year] for one in asked if year in one.series.figures), None)
        for year in years
    )
    return GridRow(
        entry=entry,
        heading=_heading(asked, several=several) or entry.measured.category,
        seq=entry.seq,
        name=entry.name,
        attribute=PlanIndicator.Attribute.of_all(one.row.attribute for one in asked),
        baseline=with_unit(first.baseline_text, Column.BASELINE, first.unit, entry.unit) if first else "",
        baseline_year=(first.baseline_year or first.plan.base_year) if first else None,
        past=past,
        targets=_targets(asked, entry.unit, set_in),
        rulings=tuple(dict.fromkeys(said for one in asked for said in one.ruled.words)),
        optional=_optional(asked),
        needs_evidence=needs_evidence,
        evidence=getattr(entry, "evidence_count", 0),
        counterfacts=facts,
        returned=returned,
        asks_again=asks_again,
        uses_demo=any(figure.is_demo for figure in past if figure)
        or any(one.assigned is not None and one.assigned.is_demo for one in asked),
        printed_unit=first.unit if first and is_other(first.unit, entry.unit) else "",
    )


def _heading(asked: Sequence[Inputs], *, several: bool) -> str:
    if not asked:
        return ""
    row = asked[0].row
    parts = [row.plan.short_title if several else "", row.level1, row.level2]
    return " · ".join(part for part in parts if part)


def _targets(asked: Sequence[Inputs], unit: str, set_in: UnitOf) -> tuple[PlanTarget, ...]:
    """Each plan's target; once where two plans print the same. What is in another unit than the cell says so."""
    found: dict[tuple[str, int, str], PlanTarget] = {}
    for one in asked:
        row, since = one.row, one.assigned
        text = with_unit(row.target_text, Column.TARGET, one.unit, unit)
        assigned = with_unit(since.text, Column.TARGET, set_in(since), unit) if since else ""
        key = (text, row.target_year, assigned)
        found.setdefault(key, PlanTarget(row.plan.short_title, text, row.target_year, assigned))
    return tuple(found.values())


def _optional(asked: Sequence[Inputs]) -> str:
    whys = (because(one.row.target_text, one.set_since) for one in asked)
    return str(because_together(whys) or "")


def _never(_statement: object) -> str:
    """No row's unit is another than its cell's: none is asked for."""
    return ""


def is_other(unit: str, of_cell: str) -> bool:
    return bool(unit and of_cell) and not same(unit, of_cell)


def with_unit(text: str, column: Column, unit: str, of_cell: str) -> str:
    """A number with its unit where it is another one than the cell's and the text prints none: `22 公顷`."""
    reading = parse(text, column)
    bare = reading.value is not None and reading.unit is None
    return f"{text} {unit}" if bare and is_other(unit, of_cell) else text


def own_unit(figure: Observation, unit: str) -> str:
    """The unit of a figure where it is another one than the cell's."""
    return "" if not figure.unit or (unit and same(figure.unit, unit)) else figure.unit
