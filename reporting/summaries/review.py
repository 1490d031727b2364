"""One county in one round, entry by entry, with everything that a signature or an approval rests on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.models import User
from attainment import Verdict, explain
from counties.models import County
from counties.ruling_words import RulingWords
from indicators.models import Observation, PlanIndicator
from judging.questions import Inputs, load_inputs
from judging.recompute import judge
from reporting.actions.figures import mark
from reporting.actions.rounds import Asked, cells_of
from reporting.bases import in_words, said_of
from reporting.checking import flag_waiting
from reporting.counterfacts import Counterfact, counterfacts, with_entry
from reporting.held_back import looked_at_alone, replaced, says_the_same
from reporting.models import CellKey, Entry, Reopening, Round, Step
from reporting.optional import because_of
from reporting.states import WAITING, State
from reporting.summaries.around import Around
from reporting.summaries.owed import NO_DEPARTMENT

SHOWN_YEARS = 2


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One entry with what stands around it."""

    entry: Entry
    rows: tuple[PlanIndicator, ...]
    optional: bool
    earlier: tuple[tuple[int, Observation | None], ...]
    """The figures in force of the years before, oldest first."""
    stands: Observation | None
    """The figure in force that an approval would write over."""
    facts: tuple[Counterfact, ...]
    approved_before: Step | None
    words: Step | None
    """The newest words that sent the entry back."""
    kept: Step | None
    """What the clerk answered to them, where the value stays."""
    asked_again: Step | None
    """The request for re-opening that waits for an answer."""
    reopening: Reopening | None
    handed_in: Step | None
    """The words with which the sheet of the entry was submitted, where there are any."""
    basis_moved: str
    """Which 口径 it had when it was given back, where it has another one now."""
    evidence: int
    is_own: bool
    inputs: tuple[Inputs, ...]
    figures: tuple[Observation, ...]

    @property
    def row(self) -> PlanIndicator:
        return self.rows[0]

    @property
    def attribute(self) -> str:
        return PlanIndicator.Attribute.of_all(row.attribute for row in self.rows)

    @property
    def printed(self) -> list[tuple[PlanIndicator, tuple[RulingWords, ...]]]:
        """Each plan row with what a person ruled beside it."""
        said = {one.row.pk: one.ruled.words for one in self.inputs}
        return [(row, said.get(row.pk, ())) for row in self.rows]

    @property
    def replaces(self) -> Observation | None:
        """What would be written over, where it says something else."""
        stands = self.stands
        return stands if stands is not None and not says_the_same(stands, self.entry) else None

    @property
    def other(self) -> Observation | None:
        """The figure in force of another 口径 that the verdict goes on reading in place of the entry's."""
        return next((fact.other for fact in self.facts if fact.other), None)

    @property
    def replaced_said(self) -> str:
        return replaced(self.replaces) if self.replaces else ""

    @property
    def other_said(self) -> str:
        return said_of(self.other) if self.other else ""

    @property
    def heading(self) -> str:
        parts = " · ".join(filter(None, [self.row.level1, self.row.level2]))
        return parts or self.row.table

    @property
    def department(self) -> str:
        return self.entry.department.name if self.entry.department else NO_DEPARTMENT

    @property
    def held_back(self) -> list[str]:
        """Why it is not approved together with the clean ones."""
        found = looked_at_alone(self.entry, self.stands, self.facts)
        if self.is_own:
            found.append("由您本人填报，须由他人审核")
        return found

    @property
    def says(self) -> list[tuple[PlanIndicator, Verdict, str]]:
        """Row, verdict and sentence that an approval would bring for the entry's year."""
        entry, year = self.entry, self.entry.round.year
        if not self.facts:
            return []
        of_year = [figure for figure in self.figures if figure.year == year]
        answers = ((one.row, *judge(with_entry(one, entry, of_year), year)) for one in self.inputs)
        unused = {fact.row_id for fact in self.facts if fact.other}
        before = f"评价仍采用{self.other_said}，本数值不会被采用。"
        return [
            (
                row,
                verdict,
                (before if row.pk in unused else "") + (explain(question, verdict) if question else ""),
            )
            for row, question, verdict in answers
        ]

    @property
    def told(self) -> list[tuple[Counterfact, str]]:
        """What the value would bring, with the plan where two plans' rows would fare differently."""
        fared: dict[int, list[tuple[object, ...]]] = defaultdict(list)
        for one in self.facts:
            fared[one.row_id].append((one.year, one.now.status, one.then.status))
        if len(fared) == len(self.rows) and all(
            each == next(iter(fared.values())) for each in fared.values()
        ):
            return [(one, "") for one in self.facts if one.row_id == self.facts[0].row_id]
        return [(one, one.plan) for one in self.facts]

    @property
    def is_clean(self) -> bool:
        return self.entry.stands is State.UNDER_REVIEW and not self.held_back

    @property
    def seen(self) -> str:
        """What the form sends: the entry, its version and the figure in force, as they were looked at."""
        return f"{self.entry.pk}:{self.entry.version}:{mark(self.stands)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All entries of one county in one round that a person may see, in the order of the plans."""

    round: Round
    county: County
    lines: tuple[ReviewLine, ...]

    @property
    def years(self) -> list[int]:
        return [self.round.year - back for back in range(SHOWN_YEARS, 0, -1)]

    @property
    def counts(self) -> Counter[State]:
        return Counter(line.entry.stands for line in self.lines)

    def of(self, *states: State) -> list[ReviewLine]:
        return [line for line in self.lines if line.entry.stands in states]

    @property
    def handed_in_with(self) -> list[str]:
        """What was said of the sheet as a whole, of what still waits."""
        words = (line.handed_in.words for line in self.lines if line.handed_in)
        return list(dict.fromkeys(filter(None, words)))

    @property
    def uses_demo(self) -> bool:
        figures = [figure for line in self.lines for _, figure in line.earlier]
        figures += [figure for line in self.lines for figure in (line.replaces, line.other)]
        return any(figure.is_demo for figure in figures if figure is not None)


def county_sheet(asking: Round, county: County, *, user: User) -> Sheet:
    """A constant number of queries."""
    rows = PlanIndicator.objects.judged().filter(plan__rounds=asking, plan__county=county)
    cells = cells_of(rows)
    entries = list(visible_entries(user).filter(round=asking, county=county, is_asked=True))
    return Sheet(asking, county, tuple(_lines(entries, cells, user)))


def entry_line(entry: Entry, *, user: User) -> ReviewLine | None:
    """One entry by itself; None where no plan row asks for it any more."""
    rows = PlanIndicator.objects.judged().filter(
        plan__rounds=entry.round_id,
        plan__county=entry.county_id,
        indicator=entry.measured_id,
        site=entry.site_id,
    )
    return next(iter(_lines([entry], cells_of(rows), user)), None)


def visible_entries(user: User) -> Any:
    """The person's entries with what their pages print."""
    return Entry.objects.for_user(user).select_related(
        *("round", "county", "indicator", "site", "project", "department", "batch"),
        *("entered_by", "signed_by", "approved_by", "observation__entered_by"),
    )


def _lines(entries: Sequence[Entry], cells: dict[CellKey, Asked], user: User) -> Iterable[ReviewLine]:
    by_key = {one.key: one for one in entries}
    wanted = {key: cell for key, cell in cells.items() if key in by_key}
    loaded = {one.row.pk: one for one in load_inputs([r.pk for cell in wanted.values() for r in cell.rows])}
    inputs = {
        by_key[key].pk: tuple(loaded[row.pk] for row in cell.rows if row.pk in loaded)
        for key, cell in wanted.items()
    }
    # What has been decided keeps what was said then; what waits is looked at as it stands now.
    flag_waiting([one for one in by_key.values() if one.stands in WAITING], inputs)
    judged = [one for one in entries if one.text and not one.differs]
    facts = counterfacts(judged, inputs)
    figures = _figures(wanted)
    around = Around(entries)
    for key, cell in wanted.items():
        entry = by_key[key]
        yield _line(entry, cell, inputs[entry.pk], figures[key], facts.get(entry.pk, ()), around, user)


def _line(
    entry: Entry,
    cell: Asked,
    inputs: tuple[Inputs, ...],
    figures: list[Observation],
    facts: tuple[Counterfact, ...],
    around: Around,
    user: User,
) -> ReviewLine:
    year = entry.round.year
    chosen = inputs[0].series.figures if inputs else {}
    return ReviewLine(
        entry=entry,
        rows=tuple(cell.rows),
        optional=because_of(cell.rows) is not None,
        earlier=tuple((year - back, chosen.get(year - back)) for back in range(SHOWN_YEARS, 0, -1)),
        stands=_stands(entry, figures) if entry.text else None,
        facts=facts,
        approved_before=around.approvals.get(entry.pk),
        words=around.words.get(entry.pk),
        kept=around.kept.get(entry.pk),
        asked_again=around.requests.get(entry.pk),
        handed_in=around.handed_in.get(entry.pk) if entry.stands in WAITING else None,
        reopening=around.reopenings.get(entry.pk),
        basis_moved=_basis_moved(entry, around),
        evidence=around.evidence.get(entry.pk, 0),
        is_own=entry.entered_by_id == user.pk,
        inputs=inputs,
        figures=tuple(figures),
    )


def _basis_moved(entry: Entry, around: Around) -> str:
    before = around.given_back.get(entry.pk)
    if before is None or before.basis == entry.basis or not entry.given_back:
        return ""
    return f"口径由“{in_words(before.basis)}”改为“{in_words(entry.basis)}”"


def _stands(entry: Entry, figures: Iterable[Observation]) -> Observation | None:
    """The figure in force that an approval writes over: its own earlier one, else the one of its key."""
    if entry.observation_id:
        return next((one for one in figures if one.pk == entry.observation_id), None)
    key = entry.round.year, Observation.FULL_YEAR, entry.basis
    return next((one for one in figures if (one.year, one.period, one.basis) == key), None)


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
