"""The parts of a year that are reported by themselves. Pure."""

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """A year, a half or a quarter of it; `.label` is what a person reads."""

    YEAR = "year"
    FIRST_HALF = "h1"
    SECOND_HALF = "h2"
    FIRST_QUARTER = "q1"
    SECOND_QUARTER = "q2"
    THIRD_QUARTER = "q3"
    FOURTH_QUARTER = "q4"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def months(self) -> tuple[int, int]:
        """Its first and last month."""
        return _MONTHS[self]

    def overlaps(self, other: "Period") -> bool:
        """Whether a day lies in both."""
        return self.months[0] <= other.months[1] and other.months[0] <= self.months[1]

    def first_day(self, year: int) -> date:
        """The day from which it reports."""
        return date(year, self.months[0], 1)

    def last_day(self, year: int) -> date:
        """The day until which it reports."""
        last = self.months[1]
        return date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)


_LABELS = {
    Period.YEAR: "全年",
    Period.FIRST_HALF: "上半年",
    Period.SECOND_HALF: "下半年",
    Period.FIRST_QUARTER: "一季度",
    Period.SECOND_QUARTER: "二季度",
    Period.THIRD_QUARTER: "三季度",
    Period.FOURTH_QUARTER: "四季度",
}
_MONTHS = {
    Period.YEAR: (1, 12),
    Period.FIRST_HALF: (1, 6),
    Period.SECOND_HALF: (7, 12),
    Period.FIRST_QUARTER: (1, 3),
    Period.SECOND_QUARTER: (4, 6),
    Period.THIRD_QUARTER: (7, 9),
    Period.FOURTH_QUARTER: (10, 12),
}
PERIODS = [(period.value, period.label) for period in Period]
