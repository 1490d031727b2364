"""Annual targets (§4): scope, the year before, `annual` beside every verdict, and why a row cannot use one."""

from decimal import Decimal
from typing import Any

import pytest

from attainment import (
    Annual,
    AnnualTarget,
    Column,
    Compare,
    Direction,
    Flag,
    QuestionError,
    Scope,
    Status,
    Values,
    default_scope,
    explain,
    parse,
)
from attainment.annual import held_against
from attainment.figures import Case
from attainment.refusals import annual_refusal
from attainment.verdicts import consider, evaluate
from tests.attainment.asking import annual, ask, judge, observed, seen

FLOW = observed(y2021="1", y2022="2", y2023="4")
TOTALS = {"values": Values.CUMULATIVE}
YEARLY = {"values": Values.ANNUAL}


def compared(question: Any) -> Any:
    """What is compared with what: x and the limit; None where the annual target is absent."""
    case = consider(question)
    assert isinstance(case, Case)
    held = held_against(case)
    return None if held is None else (held.value, held.yearly.against.limit)


SCOPES: list[tuple[str, str, dict[str, Any], str, Scope | None, str | None]] = [
    # direction, observed 2022 and 2023 → x, by what values say, scope and text
    ("built up: the year's own by default", "cumulative", {}, "3", None, "4"),
    ("built up: the total when said", "cumulative", {}, "3", Scope.TOTAL, "7"),
    ("a five-year total is always one", "cumulative", {}, "〔3〕", Scope.YEAR, "7"),
    ("totals: the total by default", "cumulative", TOTALS, "3", None, "4"),
    ("totals: what the year added", "cumulative", TOTALS, "3", Scope.YEAR, "2"),
    ("a rate of totals", "rate", {}, "3", None, "4"),
    ("a rate of totals, the year's", "rate", {}, "3", Scope.YEAR, "2"),
    ("a rate of years", "rate", YEARLY, "3", None, "4"),
    ("a rate of years, the total", "rate", YEARLY, "3", Scope.TOTAL, "7"),
    ("a fall in a year is that year's", "rate", {}, "同比下降3%", None, "2"),
    ("whatever was stated", "rate", YEARLY, "同比下降3%", Scope.TOTAL, "4"),
    ("an intensity of years", "log_rate", YEARLY, "3", None, "4"),
]


@pytest.mark.parametrize(("direction", "more", "text", "scope", "x"), [case[1:] for case in SCOPES])
def test_an_annual_target_of_a_flow_is_of_the_year_or_of_the_total(
    direction: str, more: dict[str, Any], text: str, scope: Scope | None, x: str
) -> None:
    targets = annual(2023, text, scope=scope)
    found = compared(ask(direction, "", "20", FLOW, annual_targets=targets, unit="%", **more))
    assert found == (Decimal(x), 3)


def test_the_yearly_part_of_an_intensity_is_what_remains_of_what_remained() -> None:
    question = ask(
        "log_rate",
        "",
        "50",
        observed(y2022="20", y2023="28"),
        annual_targets=annual(2023, "9", scope=Scope.YEAR),
    )
    assert compared(question) == (10, 9)


@pytest.mark.parametrize(
    ("year", "observations", "x"),
    [
        (2021, observed(y2021="1.5"), "1.5"),
        (2023, observed(y2021="1.5", y2023="4"), None),
        (2023, observed(y2022="断流", y2023="4"), None),
        (2023, observed(y2022="100", y2023="4"), None),
    ],
)
def test_before_the_first_year_there_was_nothing_and_without_the_year_before_there_is_no_yearly_part(
    year: int, observations: Any, x: str | None
) -> None:
    targets = annual(year, "1", scope=Scope.YEAR)
    found = compared(ask("log_rate", "", "50", observations, year=year, annual_targets=targets))
    assert found == (None if x is None else (Decimal(x), 1))


def test_only_flows_know_a_year_of_their_own() -> None:
    with pytest.raises(QuestionError, match="当年"):
        ask("higher", "80", "90", {}, annual_targets=annual(2022, "85", scope=Scope.YEAR))
    assert (
        judge(
            "higher", "80", "90", observed(y2023="86"), annual_targets=annual(2023, "85", scope=Scope.TOTAL)
        ).annual
        is Annual.MET
    )


RELATIVE: list[tuple[str, str, str, dict[int, Any], str | None]] = [
    ("lower", "μg/m³", "同比下降4%", observed(y2022="50", y2023="49"), "48"),
    ("lower", "μg/m³", "同比下降4%以上", observed(y2022="50", y2023="49"), "48"),
    ("higher", "%", "比上年增长2%", observed(y2022="50", y2023="49"), "51"),
    ("higher", "%", "较上年提高2个百分点", observed(y2022="50", y2023="49"), "52"),
    ("cap", "亿m³", "比上年下降200万m³", observed(y2022="0.5", y2023="0.4"), "0.48"),
    ("count", "个", "比上年增加2个", observed(y2022="3", y2023="4"), "5"),
    ("floor", "%", "不低于上年", observed(y2022="50", y2023="49"), "50"),
    ("lower", "", "不高于上年", observed(y2022="50", y2023="49"), "50"),
    ("lower", "", "不劣于上年", observed(y2022="50", y2023="49"), "50"),
    ("class", "", "不劣于上年", observed(y2022="Ⅳ类", y2023="Ⅴ类"), "4"),
    ("class", "", "较上年好转", observed(y2022="Ⅳ类", y2023="Ⅴ类"), "4"),
    ("class", "", "不高于上年", observed(y2022="Ⅳ类", y2023="Ⅴ类"), "4"),
    # the change or the sign runs against the direction
    ("lower", "μg/m³", "同比增长4%", observed(y2022="50", y2023="49"), None),
    ("higher", "%", "同比下降4%", observed(y2022="50", y2023="49"), None),
    ("higher", "%", "较上年下降2个百分点", observed(y2022="50", y2023="49"), None),
    ("lower", "", "不低于上年", observed(y2022="50", y2023="49"), None),
    ("floor", "", "不超过上年", observed(y2022="50", y2023="49"), None),
    ("class", "", "不低于上年", observed(y2022="Ⅳ类", y2023="Ⅴ类"), None),
    # what the row does not know
    ("class", "", "同比下降4%", observed(y2022="Ⅳ类", y2023="Ⅴ类"), None),
    ("cumulative", "km²", "同比增长4%", FLOW, None),
    ("cumulative", "km²", "不低于上年", FLOW, None),
    ("rate", "%", "不低于上年", FLOW, None),
    ("rate", "%", "较上年提高2个百分点", FLOW, None),
    ("rate", "%", "同比增长3%", FLOW, None),
    ("higher", "", "比上年提高2个百分点", observed(y2022="50", y2023="49"), None),
    ("lower", "μg/m³", "比上年下降2个百分点", observed(y2022="50", y2023="49"), None),
    ("higher", "%", "比上年提高2‰", observed(y2022="50", y2023="49"), None),
    # without the year before
    ("lower", "", "不高于上年", observed(y2021="50", y2023="49"), None),
    ("lower", "", "不高于上年", observed(y2022="≤50", y2023="49"), None),
]


@pytest.mark.parametrize(("direction", "unit", "text", "observations", "limit"), RELATIVE)
def test_the_year_before_makes_the_limit(
    direction: str, unit: str, text: str, observations: Any, limit: str | None
) -> None:
    target = {"lower": "40", "cap": "0.3", "class": "Ⅱ类", "count": "9"}.get(direction, "90")
    b = {"class": "劣Ⅴ类", "count": "1", "lower": "60", "cap": "0.9"}.get(direction, "40")
    question = ask(direction, b, target, observations, annual_targets=annual(2023, text), unit=unit or None)
    found = compared(question)
    assert (found and found[1]) == (None if limit is None else Decimal(limit))


@pytest.mark.parametrize(
    ("text", "value", "answer"),
    [
        ("不劣于上年", "50", Annual.MET),
        ("不高于上年", "50", Annual.MET),
        ("较上年好转", "50", Annual.MISSED),
        ("较上年好转", "49.9", Annual.MET),
        ("同比下降约4%", "50.4", Annual.MET),
        ("同比下降约4%", "50.5", Annual.MISSED),
        ("同比下降4%", "48", Annual.MET),
        ("同比下降4%", "48.1", Annual.MISSED),
    ],
)
def test_the_natural_sign_decides_better_strictly_about_with_its_tolerance(
    text: str, value: str, answer: Annual
) -> None:
    verdict = judge(
        "lower",
        "60",
        "40",
        observed(y2022="50", y2023=value),
        annual_targets=annual(2023, text),
        unit="μg/m³",
    )
    assert verdict.annual is answer


def test_the_first_year_leans_on_the_baseline_where_nothing_is_observed() -> None:
    targets = annual(2021, "不高于上年")
    asked: dict[str, Any] = {"year": 2021, "annual_targets": targets}
    assert compared(ask("lower", "50", "40", observed(y2021="49"), **asked)) == (49, 50)
    assert compared(ask("lower", "50", "40", observed(y2020="52", y2021="49"), **asked)) == (49, 52)
    assert compared(ask("lower", "50", "40", observed(y2020="断流", y2021="49"), **asked)) == (49, 50)
    partial: dict[str, Any] = {"partial_years": frozenset({2020})}
    assert compared(ask("lower", "50", "40", observed(y2020="52", y2021="49"), **asked, **partial)) == (
        49,
        50,
    )
    assert compared(ask("lower", "—", "40", observed(y2021="49"), **asked)) is None


def test_a_year_before_on_another_basis_counts_as_missing() -> None:
    now = observed(y2022="50", y2023="49")
    asked: dict[str, Any] = {"annual_targets": annual(2023, "不高于上年")}
    same, other = {2022: "实况", 2023: "实况"}, {2022: "扣除沙尘", 2023: "实况"}
    assert compared(ask("lower", "60", "40", now, bases=same, **asked)) == (49, 50)
    assert compared(ask("lower", "60", "40", now, bases={2022: "实况"}, **asked)) == (49, 50)
    assert compared(ask("lower", "60", "40", now, bases=other, **asked)) is None
    first: dict[str, Any] = {"annual_targets": annual(2021, "不高于上年"), "year": 2021}
    assert compared(
        ask("lower", "60", "40", observed(y2021="49"), basis="实况", bases={2021: "实况"}, **first)
    )


def test_both_sides_of_a_comparison_with_the_year_before_are_rounded() -> None:
    rows: dict[str, Any] = {
        "decimals": 0,
        "compare": Compare.ROUNDED,
        "annual_targets": annual(2023, "不高于上年"),
    }
    assert judge("lower", "40", "30", observed(y2022="31.6", y2023="32.4"), **rows).annual is Annual.MET
    assert judge("lower", "40", "30", observed(y2022="31.4", y2023="31.6"), **rows).annual is Annual.MISSED
    rows["annual_targets"] = annual(2023, "不低于上年")
    rows["decimals"] = 1
    for before, now, answer in [
        ("100", "99.96", Annual.MISSED),
        ("99.96", "99.97", Annual.MISSED),
        ("99.94", "99.91", Annual.MET),
    ]:
        verdict = judge("higher", "90", ">100", observed(y2022=before, y2023=now), **rows)
        assert verdict.annual is answer, (before, now)


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [
        (2025, "88", Status.MISSED),
        (2025, "91", Status.ACHIEVED),
        (2023, "91", Status.EARLY),
        (2023, "88", Status.ON_TRACK),
    ],
)
def test_the_annual_answer_stands_beside_every_verdict(year: int, value: str, status: Status) -> None:
    verdict = judge(
        "higher", "80", "90", observed(**{f"y{year}": value}), year=year, annual_targets=annual(year, "87")
    )
    assert seen(verdict.status, verdict.annual) == (status, Annual.MET)
    assert (Flag.ANNUAL_TARGET in verdict.flags) is (status is Status.ON_TRACK)


def test_the_annual_answer_of_a_control_does_not_move_its_verdict() -> None:
    verdict = judge("cap", "0.6", "0.8", observed(y2023="0.7"), annual_targets=annual(2023, "0.65"))
    assert seen(verdict.status, verdict.annual, verdict.linear_status) == (Status.HELD, Annual.MISSED, None)


def test_without_a_value_there_is_no_annual_answer() -> None:
    assert judge("higher", "80", "90", {}, annual_targets=annual(2023, "87")).annual is None


@pytest.mark.parametrize(
    ("direction", "values", "text", "scope"),
    [
        (Direction.CUMULATIVE, None, "0.12", Scope.YEAR),
        (Direction.CUMULATIVE, Values.CUMULATIVE, "0.12", Scope.TOTAL),
        (Direction.CUMULATIVE, None, "〔0.6〕", Scope.TOTAL),
        (Direction.RATE, None, "3", Scope.TOTAL),
        (Direction.RATE, Values.ANNUAL, "3", Scope.YEAR),
        (Direction.LOG_RATE, None, "同比下降3%", Scope.YEAR),
        (Direction.HIGHER, Values.ANNUAL, "88", Scope.TOTAL),
        (Direction.LOWER, None, "同比下降4%", Scope.TOTAL),
    ],
)
def test_the_default_scope_of_a_row(
    direction: Direction, values: Values | None, text: str, scope: Scope
) -> None:
    assert default_scope(direction, values, parse(text, Column.TARGET)) is scope


REFUSED: list[tuple[str, str, str | None, str, Scope | None, str]] = [
    (
        "higher",
        "80",
        "%",
        "持续改善",
        None,
        "“持续改善”无法识别为可比较的要求；请填如 88、≥88、同比增长4%、不低于上年",
    ),
    ("higher", "80", "%", "≥85且不下降", None, "“≥85且不下降”含有几项要求；请只填一项可比较的要求"),
    (
        "higher",
        "80",
        "%",
        "完成市下达任务",
        None,
        "“完成市下达任务”没有具体要求；请填下达的要求，如 88、≥88、同比增长4%、不低于上年",
    ),
    ("higher", "80", "%", "", None, "没有具体要求；请填下达的要求，如 88、≥88、同比增长4%、不低于上年"),
    (
        "higher",
        "80",
        "%",
        "不涉及",
        None,
        "“不涉及”没有具体要求；请填下达的要求，如 88、≥88、同比增长4%、不低于上年",
    ),
    ("unknown", "0", "%", "0", None, "“0”暂不能使用：本行指标的方向待定，请先由审核员确认方向"),
    ("higher", "80", "%", "≤85", None, "“≤85”与指标方向（越高越好）相反；请核对下达文件"),
    (
        "higher",
        "80",
        "%",
        "85吨",
        None,
        "“85吨”是“数值”，与本行不符：本行单位为“%”，不能这样写或单位不能换算",
    ),
    ("higher", "80", "%", "Ⅲ类", None, "“Ⅲ类”是“类别”，与本行不符：本行单位为“%”，不能这样写或单位不能换算"),
    ("higher", "80", "%", "85", Scope.YEAR, "该指标（越高越好）不是逐年累计的量，年度目标不分当年与累计"),
    ("higher", "80", "%", "同比下降4%", None, "“同比下降4%”与指标方向（越高越好）相反；请核对下达文件"),
    ("lower", "40", "μg/m³", "不低于上年", None, "“不低于上年”与指标方向（越低越好）相反；请核对下达文件"),
    (
        "lower",
        "40",
        "μg/m³",
        "比上年下降2个百分点",
        None,
        "“比上年下降2个百分点”是“变化量”，与本行不符：本行单位为“μg/m³”，不能这样写或单位不能换算",
    ),
    (
        "lower",
        "40",
        None,
        "比上年下降2微克/立方米",
        None,
        "“比上年下降2微克/立方米”要按单位换算，本行没有单位；请填如 88、≤88、同比下降4%、不高于上年",
    ),
    (
        "higher",
        "80",
        None,
        "Ⅲ类",
        None,
        "“Ⅲ类”是“类别”，与本行不符：本行没有单位，不能这样写或单位不能换算",
    ),
    (
        "class",
        "Ⅴ类",
        None,
        "同比下降4%",
        None,
        "“同比下降4%”不能用于类别；请填类别，或 不劣于上年、较上年好转",
    ),
    (
        "cumulative",
        "",
        "km²",
        "同比增长4%",
        None,
        "“同比增长4%”不能用于逐年累计的量；请填当年或累计的数量，不与上年比较",
    ),
    (
        "rate",
        "",
        "%",
        "不低于上年",
        None,
        "“不低于上年”不能用于本身就是变化率的指标；请填当年的变化率，如 同比下降3%",
    ),
    (
        "rate",
        "",
        "%",
        "较上年提高2个百分点",
        None,
        "“较上年提高2个百分点”不能用于本身就是变化率的指标；请填当年的变化率，如 同比下降3%",
    ),
    (
        "rate",
        "",
        "%",
        "比2015年下降9%",
        None,
        "“比2015年下降9%”以2015年为比较年，本行从2020年起算；请换成与本行一致的口径",
    ),
    (
        "rate",
        "",
        "%",
        "比2020年下降9%",
        Scope.YEAR,
        "“比2020年下降9%”自比较年起算，是累计；请改选“累计”，或填当年的数值",
    ),
    ("cap", "—", "亿m³", "不增加", None, "“不增加”以基准为目标，本行没有可用的基准值；请填数值"),
]


@pytest.mark.parametrize(("direction", "b", "unit", "text", "scope", "words"), REFUSED)
def test_a_row_says_why_it_cannot_use_an_annual_target(
    direction: str, b: str, unit: str | None, text: str, scope: Scope | None, words: str
) -> None:
    target = {"class": "Ⅲ类", "lower": "30", "cap": "0.8"}.get(direction, "90")
    question = ask(direction, b, target, {}, unit=unit)
    sentence = annual_refusal(question, 2023, AnnualTarget(parse(text, Column.TARGET), scope=scope))
    assert sentence == words


@pytest.mark.parametrize(
    ("direction", "unit", "like"),
    [
        ("higher", "%", "88、≥88、同比增长4%、不低于上年"),
        ("lower", "μg/m³", "88、≤88、同比下降4%、不高于上年"),
        ("cap", "亿m³", "88、≤88、同比下降4%、不高于上年"),
        ("cumulative", "km²", "88、≥88"),
        ("rate", "%", "88、≥88、同比下降4%"),
        ("class", None, "Ⅲ类、不劣于上年、较上年好转"),
    ],
)
@pytest.mark.parametrize(("text", "why"), [("", "没有具体要求"), ("持续改善", "无法识别")])
def test_the_advice_names_only_what_the_row_can_use(
    direction: str, unit: str | None, like: str, text: str, why: str
) -> None:
    target = {"class": "Ⅲ类", "lower": "30", "cap": "0.8"}.get(direction, "90")
    question = ask(direction, "Ⅴ类" if direction == "class" else "80", target, {}, unit=unit)
    sentence = annual_refusal(question, 2023, AnnualTarget(parse(text, Column.TARGET)))
    assert sentence is not None
    assert why in sentence
    assert sentence.endswith(f"，如 {like}" if why == "没有具体要求" else f"请填如 {like}")
    for form in like.split("、"):
        assert annual_refusal(question, 2023, AnnualTarget(parse(form, Column.TARGET))) is None


@pytest.mark.parametrize(
    ("direction", "b", "unit", "text", "scope"),
    [
        ("higher", "80", "%", "85", None),
        ("higher", "80", "%", "85", Scope.TOTAL),
        ("lower", "40", "μg/m³", "同比下降4%", None),
        ("class", "Ⅴ类", None, "较上年好转", None),
        ("cumulative", "", "km²", "0.5", Scope.YEAR),
        ("cumulative", "", "km²", "〔0.5〕", None),
        ("rate", "", "%", "同比下降3%", None),
        ("rate", "", "%", "比2020年下降9%", Scope.TOTAL),
        ("cap", "0.7", "亿m³", "不增加", None),
        ("higher", "80", "km²", "8500公顷", None),
    ],
)
def test_what_a_row_can_use_is_not_refused(
    direction: str, b: str, unit: str | None, text: str, scope: Scope | None
) -> None:
    target = {"class": "Ⅲ类", "lower": "30", "cap": "0.8"}.get(direction, "90")
    question = ask(direction, b, target, {}, unit=unit)
    assert annual_refusal(question, 2023, AnnualTarget(parse(text, Column.TARGET), scope=scope)) is None


def test_since_the_year_before_is_the_year_s_own_change() -> None:
    """In the first year the year to start from is the one before; later the change since then is a total."""
    question = ask("rate", "", "90", {}, unit="%")
    since = AnnualTarget(parse("比2020年下降9%", Column.TARGET), scope=Scope.YEAR)
    assert annual_refusal(question, 2021, since) is None
    assert annual_refusal(question, 2022, since) is not None


SENTENCES: list[tuple[tuple[Any, ...], dict[str, Any], str]] = [
    (
        ("higher", "85.5", "88", observed(y2022="86.3")),
        {"year": 2022, "annual_targets": annual(2022, "86.2", "同环发〔2022〕8号")},
        "2022年度目标≥86.2，同环发〔2022〕8号，实际86.3，满足，判定为达到序时进度；按直线应达86.5。",
    ),
    (
        ("higher", "85.5", "88", observed(y2022="85.0")),
        {"year": 2022, "annual_targets": annual(2022, "86.2")},
        "2022年度目标≥86.2，实际85.0，未满足，差1.2，判定为出现倒退；按直线应达86.5。",
    ),
    (
        ("higher", "—", "88", observed(y2022="86.9")),
        {"year": 2022, "annual_targets": annual(2022, "86")},
        "2022年度目标≥86，实际86.9，满足，判定为达到序时进度。",
    ),
    (
        ("lower", "33", "29", observed(y2022="32", y2023="31")),
        {
            "decimals": 0,
            "compare": Compare.ROUNDED,
            "annual_targets": annual(2023, "同比下降4%", "晋环〔2023〕1号"),
        },
        "2023年度目标同比下降4%（上年32，即30.7），晋环〔2023〕1号，实际31，未满足，差0.3，判定为进度滞后；按直线应达30.6。",
    ),
    (
        ("lower", "33", "29", observed(y2022="32.4", y2023="32.3")),
        {"decimals": 0, "compare": Compare.ROUNDED, "annual_targets": annual(2023, "不高于上年")},
        "2023年度目标不高于上年（上年32.4，即32.0），实际32.3，满足，判定为达到序时进度；按直线应达30.6（按修约值比较：修约为32）。",
    ),
    (
        ("class", "劣Ⅴ类", "Ⅲ类", observed(y2022="Ⅴ类", y2023="劣Ⅴ类")),
        {"decimals": 0, "annual_targets": annual(2023, "不劣于上年")},
        "2023年度目标不劣于上年（上年Ⅴ类，即Ⅴ类），实际劣Ⅴ类，未满足，差1个类别，判定为进度滞后；按直线应达Ⅴ类。",
    ),
    (
        ("cumulative", "", "20", FLOW),
        {"annual_targets": annual(2023, "5"), "unit": "km²"},
        "2023年度目标≥5，当年实际4，未满足，差1.0，判定为进度滞后；按直线应达12.0。",
    ),
    (
        ("cumulative", "", "20", FLOW),
        {"annual_targets": annual(2023, "6", scope=Scope.TOTAL), "unit": "km²"},
        "2023年度目标≥6，累计实际7.0（2021年1、2022年2、2023年4合计），满足，判定为达到序时进度；按直线应达12.0。",
    ),
    (
        ("rate", "", "20", FLOW),
        {"annual_targets": annual(2023, "1.5", scope=Scope.YEAR), "unit": "%"},
        "2023年度目标≥1.5，当年实际2.0（2022年累计2、2023年累计4），满足，判定为达到序时进度；按直线应达12.0。",
    ),
    (
        ("higher", "80", "90", observed(y2025="91.5")),
        {"year": 2025, "name": "优良天数比例", "unit": "%", "annual_targets": annual(2025, "92")},
        "2025年优良天数比例91.5%，满足≥90的要求，判定为完成（2025年度目标≥92：未完成）。",
    ),
    (
        ("class", "劣Ⅴ类", "Ⅲ类", observed(y2022="Ⅴ类", y2023="Ⅴ类")),
        {"decimals": 0, "annual_targets": annual(2023, "较上年好转")},
        "2023年度目标较上年好转（上年Ⅴ类，即Ⅴ类），实际Ⅴ类，未满足，差1个类别，判定为进度滞后；按直线应达Ⅴ类。",
    ),
    (
        ("higher", "80", "90", observed(y2021="81")),
        {"year": 2021, "unit": "%", "annual_targets": annual(2021, "不低于上年")},
        "2021年度目标不低于上年（上年80，即80.0），实际81，满足，判定为达到序时进度；按直线应达82.0。",
    ),
    (
        ("lower", "40", "30", observed(y2022="32", y2023="32")),
        {"annual_targets": annual(2023, "较上年好转")},
        "2023年度目标较上年好转（上年32，即32.0），实际32，未满足，差0.1，判定为进度滞后；按直线应达34.0。",
    ),
    (
        ("cap", "0.6", "0.8", observed(y2023="0.7")),
        {"unit": "亿m³", "annual_targets": annual(2023, "不增加")},
        "目标为控制性要求（≤0.8），2023年0.7亿m³未超过，余量0.1亿m³；此类指标不计算进度（2023年度目标“不增加”（基准2020年为0.6）：未完成）。",
    ),
    (
        ("higher", "80", "90", observed(y2022="85")),
        {"annual_targets": annual(2022, "84")},
        "2022年度目标≥84，实际85，满足，判定为达到序时进度；按直线应达84.0（2023年无全年数据，按2022年评价）。",
    ),
]


@pytest.mark.parametrize(("arguments", "more", "sentence"), SENTENCES)
def test_the_sentence_of_an_annual_target(
    arguments: tuple[Any, ...], more: dict[str, Any], sentence: str
) -> None:
    question = ask(*arguments, **more)
    assert explain(question, evaluate(question)) == sentence
