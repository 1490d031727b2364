"""The picture of one plan row: baseline, observed points, target path, annual targets, target — in the row's unit.

Every point keeps its text as printed or entered; the numbers only say where to draw.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from attainment import Direction, Kind, Outlook, Question, QuestionError, Reading, Scope, outlook
from attainment.annual import yearly_of
from attainment.arithmetic import ARITHMETIC, HUNDRED, ONE, whole_down
from attainment.questions import FLOWS, STEPS
from attainment.targets import (
    Yardstick,
    baseline_value,
    in_force,
    obstacle,
    row_unit,
    yardstick,
)
from attainment.terms import scale_of, standing
from attainment.terms import target as target_in_words
from attainment.values import builds_up, figure_of, total
from judging.questions import Inputs


class Mark(StrEnum):
    """What a point of the chart is."""

    BASELINE = "baseline"
    OBSERVED = "observed"
    ANNUAL = "annual"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Point:
    """One point; `value` in the row's unit (a class by its rank), `text` verbatim or, for a total, computed.

    `said`: the text with its one unit, and of a flow what it is about.
    """

    mark: Mark
    year: int
    value: Decimal
    text: str
    said: str
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """What the chart draws; `path` is required at each year, flat where the target is a limit to keep."""

    unit: str
    is_class: bool
    is_flow: bool
    points: tuple[Point, ...]
    path: tuple[tuple[int, Decimal], ...]
    path_name: str
    first_year: int
    last_year: int
    quantity: str
    is_total: bool

    def of(self, mark: Mark) -> list[Point]:
        return [point for point in self.points if point.mark is mark]


def trend_of(inputs: Inputs, question: Question) -> Trend:
    """The chart of one row; any askable year of it serves as `question`."""
    with localcontext(ARITHMETIC):
        target = in_force(question)
        unit = row_unit(question, target)
        start = baseline_value(question, unit)
        usable = not obstacle(question, target)
        against = yardstick(question, target, unit, start) if usable else None
        points = (
            *_baseline(question, start),
            *_observed(inputs, question, unit),
            *_annual(question, unit, start),
            *_target(question, against),
        )
        years = [point.year for point in points]
        path, name = _path(question, start, against)
        return Trend(
            unit=unit or "",
            is_class=question.direction is Direction.CLASS,
            is_flow=question.direction in FLOWS,
            points=points,
            path=path,
            path_name=name,
            first_year=min([question.start, *years]),
            last_year=question.target.year,
            quantity=_quantity(question),
            is_total=builds_up(question),
        )


def _quantity(question: Question) -> str:
    if question.direction not in FLOWS:
        return ""
    built = "当年值累计" if builds_up(question) else "累计值"
    return f"自{question.start}年起的{built}"


def _baseline(question: Question, start: Decimal | None) -> Iterator[Point]:
    if start is None:
        return
    baseline, scale = question.baseline, scale_of(question)
    if question.direction in FLOWS or baseline is None:
        yield Point(Mark.BASELINE, question.start, start, "0", f"0{scale.unit or ''}")
    else:
        text, said = baseline.reading.text.strip(), scale.printed(baseline.reading)
        yield Point(Mark.BASELINE, question.start, start, text, said)


def _observed(inputs: Inputs, question: Question, unit: str | None) -> Iterator[Point]:
    """Level rows show their whole history; flows count from the start of the clock."""
    flows = question.direction in FLOWS
    scale = scale_of(question)
    for year in sorted(question.observations):
        value = figure_of(question, year, unit)
        if value is None or (flows and year <= question.start) or year > question.target.year:
            continue
        text = question.observations[year].text.strip()
        if builds_up(question):
            found = total(question, year, unit)
            if found.lower_bound and question.direction is not Direction.CUMULATIVE:
                continue
            value = found.value
            text = f"{'至少' if found.lower_bound else ''}{scale.computed(value)}"
        said = standing(question, year, scale) or text
        yield Point(Mark.OBSERVED, year, value, text, said, is_demo=inputs.series.figures[year].is_demo)


def _annual(question: Question, unit: str | None, start: Decimal | None) -> Iterator[Point]:
    """Those that stand on the same axis: what a year alone must bring is not held against a total."""
    for year in sorted(question.annual_targets):
        yearly = yearly_of(question, year, unit, start)
        if yearly is not None and yearly.scope is Scope.TOTAL:
            yield _held_against(Mark.ANNUAL, question, year, yearly.target.reading, yearly.against)


def _target(question: Question, against: Yardstick | None) -> Iterator[Point]:
    if against is not None:
        yield _held_against(Mark.TARGET, question, question.target.year, in_force(question), against)


def _held_against(mark: Mark, question: Question, year: int, reading: Reading, against: Yardstick) -> Point:
    scale = scale_of(question)
    text = target_in_words(question, reading, scale)
    return Point(mark, year, against.limit, text, text + scale.unit_beside(reading))


Path = tuple[tuple[int, Decimal], ...]


def _path(question: Question, start: Decimal | None, against: Yardstick | None) -> tuple[Path, str]:
    """`required` of every year from start to target (specification §4, figures), or the limit to keep."""
    if against is None:
        return (), ""
    first, last = question.start, question.target.year
    control = question.direction in (Direction.CAP, Direction.FLOOR)
    if start is None and not control:
        return ((first, against.limit), (last, against.limit)), "目标线"
    if start is None or in_force(question).kind is Kind.MAINTAIN or against.met_by(start):
        return ((first, against.limit), (last, against.limit)), "控制线"
    years = range(first, last + 1)
    return tuple((year, required(question, start, against.aim, year)) for year in years), "目标路径"


def required(question: Question, start: Decimal, aim: Decimal, year: int) -> Decimal:
    """What is due in `year` on the way from `start` to `aim` (specification §4, row “required at Y”)."""
    first, last = question.start, question.target.year
    elapsed, span = year - first, last - first
    if question.direction is Direction.LOG_RATE:
        if aim >= HUNDRED:
            return aim
        goal = ((HUNDRED - aim) / HUNDRED).ln(ARITHMETIC)
        return HUNDRED * (ONE - (goal * elapsed / span).exp(ARITHMETIC))
    if question.direction in STEPS:
        steps = whole_down(abs(aim - start) * elapsed / span)
        return start + steps if aim > start else start - steps
    return start + (aim - start) * elapsed / span


def outlook_of(question: Question) -> Outlook:
    """The outlook as of the asked year: the newest unbroken run of values of one basis (specification §7)."""
    with localcontext(ARITHMETIC):
        unit = row_unit(question, in_force(question))
        run: dict[int, Decimal] = {}
        for year in sorted((y for y in question.observations if y <= question.year), reverse=True):
            value = _comparable(question, year, unit)
            newer = year + 1
            if value is None or (
                run and (newer not in run or _basis(question, year) != _basis(question, newer))
            ):
                if run:
                    break
                continue
            run[year] = value
    return outlook(question, run)


def _comparable(question: Question, year: int, unit: str | None) -> Decimal | None:
    value = figure_of(question, year, unit)
    if value is None or question.direction not in FLOWS:
        return value
    if year <= question.start:
        return None
    if not builds_up(question):
        return value
    found = total(question, year, unit)
    return None if found.lower_bound else found.value


def _basis(question: Question, year: int) -> str:
    return question.bases.get(year, "")


def question_for_chart(inputs: Inputs) -> Question | None:
    """The question of the target year, or None where base and target years are the wrong way round."""
    try:
        return inputs.question(inputs.row.target_year)
    except QuestionError:
        return None
