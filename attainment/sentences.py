"""One Chinese sentence per verdict, from which the verdict can be worked out again (§5).

No date of computation: the same inputs give the same sentence.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from attainment import terms
from attainment.arithmetic import ARITHMETIC
from attainment.figures import Case
from attainment.obstacles import detail, title
from attainment.questions import Question
from attainment.targets import Yardstick, in_force, row_unit
from attainment.verdicts import Verdict, annual_of, consider
from attainment.vocabulary import Compare, Flag, Kind, Status


def explain(question: Question, verdict: Verdict) -> str:
    """The sentence for `verdict`, which is what `evaluate(question)` answered."""
    with localcontext(ARITHMETIC):
        case = consider(question)
        if isinstance(case, Verdict):
            return _undecided(question, verdict)
        if verdict.status is Status.UNJUDGED:
            return _unjudged(question, verdict, case)
        sentence = _TELL[verdict.status](case, verdict)
        return sentence + "".join(f"（{note}）" for note in _notes(case, verdict)) + "。"


def _undecided(question: Question, verdict: Verdict) -> str:
    """Rules 1–6."""
    target = in_force(question)
    cell = question.target.reading.text.strip()
    unit = row_unit(question, target)
    if verdict.status is Status.EXCLUDED:
        said = f"规划原文“{cell}”" + (
            "" if target is question.target.reading else f"，下达“{target.text.strip()}”"
        )
        return f"{said}，{'不涉及' if target.kind is Kind.NOT_APPLICABLE else '未设可评价目标'}。"
    if question.superior_verdict is not None:
        document = question.superior_verdict.document
        return f"上级已认定为{verdict.label}{f'（{document}）' if document else ''}，以上级认定为准；规划原文“{cell}”。"
    if verdict.status is Status.PENDING:
        who = "、".join(target.authority) or "上级"
        now = terms.current(question, unit)
        return f"规划原文“{cell}”，由{who}下达，尚未录入具体目标值，不作达成判定。" + (
            f"现值{now}。" if now else ""
        )
    if verdict.status is Status.NO_DATA:
        reason = f"（{verdict.reason}）" if verdict.reason else ""
        last = terms.latest(question, unit)
        return f"无{question.year}年{question.name}全年数据{reason}{f'，最近为{last}' if last else ''}。"
    return _unjudged(question, verdict, None)


def _unjudged(question: Question, verdict: Verdict, case: Case | None) -> str:
    target = in_force(question)
    unit = row_unit(question, target)
    now = terms.current(question, unit) if case is None else f"{terms.value(case)}（{case.measured.year}年）"
    known = [f"现值{now}"] if now else []
    known.append(f"目标{terms.target(question, target)}")
    gap = "" if verdict.gap is None else f"，差{terms.distance(question, verdict.gap, unit)}"
    why = detail(question, target, verdict.reason)
    return f"{title(verdict.reason)}：{why}。已知{'、'.join(known)}{gap}。"


def _final(case: Case, verdict: Verdict) -> str:
    question = case.question
    met, gap = ("满足", "") if case.satisfied else ("未满足", f"（差{_gap(case, verdict)}）")
    start = f"{case.measured.year}年{question.name}{terms.value(case)}"
    return f"{start}，{met}{_target(case)}的要求{gap}，判定为{verdict.label}"


def _early(case: Case, verdict: Verdict) -> str:
    due = case.question.target.year
    met = f"{case.measured.year}年{terms.value(case)}已满足{due}年目标{_target(case)}"
    return f"{met}，{verdict.label}；须保持至{due}年"


def _held(case: Case, verdict: Verdict) -> str:
    margin = terms.distance(case.question, verdict.margin or Decimal(0), case.unit)
    now = f"{case.measured.year}年{terms.value(case)}未突破，余量{margin}"
    return f"目标为控制性要求（{_target(case)}），{now}；此类指标不计算进度"


def _breached(case: Case, verdict: Verdict) -> str:
    side = "超出" if case.falling else "低于"
    return f"{case.measured.year}年{terms.value(case)}未守住{_target(case)}，{side}{_gap(case, verdict)}"


def _regressed(case: Case, verdict: Verdict) -> str:
    now = f"{case.measured.year}年{terms.value(case, with_unit=False)}劣于基准{terms.baseline(case.question)}"
    return f"{now}，与目标方向相反；距目标{_gap(case, verdict)}"


def _on_track(case: Case, verdict: Verdict) -> str:
    clauses = [_path(case, verdict)]
    if verdict.completion is not None:
        clauses.append(f"完成度{terms.share(verdict.completion)}")
        clauses.append(f"时间进度{terms.share(Decimal(case.elapsed) / case.span)}")
    return "，".join(clauses)


def _behind(case: Case, verdict: Verdict) -> str:
    annual = annual_of(case)
    short = _short(case, verdict, annual)
    return _path(case, verdict) + short + _effort(case, verdict)


def _path(case: Case, verdict: Verdict) -> str:
    """From where to where, what is required by now and what is."""
    due, year = case.question.target.year, case.measured.year
    actual = f"实际{terms.value(case, with_unit=False)}"
    if verdict.required is None:
        return f"{due}年目标{_target(case)}，{year}年{actual}"
    wanted = terms.required(case.question, verdict.required)
    return f"{terms.baseline(case.question)}→{due}年{_target(case)}，{year}年应达{wanted}，{actual}"


def _short(case: Case, verdict: Verdict, annual: Yardstick | None) -> str:
    """How far v is from what decided: the annual target, else the straight line."""
    value = case.measured.value
    if annual is not None:
        return f"，距年度目标差{terms.computed(case.question, abs(annual.limit - value))}"
    if verdict.required is None:
        return ""
    return f"，差{terms.computed(case.question, abs(verdict.required - value))}"


def _effort(case: Case, verdict: Verdict) -> str:
    """What every remaining year must bring, and how that compares with the years so far."""
    if verdict.needed_per_year is None:
        return ""
    needed = terms.distance(case.question, verdict.needed_per_year, case.unit)
    effort = f"；后{case.left}年需年均{needed}"
    b, value = case.b, case.measured.value
    if b is None or value == b or (value > b) is case.falling:
        return effort
    speed = abs(value - b) / case.elapsed
    return f"{effort}，为此前速度的{terms.computed(case.question, verdict.needed_per_year / speed)}倍"


def _notes(case: Case, verdict: Verdict) -> list[str]:
    """What else decided: an annual target, an older year, rounding."""
    question, year = case.question, case.measured.year
    notes = []
    if Flag.ANNUAL_TARGET in verdict.flags:
        annual = question.annual_targets[year]
        notes.append(f"依据{annual.document or ''}{year}年度目标{terms.target(question, annual.reading)}")
    if year != question.year:
        notes.append(f"{question.year}年无全年数据，按{year}年评价")
    if Flag.PRECISION_EQUAL in verdict.flags:
        notes.append("按报告精度修约后达到应达值")
    elif Flag.ROUNDING_SENSITIVE in verdict.flags and question.compare is Compare.ROUNDED:
        notes.append("按修约值比较")
    return notes


def _target(case: Case) -> str:
    return terms.target(case.question, case.target)


def _gap(case: Case, verdict: Verdict) -> str:
    return terms.distance(case.question, verdict.gap or Decimal(0), case.unit)


_TELL = {
    Status.ACHIEVED: _final,
    Status.MISSED: _final,
    Status.EARLY: _early,
    Status.HELD: _held,
    Status.BREACHED: _breached,
    Status.REGRESSED: _regressed,
    Status.ON_TRACK: _on_track,
    Status.BEHIND: _behind,
}
