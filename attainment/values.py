"""From observations to v (§3): which texts are usable, totals built from annual values, the year that counts."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from attainment.arithmetic import HUNDRED, ONE, ZERO, rounded
from attainment.questions import RATES, Question
from attainment.readings import Reading
from attainment.targets import Yardstick, in_unit
from attainment.vocabulary import Change, Compare, Direction, Kind, Op, Reason, Status, Values

_FIGURED = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.APPROXIMATE, Kind.RATE})


class Measured(NamedTuple):
    """v: the value that is judged, in the row's unit, as of `year`.

    `years` are the observations it is made of: one, or those of a build-up. `lower_bound`: years are missing.
    """

    value: Decimal
    year: int
    years: tuple[int, ...]
    lower_bound: bool = False


class Unmeasured(NamedTuple):
    """There is no v: rule 5's status and reason."""

    status: Status
    reason: str | None


def builds_up(question: Question) -> bool:
    """Whether v is built from the annual values of start+1 … Y (§3)."""
    return adds_up(question.direction, question.values)


def adds_up(direction: Direction, values: Values | None) -> bool:
    """Whether rows of this kind are built from annual values (§3)."""
    if direction is Direction.CUMULATIVE:
        return values is not Values.CUMULATIVE
    return direction in RATES and values is Values.ANNUAL


def figure(reading: Reading, direction: Direction, unit: str | None) -> Decimal | None:
    """The observed value in the row's unit; None when the text is not usable (§3).

    A number with an operator is no figure (a class and a rate are, by the letter of §3); an unconvertible
    unit makes none either.
    """
    if reading.kind in (Kind.NUMBER, Kind.ANNOTATED) and reading.op not in (None, Op.APPROX):
        return None
    if direction is Direction.CLASS:
        return Decimal(reading.rank) if reading.kind is Kind.CLASS and reading.rank else None
    value = reading.value
    if value is None or reading.kind not in _FIGURED:
        return None
    if reading.kind is Kind.RATE:
        if direction not in RATES:
            return None
        value = -value if reading.change is Change.INCREASE else value
    return value if reading.unit is None else in_unit(value, reading.unit, unit)


def reported(question: Question, year: int, unit: str | None) -> Decimal | None:
    """The usable value of one year, or of a part of it.

    In rate rows a text that names its comparison year must name the one that the row compares with.
    """
    reading = question.observations.get(year)
    if reading is None:
        return None
    if question.direction in RATES:
        named = year - 1 if reading.previous else reading.basis_year
        if named not in (None, year - 1 if builds_up(question) else question.start):
            return None
    return figure(reading, question.direction, unit)


def figure_of(question: Question, year: int, unit: str | None) -> Decimal | None:
    """The usable full-year value of one year."""
    return None if year in question.partial_years else reported(question, year, unit)


def compared(question: Question, value: Decimal) -> Decimal:
    """v as every comparison but that with a target of 0 or 100 sees it (§2)."""
    return value if question.compare is Compare.FULL else rounded(value, question.decimals)


def worse(question: Question, value: Decimal, other: Decimal, *, falling: bool) -> bool:
    """Whether v is worse than a printed figure."""
    seen = compared(question, value)
    return seen > other if falling else seen < other


def measure(question: Question, yardstick: Yardstick | None, unit: str | None) -> Measured | Unmeasured:
    """The observation used, or rule 5."""
    if builds_up(question):
        return _built(question, yardstick, unit)
    for year in _candidates(question):
        value = figure_of(question, year, unit)
        if value is not None:
            return Measured(value, year, (year,))
    return _nothing(question, unit)


def _candidates(question: Question) -> tuple[int, ...]:
    """The year asked for; in an interim year also the one before, if the clock was running."""
    year = question.year
    if question.final or year - 1 <= question.start:
        return (year,)
    return (year, year - 1)


def _built(question: Question, yardstick: Yardstick | None, unit: str | None) -> Measured | Unmeasured:
    for year in _candidates(question):
        if figure_of(question, year, unit) is None:
            continue
        found = total(question, year, unit)
        if not found.lower_bound or _stands(question, found, yardstick):
            return found
        return Unmeasured(Status.UNJUDGED, Reason.YEARS_MISSING)
    if question.final:
        found = total(question, question.year, unit)
        if found.years and _stands(question, found, yardstick):
            return found
    return _nothing(question, unit)


def _stands(question: Question, found: Measured, yardstick: Yardstick | None) -> bool:
    """A sum with holes is a lower bound of flows: it stands when even it satisfies."""
    return (
        question.direction is Direction.CUMULATIVE and yardstick is not None and yardstick.met_by(found.value)
    )


def total(question: Question, year: int, unit: str | None) -> Measured:
    """The total of the annual values from the start to `year`; a lower bound where one is missing.

    Added up for cumulative and rate, compounded for log_rate. A year that reports a cut of 100% or more is
    outside the formula; the total then says 100, which rule 4 calls `domain`.
    """
    span = range(question.start + 1, year + 1)
    annual = {y: v for y in span if (v := figure_of(question, y, unit)) is not None}
    if question.direction is not Direction.LOG_RATE:
        value = sum(annual.values(), ZERO)
    else:
        left = ONE
        for cut in annual.values():
            left = left * (HUNDRED - cut) / HUNDRED
        value = HUNDRED if any(cut >= HUNDRED for cut in annual.values()) else HUNDRED * (ONE - left)
    return Measured(value, year, tuple(annual), lower_bound=len(annual) < len(span))


def _nothing(question: Question, unit: str | None) -> Unmeasured:
    """Rule 5: why there is no value for the year asked for."""
    reading = question.observations.get(question.year)
    if reading is None:
        return Unmeasured(Status.NO_DATA, None)
    if question.year in question.partial_years and reported(question, question.year, unit) is not None:
        return Unmeasured(Status.UNJUDGED, Reason.PARTIAL_YEAR)
    return Unmeasured(Status.NO_DATA, reading.reason)


def satisfied_before(question: Question, yardstick: Yardstick, year: int, unit: str | None) -> bool:
    """Whether an earlier year after the start satisfied the target (flag `rebounded`)."""
    for earlier in range(question.start + 1, year):
        value = _so_far(question, earlier, unit)
        if value is not None and yardstick.met_by(value):
            return True
    return False


def _so_far(question: Question, year: int, unit: str | None) -> Decimal | None:
    """v as it stood in an earlier year, where that can be said."""
    value = figure_of(question, year, unit)
    if value is not None and builds_up(question):
        found = total(question, year, unit)
        unknown = found.lower_bound and question.direction is not Direction.CUMULATIVE
        value = None if unknown else found.value
    if value is not None and question.direction is Direction.LOG_RATE and value >= HUNDRED:
        return None
    return value


def bases_differ(question: Question, measured: Measured) -> bool:
    """Whether the stated basis of the baseline and one of what v is made of differ (§4.4)."""
    if question.baseline is None or not question.baseline.basis:
        return False
    stated = (question.bases.get(year) for year in measured.years)
    return any(basis and basis != question.baseline.basis for basis in stated)
