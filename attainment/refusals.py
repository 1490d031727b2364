"""Why a row cannot use an annual target, as a sentence for the person who enters it (§4).

The judge itself lets such a target be absent; whoever stores targets refuses it before it is stored.
"""

from __future__ import annotations

from attainment.annual import Unfit, scope_of, unfit
from attainment.questions import FLOWS, AnnualTarget, Question
from attainment.readings import Reading
from attainment.targets import baseline_value, in_force, row_unit, yardstick
from attainment.vocabulary import Kind, Reason, Scope


def annual_refusal(question: Question, year: int, annual: AnnualTarget) -> str | None:
    """Why the row cannot use `annual` as the target of `year`: one Chinese sentence without its full stop, or None.

    `question` is any askable year of the row. A year before that is not reported yet is no reason: it may come.
    """
    reading = annual.reading
    if annual.scope is Scope.YEAR and question.direction not in FLOWS:
        return f"该指标（{question.direction.label}）不是逐年累计的量，年度目标不分当年与累计"
    reason = unfit(question, annual)
    if reason is None:
        reason = _unfit_of_year(question, year, annual)
    if reason is None:
        return None
    text = reading.text.strip()
    return f"“{text}”{_words(question, reading, reason)}" if text else _words(question, reading, reason)


def _unfit_of_year(question: Question, year: int, annual: AnnualTarget) -> Unfit | Reason | None:
    """What only the year, the scope or the baseline shows."""
    reading = annual.reading
    scope = scope_of(question, annual)
    if reading.basis_year not in (None, year - 1) and scope is Scope.YEAR:
        return Unfit.OTHER_YEAR
    unit = row_unit(question, in_force(question))
    if not reading.previous and yardstick(question, reading, unit, baseline_value(question, unit)) is None:
        return Reason.BASELINE_MISSING
    return None


_SENTENCES = {
    Unfit.UNREADABLE: "没有具体要求；请填下达的数值，如 88、≥88、同比下降4%、不低于上年",
    Unfit.OTHER_YEAR: "自比较年起算，是累计；请改选“累计”，或填当年的数值",
    Unfit.RELATIVE_TO_A_TOTAL: "不能用于逐年累计的量；请填当年或累计的数量，不与上年比较",
    Unfit.RELATIVE_TO_A_RATE: "不能用于本身就是变化率的指标；请填当年的变化率，如 同比下降3%",
    Unfit.RELATIVE_CLASS: "不能用于类别；请填类别，或 不劣于上年、较上年好转",
    Unfit.NO_UNIT: "要按单位换算，本行没有单位；请填数值，或 同比下降4% 一类的比例",
    Reason.DIRECTION_UNKNOWN: "暂不能使用：本行指标的方向待定，请先由审核员确认方向",
    Reason.BASELINE_MISSING: "以基准为目标，本行没有可用的基准值；请填数值",
}


def _words(question: Question, reading: Reading, reason: Unfit | Reason) -> str:
    if reason in _SENTENCES:
        return _SENTENCES[reason]
    unit = f"单位为“{question.unit}”" if question.unit else "没有单位"
    if reason is Reason.DIRECTION_CONFLICT:
        return f"与指标方向（{question.direction.label}）相反；请核对下达文件"
    if reason is Reason.BASIS_CONFLICT:
        return f"以{reading.basis_year}年为比较年，本行从{question.start}年起算；请换成与本行一致的口径"
    if reason is Reason.MANUAL:
        many = reading.kind is Kind.COMPOSITE
        return (
            "含有几项要求；请只填一项可比较的要求"
            if many
            else "读不出可比较的要求；请填如 88、≥88、同比下降4%、不低于上年"
        )
    return f"是“{reading.kind.label}”，与本行不符：本行{unit}，不能这样写或单位不能换算"
