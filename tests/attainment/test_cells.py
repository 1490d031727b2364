"""The grammar of a cell (§1): one line per text, as a table."""

from decimal import Decimal
from typing import Any

import pytest

from attainment import Change, Column, Kind, Op, parse, printed_decimals
from attainment.folding import words

N, A = Kind.NUMBER, Kind.APPROXIMATE
TARGETS: list[tuple[str, Kind, dict[str, Any]]] = [
    ("完成市局下达目标，不降低", Kind.COMPOSITE, {}),
    ("完成市局下达目标\n完成省下达任务", Kind.COMPOSITE, {}),
    ("完成市局\n下达目标", Kind.DELEGATED, {"authority": ("市",)}),
    ("不断提高到≥0.5", Kind.TEXT, {}),
    ("年均下降≥3%", Kind.TEXT, {}),
    ("88%%", Kind.TEXT, {}),
    ("88%（%）", Kind.NUMBER, {"value": "88", "unit": "%"}),
    ("长" * 5000, Kind.TEXT, {}),
    ("Ⅲ类（含）以上", Kind.CLASS, {"rank": 3, "op": "le"}),
    ("由2020年的40%提高到2025年的45%", Kind.NUMBER, {"value": "45", "unit": "%"}),
    ("保持不降低", Kind.MAINTAIN, {}),
    ("控制在10～15之间", Kind.INTERVAL, {"value": "10", "upper": "15"}),
    (
        "比2020年累计下降18%",
        Kind.RATE,
        {"value": "18", "unit": "%", "basis_year": 2020, "change": "decrease"},
    ),
    ("88", N, {"value": "88"}),
    ("-5", N, {"value": "-5"}),
    ("−5", N, {"value": "-5"}),
    ("-0.0", N, {"value": "0.0"}),
    ("1,234.5", N, {"value": "1234.5"}),
    ("85.50", N, {"value": "85.50"}),
    ("<30", N, {"op": "lt", "value": "30"}),
    ("≤145", N, {"op": "le", "value": "145"}),
    ("<=145", N, {"op": "le", "value": "145"}),
    ("⩽145", N, {"op": "le", "value": "145"}),
    (">= 5", N, {"op": "ge", "value": "5"}),
    ("＞90", N, {"op": "gt", "value": "90"}),
    ("不低于88", N, {"op": "ge", "value": "88"}),
    ("不高于30", N, {"op": "le", "value": "30"}),
    ("不超过40", N, {"op": "le", "value": "40"}),
    ("不突破0.78", N, {"op": "le", "value": "0.78"}),
    ("80%以上", N, {"op": "ge", "value": "80", "unit": "%"}),
    ("3.5以下", N, {"op": "le", "value": "3.5"}),
    ("10以内", N, {"op": "le", "value": "10"}),
    ("6（含）以下", N, {"op": "le", "value": "6"}),
    ("6（不含）以下", N, {"op": "lt", "value": "6"}),
    ("≥80以上", N, {"op": "ge", "value": "80"}),
    ("23.17%", N, {"value": "23.17", "unit": "%"}),
    ("６０％", N, {"value": "60", "unit": "%"}),
    ("5‰", N, {"value": "5", "unit": "‰"}),
    ("0个", N, {"value": "0", "unit": "个"}),
    ("85（%）", N, {"value": "85", "unit": "%"}),
    ("2.6亿亩", N, {"value": "2.6", "unit": "亿亩"}),
    ("1.5 万 m³", N, {"value": "1.5", "unit": "万m³"}),
    ("≤35µg/m³", N, {"op": "le", "value": "35", "unit": "µg/m³"}),
    ("达到88", N, {"value": "88"}),
    ("提高到55%", N, {"value": "55", "unit": "%"}),
    ("增加到5", N, {"value": "5"}),
    ("降至3", N, {"value": "3"}),
    ("下降到20%", N, {"value": "20", "unit": "%"}),
    ("控制在30", N, {"op": "le", "value": "30"}),
    ("控制在30以内", N, {"op": "le", "value": "30"}),
    ("控制在70%以上", N, {"op": "ge", "value": "70", "unit": "%"}),
    ("稳定在95%以上", N, {"op": "ge", "value": "95", "unit": "%"}),
    ("力争达到90%以上", N, {"op": "ge", "value": "90", "unit": "%"}),
    ("由40%提高到45%", N, {"value": "45", "unit": "%"}),
    ("从3.5降至3.0以下", N, {"op": "le", "value": "3.0"}),
    ("超过5", N, {"op": "gt", "value": "5"}),
    ("突破60%", N, {"op": "gt", "value": "60", "unit": "%"}),
    ("将超过50", N, {"op": "gt", "value": "50"}),
    ("大于3", N, {"op": "gt", "value": "3"}),
    ("小于3", N, {"op": "lt", "value": "3"}),
    ("低于30", N, {"op": "lt", "value": "30"}),
    ("高于90", N, {"op": "gt", "value": "90"}),
    ("不满5", N, {"op": "lt", "value": "5"}),
    ("不低于\n88", N, {"op": "ge", "value": "88"}),
    ("10-15", Kind.INTERVAL, {"value": "10", "upper": "15"}),
    ("4.5%-5%", Kind.INTERVAL, {"value": "4.5", "upper": "5", "unit": "%"}),
    ("10～15", Kind.INTERVAL, {"value": "10", "upper": "15"}),
    ("10—15", Kind.INTERVAL, {"value": "10", "upper": "15"}),
    ("10至15个", Kind.INTERVAL, {"value": "10", "upper": "15", "unit": "个"}),
    ("15左右", A, {"op": "approx", "value": "15"}),
    ("约70", A, {"op": "approx", "value": "70"}),
    ("近90%", A, {"op": "approx", "value": "90", "unit": "%"}),
    ("控制在30左右", A, {"op": "approx", "value": "30"}),
    ("达到约90", A, {"op": "approx", "value": "90"}),
    ("降低18.9%", Kind.RATE, {"value": "18.9", "unit": "%", "change": "decrease"}),
    ("消减5%", Kind.RATE, {"value": "5", "unit": "%", "change": "decrease"}),
    ("比2020年下降18%", Kind.RATE, {"value": "18", "unit": "%", "change": "decrease", "basis_year": 2020}),
    (
        "下降18%（比2015年）",
        Kind.RATE,
        {"value": "18", "unit": "%", "change": "decrease", "basis_year": 2015},
    ),
    ("增长10%", Kind.RATE, {"value": "10", "unit": "%", "change": "increase"}),
    ("下降5%以上", Kind.RATE, {"op": "ge", "value": "5", "unit": "%", "change": "decrease"}),
    ("降低约3%", Kind.RATE, {"op": "approx", "value": "3", "unit": "%", "change": "decrease"}),
    ("降低3%左右", Kind.RATE, {"op": "approx", "value": "3", "unit": "%", "change": "decrease"}),
    ("17.71%（比 2015 年）", Kind.ANNOTATED, {"value": "17.71", "unit": "%", "basis_year": 2015}),
    ("33.98m³（现状值）", Kind.ANNOTATED, {"value": "33.98", "unit": "m³"}),
    ("85.5（现状值）", Kind.ANNOTATED, {"value": "85.5"}),
    ("IV类", Kind.CLASS, {"rank": 4}),
    ("劣Ⅴ类", Kind.CLASS, {"rank": 6}),
    ("劣 V 类", Kind.CLASS, {"rank": 6}),
    ("III", Kind.CLASS, {"rank": 3}),
    ("达到或优于Ⅲ类", Kind.CLASS, {"rank": 3, "op": "le"}),
    ("不低于Ⅲ类及以上", Kind.CLASS, {"rank": 3, "op": "le"}),
    ("优于Ⅲ类及以下", Kind.TEXT, {}),
    ("Ⅲ类及以上", Kind.CLASS, {"rank": 3, "op": "le"}),
    ("好于或达到Ⅲ类", Kind.CLASS, {"rank": 3, "op": "le"}),
    ("优于 III 类", Kind.CLASS, {"rank": 3, "op": "lt"}),
    ("不减少", Kind.MAINTAIN, {"op": "ge"}),
    ("不突破", Kind.MAINTAIN, {"op": "le"}),
    ("不 降 低", Kind.MAINTAIN, {}),
    ("不低于2020年水平", Kind.MAINTAIN, {"op": "ge", "basis_year": 2020}),
    ("较2020年不增加", Kind.MAINTAIN, {"op": "le", "basis_year": 2020}),
    ("划定，不降低", Kind.COMPOSITE, {}),
    ("≥50且不下降", Kind.COMPOSITE, {}),
    ("90\n95", Kind.COMPOSITE, {}),
    ("90\r95", Kind.COMPOSITE, {}),
    ("90\r\n95", Kind.COMPOSITE, {}),
    ("≥50\n≤60", Kind.COMPOSITE, {}),
    ("≥30≤50", Kind.COMPOSITE, {}),
    ("城区90，农村80", Kind.COMPOSITE, {}),
    ("完成 市局 下达 目标", Kind.DELEGATED, {"authority": ("市",)}),
    ("完成市局\n下达目标", Kind.DELEGATED, {"authority": ("市",)}),
    ("完成下达任务", Kind.DELEGATED, {}),
    ("完成国家、省、市下达指标", Kind.DELEGATED, {"authority": ("国家", "省", "市")}),
    ("成省市下达任务", Kind.DELEGATED, {"authority": ("省", "市")}),
    ("完成省市下达的主要污染物减排任务", Kind.DELEGATED, {"authority": ("省", "市")}),
    ("按国家要求执行", Kind.DELEGATED, {"authority": ("国家",)}),
    ("完成市下达任务（以市局文件为准）", Kind.DELEGATED, {"authority": ("市",)}),
    ("达到国家要求", Kind.DELEGATED, {"authority": ("国家",)}),
    ("", Kind.NO_TARGET, {}),
    ("——", Kind.NO_TARGET, {}),
    ("不适用", Kind.NO_TARGET, {"reason": "不适用"}),
    ("不涉及", Kind.NOT_APPLICABLE, {}),
    ("〔18〕", Kind.CUMULATIVE, {"value": "18"}),
    ("[15]", Kind.CUMULATIVE, {"value": "15"}),
]
TEXTS = words(
    "持续改善 稳定达标 提高5个百分点 年均下降3% 1e3 NaN 0x10 1_000 12,34 0,123 l00 .5 5. 能源局 15-10 3类 VI类 --5 +5 1/3 5万元吨 88foo ≥80以下 超过80以上 约10-15 下降18 降低0.5个百分点 3%（年均） （15） 达到国家标准 达到国家森林城市标准 2022年 划定并严守 —5 5（2015—2020年） ٣ ½ ≥ 80%≥"
)
DOWN, UP = {"change": "decrease", "previous": True}, {"change": "increase", "previous": True}
BEFORE: list[tuple[str, Kind, dict[str, Any]]] = [
    ("同比下降3%", Kind.RATE, {"value": "3", "unit": "%", **DOWN}),
    ("同比减少4.5％", Kind.RATE, {"value": "4.5", "unit": "%", **DOWN}),
    ("较上年度下降4%以上", Kind.RATE, {"value": "4", "unit": "%", "op": "ge", **DOWN}),
    ("较上一年下降4%及以上", Kind.RATE, {"value": "4", "unit": "%", "op": "ge", **DOWN}),
    ("比去年下降近4%", Kind.RATE, {"value": "4", "unit": "%", "op": "approx", **DOWN}),
    ("比去年同期增长2%左右", Kind.RATE, {"value": "2", "unit": "%", "op": "approx", **UP}),
    ("与上年相比，下降4%", Kind.RATE, {"value": "4", "unit": "%", **DOWN}),
    ("力争同比下降4%", Kind.RATE, {"value": "4", "unit": "%", **DOWN}),
    ("较上年水平下降4%（力争）", Kind.RATE, {"value": "4", "unit": "%", **DOWN}),
    ("较上年提高2个百分点", Kind.DIFFERENCE, {"value": "2", "unit": "%", **UP}),
    ("同比提升0.5百分点", Kind.DIFFERENCE, {"value": "0.5", "unit": "%", **UP}),
    ("较上年提高约2个百分点", Kind.DIFFERENCE, {"value": "2", "unit": "%", "op": "approx", **UP}),
    ("较去年下降1个百分点以上", Kind.DIFFERENCE, {"value": "1", "unit": "%", "op": "ge", **DOWN}),
    ("比上年减少2微克/立方米", Kind.DIFFERENCE, {"value": "2", "unit": "微克/立方米", **DOWN}),
    ("比上年增加3个", Kind.DIFFERENCE, {"value": "3", "unit": "个", **UP}),
    ("同比下降4‰", Kind.DIFFERENCE, {"value": "4", "unit": "‰", **DOWN}),
    ("不低于上年度水平", Kind.MAINTAIN, {"op": "ge", "previous": True}),
    ("不少于去年同期", Kind.MAINTAIN, {"op": "ge", "previous": True}),
    ("不大于上年", Kind.MAINTAIN, {"op": "le", "previous": True}),
    ("不突破上年水平", Kind.MAINTAIN, {"op": "le", "previous": True}),
    ("不超过去年", Kind.MAINTAIN, {"op": "le", "previous": True}),
    ("不劣于上年", Kind.MAINTAIN, {"previous": True}),
    ("保持上年水平", Kind.MAINTAIN, {"previous": True}),
    ("与去年同期水平持平", Kind.MAINTAIN, {"previous": True}),
    ("较上年不下降", Kind.MAINTAIN, {"previous": True}),
    ("比上年不增加", Kind.MAINTAIN, {"op": "le", "previous": True}),
    ("同比不减少", Kind.MAINTAIN, {"op": "ge", "previous": True}),
    ("同比明显改善", Kind.MAINTAIN, {"op": "better", "previous": True}),
    ("力争较上年好转", Kind.MAINTAIN, {"op": "better", "previous": True}),
    ("优于上年", Kind.MAINTAIN, {"op": "better", "previous": True}),
    ("好于去年水平", Kind.MAINTAIN, {"op": "better", "previous": True}),
    ("同比下降4%，且≤35", Kind.COMPOSITE, {}),
    ("较上年好转，不低于85%", Kind.COMPOSITE, {}),
]
NOT_BEFORE = words(
    "较上年下降4%以内 较上年下降不超过4% 同比下降≥4% 同比下降不低于4% 同比下降>4% 同比下降-4% 同比下降4 同比下降到30 同比下降3-5% 3%（较上年） 下降3%（同比） 3%（上一年） 同比下降3%（比2020年） 同比下降2%个百分点 较上年有所下降 与上年基本持平 比2022年提高2个百分点 上年 同比"
)
OBSERVED: list[tuple[str, Kind, dict[str, Any]]] = [
    ("-", Kind.MISSING, {}),
    ("/", Kind.MISSING, {}),
    ("\u200b\u3000", Kind.MISSING, {}),
    ("无监测数据（断流）", Kind.MISSING, {"reason": "断流"}),
    ("断流，无监测数据", Kind.MISSING, {"reason": "断流"}),
    ("未监测", Kind.MISSING, {"reason": "未监测"}),
    ("暂无数据", Kind.MISSING, {}),
    ("完成市下达的“十三五”减排任务", Kind.PRIOR_CLAIM, {"authority": ("市",)}),
    ("0", Kind.NUMBER, {"value": "0"}),
]


def check(text: str, column: Column, kind: Kind, fields: dict[str, Any]) -> None:
    reading = parse(text, column)
    assert reading.text == text
    assert reading.kind is kind
    given = {name: getattr(reading, name) for name in type(reading).__slots__ if name not in ("kind", "text")}
    said = {name: value for name, value in given.items() if value is not False and value not in (None, ())}
    assert {k: str(v) if isinstance(v, Decimal | Op | Change) else v for k, v in said.items()} == fields


@pytest.mark.parametrize(("text", "kind", "fields"), TARGETS, ids=[text or "empty" for text, _, _ in TARGETS])
def test_a_target_says(text: str, kind: Kind, fields: dict[str, Any]) -> None:
    check(text, Column.TARGET, kind, fields)


@pytest.mark.parametrize(("text", "kind", "fields"), BEFORE, ids=[text for text, _, _ in BEFORE])
def test_a_cell_may_speak_of_the_year_before(text: str, kind: Kind, fields: dict[str, Any]) -> None:
    for column in Column:
        check(text, column, kind, fields)


@pytest.mark.parametrize(("text", "kind", "fields"), OBSERVED, ids=[repr(text) for text, _, _ in OBSERVED])
def test_an_observed_cell_says(text: str, kind: Kind, fields: dict[str, Any]) -> None:
    check(text, Column.OBSERVED, kind, fields)


@pytest.mark.parametrize("text", [*TEXTS, *NOT_BEFORE, "1 000", "1\u00a0000", "- 5", "—\n5", "I V"])
def test_what_is_not_certain_stays_text(text: str) -> None:
    check(text, Column.TARGET, Kind.TEXT, {})


def test_a_figure_longer_than_any_real_one_stays_text() -> None:
    assert parse("9" * 40, Column.TARGET).kind is Kind.NUMBER
    assert parse("9" * 41, Column.TARGET).kind is Kind.TEXT


def test_the_same_words_mean_different_things_in_different_columns() -> None:
    assert [parse("完成市局下达任务", column).kind for column in Column] == [
        Kind.DELEGATED,
        Kind.PRIOR_CLAIM,
        Kind.PRIOR_CLAIM,
    ]
    assert [parse("无", column).kind for column in Column] == [Kind.NO_TARGET, Kind.MISSING, Kind.MISSING]


@pytest.mark.parametrize(
    ("texts", "decimals"),
    [
        (("80", "90"), 0),
        (("80.1", "90.25"), 2),
        (("10-15.5",), 1),
        (("Ⅲ类", "不下降"), 0),
        (("1200",), 0),
        (("0." + "0" * 14 + "1",), 12),
        ((), 0),
    ],
)
def test_a_row_reports_as_many_decimals_as_its_cells_print(texts: tuple[str, ...], decimals: int) -> None:
    assert printed_decimals(*(parse(text, Column.TARGET) for text in texts)) == decimals


@pytest.mark.parametrize(
    ("text", "reason"), [("断流（干涸）", "干涸"), ("断流（检修）", "断流"), ("—（断流）", "断流")]
)
def test_a_note_that_is_a_reason_says_more_than_the_word_before_it(text: str, reason: str) -> None:
    reading = parse(text, Column.OBSERVED)
    assert (reading.kind, reading.reason) == (Kind.MISSING, reason)


@pytest.mark.parametrize("text", ["5%吨", "5（%）吨", "5%（吨）", "5%-6吨", "〔5%〕吨"])
def test_two_units_that_disagree_are_no_figure(text: str) -> None:
    assert parse(text, Column.TARGET).kind is Kind.TEXT
