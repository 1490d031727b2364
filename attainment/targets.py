"""From a target's reading to something a value can be held against (§3), and what stands in the way (§4.4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import NamedTuple

from attainment.arithmetic import HUNDRED, ONE, ZERO, rounded, step
from attainment.leads import changes
from attainment.questions import FALLING, FLOWS, RATES, STEPS, Question
from attainment.readings import Reading
from attainment.units import factor, same
from attainment.vocabulary import Change, Compare, Direction, Kind, Op, Reason

_HOLDS: dict[Op, Callable[[Decimal, Decimal], bool]] = {Op.LT: lt, Op.LE: le, Op.GE: ge, Op.GT: gt}
_DOWNWARD = frozenset({Op.LT, Op.LE})
_UPWARD = frozenset({Op.GE, Op.GT})
#: An assigned text of these kinds assigns nothing (§4.3).
SAYS_NOTHING = frozenset({Kind.DELEGATED, Kind.NO_TARGET, Kind.MISSING, Kind.PRIOR_CLAIM})
_MANUAL = frozenset({Kind.TEXT, Kind.COMPOSITE})

_LEVEL_KINDS = frozenset(
    {Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.ANNOTATED, Kind.MAINTAIN, Kind.DIFFERENCE}
)
_FIT = {
    **dict.fromkeys(Direction, _LEVEL_KINDS),
    Direction.CLASS: frozenset({Kind.CLASS, Kind.MAINTAIN}),
    Direction.CUMULATIVE: _LEVEL_KINDS - {Kind.MAINTAIN} | {Kind.CUMULATIVE},
    **dict.fromkeys(RATES, _LEVEL_KINDS - {Kind.MAINTAIN} | {Kind.RATE}),
}
_TOLERANCE = Decimal(5)
ENDS = (ZERO, HUNDRED)


class Yardstick(NamedTuple):
    """A target as a comparison: sat(v) is `met_by`.

    `limit` is t as printed (in the row's unit), `aim` is t*: one step inside a strict limit. A value within
    `tolerance` of an approximate target satisfies too. `decimals` is None where v is compared as reported.
    """

    op: Op
    limit: Decimal
    aim: Decimal
    tolerance: Decimal | None
    decimals: int | None

    def met_by(self, value: Decimal) -> bool:
        """sat(v), following the row's compare rule."""
        return self.holds(value if self.decimals is None else rounded(value, self.decimals))

    def holds(self, value: Decimal) -> bool:
        """The comparison itself, without rounding."""
        if _HOLDS[self.op](value, self.limit):
            return True
        return self.tolerance is not None and abs(value - self.limit) <= self.tolerance

    @property
    def exact(self) -> bool:
        """A target of 0 or 100 is never met by rounding: 99.96 is not 100 (§2)."""
        return self.limit in ENDS


def natural(direction: Direction) -> Op:
    """The operator of a bare number (§2)."""
    return Op.LE if direction in FALLING else Op.GE


def in_force(question: Question) -> Reading:
    """The target that is judged: a readable assigned text in the place of a delegated or absent target."""
    return replaced(question.target.reading, question.assigned)


def replaced(printed: Reading, assigned: Reading | None) -> Reading:
    """The printed target, or the assigned text that takes its place (§3)."""
    if assigned is None or printed.kind not in (Kind.DELEGATED, Kind.NO_TARGET):
        return printed
    return printed if assigned.kind in SAYS_NOTHING else assigned


def row_unit(question: Question, target: Reading) -> str | None:
    """The unit in which the row is compared: its own, else the one its target prints."""
    return question.unit or target.unit


def in_unit(value: Decimal, printed: str | None, unit: str | None) -> Decimal | None:
    """A printed value in the row's unit; None where no exact factor leads there."""
    if printed is None or unit is None or printed == unit:
        return value
    ratio = factor(printed, unit)
    return None if ratio is None else value * ratio.numerator / ratio.denominator


def obstacle(question: Question, target: Reading) -> Reason | None:
    """Why the target cannot be judged at all, in the specification's order (§4.4), its own half."""
    if reason := elsewhere(question, target):
        return reason
    due = target.due_year in (None, question.target.year)
    return Reason.BASIS_CONFLICT if target.previous or not due else None


def elsewhere(question: Question, target: Reading) -> Reason | None:
    """The same, whatever year the text is due in: also where it compares with a year that the row does not know."""
    if reason := misfit(question, target):
        return reason
    years = (None, question.start, question.baseline_year)
    return None if target.basis_year in years else Reason.BASIS_CONFLICT


def misfit(question: Question, target: Reading) -> Reason | None:
    """The same, whatever year the text compares with."""
    direction = question.direction
    if target.kind in _MANUAL:
        return Reason.MANUAL
    if direction is Direction.UNKNOWN:
        return Reason.DIRECTION_UNKNOWN
    if runs_against(target, direction):
        return Reason.DIRECTION_CONFLICT
    if not fits(target, direction, row_unit(question, target)) or _of_a_change(question, target):
        return Reason.UNIT_CONFLICT
    return None


def _of_a_change(question: Question, target: Reading) -> bool:
    """`新增8万个`, `下降率≥10%` where the row is a level: eight more are not eight."""
    return changes(target.subject) and question.direction not in FLOWS and not changes(question.name)


def runs_against(target: Reading, direction: Direction) -> bool:
    """Whether the printed operator, or 增长 in a rate row, runs against the direction."""
    if direction in RATES and target.kind is Kind.RATE and target.change is Change.INCREASE:
        return True
    return target.op in (_UPWARD if direction in FALLING else _DOWNWARD)


def fits(target: Reading, direction: Direction, unit: str | None) -> bool:
    """Whether kind and printed unit fit the row."""
    if target.kind not in _FIT[direction]:
        return False
    return target.unit is None or unit is None or factor(target.unit, unit) is not None


def baseline_value(question: Question, unit: str | None) -> Decimal | None:
    """b, or None when it is missing (§3); zero for flows, whose printed baseline is the last plan's result."""
    if question.direction in FLOWS:
        return ZERO
    if question.baseline is None:
        return None
    reading = question.baseline.reading
    if question.direction is Direction.CLASS:
        plain = reading.kind is Kind.CLASS and reading.op is None
        return Decimal(reading.rank) if plain and reading.rank else None
    if reading.value is None or reading.op is not None:
        return None
    if reading.kind is Kind.NUMBER:
        return in_unit(reading.value, reading.unit, unit)
    return reading.value if _annotated_fits(reading, unit, question.baseline.year) else None


def _annotated_fits(reading: Reading, unit: str | None, year: int) -> bool:
    """An annotated baseline counts only in the row's own unit and without another year in its note."""
    if reading.kind is not Kind.ANNOTATED or reading.basis_year not in (None, year):
        return False
    return reading.unit is None or (unit is not None and same(reading.unit, unit))


def yardstick(question: Question, target: Reading, unit: str | None, b: Decimal | None) -> Yardstick | None:
    """The target as a comparison; None only where the baseline is the target and is missing."""
    limit = _limit(target, question.direction, unit, b)
    if limit is None:
        return None
    direction = question.direction
    op = natural(direction) if target.op in (None, Op.APPROX) else target.op
    aim = strictly(limit, op, None if direction in STEPS else question.decimals)
    exact = question.compare is Compare.FULL or limit in ENDS
    tolerance = tolerance_of(limit, unit) if target.op is Op.APPROX else None
    return Yardstick(op, limit, aim, tolerance, None if exact else question.decimals)


def strictly(limit: Decimal, op: Op, decimals: int | None) -> Decimal:
    """t*: one step inside a strict limit, a whole one where there are no decimals (§3)."""
    if op not in (Op.LT, Op.GT):
        return limit
    inside = ONE if decimals is None else step(decimals)
    return limit - inside if op is Op.LT else limit + inside


def _limit(target: Reading, direction: Direction, unit: str | None, b: Decimal | None) -> Decimal | None:
    """t in the row's unit."""
    if target.kind is Kind.MAINTAIN:
        return b
    if target.kind is Kind.CLASS:
        return Decimal(target.rank) if target.rank else None
    value = target.upper if target.kind is Kind.INTERVAL and direction in FALLING else target.value
    return None if value is None else in_unit(value, target.unit, unit)


def tolerance_of(limit: Decimal, unit: str | None) -> Decimal:
    """How far from an approximate target still satisfies it: 5%, at most one point of a percentage (§3)."""
    width = abs(limit) * _TOLERANCE / HUNDRED
    return min(width, ONE) if unit is not None and same(unit, "%") else width
