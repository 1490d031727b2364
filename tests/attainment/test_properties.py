"""What holds for every input: total, consistent, monotone (§1, §3, §4)."""

import json
import re
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from attainment import (
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
from attainment.folding import words
from attainment.lines import answer, evaluate_line, parse_line, question_of
from attainment.units import UNIT_PATTERN, canonical
from attainment.verdicts import consider

GREY = {Status.EXCLUDED, Status.PENDING, Status.NO_DATA}
SCRAPS = [
    *words(
        "88 -5 1,234.5 < ≤ ≥ ＞ 不低于 不超过 以上 以下 以内 （含） % ‰ 个 亿亩 m³ 达到 控制在 由 到 至 - — ～ 约 左右 降低 下降 增长 比 2020年 （ ） Ⅲ类 劣 Ⅴ IV 优于 不减少 不突破 水平 划定 ， 且 完成 国家 省 市 下达 任务 / 无 断流 不涉及 〔 〕 [ ] . , 0 9 ０ ％"
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
    st.sampled_from(words("断流 — 约80 降低8% 86（现状值） 100 0")),
    TEXTS,
)
targets = st.one_of(
    st.tuples(
        st.sampled_from(["", "≥", "≤", "<", ">", "约", "降低"]), figures, st.sampled_from(["", "%"])
    ).map("".join),
    small,
    classes,
    st.sampled_from(words("不减少 不增加 不恶化 10-15 / 不涉及 完成市下达任务 持续改善 〔5〕 100 0")),
    TEXTS,
)
years = st.integers(2019, 2026)
by_year = st.integers(2019, 2026).map(str)


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
        "annual_targets": st.dictionaries(by_year, targets, max_size=4),
        "bases": st.dictionaries(by_year, st.sampled_from(["实况", "扣除沙尘"]), max_size=3),
        "partial_years": st.lists(years, max_size=2),
        "doubts": st.lists(st.sampled_from(["target_conflict", "其他"]), max_size=1),
    }
    for key, strategy in optional.items():
        if draw(st.integers(0, 2)) == 0:
            line[key] = draw(strategy)
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
    figured = {Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.RATE, Kind.ANNOTATED, Kind.CUMULATIVE}
    assert (reading.value is not None) is (reading.kind in figured)
    assert (reading.rank is not None) is (reading.kind is Kind.CLASS)
    assert (reading.change is not None) is (reading.kind is Kind.RATE)
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
    if reading.kind is Kind.RATE:
        since = f"比{reading.basis_year}年" if reading.basis_year else ""
        return f"{since}{'增长' if reading.change is Change.INCREASE else '下降'}{number}"
    if reading.kind is Kind.ANNOTATED:
        return number + (f"（比{reading.basis_year}年）" if reading.basis_year else "（现状值）")
    return f"〔{number}〕" if reading.kind is Kind.CUMULATIVE else number


@st.composite
def canonical_readings(draw: st.DrawFn) -> Reading:
    kind = draw(
        st.sampled_from(
            [Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.RATE, Kind.ANNOTATED, Kind.CUMULATIVE]
        )
    )
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
    return Reading(kind, "", op, value, upper, unit, (), year, change)


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


@given(lines())
@settings(max_examples=500, deadline=None)
def test_the_printed_figures_stand_in_the_sentence(line: dict[str, Any]) -> None:
    question = question_of(line)
    verdict = evaluate(question)
    if verdict.data_year is None:
        return
    sentence = explain(question, verdict)
    if verdict.status is not Status.REGRESSED:
        assert question.target.reading.text.strip() in sentence or question.assigned is not None
    case = consider(question)
    assert isinstance(case, Case)
    for year in case.measured.years:
        assert question.observations[year].text.strip() in sentence
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
