"""A simple extrapolation of a row's values to its target year (§7). It never feeds a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from itertools import combinations, pairwise
from statistics import median

from attainment.arithmetic import ARITHMETIC, ZERO
from attainment.questions import Question
from attainment.targets import Yardstick, baseline_value, in_force, obstacle, row_unit, yardstick
from attainment.vocabulary import Direction, Kind

#: What every outlook says beside its word.
CAVEAT = "简单外推，非概率，不含政策与气象变化"
_FEWEST = 4


class Prospect(StrEnum):
    """How likely the plain continuation of the series looks; none is a forecast."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    DIFFICULT = "difficult"
    UNLIKELY = "unlikely"
    NONE = "none"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Prospect.LIKELY: "可望完成",
    Prospect.POSSIBLE: "有可能完成",
    Prospect.DIFFICULT: "难度较大",
    Prospect.UNLIKELY: "难以完成",
    Prospect.NONE: "不作预测",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """The band that the series reaches in the target year, in the row's unit; `n` points, `h` years ahead."""

    prospect: Prospect
    n: int
    h: int
    low: Decimal | None = None
    centre: Decimal | None = None
    high: Decimal | None = None
    slope: Decimal | None = None

    @property
    def sentence(self) -> str:
        """The outlook in words, always with what it is not."""
        if self.prospect is Prospect.NONE:
            return f"不作预测（n={self.n}, h={self.h}）"
        return f"{self.prospect.label}（{CAVEAT}）"

    @property
    def why_none(self) -> str:
        """What is missing for an outlook, for whoever does not know n and h; empty where there is one."""
        if self.prospect is not Prospect.NONE:
            return ""
        if self.n < _FEWEST:
            return f"连续可比的数据只有 {self.n} 年，至少要 {_FEWEST} 年"
        if 2 * self.h > self.n:
            return f"距目标年还有 {self.h} 年，连续可比的数据只有 {self.n} 年，最多推演其一半的年数"
        return "目标或数据不能推演"


def outlook(question: Question, points: Mapping[int, Decimal]) -> Outlook:
    """Where the points lead by the target's year.

    `points`: year → v in the row's unit, of one basis and without a break of method; for flows the totals
    since the start. Years must follow each other: a hole is a break. At least 4 points, and no further ahead
    than half their number.
    """
    with localcontext(ARITHMETIC):
        years = sorted(points)
        n = len(years)
        h = question.target.year - years[-1] if years else question.target.year - question.start
        against = _yardstick(question)
        unbroken = all(later - year == 1 for year, later in pairwise(years))
        if against is None or n < _FEWEST or h < 1 or 2 * h > n or not unbroken:
            return Outlook(Prospect.NONE, n, h)
        return _extrapolate([points[year] for year in years], h, against)


def _yardstick(question: Question) -> Yardstick | None:
    """The target as a comparison, for numeric rows with a target that can be judged."""
    target = in_force(question)
    unset = target.kind in (Kind.DELEGATED, Kind.NO_TARGET, Kind.NOT_APPLICABLE)
    if unset or question.direction is Direction.CLASS or obstacle(question, target):
        return None
    unit = row_unit(question, target)
    return yardstick(question, target, unit, baseline_value(question, unit))


def _extrapolate(values: list[Decimal], h: int, against: Yardstick) -> Outlook:
    """The band: the slowest and the fastest of three slopes, widened by the largest residual."""
    n, last = len(values), values[-1]
    slopes = [(values[j] - values[i]) / (j - i) for i, j in combinations(range(n), 2)]
    slope = median(slopes)
    level = median([value - slope * i for i, value in enumerate(values)])
    residual = max((abs(value - level - slope * i) for i, value in enumerate(values)), default=ZERO)
    candidates = (slope, last - values[-2], (last - values[0]) / (n - 1))
    low, high = last + min(candidates) * h - residual, last + max(candidates) * h + residual
    centre = last + slope * h
    edges = (against.met_by(low), against.met_by(high))
    if all(edges):
        prospect = Prospect.LIKELY
    elif against.met_by(centre):
        prospect = Prospect.POSSIBLE
    else:
        prospect = Prospect.DIFFICULT if any(edges) else Prospect.UNLIKELY
    return Outlook(prospect, n, h, low, centre, high, slope)
