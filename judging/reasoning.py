"""How a verdict came about, step by step in words: what was read, which rule decided, every figure's formula.

Pure: question and verdict in, Chinese sentences out (specification §3–§4). A person must be able to work the
verdict out again with a pocket calculator.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from attainment import (
    Change,
    Compare,
    Direction,
    Flag,
    Kind,
    Op,
    Question,
    Reading,
    Reason,
    Scale,
    Status,
    Verdict,
    evaluate,
    tell,
    terms,
)
from attainment.annual import held_against
from attainment.arithmetic import ARITHMETIC
from attainment.classes import class_name
from attainment.figures import Case
from attainment.questions import FLOWS, STEPS
from attainment.sentences import annual_clause
from attainment.targets import in_force, natural
from attainment.values import builds_up
from attainment.verdicts import consider, questions_of_parts


@dataclass(frozen=True, slots=True)
class ReasonedStep:
    """One line of the reasoning: what it is about, and what was found."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What the plan prints in a place where a person ruled otherwise; None: it is what was judged."""

    target: str | None = None
    baseline: str | None = None


def steps(question: Question, verdict: Verdict, printed: Printed = Printed()) -> list[ReasonedStep]:
    """The reasoning for `verdict`, which is what `evaluate(question)` answered."""
    with localcontext(ARITHMETIC):
        case = consider(question)
        found = [
            ReasonedStep("目标", _target(question, printed)),
            ReasonedStep("起点", _start(question, printed)),
        ]
        if isinstance(case, Case):
            found.append(ReasonedStep("现值", _value(case)))
            found.append(ReasonedStep("评价方式", _manner(case)))
            found += _annual(case)
        found += _parts(question, verdict)
        found.append(ReasonedStep("判定", _rule(question, verdict)))
        if isinstance(case, Case):
            found += _figures(case, verdict)
        found += [ReasonedStep(flag.label, MEANINGS[flag]) for flag in verdict.flags]
    return found


def reading_in_words(reading: Reading, direction: Direction | None = None) -> str:
    """What a printed text was read as, e.g. `数值 ≥ 88`; for a bare target number with the direction's sign."""
    if reading.kind is Kind.MAINTAIN:
        kept = _KEEPING.get(reading.op, reading.kind.label)
        return " ".join([kept.replace("基准", "上年") if reading.previous else kept, *_about(reading)])
    parts = [reading.kind.label]
    if reading.kind is Kind.MISSING and reading.reason:
        parts.append(f"（{reading.reason}）")
    if reading.change is not None:
        since = "比上年" if reading.previous else ""
        parts.append(since + ("下降" if reading.change is Change.DECREASE else "上升"))
    bare = reading.kind is Kind.NUMBER and reading.op is None and direction not in (None, Direction.UNKNOWN)
    op = natural(direction) if bare and direction else reading.op
    if op is not None:
        parts.append(op.sign)
    if reading.value is not None:
        parts.append(f"{reading.value:f}" + (f"～{reading.upper:f}" if reading.upper is not None else ""))
    if reading.rank is not None:
        parts.append(class_name(reading.rank) or str(reading.rank))
    if reading.unit:
        parts.append(reading.unit)
    if reading.authority:
        parts.append(f"（{'、'.join(reading.authority)}）")
    if reading.basis_year:
        parts.append(f"（比{reading.basis_year}年）")
    return " ".join([*parts, *_about(reading)])


def _about(reading: Reading) -> list[str]:
    """What the text itself says that it is about, and by when: a person sees whether that is this row."""
    said = [f"原文指“{reading.subject}”"] if reading.subject else []
    said += [f"{reading.due_year}年"] if reading.due_year else []
    return [f"（{'，'.join(said)}）"] if said else []


_KEEPING = {Op.GE: "不低于基准", Op.LE: "不高于基准", Op.BETTER: "优于基准", None: "不劣于基准"}


def _quoted(text: str, printed: str | None) -> str:
    """The text as the plan prints it; where a person ruled otherwise, both."""
    if printed is None:
        return f"规划原文“{text.strip() or '（空）'}”"
    return f"规划原文“{printed.strip() or '（空）'}”，裁定为“{text.strip()}”"


def _target(question: Question, beside: Printed) -> str:
    printed, used = question.target.reading, in_force(question)
    said = _quoted(printed.text, beside.target)
    text = f"{question.target.year}年，{said}，读作：{reading_in_words(printed, question.direction)}。"
    if used is not printed:
        text += f"上级下达“{used.text}”，代替原文，读作：{reading_in_words(used, question.direction)}。"
    bare = used.kind is Kind.NUMBER and used.op is None and question.direction is not Direction.UNKNOWN
    return text + (
        f"原文未印符号，按方向“{question.direction.label}”取{natural(question.direction).sign}。"
        if bare
        else ""
    )


def _start(question: Question, beside: Printed) -> str:
    baseline = question.baseline
    printed = "" if baseline is None else baseline.reading.text.strip()
    if question.direction in FLOWS:
        text = f"{question.start}年为0：此类指标从规划基准年起算。"
        last = "是上期实绩，" if baseline is not None and baseline.reading.value is not None else ""
        return text + (f"规划表所印“{printed}”{last}不作起点。" if printed else "")
    if baseline is None:
        return f"{question.baseline_year}年，规划表未设基准值栏。"
    return f"{baseline.year}年，{_quoted(printed, beside.baseline)}，读作：{reading_in_words(baseline.reading)}。"


def _value(case: Case) -> str:
    question, year = case.question, case.measured.year
    text = f"{year}年 {tell(terms.scale_of(question), lambda scale: terms.value(case, scale))}"
    basis = question.bases.get(year)
    text += f"，口径“{basis}”" if basis else ""
    if builds_up(question):
        how = "逐年复合" if question.direction is Direction.LOG_RATE else "逐年相加"
        text += f"：由{question.start + 1}年起的当年值{how}"
    elif question.direction in FLOWS:
        text += f"：自{question.start}年起的累计值"
    if year != question.year:
        text += f"；{question.year}年无全年数据，用上一年数据"
    return text + "。"


def _manner(case: Case) -> str:
    compare = (
        "按原值与目标比较"
        if case.question.compare is Compare.FULL
        else f"先修约到{case.question.decimals}位小数再比较"
    )
    if case.question.final:
        return f"{case.question.year}年是目标年，只看是否满足目标，不看进度；{compare}。"
    if case.target.kind is Kind.MAINTAIN:
        return f"目标是保持基准，属控制性要求，不计算进度；{compare}。"
    if case.hold and case.b is None:
        return f"控制性指标，没有可用基准值，只看是否守住目标；{compare}。"
    if case.hold:
        return f"基准年已满足目标，属控制性要求，不计算进度；{compare}。"
    return f"按从起点到目标的序时进度评价；{compare}。"


def _annual(case: Case) -> Iterator[ReasonedStep]:
    """The annual target of the data year, which decides in rule 10 only."""
    held = held_against(case)
    if held is not None:
        clause = tell(terms.scale_of(case.question), lambda scale: annual_clause(case, scale, held))
        yield ReasonedStep("年度目标", f"{clause}。")


def _parts(question: Question, verdict: Verdict) -> Iterator[ReasonedStep]:
    """What each part of a target that a person split says alone."""
    if Flag.COMPOSITE in verdict.flags:
        for asked in questions_of_parts(question):
            yield ReasonedStep(f"分项“{asked.target.reading.text.strip()}”", _rule(asked, evaluate(asked)))


def _rule(question: Question, verdict: Verdict) -> str:
    if Flag.COMPOSITE in verdict.flags:
        return f"各分项中最不利的一项决定全行，结论为“{verdict.label}”。"
    number, text = _RULES[_rule_key(question, verdict)]
    reason = verdict.reason
    if verdict.status is Status.UNJUDGED and reason:
        text += f"：{Reason(reason).label if reason in Reason.__members__.values() else reason}"
    linear = f"按序时进度则为“{verdict.linear_status.label}”。" if verdict.linear_status else ""
    return f"规则{number}：{text}，结论为“{verdict.label}”。{linear}"


def _rule_key(question: Question, verdict: Verdict) -> str:
    if Flag.SUPERIOR_VERDICT in verdict.flags:
        return "superior"
    if Flag.ANNUAL_TARGET in verdict.flags:
        return "annual"
    if verdict.status is Status.UNJUDGED:
        return verdict.reason if verdict.reason in _LATE_REASONS else "unjudged"
    if verdict.status in (Status.ON_TRACK, Status.BEHIND):
        return "steps" if question.direction in STEPS else verdict.status.value
    return verdict.status.value


_LATE_REASONS = frozenset({Reason.PARTIAL_YEAR, Reason.YEARS_MISSING, Reason.BASELINE_MISSING})
_RULES = {
    "excluded": (1, "规划未对本县区设可评价的目标"),
    "superior": (2, "上级已有认定，以上级认定为准"),
    "pending": (3, "目标由上级下达，尚未录入具体数值"),
    "unjudged": (4, "目标或数值不能直接比较，需人工处理"),
    "no_data": (5, "没有可用的全年数据"),
    "partial_year": (5, "只有部分时段的数据"),
    "years_missing": (5, "逐年数据有缺口，不能累计"),
    "baseline_missing": (11, "没有可用的基准值，进度无从计算"),
    "achieved": (7, "目标年的现值满足目标"),
    "missed": (7, "目标年的现值未满足目标"),
    "held": (8, "控制性要求，现值守住目标"),
    "breached": (8, "控制性要求，现值未守住目标"),
    "early": (9, "目标年之前已满足目标"),
    "annual": (10, "有上级下达的年度目标，按年度目标评价"),
    "regressed": (12, "现值劣于基准值"),
    "steps": (13, "按整步计，现值与应达比较"),
    "on_track": (14, "进度比不低于0.95，或按报告精度已到应达"),
    "behind": (14, "进度比低于0.95，且按报告精度未到应达"),
}


def _figures(case: Case, verdict: Verdict) -> Iterator[ReasonedStep]:
    """Every figure as formula in words = formula in numbers = result; shares in percent."""
    scale = terms.scale_of(case.question)
    yield from _within(case, verdict, scale)
    if verdict.completion is not None or verdict.required is not None:
        yield from _progress(case, verdict, scale)
    left = case.left
    now, aim = scale.formula(case.measured.value), scale.formula(case.yardstick.aim)
    if verdict.gap:
        yield ReasonedStep("差距", f"|现值−目标| = |{now}−{aim}| = {scale.distance(verdict.gap)}")
    if verdict.needed_per_year is not None:
        if case.question.direction is Direction.LOG_RATE and not case.hold:
            words = (
                f"1−（（1−目标）÷（1−现值））^（1÷剩余年数） = 1−（（1−{aim}%）÷（1−{now}%））^（1÷{left}）"
            )
        else:
            words = f"差距÷剩余年数，剩余{left}年"
        yield ReasonedStep("后续年均需", f"{words} = {scale.distance(verdict.needed_per_year)}")
    if verdict.margin is not None:
        limit = scale.formula(case.yardstick.limit)
        yield ReasonedStep("余量", f"|目标−现值| = |{limit}−{now}| = {scale.distance(verdict.margin)}")
    if verdict.headroom_used is not None and case.b is not None:
        b, limit = scale.formula(case.b), scale.formula(case.yardstick.limit)
        used = f"（{now}−{b}）÷（{limit}−{b}） = {scale.share(verdict.headroom_used)}"
        yield ReasonedStep("增量空间已用", f"（现值−基准）÷（上限−基准） ={used}；是用量，不是进度")


def _within(case: Case, verdict: Verdict, scale: Scale) -> Iterator[ReasonedStep]:
    """Why figures are measured to 29 where the target says <30."""
    aim, limit = case.yardstick.aim, case.yardstick.limit
    if aim == limit or not (verdict.gap or verdict.completion is not None or verdict.required is not None):
        return
    step = f"{abs(limit - aim):f}"
    yield ReasonedStep(
        "计算用目标",
        f"目标{case.yardstick.op.sign}{scale.formula(limit)}不含{scale.formula(limit)}本身，数值报告到{step}，"
        f"以内最近的数是{scale.formula(aim)}：下面的差距、应达、完成度都量到{scale.formula(aim)}。",
    )


def _progress(case: Case, verdict: Verdict, scale: Scale) -> Iterator[ReasonedStep]:
    """Completion, time share, pace, required."""
    question, log = case.question, case.question.direction is Direction.LOG_RATE
    now, aim = scale.formula(case.measured.value), scale.formula(case.yardstick.aim)
    b, tau = scale.formula(case.b or Decimal(0)), scale.share(Decimal(case.elapsed) / case.span)
    if verdict.completion is not None:
        words = "ln（1−现值）÷ln（1−目标）" if log else "（现值−起点）÷（目标−起点）"
        numbers = f"ln（1−{now}%）÷ln（1−{aim}%）" if log else f"（{now}−{b}）÷（{aim}−{b}）"
        yield ReasonedStep("完成度", f"{words} = {numbers} = {scale.share(verdict.completion)}")
    due, start = question.target.year, question.start
    yield ReasonedStep("时间进度", f"（{case.measured.year}−{start}）÷（{due}−{start}） = {tau}")
    if verdict.pace is not None:
        yield ReasonedStep("进度比", f"完成度÷时间进度 = {scale.pace(verdict.pace)}")
    if verdict.required is not None:
        words = "1−（1−目标）^时间进度" if log else "起点+（目标−起点）×时间进度"
        numbers = f"1−（1−{aim}%）^{tau}" if log else f"{b}+（{aim}−{b}）×{tau}"
        whole = "，只计整步" if question.direction in STEPS else ""
        yield ReasonedStep("应达", f"{words} = {numbers}{whole} = {scale.required(verdict.required)}")


MEANINGS = {
    Flag.AHEAD: "进度比不低于1.10。",
    Flag.ANNUAL_TARGET: "结论依据年度目标，不依据序时进度。",
    Flag.APPROXIMATE: "目标或现值带“左右”“约”等字样。",
    Flag.AS_OF_YEAR: "所评年份无全年数据，结论依据上一年的值。",
    Flag.BASELINE_YEAR: "本行所印基准年与规划所述基准年不同，时间进度按本行基准年计。",
    Flag.COMPOSITE: "目标分为几项，各项分别评价，以最不利的一项为准。",
    Flag.FAR_BEHIND: "进度比低于0.60。",
    Flag.LOWER_BOUND: "有年份缺数，累计值至少有这么多；已满足目标，结论成立。",
    Flag.MARGIN_NARROWED: "仍守住目标，但劣于基准年，余量缩小。",
    Flag.NEAR: "进度比在0.95与1之间。",
    Flag.NOT_STARTED: "现值与基准相同。",
    Flag.PRECISION_EQUAL: "进度比略低于0.95，但按报告精度已到应达。",
    Flag.REBOUNDED: "此前年份曾满足目标，现在不满足。",
    Flag.ROUNDING_SENSITIVE: "按原值与按修约值比较，结论不同。",
    Flag.SELF_REPORTED: "规划自述的完成情况与其所印数值不一致，以数值为准。",
    Flag.SUPERIOR_VERDICT: "以上级认定为准，不再计算。",
    Flag.TRIVIAL_TARGET: "目标为零，任何数值都满足。",
    Flag.WORSE_THAN_BASELINE: "现值劣于基准值。",
}
