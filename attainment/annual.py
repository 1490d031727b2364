"""An official target for one year (§4): what of a flow it is about, what the year before makes of it, whether it is met.

`Yearly` is the target as a comparison; it is absent (None) where the row cannot use it (`unfit`) or where what it
leans on, the year before, is missing.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from attainment.arithmetic import HUNDRED, ZERO
from attainment.figures import Case
from attainment.questions import FALLING, FLOWS, RATES, STEPS, AnnualTarget, Question
from attainment.readings import Reading
from attainment.targets import (
    ENDS,
    SAYS_NOTHING,
    Yardstick,
    elsewhere,
    fits,
    in_unit,
    misfit,
    natural,
    runs_against,
    strictly,
    tolerance_of,
    yardstick,
)
from attainment.units import factor
from attainment.values import adds_up, builds_up, compared, figure_of
from attainment.vocabulary import Annual, Change, Compare, Direction, Kind, Op, Reason, Scope, Values


class Unfit(StrEnum):
    """Why a row cannot use an annual target, besides the reasons for which it could not use a plan's."""

    UNREADABLE = "unreadable"
    OTHER_YEAR = "other_year"
    RELATIVE_TO_A_TOTAL = "relative_to_a_total"
    RELATIVE_TO_A_RATE = "relative_to_a_rate"
    RELATIVE_CLASS = "relative_class"
    NO_UNIT = "no_unit"
    DUE_YEAR = "due_year"


class Yearly(NamedTuple):
    """An annual target as a comparison. `before`: the figure of the year before, where the text speaks of it."""

    target: AnnualTarget
    scope: Scope
    against: Yardstick
    before: Decimal | None = None


class Held(NamedTuple):
    """An annual target and `value`, what it is compared with: v, or what the data year alone added."""

    yearly: Yearly
    value: Decimal

    @property
    def met(self) -> bool:
        return self.yearly.against.met_by(self.value)

    @property
    def answer(self) -> Annual:
        return Annual.MET if self.met else Annual.MISSED


def default_scope(direction: Direction, values: Values | None, reading: Reading) -> Scope:
    """What an annual target of a row is about where nobody says: 〔 〕 is a total; `同比下降3%` of a rate is the year's."""
    if reading.kind is Kind.CUMULATIVE:
        return Scope.TOTAL
    if _of_the_year(direction, reading) or adds_up(direction, values):
        return Scope.YEAR
    return Scope.TOTAL


def scope_of(question: Question, annual: AnnualTarget) -> Scope:
    """What the annual target is about; a text that can be about one thing only outranks what was stated."""
    fixed = annual.reading.kind is Kind.CUMULATIVE or _of_the_year(question.direction, annual.reading)
    stated = None if fixed else annual.scope
    return stated or default_scope(question.direction, question.values, annual.reading)


def _of_the_year(direction: Direction, reading: Reading) -> bool:
    """`同比下降3%` where the row itself is a rate: what that year alone must bring."""
    return direction in RATES and reading.previous and reading.kind is Kind.RATE


def held_against(case: Case) -> Held | None:
    """The annual target of the data year and what it is compared with; None where it is absent."""
    yearly = yearly_of(case.question, case.measured.year, case.unit, case.b)
    if yearly is None:
        return None
    value = case.measured.value if yearly.scope is Scope.TOTAL else _own(case)
    return None if value is None else Held(yearly, value)


def _own(case: Case) -> Decimal | None:
    """What the data year alone added; None without the year before."""
    question, year, total = case.question, case.measured.year, case.measured.value
    if builds_up(question):
        return figure_of(question, year, case.unit)
    before = ZERO if year - 1 == question.start else figure_of(question, year - 1, case.unit)
    if before is None:
        return None
    if question.direction is not Direction.LOG_RATE:
        return total - before
    return HUNDRED * (total - before) / (HUNDRED - before) if before < HUNDRED else None


def yearly_of(question: Question, year: int, unit: str | None, b: Decimal | None) -> Yearly | None:
    """The annual target of a year as a comparison; None when it is absent. `unit`: the row's, as compared."""
    annual = question.annual_targets.get(year)
    if annual is None or annual.reading.due_year not in (None, year) or unfit(question, annual):
        return None
    reading, scope = annual.reading, scope_of(question, annual)
    if reading.previous and question.direction not in RATES:
        return _relative(question, annual, year, unit, b)
    if not fits(reading, question.direction, unit):
        return None
    against = yardstick(question, reading, unit, b)
    return None if against is None else Yearly(annual, scope, against)


def unfit(question: Question, annual: AnnualTarget) -> Unfit | Reason | None:
    """Why no year of the row can use the annual target: kind, unit, direction, comparison year (§4)."""
    reading = annual.reading
    if reading.kind in SAYS_NOTHING or reading.kind is Kind.NOT_APPLICABLE:
        return Unfit.UNREADABLE
    if not reading.previous:
        return elsewhere(question, reading)
    if _of_the_year(question.direction, reading):
        return misfit(question, reading)
    return _unfit_relative(question, reading)


def _unfit_relative(question: Question, reading: Reading) -> Unfit | Reason | None:
    """What stands between a row of levels or classes and a target relative to the year before."""
    direction = question.direction
    if direction is Direction.UNKNOWN:
        return Reason.DIRECTION_UNKNOWN
    if direction in FLOWS:
        return Unfit.RELATIVE_TO_A_RATE if direction in RATES else Unfit.RELATIVE_TO_A_TOTAL
    if direction is Direction.CLASS and reading.kind is not Kind.MAINTAIN:
        return Unfit.RELATIVE_CLASS
    if reading.change is None:
        return Reason.DIRECTION_CONFLICT if runs_against(reading, direction) else None
    if (reading.change is Change.DECREASE) is not (direction in FALLING):
        return Reason.DIRECTION_CONFLICT
    if reading.kind is Kind.DIFFERENCE:
        if question.unit is None:
            return Unfit.NO_UNIT
        return None if factor(reading.unit or "", question.unit) is not None else Reason.UNIT_CONFLICT
    return None


def _relative(
    question: Question, annual: AnnualTarget, year: int, unit: str | None, b: Decimal | None
) -> Yearly | None:
    """The limit that the year before makes, compared by the direction; 好转 strictly, 约 with its tolerance."""
    before = _before(question, year, unit, b)
    if before is None:
        return None
    reading = annual.reading
    limit = _moved(reading, compared(question, before), unit)
    if limit is None:
        return None
    exact = question.compare is Compare.FULL or limit in ENDS
    op = natural(question.direction)
    if reading.op is Op.BETTER:
        op = Op.LT if op is Op.LE else Op.GT
    tolerance = tolerance_of(limit, unit) if reading.op is Op.APPROX else None
    aim = strictly(limit, op, None if question.direction in STEPS else question.decimals)
    against = Yardstick(op, limit, aim, tolerance, None if exact else question.decimals)
    return Yearly(annual, Scope.TOTAL, against, before)


def _before(question: Question, year: int, unit: str | None, b: Decimal | None) -> Decimal | None:
    """The figure of the year before; of another stated basis it counts as missing."""
    value, basis = figure_of(question, year - 1, unit), question.bases.get(year - 1)
    if value is None and question.baseline is not None and question.baseline.year == year - 1:
        value, basis = b, question.baseline.basis
    now = question.bases.get(year)
    return None if basis and now and basis != now else value


def _moved(reading: Reading, before: Decimal, unit: str | None) -> Decimal | None:
    """The figure of the year before with the change that is asked for."""
    if reading.value is None:
        return before
    if reading.kind is Kind.RATE:
        share = -reading.value if reading.change is Change.DECREASE else reading.value
        return before * (HUNDRED + share) / HUNDRED
    step = in_unit(reading.value, reading.unit, unit)
    if step is None:
        return None
    return before - step if reading.change is Change.DECREASE else before + step
