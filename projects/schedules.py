"""Dates of key projects: printed texts to (start, finish), each with the precision that is printed.

`2016.11` is a month, `2021` a year, `2025年完成` a finish, `2022年-2023年` a start and a finish. Nothing is
completed or clipped: a finish after the plan's period stays as it is printed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from workbooks.numbers import narrow


class Precision(StrEnum):
    """How exact a printed date is."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A year, or a year and month; `str` gives `2025` or `2025-11`."""

    year: int
    month: int | None = None

    @property
    def precision(self) -> Precision:
        """Year or month."""
        return Precision.YEAR if self.month is None else Precision.MONTH

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Printed texts and what they say; `problem` where a text is kept but not understood."""

    start_text: str
    finish_text: str
    start: PrintedDate | None
    finish: PrintedDate | None
    problem: str | None = None


_NOTHING = re.compile(r"[-—–/\\无\s]*|不详|待定|暂无")
_DATE = r"((?:19|20)\d{2})(?:\s*[.\-/年]\s*(1[0-2]|0?[1-9])(?:(?:\s*月|(?=[.\-/]))(?:\s*[.\-/]?\s*\d{1,2}\s*日?)?)?)?\s*[年月]?"
_WORDS = r"(?:年?底|末|内|初)?(?:以?前|之前)?\s*(?:建成|开工|投产|竣工|完工|完成|实施|启动|建设|投入使用)?"
# 2021.10 typed as a number shows as 2021.1.
_TENTH = re.compile(r"(?:19|20)\d\d\.1")
_SINGLE = re.compile(rf"(?:计划|预计|力争)?\s*{_DATE}\s*{_WORDS}")
_RANGE = re.compile(rf"\s*{_DATE}\s*(?:-|—|–|~|～|至|到)+\s*{_DATE}\s*{_WORDS}")


def says_nothing(text: str) -> bool:
    """Whether a cell for a date is blank, or says so in a word or a dash."""
    return _NOTHING.fullmatch(text) is not None


def read_schedule(start_text: str, finish_text: str) -> Schedule:
    """Two columns, 开工 and 投产; either may be blank."""
    start, start_problem = _single(start_text)
    finish, finish_problem = _single(finish_text)
    return Schedule(
        start_text, finish_text, start, finish, start_problem or finish_problem or _order(start, finish)
    )


def read_period(text: str, *, finish_only: bool) -> Schedule:
    """One column: 实施年限, 计划完成周期, 完成期限. A range is start and finish; a single date is the finish,
    and, in a column of periods (`finish_only` false), the start as well when it is a year alone."""
    if _NOTHING.fullmatch(text):
        return Schedule("", text, None, None)
    match = _RANGE.fullmatch(narrow(text))
    if match:
        first, last = _date(match[1], match[2]), _date(match[3], match[4])
        return Schedule(text, text, first, last, _order(first, last))
    finish, problem = _single(text)
    if finish is None or finish_only or finish.month is not None:
        return Schedule("", text, None, finish, problem)
    return Schedule(text, text, finish, finish, problem)


def as_printed(start_text: str, finish_text: str) -> tuple[str, str, str]:
    """The stored texts as (期限, 开工, 完成): one text that says both is a period and stands once."""
    if start_text and start_text == finish_text:
        return start_text, "", ""
    return "", start_text, finish_text


def _single(text: str) -> tuple[PrintedDate | None, str | None]:
    if _NOTHING.fullmatch(text):
        return None, None
    if _TENTH.fullmatch(narrow(text)):
        year = PrintedDate(int(narrow(text)[:4]))
        return year, f"时间“{text.strip()}”可能是 1 月，也可能是 10 月（末位 0 未显示），只取到年"
    match = _SINGLE.fullmatch(narrow(text))
    if match is None:
        return None, f"时间“{text.strip()}”不能读成年或年月，只保留原文"
    return _date(match[1], match[2]), None


def _date(year: str, month: str | None) -> PrintedDate:
    return PrintedDate(int(year), int(month) if month else None)


def _order(start: PrintedDate | None, finish: PrintedDate | None) -> str | None:
    if start is None or finish is None:
        return None
    early = (finish.year, finish.month or 12) < (start.year, start.month or 1)
    return f"完成时间 {finish} 早于开工时间 {start}" if early else None
