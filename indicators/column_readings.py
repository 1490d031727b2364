"""What becomes of a printed column of values, and the sentence that says so."""

from dataclasses import dataclass
from enum import StrEnum

from workbooks.headers import Column


class Use(StrEnum):
    """What a column of values says: where the plan starts, what it promises, how the period ended; or beside these."""

    BASELINE = "baseline"
    TARGET = "target"
    FINAL = "final"
    MILESTONE = "milestone"
    SUPERIOR = "superior"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Use.BASELINE: "基准值",
    Use.TARGET: "目标",
    Use.FINAL: "期末值",
    Use.MILESTONE: "年度目标",
    Use.SUPERIOR: "上级数值",
    Use.KEPT: "原样保留",
}


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values with the year its header names, or that a person gave it."""

    column: Column
    use: Use
    year: int | None
    why: str = ""
    """Why it is neither baseline nor target, where it is not."""
    scope: str = ""
    """当年 or 累计, of a column that a person made an annual target."""
