"""The figures of a verdict (§4, second table): as reported, never rounded, never clipped; exact until shown."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from attainment.arithmetic import ARITHMETIC, HUNDRED, ONE, ZERO, settled, whole_down, whole_up
from attainment.questions import STEPS, Question
from attainment.readings import Reading
from attainment.targets import Yardstick
from attainment.values import Measured
from attainment.vocabulary import Direction


class Case(NamedTuple):
    """A row that has a target to hold and a value to hold against it: everything rules 7–14 look at.

    `hold`: the target was met at the baseline, or is a control (§4.8). `b` is None when missing.
    """

    question: Question
    target: Reading
    unit: str | None
    b: Decimal | None
    yardstick: Yardstick
    measured: Measured
    falling: bool
    satisfied: bool
    hold: bool

    @property
    def elapsed(self) -> int:
        """Years from the start to the data year (the start is the baseline's year but for flows)."""
        return self.measured.year - self.question.start

    @property
    def span(self) -> int:
        """Years from the start to the target year."""
        return self.question.target.year - self.question.start

    @property
    def left(self) -> int:
        """Years from the data year to the target year."""
        return self.question.target.year - self.measured.year


class Figures(NamedTuple):
    """Shares as fractions of one, everything else in the row's unit; None where the rules give none."""

    completion: Decimal | None = None
    pace: Decimal | None = None
    required: Decimal | None = None
    gap: Decimal | None = None
    needed_per_year: Decimal | None = None
    margin: Decimal | None = None
    headroom_used: Decimal | None = None


def figures_of(case: Case) -> Figures:
    """Everything that can be worked out for the case."""
    value, aim = case.measured.value, case.yardstick.aim
    gap = ZERO if case.satisfied else abs(value - aim)
    needed = _needed(case, gap) if gap > ZERO and case.left > 0 else None
    if case.hold:
        margin, headroom = _room(case) if case.satisfied else (None, None)
        return Figures(gap=gap, needed_per_year=needed, margin=margin, headroom_used=headroom)
    if case.b is None:
        return Figures(gap=gap, needed_per_year=needed)
    if case.question.direction is Direction.LOG_RATE:
        completion, pace, required = _logarithmic(value, aim, case.elapsed, case.span)
    else:
        completion, pace, required = _linear(case, value, case.b, aim)
    return Figures(completion, pace, required, gap, needed)


_Progress = tuple[Decimal | None, Decimal | None, Decimal]


def _linear(case: Case, value: Decimal, b: Decimal, aim: Decimal) -> _Progress:
    """Completion, pace and required on a straight line; in whole steps for count and class."""
    way, elapsed, span = aim - b, case.elapsed, case.span
    completion = (value - b) / way if way else None
    if case.question.direction in STEPS:
        steps = whole_down(abs(way) * elapsed / span)
        return completion, None, b + steps if way > ZERO else b - steps
    pace = (value - b) * span / (way * elapsed) if way else None
    return completion, pace, b + way * elapsed / span


def _logarithmic(value: Decimal, aim: Decimal, elapsed: int, span: int) -> _Progress:
    """The same for an intensity that is cut by the same share every year; T = aim/100, K = value/100."""
    goal = _ln((HUNDRED - aim) / HUNDRED)
    done = _ln((HUNDRED - value) / HUNDRED)
    required = settled(HUNDRED * (ONE - (goal * elapsed / span).exp(ARITHMETIC))) if elapsed < span else aim
    if not goal:
        return None, None, required
    return settled(done / goal), settled(done * span / (goal * elapsed)), required


@lru_cache(maxsize=10_000)
def _ln(share: Decimal) -> Decimal:
    """A tenth of a millisecond; the years of a row have one goal."""
    return share.ln(ARITHMETIC)


def _needed(case: Case, gap: Decimal) -> Decimal:
    """How much every remaining year must bring."""
    years = case.left
    if case.question.direction in STEPS:
        return whole_up(gap / years)
    if case.question.direction is not Direction.LOG_RATE or case.hold:
        return gap / years
    rest = (HUNDRED - case.yardstick.aim) / (HUNDRED - case.measured.value)
    if years == 1:
        return HUNDRED * (ONE - rest)
    return settled(HUNDRED * (ONE - (_ln(rest) / years).exp(ARITHMETIC)))


def _room(case: Case) -> tuple[Decimal, Decimal | None]:
    """Margin and, for a cap, the share of its increment that is used."""
    value, limit, b = case.measured.value, case.yardstick.limit, case.b
    margin = abs(limit - value) if case.yardstick.holds(value) else ZERO
    if case.question.direction is not Direction.CAP or b is None or b == limit:
        return margin, None
    return margin, (value - b) / (limit - b)
