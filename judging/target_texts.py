"""A target text that a superior set: whether it can be judged for its row, and how it was read, in words.

An assigned text that would leave the row pending or unreadable is refused here, before it is stored
(specification §3, §4 rules 3 and 4): otherwise a reviewer would believe that the row is settled.
"""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from attainment import Column, Kind, Reading, Reason, parse
from attainment.questions import Question, QuestionError
from attainment.targets import obstacle
from indicators.models import AssignedTarget
from judging.questions import Inputs
from judging.reasoning import reading_in_words
from judging.recompute import judge

REPLACEABLE = frozenset({Kind.DELEGATED, Kind.NO_TARGET})
"""Printed targets whose place an assigned text takes; of no others (specification §3)."""

LENGTH = 100
_NOTHING_SAID = {
    Kind.DELEGATED: "仍是“由上级下达”，没有具体要求；请填下达的数值，如 88、≥88、不超过 30、Ⅲ类",
    Kind.PRIOR_CLAIM: "是完成情况，不是目标；请填下达的数值",
    Kind.NO_TARGET: "表示没有设目标；请填下达的数值",
    Kind.MISSING: "表示没有设目标；请填下达的数值",
    Kind.TEXT: "无法识别为可比较的要求；请填如 88、≥88、不超过 30、下降 18%、Ⅲ类、不降低",
    Kind.COMPOSITE: "含有几项要求，系统无法判定；请只填一项可比较的要求",
}
_OBSTACLES = {
    Reason.DIRECTION_CONFLICT: "的符号与指标方向（{direction}）相反；请核对下达文件",
    Reason.UNIT_CONFLICT: "与本行不符：本行{unit}，目标不能这样写或单位不能换算",
    Reason.BASIS_CONFLICT: "所比的年份既不是规划基准年也不是本行基准年；请换成与本行一致的口径",
}


def is_replaceable(target_text: str) -> bool:
    """Whether the printed target waits for a superior or sets none."""
    return parse(target_text, Column.TARGET).kind in REPLACEABLE


def refusal(inputs: Inputs, text: str) -> str | None:
    """Why the text cannot be set as a target of this row, one sentence without a full stop; None where it can."""
    if said := misshapen(text):
        return said
    reading = parse(text, Column.TARGET)
    if reading.kind in _NOTHING_SAID:
        return f"“{text}”{_NOTHING_SAID[reading.kind]}"
    if reading.kind is Kind.NOT_APPLICABLE:
        return None
    question = question_of(inputs)
    reason = obstacle(question, reading) if question is not None else None
    if question is not None and reading.due_year not in (None, question.target.year):
        return f"“{text}”写明的年份不是目标年{question.target.year}年；请核对下达文件"
    if reason not in _OBSTACLES:
        return None
    unit = inputs.unit
    words = _OBSTACLES[reason].format(
        direction=inputs.direction.label, unit=f"单位为“{unit}”" if unit else "没有单位"
    )
    return f"“{text}”{words}"


def misshapen(text: str) -> str | None:
    """What is wrong with a text before anybody reads it."""
    if not text:
        return "请填写目标值"
    return f"目标值超过 {LENGTH} 个字；请缩短" if len(text) > LENGTH else None


def not_yet_issued(issued: date) -> str | None:
    """What is wrong with the date of a document that nobody can have in hand."""
    if issued <= timezone.localdate():
        return None
    return f"发文日期 {issued:%Y-%m-%d} 还没有到；请照下达文件填写"


def question_of(inputs: Inputs) -> Question | None:
    """The question of the target year; None where the row cannot be asked about at all."""
    try:
        return inputs.question(inputs.row.target_year)
    except QuestionError:
        return None


def words(inputs: Inputs, text: str) -> str:
    """`≥ 88 %`: the reading of an accepted text, with the row's unit where it prints none."""
    reading = parse(text, Column.TARGET)
    said = reading_in_words(reading, inputs.direction).removeprefix(f"{Kind.NUMBER.label} ")
    return f"{said} {inputs.unit}".strip() if _lacks_unit(reading) else said


def _lacks_unit(reading: Reading) -> bool:
    return reading.value is not None and reading.unit is None


def verdicts_with(inputs: Inputs, text: str) -> list[tuple[int, str, str]]:
    """(year, status now, status with the text as assigned target) for every year of the plan; nothing is stored."""
    return both(inputs, replace(inputs, assigned=AssignedTarget(plan_indicator=inputs.row, text=text)))


def both(inputs: Inputs, changed: Inputs) -> list[tuple[int, str, str]]:
    """(year, status now, status with what has changed) for every year of the plan."""
    return [
        (year, judge(inputs, year)[1].status.value, judge(changed, year)[1].status.value)
        for year in inputs.row.plan.years
    ]
