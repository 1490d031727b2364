"""What a verdict is asked about: the already parsed inputs of one row and year (§3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from attainment.arithmetic import MAX_DECIMALS
from attainment.readings import Reading
from attainment.vocabulary import Compare, Direction, Scope, Status, Values

#: Flows: their clock starts at the plan's base year, from zero (§3, Start).
FLOWS = frozenset({Direction.RATE, Direction.LOG_RATE, Direction.CUMULATIVE})
RATES = frozenset({Direction.RATE, Direction.LOG_RATE})
STEPS = frozenset({Direction.COUNT, Direction.CLASS})
#: Directions in which less is better.
FALLING = frozenset({Direction.LOWER, Direction.CAP, Direction.CLASS})


class QuestionError(ValueError):
    """The inputs do not make a question; the message is a Chinese sentence for the person who asked."""


class Baseline(NamedTuple):
    """A printed baseline, the year of its column, and the basis it states (`实况`), if any."""

    reading: Reading
    year: int
    basis: str | None = None


class Target(NamedTuple):
    """A printed target and the year it is due."""

    reading: Reading
    year: int


class AnnualTarget(NamedTuple):
    """An official target for one year, the document that sets it, and what of a flow it is about, if stated."""

    reading: Reading
    document: str | None = None
    scope: Scope | None = None


class SuperiorVerdict(NamedTuple):
    """A superior's own verdict, achieved or missed, and the document that records it."""

    status: Status
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a plan, and the year asked for.

    `unit` is the row's own; `decimals` its reporting precision; observations are year → reading; `bases` year
    → stated basis; `partial_years` have a value for part of the year only; `doubts` are open, the first one is
    named; `parts` are what a person split the target into. Raises QuestionError unless start < year ≤ target
    year, and where an annual target is said to be of one year of what no years add up to.
    """

    direction: Direction
    target: Target
    year: int
    decimals: int
    name: str = ""
    unit: str | None = None
    compare: Compare = Compare.FULL
    values: Values | None = None
    baseline: Baseline | None = None
    assigned: Reading | None = None
    superior_verdict: SuperiorVerdict | None = None
    annual_targets: Mapping[int, AnnualTarget] = field(default_factory=dict)
    observations: Mapping[int, Reading] = field(default_factory=dict)
    bases: Mapping[int, str] = field(default_factory=dict)
    partial_years: frozenset[int] = frozenset()
    doubts: tuple[str, ...] = ()
    parts: tuple[Reading, ...] = ()
    plan_base_year: int | None = None
    #: by: the baseline's own year; without a baseline, the plan's base year.
    baseline_year: int = field(init=False, repr=False, compare=False)
    #: The year in which the clock starts (§3, Start).
    start: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plan_year = self.plan_base_year
        baseline_year = plan_year if self.baseline is None else self.baseline.year
        if baseline_year is None:
            raise QuestionError("没有基准年：请给出基准值及其年份，或规划基年。")
        flow = plan_year is not None and self.direction in FLOWS
        object.__setattr__(self, "baseline_year", baseline_year)
        object.__setattr__(self, "start", plan_year if flow else baseline_year)
        if not 0 <= self.decimals <= MAX_DECIMALS:
            raise QuestionError(f"小数位数 {self.decimals} 不在 0 至 {MAX_DECIMALS} 之间。")
        if self.direction not in FLOWS and any(a.scope is Scope.YEAR for a in self.annual_targets.values()):
            raise QuestionError("该指标不是逐年累计的量，年度目标不分当年与累计。")
        if not self.start < self.year <= self.target.year:
            raise QuestionError(
                f"年份 {self.year} 不在可评价范围：应晚于起始年 {self.start}，且不晚于目标年 {self.target.year}。"
            )

    @property
    def final(self) -> bool:
        """Whether the year asked for is the target's."""
        return self.year == self.target.year
