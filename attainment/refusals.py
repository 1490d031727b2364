"""Why a row cannot use an annual target, as a sentence for the person who enters it (§4).

The judge itself lets such a target be absent; whoever stores targets refuses it before it is stored.
"""

from __future__ import annotations

from attainment.annual import Unfit, scope_of, unfit
from attainment.cells import parse
from attainment.questions import FLOWS, AnnualTarget, Question
from attainment.readings import Reading
from attainment.targets import baseline_value, in_force, row_unit, yardstick
from attainment.vocabulary import Column, Direction, Kind, Reason, Scope


def annual_refusal(question: Question, year: int, annual: AnnualTarget) -> str | None:
    """Why the row cannot use `annual` as the target of `year`: one Chinese sentence without its full stop, or None.

    `question` is any askable year of the row. A year before that is not reported yet is no reason: it may come.
    """
    reading = annual.reading
    if annual.scope is Scope.YEAR and question.direction not in FLOWS:
        return f"该指标（{question.direction.label}）不是逐年累计的量，年度目标不分当年与累计"
    reason = _reason(question, year, annual)
    if reason is None:
        return None
    text = reading.text.strip()
    words = _words(question, reading, reason, _like(question, year, annual.scope))
    return f"“{text}”{words}" if text else words


def _reason(question: Question, year: int, annual: AnnualTarget) -> Unfit | Reason | None:
    reason = unfit(question, annual)
    return _unfit_of_year(question, year, annual) if reason is None else reason


def _unfit_of_year(question: Question, year: int, annual: AnnualTarget) -> Unfit | Reason | None:
    """What only the year, the scope or the baseline shows."""
    reading = annual.reading
    scope = scope_of(question, annual)
    if reading.due_year not in (None, year):
        return Unfit.DUE_YEAR
    if reading.basis_year not in (None, year - 1) and scope is Scope.YEAR:
        return Unfit.OTHER_YEAR
    unit = row_unit(question, in_force(question))
    if not reading.previous and yardstick(question, reading, unit, baseline_value(question, unit)) is None:
        return Reason.BASELINE_MISSING
    return None


_FORMS = ("88", "≥88", "≤88", "同比增长4%", "同比下降4%", "不低于上年", "不高于上年")
_CLASS_FORMS = ("Ⅲ类", "不劣于上年", "较上年好转")


def _like(question: Question, year: int, scope: Scope | None) -> str:
    """How a target may be written that this row can use."""
    forms = _CLASS_FORMS if question.direction is Direction.CLASS else _FORMS
    usable = [
        text
        for text in forms
        if _reason(question, year, AnnualTarget(parse(text, Column.TARGET), scope=scope)) is None
    ]
    return "如 " + "、".join(usable) if usable else "本行可比较的数值"


_SENTENCES = {
    Unfit.UNREADABLE: "没有具体要求；请填下达的要求，{like}",
    Unfit.OTHER_YEAR: "自比较年起算，是累计；请改选“累计”，或填当年的数值",
    Unfit.DUE_YEAR: "写明的年份不是这一年；请核对下达文件",
    Unfit.RELATIVE_TO_A_TOTAL: "不能用于逐年累计的量；请填当年或累计的数量，不与上年比较",
    Unfit.RELATIVE_TO_A_RATE: "不能用于本身就是变化率的指标；请填当年的变化率，如 同比下降3%",
    Unfit.RELATIVE_CLASS: "不能用于类别；请填类别，或 不劣于上年、较上年好转",
    Unfit.NO_UNIT: "要按单位换算，本行没有单位；请填{like}",
    Reason.DIRECTION_UNKNOWN: "暂不能使用：本行指标的方向待定，请先由审核员确认方向",
    Reason.BASELINE_MISSING: "以基准为目标，本行没有可用的基准值；请填数值",
}


def _words(question: Question, reading: Reading, reason: Unfit | Reason, like: str) -> str:
    if reason in _SENTENCES:
        return _SENTENCES[reason].format(like=like)
    unit = f"单位为“{question.unit}”" if question.unit else "没有单位"
    if reason is Reason.DIRECTION_CONFLICT:
        return f"与指标方向（{question.direction.label}）相反；请核对下达文件"
    if reason is Reason.BASIS_CONFLICT:
        return f"以{reading.basis_year}年为比较年，本行从{question.start}年起算；请换成与本行一致的口径"
    if reason is Reason.MANUAL:
        many = reading.kind is Kind.COMPOSITE
        return "含有几项要求；请只填一项可比较的要求" if many else f"无法识别为可比较的要求；请填{like}"
    return f"是“{reading.kind.label}”，与本行不符：本行{unit}，不能这样写或单位不能换算"
