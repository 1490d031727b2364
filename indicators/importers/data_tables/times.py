"""What a header or a label says of time: a definite year, several years, or a time that nobody could date."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from attainment.periods import chinese_year
from indicators.importers.periods import FULL_YEAR, read_period

_WIDTH = str.maketrans("０１２３４５６７８９（）", "0123456789()")
_IN_NUMERALS = re.compile(r"^[一二][〇零○一二三四五六七八九]{3}(?=年)")
_YEAR = r"(?:19|20)[0-9]{2}"
_RANGE = re.compile(rf"({_YEAR})年?(?:[-—–~～至到]|--)({_YEAR})年?度?")
_ONE = re.compile(rf"(?:截[止至]到?)?({_YEAR})(年度?|年?(?![0-9]))(.*)")
_SAME_PERIOD = re.compile(r"\(?同期(数|值|水平)?\)?")
_PLAIN = re.compile(
    r"\(?(实际|实绩|实测|监测|观测|统计|现状|基准年|基期|年?底|年?末|12月底|(监测|实测|观测|现状)?(数据|数值|值|结果|情况|水平)|年?均值?|年?平均值?)*\)?"
)
_TIMELIKE = re.compile(
    r"(上|去|本|今|当|前|近)(一|两|几|三|五)?年|同期|期[末初间内]|五[”\"]?末|“?十[一二三四五]+五”?|期间|^[0-9]{2}年|至今|^(由|自|从|起|始|至|到|止|前|后|现状值?|基准值?|起点|终点|期数|第?[一二三四五]年)$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A definite time: one year (or several that share one statement), and the part of the year."""

    years: tuple[int, ...]
    period: str = FULL_YEAR
    is_same_period: bool = False
    """Printed as 同期: the part of the year is that of the column beside it."""

    @property
    def year(self) -> int | None:
        """The one year, or None where the statement is about several."""
        return self.years[0] if len(self.years) == 1 else None

    def in_period(self, period: str) -> "Time":
        return replace(self, period=period, is_same_period=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text that begins with a time, and what it says beside it: `2020年水质类别`."""

    time: Time
    rest: str


def _bare(text: str) -> str:
    bare = re.sub(r"\s+", "", text).translate(_WIDTH)
    found = _IN_NUMERALS.match(bare)
    return str(chinese_year(found[0])) + bare[found.end() :] if found else bare


@lru_cache(maxsize=10_000)
def read_dated(text: str) -> Dated | None:
    """The time with which a text begins, and the rest of it; None for a text that begins with no definite time."""
    bare = _bare(text)
    found = _RANGE.match(bare)
    if found:
        first, last = int(found[1]), int(found[2])
        if first < last <= first + 30:
            return Dated(Time(tuple(range(first, last + 1))), _rest(bare[found.end() :]))
        return None
    one = _ONE.fullmatch(bare)
    if one is None or (not one[2] and one[3]):
        return None
    return _dated(int(one[1]), one[3])


def _dated(year: int, rest: str) -> Dated:
    if _SAME_PERIOD.fullmatch(rest):
        return Dated(Time((year,), is_same_period=True), "")
    if _PLAIN.fullmatch(rest):
        return Dated(Time((year,)), "")
    period = read_period(rest.strip("()"))
    if period is not None:
        return Dated(Time((year,), period), "")
    return Dated(Time((year,)), _rest(rest))


def _rest(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return ""
    # The 年 of 2016年均浓度 is that of the year and of the mean at once.
    return f"年{text}" if text.startswith("均") else text


def read_time(text: str) -> Time | None:
    """The definite time that the whole text is, or None."""
    dated = read_dated(text)
    return dated.time if dated and not dated.rest else None


def read_answered_time(text: str) -> Time | None:
    """The time of an answer: there 二〇二〇 needs no 年 behind it."""
    return read_time(text) or read_time(f"{text.strip()}年")


@lru_cache(maxsize=10_000)
def is_timelike(text: str) -> bool:
    """Whether the text speaks of a time without saying which year it is: 上年, “十三五”末, 由, 至."""
    return read_dated(text) is None and _TIMELIKE.search(_bare(text)) is not None


def years_in(text: str) -> tuple[Time, ...]:
    """Every definite time in a caption; two of them make it unclear which is meant."""
    bare = _bare(text)
    ranges = [Time(tuple(range(int(a), int(b) + 1))) for a, b in _RANGE.findall(bare) if a < b]
    left = _RANGE.sub("", bare)
    found = re.findall(
        rf"(?<![0-9])({_YEAR})年度?((?:[0-9]{{1,2}}[-—–~～至到])?[0-9]{{1,2}}月(?:份)?|[上下]半年|第?[一二三四1-4]季度)?",
        left,
    )
    ones = [Time((int(year),), read_period(part) or FULL_YEAR) for year, part in found]
    return tuple(dict.fromkeys([*ranges, *ones]))
