"""Days that are known to a year, a month or a day, and what can be said of two of them. Pure.

`2023-08` lies somewhere between its first and its last day; nothing is said that would not hold for every one of them.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from workbooks.numbers import narrow

_DATE = re.compile(
    r"\s*((?:19|20)\d\d)\s*(?:[-./年]\s*(\d{1,2})\s*(?:[-./月]\s*(?:(\d{1,2})\s*日?)?)?)?\s*年?\s*"
)
# 2021.10 typed as a number shows as 2021.1.
_TENTH = re.compile(r"\s*(?:19|20)\d\d\.1\s*")


@dataclass(frozen=True, slots=True)
class FactDate:
    """A year, a month or a day; `str` gives `2025`, `2025-11` or `2025-11-03`."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def in_words(self) -> str:
        """`2025 年 11 月`."""
        parts = (f"{self.year} 年", f" {self.month} 月" if self.month else "")
        return "".join((*parts, f" {self.day} 日" if self.day else ""))

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", f"{self.month:02d}" if self.month else "")
        return "-".join(filter(None, (*parts, f"{self.day:02d}" if self.day else "")))


def read_date(text: str) -> FactDate | None:
    """A date as a person types it, as exact as it is typed; None where it is none, or more than one."""
    plain = narrow(text)
    match = _DATE.fullmatch(plain)
    if match is None or _TENTH.fullmatch(plain):
        return None
    found = FactDate(int(match[1]), *(int(part) if part else None for part in match.groups()[1:]))
    try:
        date(
            found.year,
            found.month if found.month is not None else 1,
            found.day if found.day is not None else 1,
        )
    except ValueError:
        return None
    return found


def stored_date(text: str) -> FactDate | None:
    """What `str` wrote; None for an empty text."""
    return FactDate(*(int(part) for part in text.split("-"))) if text else None


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to a later one: from the last day of a month to the last day of the next is one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end < _months_later(start, months)) if end >= start else 0


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
