"""Why rows of a file are refused: one vocabulary for every kind of sheet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbooks.problems import Problem


class Why(StrEnum):
    """Why a row is refused, for grouping; the value is the group's name."""

    SHAPE = "单元格显示不确定"
    COUNTY = "县区不明"
    INDICATOR = "指标不明"
    UNIT = "单位不明或不符"
    YEAR = "年份不对"
    VALUE = "数值无法识别"
    RANGE = "数值超出可能范围"
    PERIOD = "时段无法识别"
    BASIS = "口径不可用"
    SITE = "缺监测点位"
    LENGTH = "文字过长"
    CLASH = "同一项有不同数值"
    IN_FORCE = "与在账数值不同"
    CHECK = "有核对提示，未核实"
    PLAN = "规划不明"
    ROW = "规划行不明"
    TARGET = "目标无法识别或不适用"
    DOCUMENT = "文号、日期或下达单位不全"
    OPINION = "意见不全或无法识别"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem whose place is not known yet: the role of the cell, a sentence that goes on after its address, a hint.

    What understands single values answers so; `imports.sheets.PrintedSheet.problem` gives it its place.
    """

    role: str
    why: Why
    message: str
    hint: str = ""


def first_reasons(problems: Iterable[Problem]) -> Counter[str]:
    """Refused rows by reason: each row counts once, under its first problem, so that the sum is their number."""
    first: dict[int | None, str] = {}
    for problem in problems:
        first.setdefault(problem.row, str(problem.why))
    return Counter(first.values())
