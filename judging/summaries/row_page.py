"""Everything that the page of one plan row prints for one year."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from attainment import Flag, Outlook, Question, Reason, Status, Verdict, explain, terms
from indicators.models import AnnualTarget, PlanIndicator
from judging.models import Attainment, ReviewerVerdict
from judging.questions import Inputs, load_inputs
from judging.reasoning import MEANINGS, Printed, ReasonedStep, steps
from judging.recompute import judge
from judging.ruled import UNRULED, Ruled
from judging.summaries.periods import year_of_rows
from judging.summaries.provenance import Provenance, provenance_of, row_for_page
from judging.summaries.rulings import moved_since
from judging.summaries.trend import Mark, Trend, outlook_of, question_for_chart, trend_of

_TABLE_NUMBER = re.compile(r"表\s*[\d.]+(?:[-－—–]\d+)*")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One year of the table under the chart; `verdict` None: not judged, `remark` says what it is."""

    year: int
    value: str
    note: str
    required: str
    verdict: Attainment | None
    remark: str
    by_hand: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class RowPage:
    """One plan row in one year. `stale`: the inputs changed and the Job that judges them has not run yet."""

    row: PlanIndicator
    year: int
    stored: Attainment | None
    evidence: Provenance
    history: tuple[HistoryLine, ...]
    stale: bool = False
    pending: bool = False
    steps: tuple[ReasonedStep, ...] = ()
    annual: AnnualTarget | None = None
    trend: Trend | None = None
    outlook: Outlook | None = None
    ruled: Ruled = UNRULED
    moved: tuple[str, ...] = ()
    """Rulings under which the plan prints something else by now."""
    outranked: str = ""
    """A target of the plan's text that an assigned one contradicts."""
    verdict: Verdict | None = None
    """As it is judged now; None for a row that is not."""

    @property
    def by_hand(self) -> ReviewerVerdict | None:
        """The reviewer's own verdict of this year: beside the rule's status, never in its place."""
        return self.evidence.by_hand.get(self.year)

    @property
    def is_for_people(self) -> bool:
        """Whether the rule leaves this year to a person."""
        found = self.stored
        return bool(found and (found.status, found.reason) == (Status.UNJUDGED, Reason.MANUAL))

    @property
    def years(self) -> list[int]:
        return list(self.row.plan.years)

    @property
    def previous_year(self) -> int | None:
        return self.year - 1 if self.year - 1 in self.row.plan.years else None

    @property
    def next_year(self) -> int | None:
        return self.year + 1 if self.year + 1 in self.row.plan.years else None

    @property
    def flags(self) -> list[tuple[str, str]]:
        """Label and meaning of what else is worth saying about the verdict."""
        found = self.stored.flags if self.stored else []
        return [(Flag(flag).label, MEANINGS[Flag(flag)]) for flag in found]

    @property
    def table(self) -> str:
        """The number of the printed table; its whole title where it has none."""
        number = _TABLE_NUMBER.match(self.row.table)
        return number[0] if number else self.row.table

    @property
    def is_judged(self) -> bool:
        return self.row.is_judged


def row_page(pk: int, county_ids: Collection[int], asked: str) -> RowPage | None:
    """The page of one row; None where it is unknown or foreign, or `asked` is no year of its plan.

    Without a year: the one that every page opens on (`judging.summaries.periods`), of this row alone.
    """
    row = row_for_page(pk, county_ids)
    if row is None:
        return None
    inputs = next(iter(load_inputs([pk])), None)
    year = _year(asked, row, inputs)
    if year is None:
        return None
    evidence = provenance_of(row, inputs)
    stored = next((verdict for verdict in evidence.verdicts if verdict.year == year), None)
    if inputs is None:
        return RowPage(row, year, stored, evidence, _history(evidence, None, None))
    return _judged(inputs, evidence, stored, year)


def _year(asked: str, row: PlanIndicator, inputs: Inputs | None) -> int | None:
    years = row.plan.years
    if asked:
        return next((year for year in years if str(year) == asked), None)
    figures = inputs.series.figures if inputs else {}
    return year_of_rows([figures], years)


def _judged(inputs: Inputs, evidence: Provenance, stored: Attainment | None, year: int) -> RowPage:
    question, verdict = judge(inputs, year)
    stale = stored is not None and question is not None and _differs(stored, question, verdict)
    asked = question_for_chart(inputs)
    trend = trend_of(inputs, asked) if asked else None
    return RowPage(
        row=inputs.row,
        year=year,
        stored=stored,
        evidence=evidence,
        history=_history(evidence, asked, trend),
        stale=stale,
        pending=verdict.status is Status.PENDING,
        # Steps never explain another verdict than the one shown.
        steps=tuple(steps(question, verdict, printed_beside(inputs)))
        if question and stored and not stale
        else (),
        annual=inputs.annual.get((stored.data_year if stored else None) or year),
        trend=trend if trend and trend.points else None,
        outlook=outlook_of(question) if question else None,
        ruled=inputs.ruled,
        moved=tuple(moved_since(inputs.row, inputs.ruled.of.values())),
        outranked=inputs.ruled.outranked(inputs.assigned.text if inputs.assigned else None),
        verdict=verdict,
    )


def printed_beside(inputs: Inputs) -> Printed:
    """What the plan prints where a ruling has taken its place."""
    row, ruled = inputs.row, inputs.ruled
    return Printed(
        target=row.target_text if row.target_text != inputs.target.reading.text else None,
        baseline=row.baseline_text if ruled.baseline is not None else None,
    )


def _differs(stored: Attainment, question: Question, verdict: Verdict) -> bool:
    """Whether the stored verdict was judged from other inputs than those on the page."""
    same = (stored.status, stored.reason or None) == (verdict.status.value, verdict.reason or None)
    return not same or stored.explanation != explain(question, verdict)


def _history(evidence: Provenance, question: Question | None, trend: Trend | None) -> tuple[HistoryLine, ...]:
    """Baseline and earlier figures first, then the judged years; what is required as in the sentence."""
    judged = {verdict.year for verdict in evidence.verdicts}
    lines = list(_before(trend, judged)) if trend else []
    lines.sort(key=lambda line: (line.year, line.remark))
    totals = {point.year for point in trend.of(Mark.OBSERVED)} if trend and trend.is_total else set()
    lines += [_line(verdict, question, totals, evidence) for verdict in evidence.verdicts]
    return tuple(lines)


def _line(
    verdict: Attainment, question: Question | None, totals: set[int], evidence: Provenance
) -> HistoryLine:
    """A judged year. A total stands beside what it is compared with; the year's own value in the note."""
    now = verdict.current(verdict.plan_indicator.indicator)
    value, about, year = now.figure, now.about, verdict.data_year or verdict.year
    notes = [f"{year}年值"] if value and year != verdict.year else []
    if question and value and year in totals:
        notes.append(f"当年 {question.observations[year].text}")
    required = (
        terms.scale_of(question).required(verdict.required)
        if question and verdict.required is not None
        else "—"
    )
    by_hand = evidence.by_hand.get(verdict.year) if verdict.status == Status.UNJUDGED else None
    return HistoryLine(
        year=verdict.year,
        value=value or "—",
        note="，".join(notes),
        required=required,
        verdict=verdict,
        remark="",
        by_hand=by_hand.get_status_display() if by_hand else "",
        about=about,
    )


def _before(trend: Trend, judged: set[int]) -> Iterator[HistoryLine]:
    """The start of the path and figures from before the plan, a year once: its baseline, beside it what was observed."""
    start = "起点" if trend.is_flow else "基准"
    observed = {point.year: point for point in trend.of(Mark.OBSERVED) if point.year not in judged}
    for point in trend.of(Mark.BASELINE):
        other = observed.pop(point.year, None)
        note = f"监测值 {other.text}" if other and other.value != point.value else ""
        yield HistoryLine(point.year, point.text, note, "—", None, start)
    for point in observed.values():
        yield HistoryLine(point.year, point.text, "", "—", None, "监测值，规划期之前")
