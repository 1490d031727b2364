"""What holds for every input: total, consistent, monotone (§1, §3, §4)."""

import json
import re
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from attainment import (
    Annual,
    Change,
    Column,
    Direction,
    Flag,
    Kind,
    Op,
    Question,
    Reading,
    Status,
    Verdict,
    evaluate,
    explain,
    parse,
)
from attainment.figures import Case
from attainment.folding import unclosed, words
from attainment.lines import answer, evaluate_line, parse_line, question_of
from attainment.questions import FLOWS
from attainment.units import UNIT_PATTERN, canonical
from attainment.verdicts import consider

GREY = {Status.EXCLUDED, Status.PENDING, Status.NO_DATA}
SCRAPS = [
    *words(
        "88 -5 1,234.5 < ≤ ≥ ＞ 不低于 不超过 以上 以下 以内 （含） % ‰ 个 亿亩 m³ 达到 控制在 由 到 至 - — ～ 约 左右 降低 下降 增长 比 2020年 （ ） Ⅲ类 劣 Ⅴ IV 优于 不减少 不突破 水平 划定 ， 且 完成 国家 省 市 下达 任务 / 无 断流 不涉及 〔 〕 [ ] . , 0 9 ０ ％ 同比 较上年 不低于上年 与上年 相比 持平 优于 好转 百分点 ， 水平 ） 森林覆盖率 PM2.5 浓度 新增 力争 到2025年 一百 两 万 百分之 零发生 保持稳定 稳定 确定的目标 内 。 为 ："
    ),
    "\n",
    "　",
]
TEXTS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(SCRAPS), max_size=7).map("".join))

figures = st.decimals(-50, 150, places=2).map(str)
small = st.integers(-1, 6).map(str)
classes = st.sampled_from(words("Ⅰ类 Ⅱ类 Ⅲ类 IV类 V类 劣Ⅴ类"))
values = st.one_of(
    figures,
    small,
    classes,
    st.sampled_from(words("断流 — 约80 降低8% 86（现状值） 100 0 同比下降3% 比2020年下降5% 7%（比2021年）")),
    TEXTS,
)
relative = st.one_of(
    st.tuples(
        st.sampled_from(words("同比 较上年 比去年同期 与上年相比")),
        st.sampled_from(words("下降 提高 增加")),
        st.decimals(0, 30, places=1).map(str),
        st.sampled_from(words("% 个百分点 吨 ‰ %以上 %左右")),
    ).map("".join),
    st.sampled_from(words("不低于上年 不高于上年水平 不劣于上年 与上年持平 较上年好转 同比不下降")),
)
targets = st.one_of(
    st.tuples(
        st.sampled_from(["", "≥", "≤", "<", ">", "约", "降低"]), figures, st.sampled_from(["", "%"])
    ).map("".join),
    small,
    classes,
    relative,
    st.sampled_from(words("不减少 不增加 不恶化 10-15 / 不涉及 完成市下达任务 持续改善 〔5〕 100 0")),
    TEXTS,
)
years = st.integers(2019, 2026)
by_year = st.integers(2019, 2026).map(str)


annual_targets = st.dictionaries(
    by_year,
    st.one_of(
        targets,
        relative,
        targets.map(lambda text: {"text": text, "scope": "total"}),
        targets.map(lambda text: {"text": text, "scope": "year"}),
    ),
    max_size=6,
)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """Any row that the machine interface accepts, plausible and absurd alike."""
    due = draw(st.integers(2022, 2025))
    line: dict[str, Any] = {
        "id": 1,
        "direction": draw(st.sampled_from(list(Direction))),
        "decimals": draw(st.integers(0, 3)),
        "baseline": {"text": draw(values), "year": draw(st.sampled_from([2019, 2020]))},
        "target": {"text": draw(targets), "year": due},
        "year": draw(st.integers(2021, due)),
        "observations": draw(st.dictionaries(by_year, values, max_size=7)),
    }
    optional = {
        "unit": st.sampled_from(words("% 吨 km² 没有的单位")),
        "compare": st.sampled_from(["full", "rounded"]),
        "values": st.sampled_from(["annual", "cumulative"]),
        "plan_base_year": st.just(2020),
        "assigned": targets.map(lambda text: {"text": text}),
        "annual_targets": annual_targets,
        "parts": st.lists(targets.map(lambda text: {"text": text}), max_size=3),
        "bases": st.dictionaries(by_year, st.sampled_from(["实况", "扣除沙尘"]), max_size=3),
        "partial_years": st.lists(years, max_size=2),
        "doubts": st.lists(st.sampled_from(["target_conflict", "其他"]), max_size=1),
    }
    for key, strategy in optional.items():
        if draw(st.integers(0, 1 if key == "annual_targets" else 3)) == 0:
            line[key] = draw(strategy)
    if line["direction"] not in FLOWS:
        line["annual_targets"] = {
            year: target
            for year, target in line.get("annual_targets", {}).items()
            if not isinstance(target, dict) or target["scope"] != "year"
        }
    return line


@given(TEXTS, st.sampled_from(list(Column)))
@example("9" * 5000, Column.TARGET)
@example("\ud800", Column.OBSERVED)
@example("(" * 400, Column.TARGET)
@example("到" * 300, Column.TARGET)
@settings(max_examples=600, deadline=None)
def test_every_text_has_a_reading(text: str, column: Column) -> None:
    reading = parse(text, column)
    assert reading.text == text
    assert reading.kind not in (
        {Kind.MISSING, Kind.PRIOR_CLAIM} if column is Column.TARGET else {Kind.NO_TARGET, Kind.DELEGATED}
    )
    changed = {Kind.RATE, Kind.DIFFERENCE}
    figured = {Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.ANNOTATED, Kind.CUMULATIVE} | changed
    assert (reading.value is not None) is (reading.kind in figured)
    assert (reading.rank is not None) is (reading.kind is Kind.CLASS)
    assert (reading.change is not None) is (reading.kind in changed)
    assert reading.previous >= (reading.kind is Kind.DIFFERENCE)
    assert not (reading.previous and (reading.basis_year or reading.kind not in {*changed, Kind.MAINTAIN}))
    assert (reading.op is Op.BETTER) <= (reading.previous and reading.kind is Kind.MAINTAIN)
    assert (reading.op is Op.APPROX) >= (reading.kind is Kind.APPROXIMATE)
    assert reading.unit is None or canonical(reading.unit) is not None
    if reading.upper is not None:
        assert reading.value is not None
        assert reading.value <= reading.upper


def rendered(reading: Reading) -> str:
    """The canonical text of a reading with a figure."""
    sign = reading.op.sign if reading.op else ""
    number = f"{sign}{reading.value}{reading.unit or ''}"
    if reading.kind is Kind.INTERVAL:
        return f"{reading.value}~{reading.upper}{reading.unit or ''}"
    if reading.previous:
        ends = {Op.GE: "以上", Op.APPROX: "左右"}
        unit = "个百分点" if reading.kind is Kind.DIFFERENCE and reading.unit == "%" else reading.unit
        verb = "增长" if reading.change is Change.INCREASE else "下降"
        return f"较上年{verb}{reading.value}{unit}{ends.get(reading.op, '') if reading.op else ''}"
    if reading.kind is Kind.RATE:
        since = f"比{reading.basis_year}年" if reading.basis_year else ""
        return f"{since}{'增长' if reading.change is Change.INCREASE else '下降'}{number}"
    if reading.kind is Kind.ANNOTATED:
        return number + (f"（比{reading.basis_year}年）" if reading.basis_year else "（现状值）")
    return f"〔{number}〕" if reading.kind is Kind.CUMULATIVE else number


@st.composite
def canonical_readings(draw: st.DrawFn) -> Reading:
    plain = [Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.ANNOTATED, Kind.CUMULATIVE]
    kind = draw(st.sampled_from([*plain, Kind.RATE, Kind.DIFFERENCE]))
    value = draw(st.decimals(0, 10**9, places=draw(st.integers(0, 6))))
    unit = draw(st.sampled_from([None, "%", "个", "万亩", "亿m³", "μg/m³"]))
    op = draw(st.sampled_from([None, Op.LT, Op.LE, Op.GE, Op.GT]))
    upper, year, change = None, None, None
    if kind is Kind.APPROXIMATE:
        op = Op.APPROX
    if kind in (Kind.INTERVAL, Kind.CUMULATIVE):
        op = None
    if kind is Kind.INTERVAL:
        upper = value + draw(st.decimals(0, 100, places=2))
    if kind in (Kind.RATE, Kind.ANNOTATED):
        year = draw(st.sampled_from([None, 2015, 2020]))
    if kind is Kind.RATE:
        unit, change = "%", draw(st.sampled_from(list(Change)))
    previous = kind is Kind.DIFFERENCE or (kind is Kind.RATE and draw(st.booleans()))
    if previous:
        year, change, op = (
            None,
            draw(st.sampled_from(list(Change))),
            draw(st.sampled_from([None, Op.GE, Op.APPROX])),
        )
    if kind is Kind.DIFFERENCE:
        unit = draw(st.sampled_from(["%", "个", "万亩", "μg/m³", "‰"]))
    return Reading(kind, "", op, value, upper, unit, (), year, change, None, None, previous)


@given(canonical_readings())
@settings(max_examples=500, deadline=None)
def test_reading_what_was_written_changes_nothing(reading: Reading) -> None:
    text = rendered(reading)
    again = parse(text, Column.TARGET)
    assert again == Reading(
        **{name: getattr(reading, name) for name in Reading.__slots__ if name != "text"}, text=text
    )


@given(lines())
@settings(max_examples=600, deadline=None)
def test_every_question_has_a_verdict_and_a_sentence(line: dict[str, Any]) -> None:
    question = question_of(line)
    verdict = evaluate(question)
    assert verdict == evaluate(question)
    sentence = explain(question, verdict)
    assert sentence.endswith("。")
    assert sentence == explain(question, verdict)
    json.dumps(answer(json.dumps(line), evaluate_line))
    check_invariants(question, verdict)


def check_invariants(question: Question, verdict: Verdict) -> None:
    """What §4 says about every verdict."""
    progress = (verdict.completion, verdict.pace, verdict.required)
    every = (*progress, verdict.gap, verdict.needed_per_year, verdict.margin, verdict.headroom_used)
    assert list(verdict.flags) == sorted(set(verdict.flags))
    if Flag.COMPOSITE in verdict.flags:
        plain = Verdict(verdict.status, verdict.reason, data_year=verdict.data_year, flags=(Flag.COMPOSITE,))
        assert (verdict, bool(question.parts)) == (plain, True)
        return
    assert (verdict.annual is not None) <= (verdict.data_year in question.annual_targets)
    if Flag.ANNUAL_TARGET in verdict.flags:
        assert (verdict.status is Status.ON_TRACK) is (verdict.annual is Annual.MET)
    assert all(figure is None or figure.is_finite() for figure in every)
    early_rules = verdict.status in GREY or (verdict.status is Status.UNJUDGED and verdict.gap is None)
    assert (verdict.data_year is None) is early_rules
    if early_rules:
        assert every == (None,) * len(every)
        assert verdict.flags == ()
    if verdict.status in (Status.HELD, Status.BREACHED):
        assert progress == (None, None, None)
    assert (verdict.margin is not None) >= (verdict.status is Status.HELD)
    assert (verdict.linear_status is not None) is (Flag.ANNUAL_TARGET in verdict.flags)
    assert (verdict.status in (Status.ACHIEVED, Status.MISSED)) is (question.final and not early_rules)
    if verdict.gap is not None:
        good = verdict.status in (Status.ACHIEVED, Status.HELD, Status.EARLY)
        assert verdict.gap == 0 or not good
        assert verdict.needed_per_year is None or verdict.gap > 0


ORDER = [
    Status.MISSED,
    Status.BREACHED,
    Status.REGRESSED,
    Status.BEHIND,
    Status.ON_TRACK,
    Status.EARLY,
    Status.HELD,
    Status.ACHIEVED,
]
RISING = [
    d for d in Direction if d not in (Direction.LOWER, Direction.CAP, Direction.CLASS, Direction.UNKNOWN)
]


@given(
    st.sampled_from([*RISING, Direction.LOWER, Direction.CAP]),
    st.decimals(0, 99, places=2),
    st.decimals(0, 99, places=2),
    st.lists(st.decimals(0, 99, places=2), min_size=2, max_size=2).map(sorted),
    st.sampled_from(["full", "rounded"]),
    st.sampled_from([2023, 2025]),
    st.sampled_from(["", "≥"]),
)
@settings(max_examples=400, deadline=None)
def test_a_better_value_is_never_judged_worse(
    direction: Direction, b: Decimal, t: Decimal, pair: list[Decimal], compare: str, year: int, sign: str
) -> None:
    falling = direction in (Direction.LOWER, Direction.CAP)
    worse, better = pair if not falling else pair[::-1]
    line = {
        "direction": direction,
        "decimals": 1,
        "baseline": {"text": str(b), "year": 2020},
        "target": {"text": str(t) if falling else f"{sign}{t}", "year": 2025},
        "compare": compare,
        "values": "cumulative",
        "year": year,
    }
    found = [evaluate(question_of({**line, "observations": {str(year): str(v)}})) for v in (worse, better)]
    assert ORDER.index(found[0].status) <= ORDER.index(found[1].status)


@given(
    st.sampled_from([Direction.HIGHER, Direction.FLOOR, Direction.LOWER, Direction.CAP]),
    st.lists(st.decimals(1, 99, places=2), min_size=2, max_size=2).map(sorted),
    st.decimals(1, 99, places=2),
    st.sampled_from(["full", "rounded"]),
    st.sampled_from(words("{}% {}个百分点 {}%以上 约{}%")),
    st.decimals(0, 20, places=1),
)
@settings(max_examples=300, deadline=None)
def test_a_better_value_never_misses_the_annual_target_that_a_worse_one_met(
    direction: Direction, pair: list[Decimal], before: Decimal, compare: str, form: str, step: Decimal
) -> None:
    falling = direction in (Direction.LOWER, Direction.CAP)
    worse, better = pair[::-1] if falling else pair
    if "约" in form:  # a tolerance is one of distance: beyond the target any value is met
        step = Decimal(1)
    text = f"较上年{'下降' if falling else '提高'}" + form.format(step)
    line = {"direction": direction, "decimals": 1, "compare": compare, "unit": "%", "year": 2023}
    line |= {"target": {"text": "1" if falling else "99.9", "year": 2025}, "plan_base_year": 2020}
    line["annual_targets"] = {"2023": text}
    found = [
        evaluate(question_of({**line, "observations": {"2022": str(before), "2023": str(v)}})).annual
        for v in (worse, better)
    ]
    assert None not in found
    assert found != [Annual.MET, Annual.MISSED]


@given(
    st.lists(st.decimals(0, 9, places=2), min_size=3, max_size=3),
    st.decimals(0, 9, places=1),
    st.sampled_from(["year", "total"]),
    st.sampled_from([Direction.RATE, Direction.CUMULATIVE]),
)
@settings(max_examples=200, deadline=None)
def test_years_and_their_totals_answer_alike(
    added: list[Decimal], task: Decimal, scope: str, direction: Direction
) -> None:
    line: dict[str, Any] = {"direction": direction, "decimals": 2, "year": 2023, "plan_base_year": 2020}
    line["target"] = {"text": "30", "year": 2025}
    line["annual_targets"] = {"2023": {"text": str(task), "scope": scope}}
    totals = [sum(added[: n + 1], Decimal(0)) for n in range(3)]
    answers = [
        evaluate(question_of({**line, "values": values, "observations": by_year_of(figures)}))
        for values, figures in (("annual", added), ("cumulative", totals))
    ]
    assert answers[0] == answers[1]


def by_year_of(figures: list[Decimal]) -> dict[str, str]:
    return {str(2021 + n): str(figure) for n, figure in enumerate(figures)}


@given(lines(), targets)
@settings(max_examples=300, deadline=None)
def test_one_part_is_the_whole_target(line: dict[str, Any], text: str) -> None:
    line = {key: value for key, value in line.items() if key not in ("parts", "assigned")}
    line["target"] = {**line["target"], "text": text}
    whole = evaluate(question_of(line))
    split = evaluate(question_of({**line, "parts": [{"text": text}]}))
    if whole.status in (Status.EXCLUDED, Status.PENDING):
        assert split == whole
    else:
        assert (split.status, split.reason, split.data_year) == (whole.status, whole.reason, whole.data_year)
        assert split.flags == (Flag.COMPOSITE,)


NUMBERS = re.compile(r"(应达|实际|差|基准\d{4}年)(\d+(?:\.\d+)?)(?![\d年])")


@given(
    st.decimals(0, 9, places=3), st.decimals(0, 9, places=3), st.decimals(0, 9, places=3), st.integers(0, 2)
)
@settings(max_examples=400, deadline=None)
def test_no_sentence_shows_two_different_figures_as_one(
    b: Decimal, t: Decimal, v: Decimal, decimals: int
) -> None:
    line = {"direction": "higher", "decimals": decimals, "baseline": {"text": str(b), "year": 2020}}
    line |= {"target": {"text": str(t), "year": 2025}, "year": 2023, "observations": {"2023": str(v)}}
    question = question_of(line)
    verdict = evaluate(question)
    if verdict.status is not Status.BEHIND or verdict.required is None:
        return
    sentence = explain(question, verdict)
    required, actual, short = (Decimal(dict(NUMBERS.findall(sentence))[w]) for w in ("应达", "实际", "差"))
    assert required != actual
    assert short != 0
    assert (short == actual) <= (verdict.required - v == v)


@given(lines())
@settings(max_examples=500, deadline=None)
def test_the_printed_figures_stand_in_the_sentence(line: dict[str, Any]) -> None:
    question = question_of(line)
    verdict = evaluate(question)
    if verdict.data_year is None:
        return
    sentence = explain(question, verdict)
    if Flag.COMPOSITE in verdict.flags:
        assert all(unclosed(part.text) in sentence for part in question.parts)
        return
    decided = Flag.ANNUAL_TARGET in verdict.flags
    if verdict.annual is not None:
        assert unclosed(question.annual_targets[verdict.data_year].reading.text) in sentence
    if verdict.status is not Status.REGRESSED and not decided:
        assert unclosed(question.target.reading.text) in sentence or question.assigned is not None
    case = consider(question)
    assert isinstance(case, Case)
    for year in case.measured.years[-1:] if decided else case.measured.years:
        assert unclosed(question.observations[year].text) in sentence
    assert str(verdict.data_year) in sentence


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(words("id text column direction target year decimals baseline observations")),
                inner,
                max_size=6,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=400, deadline=None)
def test_any_json_gets_an_answer(given_json: Any) -> None:
    line = json.dumps(given_json)
    for work in (parse_line, evaluate_line):
        reply = answer(line, work)
        assert "error" in reply or "kind" in reply or "status" in reply


def test_the_pattern_of_units_names_only_units() -> None:
    spellings = re.split(r"(?<!\\)\|", UNIT_PATTERN[3:-1])
    assert all(canonical(re.sub(r"\\(.)", r"\1", spelling)) for spelling in spellings)
