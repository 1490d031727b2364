"""One Chinese sentence per verdict, from which the verdict can be worked out again (§5).

No date of computation: the same inputs give the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext

from attainment import terms
from attainment.annual import Held, held_against
from attainment.arithmetic import ARITHMETIC
from attainment.figures import Case
from attainment.obstacles import detail, title
from attainment.questions import FLOWS, Question
from attainment.scales import Scale, tell
from attainment.targets import in_force
from attainment.values import builds_up, figure_of
from attainment.verdicts import Verdict, consider, evaluate, questions_of_parts
from attainment.vocabulary import Compare, Direction, Flag, Kind, Op, Scope, Status


def explain(question: Question, verdict: Verdict) -> str:
    """The sentence for `verdict`, which is what `evaluate(question)` answered."""
    with localcontext(ARITHMETIC):
        if Flag.COMPOSITE in verdict.flags:
            return _split(question, verdict)
        return tell(terms.scale_of(question), lambda scale: _sentence(question, verdict, scale))


def _sentence(question: Question, verdict: Verdict, scale: Scale) -> str:
    case = consider(question)
    if isinstance(case, Verdict):
        return _undecided(question, verdict, scale)
    if verdict.status is Status.UNJUDGED:
        return _unjudged(question, verdict, scale, case)
    held = held_against(case)
    if held is not None and Flag.ANNUAL_TARGET in verdict.flags:
        told = _by_the_year(case, verdict, scale, held)
    else:
        told = _TELL[verdict.status](case, verdict, scale)
    return told + "".join(f"（{note}）" for note in _notes(case, verdict, scale, held)) + "。"


def _split(question: Question, verdict: Verdict) -> str:
    """A target that a person split: every part with its own sentence, and the one that decides."""
    parts = [(asked.target.reading.text.strip(), asked) for asked in questions_of_parts(question)]
    verdicts = [evaluate(asked) for _, asked in parts]
    told = "；".join(
        f"“{text}”{found.label}：{explain(asked, found).removesuffix('。')}"
        for (text, asked), found in zip(parts, verdicts, strict=True)
    )
    worst = next(
        text
        for (text, _), found in zip(parts, verdicts, strict=True)
        if (found.status, found.reason) == (verdict.status, verdict.reason)
    )
    said = f"{_said(question)}分{len(parts)}项评价：{told}"
    return f"{said}。以“{worst}”的结论为准，判定为{verdict.label}。"


def _said(question: Question) -> str:
    """What the plan prints, and what was assigned in its place."""
    cell = question.target.reading.text.strip()
    printed = f"规划原文“{cell}”" if cell else "规划未印目标值"
    target = in_force(question)
    return printed if target is question.target.reading else f"{printed}，下达“{target.text.strip()}”"


def _undecided(question: Question, verdict: Verdict, scale: Scale) -> str:
    """Rules 1–6."""
    target = in_force(question)
    if verdict.status is Status.EXCLUDED:
        none = "不涉及" if target.kind is Kind.NOT_APPLICABLE else "未设可评价目标"
        return f"{_said(question)}，{none}。"
    if Flag.SUPERIOR_VERDICT in verdict.flags:
        superior = question.superior_verdict
        document = f"（{superior.document}）" if superior and superior.document else ""
        return f"上级已认定为{verdict.label}{document}，以上级认定为准；{_said(question)}。"
    if verdict.status is Status.PENDING:
        who = "、".join(target.authority) or "上级"
        now = terms.current(question, scale)
        told = f"{_said(question)}，由{who}下达，尚未录入具体目标值，不作达成判定。"
        return told + (f"现值{now}。" if now else "")
    if verdict.status is Status.NO_DATA:
        reason = f"（{verdict.reason}）" if verdict.reason else ""
        last = terms.latest(question, scale)
        return f"无{question.year}年{question.name}全年数据{reason}{f'，最近为{last}' if last else ''}。"
    return _unjudged(question, verdict, scale, None)


def _unjudged(question: Question, verdict: Verdict, scale: Scale, case: Case | None) -> str:
    target = in_force(question)
    now = terms.current(question, scale)
    if case is not None:
        now = f"{terms.value(case, scale)}（{case.measured.year}年）"
    known = [f"现值{now}"] if now else []
    known.append(f"目标{terms.target(question, target, scale)}")
    gap = "" if verdict.gap is None else f"，差{scale.distance(verdict.gap)}"
    why = detail(question, target, verdict.reason)
    return f"{title(verdict.reason)}：{why}。已知{'、'.join(known)}{gap}。"


def _final(case: Case, verdict: Verdict, scale: Scale) -> str:
    question = case.question
    short = f"（差{scale.distance(verdict.gap)}）" if verdict.gap else ""
    met = "满足" if case.satisfied else "未满足"
    start = f"{case.measured.year}年{question.name}{terms.value(case, scale)}"
    return f"{start}，{met}{_target(case, scale)}的要求{short}，判定为{verdict.label}"


def _early(case: Case, verdict: Verdict, scale: Scale) -> str:
    due = case.question.target.year
    met = f"{case.measured.year}年{terms.value(case, scale)}已满足{due}年目标{_target(case, scale)}"
    return f"{met}，{verdict.label}；须保持至{due}年"


def _held(case: Case, verdict: Verdict, scale: Scale) -> str:
    if case.question.direction is Direction.CLASS:
        kept = "未劣于目标"
    else:
        kept = "未超过" if case.yardstick.op in (Op.LE, Op.LT) else "未低于"
    now = f"{case.measured.year}年{terms.value(case, scale)}{kept}，余量{scale.distance(verdict.margin or Decimal(0))}"
    return f"目标为控制性要求（{_target(case, scale)}），{now}；此类指标不计算进度"


def _breached(case: Case, verdict: Verdict, scale: Scale) -> str:
    side = "超出" if case.falling else "低于"
    broken = f"{case.measured.year}年{terms.value(case, scale)}未守住{_target(case, scale)}"
    return f"{broken}，{side}{scale.distance(verdict.gap)}" if verdict.gap else broken


def _regressed(case: Case, verdict: Verdict, scale: Scale) -> str:
    now = f"{case.measured.year}年{terms.value(case, scale, with_unit=False)}"
    worse = f"{now}劣于基准{terms.baseline(case.question, scale)}，与目标方向相反"
    return f"{worse}；距目标{scale.distance(verdict.gap or Decimal(0))}"


def _on_track(case: Case, verdict: Verdict, scale: Scale) -> str:
    clauses = [_path(case, verdict, scale)]
    if verdict.completion is not None:
        clauses.append(f"完成度{scale.share(verdict.completion)}")
        clauses.append(f"时间进度{scale.share(Decimal(case.elapsed) / case.span)}")
    return "，".join(clauses)


def _behind(case: Case, verdict: Verdict, scale: Scale) -> str:
    told = _path(case, verdict, scale)
    if verdict.required is not None:
        told += f"，差{scale.difference(abs(verdict.required - case.measured.value))}"
    return told + _effort(case, verdict, scale)


def _path(case: Case, verdict: Verdict, scale: Scale) -> str:
    """From where to where, what is required by now and what is."""
    due, year = case.question.target.year, case.measured.year
    actual = f"实际{terms.value(case, scale, with_unit=False)}"
    if verdict.required is None:
        return f"{due}年目标{_target(case, scale)}，{year}年{actual}"
    way = f"{terms.baseline(case.question, scale)}→{due}年{_target(case, scale)}"
    return f"{way}，{year}年应达{scale.required(verdict.required)}，{actual}"


def _effort(case: Case, verdict: Verdict, scale: Scale) -> str:
    """What every remaining year must bring, and how that compares with the years so far."""
    if verdict.needed_per_year is None:
        return ""
    effort = f"；后{case.left}年需年均{scale.distance(verdict.needed_per_year)}"
    b, value = case.b, case.measured.value
    if b is None or value == b or (value > b) is case.falling:
        return effort
    speed = abs(value - b) / case.elapsed
    return f"{effort}，为此前速度的{scale.ratio(verdict.needed_per_year / speed)}倍"


def _by_the_year(case: Case, verdict: Verdict, scale: Scale, held: Held) -> str:
    """Rule 10: the annual target, what it is compared with, and what the straight line requires."""
    told = f"{annual_clause(case, scale, held)}，判定为{verdict.label}"
    return told + ("" if verdict.required is None else f"；按直线应达{scale.required(verdict.required)}")


def annual_clause(case: Case, scale: Scale, held: Held) -> str:
    """The annual target of the data year, what it is compared with, and whether that meets it."""
    yearly, against = held.yearly, held.yearly.against
    document = f"，{yearly.target.document}" if yearly.target.document else ""
    short = abs(against.aim - held.value)
    met = "满足" if held.met else "未满足" + (f"，差{scale.difference(short)}" if short else "")
    told = f"{case.measured.year}年度目标{_annual(case, scale, held)}{_past(case, scale, held)}{document}"
    return f"{told}，{_compared(case, scale, held)}，{met}"


def _annual(case: Case, scale: Scale, held: Held) -> str:
    return terms.target(case.question, held.yearly.target.reading, scale)


def _past(case: Case, scale: Scale, held: Held) -> str:
    """（上年{p}，即{limit}）: what the year before makes of a target that speaks of it."""
    question, before, limit = case.question, held.yearly.before, held.yearly.against.limit
    if before is None:
        return ""
    year = case.measured.year - 1
    reading = question.observations.get(year)
    if reading is None or figure_of(question, year, scale.unit) is None:
        reading = question.baseline.reading if question.baseline is not None else None
    said = scale.required(before) if reading is None else scale.verbatim(reading)
    return f"（上年{said}，即{scale.required(limit)}）"


def _compared(case: Case, scale: Scale, held: Held) -> str:
    """{当年|累计}实际{x}; a year's own figure that is a difference, with the totals that it is the difference of."""
    question, year = case.question, case.measured.year
    if question.direction not in FLOWS or held.yearly.scope is Scope.TOTAL:
        return terms.actual(case, scale)
    word = f"{Scope.YEAR.label}实际"
    if builds_up(question) or held.value == case.measured.value:
        return word + scale.verbatim(question.observations[year])
    totals = "、".join(f"{y}年累计{scale.verbatim(question.observations[y])}" for y in (year - 1, year))
    return f"{word}{scale.computed(held.value)}（{totals}）"


def _notes(case: Case, verdict: Verdict, scale: Scale, held: Held | None) -> list[str]:
    """What else there is to know: an annual target that did not decide, an older year, rounding."""
    question, year = case.question, case.measured.year
    notes = []
    decided = Flag.ANNUAL_TARGET in verdict.flags
    if held is not None and not decided:
        notes.append(f"{year}年度目标{_annual(case, scale, held)}：{held.answer.label}")
    if year != question.year:
        notes.append(f"{question.year}年无全年数据，按{year}年评价")
    by_rounding = held is not None and decided and held.yearly.against.holds(held.value) is not held.met
    if Flag.PRECISION_EQUAL in verdict.flags:
        notes.append("按报告精度修约后达到应达值")
    elif by_rounding or (Flag.ROUNDING_SENSITIVE in verdict.flags and question.compare is Compare.ROUNDED):
        seen = case.measured.value if held is None or not decided else held.value
        notes.append(f"按修约值比较：{_by_rounding(case, scale, seen, decided=decided)}")
    return notes


def _by_rounding(case: Case, scale: Scale, value: Decimal, *, decided: bool) -> str:
    """What is compared in place of {v}; of a strict limit that it reaches also from where on it would be kept.

    {gap} is measured from v as reported to t*, so that “29.5 未满足<30（差0.5）” says of itself what it means.
    """
    told = f"修约为{scale.compared(value)}"
    if decided or case.satisfied or case.yardstick.op not in (Op.LT, Op.GT):
        return told
    side = "不高于" if case.falling else "不低于"
    return f"{told}，{side}{scale.compared(case.yardstick.aim)}才满足目标"


def _target(case: Case, scale: Scale) -> str:
    return terms.target(case.question, case.target, scale)


_TELL: dict[Status, Callable[[Case, Verdict, Scale], str]] = {
    Status.ACHIEVED: _final,
    Status.MISSED: _final,
    Status.EARLY: _early,
    Status.HELD: _held,
    Status.BREACHED: _breached,
    Status.REGRESSED: _regressed,
    Status.ON_TRACK: _on_track,
    Status.BEHIND: _behind,
}
