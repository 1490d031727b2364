"""One county in one round, entry by entry, with everything that a signature or an approval rests on."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from counties.models import County
from indicators.models import Observation, PlanIndicator
from indicators.questions import Inputs, load_inputs
from reporting.actions.rounds import Asked, CellKey, cells_of
from reporting.models import Entry, Evidence, Reopening, Round, Step
from reporting.states import Move, State
from reporting.summaries.produced import Produced, produced, replaced_by

SHOWN_YEARS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with what stands around it."""

    entry: Entry
    rows: tuple[PlanIndicator, ...]
    optional: bool
    earlier: tuple[tuple[int, Observation | None], ...]
    """The figures in force of the years before, oldest first."""
    replaces: Observation | None
    """What an approval would write over: only where it says something else."""
    produced: tuple[Produced, ...]
    approved_before: Step | None
    words: Step | None
    """The newest words that sent the entry back."""
    reopening: Reopening | None
    evidence: int
    is_own: bool

    @property
    def row(self) -> PlanIndicator:
        return self.rows[0]

    @property
    def heading(self) -> str:
        parts = " · ".join(filter(None, [self.row.level1, self.row.level2]))
        return parts or self.row.table

    @property
    def department(self) -> str:
        return self.entry.department.name if self.entry.department else "未分科室"

    @property
    def held_back(self) -> list[str]:
        """Why it is not approved together with the clean ones."""
        found = [str(warning["sentence"]) for warning in self.entry.warnings]
        if self.replaces is not None and not self.replaces.is_demo:
            found.append(f"在账 {self.replaces.text}（{self.replaces.source}）将被替换")
        if self.is_own:
            found.append("由您本人填报，须由他人审核")
        return found

    @property
    def is_clean(self) -> bool:
        return self.entry.stands is State.UNDER_REVIEW and not self.held_back

    @property
    def seen(self) -> str:
        """What the form sends: the entry and the version that was looked at."""
        return f"{self.entry.pk}:{self.entry.version}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All entries of one county in one round that a person may see, in the order of the plans."""

    round: Round
    county: County
    lines: tuple[Line, ...]

    @property
    def years(self) -> list[int]:
        return [self.round.year - back for back in range(SHOWN_YEARS, 0, -1)]

    @property
    def counts(self) -> Counter[State]:
        return Counter(line.entry.stands for line in self.lines)

    def of(self, *states: State) -> list[Line]:
        return [line for line in self.lines if line.entry.stands in states]

    @property
    def uses_demo(self) -> bool:
        figures = [figure for line in self.lines for _, figure in line.earlier]
        figures += [line.replaces for line in self.lines]
        return any(figure.is_demo for figure in figures if figure is not None)


def county_sheet(asking: Round, county: County, *, user: User) -> Sheet:
    """A constant number of queries."""
    rows = PlanIndicator.objects.judged().filter(plan__rounds=asking, plan__county=county)
    cells = cells_of(rows)
    entries = list(visible_entries(user).filter(round=asking, county=county, is_asked=True))
    return Sheet(asking, county, tuple(_lines(asking, entries, cells, user)))


def entry_line(entry: Entry, *, user: User) -> Line | None:
    """One entry by itself; None where no plan row asks for it any more."""
    rows = PlanIndicator.objects.judged().filter(
        plan__rounds=entry.round_id,
        plan__county=entry.county_id,
        indicator=entry.indicator_id,
        site=entry.site_id,
    )
    return next(iter(_lines(entry.round, [entry], cells_of(rows), user)), None)


def visible_entries(user: User) -> Any:
    """The person's entries with what their pages print."""
    return Entry.objects.for_user(user).select_related(
        *("round", "county", "indicator", "site", "department", "batch"),
        *("entered_by", "signed_by", "approved_by", "observation__entered_by"),
    )


def _lines(
    asking: Round, entries: Sequence[Entry], cells: dict[CellKey, Asked], user: User
) -> Iterable[Line]:
    by_key = {CellKey(one.county_id, one.indicator_id, one.site_id): one for one in entries}
    wanted = {key: cell for key, cell in cells.items() if key in by_key}
    inputs = {one.row.pk: one for one in load_inputs([r.pk for cell in wanted.values() for r in cell.rows])}
    figures = _figures(wanted)
    around = _Around(entries)
    for key, cell in wanted.items():
        of_cell = [inputs[row.pk] for row in cell.rows if row.pk in inputs]
        yield _line(asking, by_key[key], cell, of_cell, figures[key], around, user)


def _line(
    asking: Round,
    entry: Entry,
    cell: Asked,
    inputs: Sequence[Inputs],
    figures: list[Observation],
    around: "_Around",
    user: User,
) -> Line:
    old = replaced_by(entry, figures) if entry.text else None
    chosen = inputs[0].series.figures if inputs else {}
    judged = entry.text and entry.stands is not State.APPROVED
    return Line(
        entry=entry,
        rows=tuple(cell.rows),
        optional=cell.is_optional,
        earlier=tuple(
            (asking.year - back, chosen.get(asking.year - back)) for back in range(SHOWN_YEARS, 0, -1)
        ),
        replaces=old if old is not None and old.text != entry.text else None,
        produced=produced(entry, inputs, figures) if judged else (),
        approved_before=around.approvals.get(entry.pk),
        words=around.words.get(entry.pk),
        reopening=around.reopenings.get(entry.pk),
        evidence=around.evidence.get(entry.pk, 0),
        is_own=entry.entered_by_id == user.pk,
    )


class _Around:
    """What was done to the entries before: three queries for all of them."""

    def __init__(self, entries: Collection[Entry]) -> None:
        told = (Move.APPROVE, Move.RETURN, Move.SEND_BACK)
        steps = Step.objects.filter(entry__in=entries, move__in=[move.value for move in told])
        self.approvals: dict[int, Step] = {}
        self.words: dict[int, Step] = {}
        for step in steps.select_related("by").order_by("pk"):
            kept = self.approvals if step.move == Move.APPROVE.value else self.words
            kept[step.entry_id] = step
        opened = Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).select_related("by")
        self.reopenings = {one.entry_id: one for one in opened}
        cited = Evidence.objects.filter(entry__in=entries, withdrawn_at__isnull=True)
        self.evidence = dict(cited.order_by().values_list("entry").annotate(Count("pk")))


def _figures(cells: dict[CellKey, Asked]) -> dict[CellKey, list[Observation]]:
    """All figures of the cells, whatever their year and basis; one query."""
    counties: dict[int, set[int]] = defaultdict(set)
    for key in cells:
        counties[key.county_id].add(key.indicator_id)
    wanted = Q(pk__in=[])
    for county_id, indicator_ids in counties.items():
        wanted |= Q(county_id=county_id, indicator_id__in=indicator_ids)
    found: dict[CellKey, list[Observation]] = defaultdict(list)
    for one in Observation.objects.filter(wanted).order_by("pk"):
        found[CellKey(one.county_id, one.indicator_id, one.site_id)].append(one)
    return found
