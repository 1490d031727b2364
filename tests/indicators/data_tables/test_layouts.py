"""Layouts of data tables as people lay them out: read where all stands in the sheet, else asked."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from indicators.importers.data_tables.reading import Given, read_data_tables
from tests.indicators.data_tables.reading import Known, asked, read, said, sheet_of
from workbooks.reading import Sheet
from workbooks.runs import Dropped

Row = list[Any]

AT_ONCE: dict[str, tuple[list[Row], list[str], list[tuple[str, ...]]]] = {
    "years down under a blank corner": (
        [["表2 空气"], [None, "SO₂(μg/m³)", "PM2.5"], [2016, 63, 43]],
        [],
        [("B3", "", "SO₂", "2016", "63", "μg/m³"), ("C3", "", "PM2.5", "2016", "43", "")],
    ),
    "years down under 项目": (
        [["项目", "SO₂"], ["2016年", 1]],
        [],
        [("B2", "", "SO₂", "2016", "1", "")],
    ),
    "a group of pollutants, merged": (
        [["年份", "浓度(μg/m³)", None, "天数"], [None, "SO₂", "PM2.5", None], ["2016年", 63, 43, 285]],
        ["A1:A2", "B1:C1", "D1:D2"],
        [
            ("B3", "", "SO₂", "2016", "63", "μg/m³"),
            ("C3", "", "PM2.5", "2016", "43", "μg/m³"),
            ("D3", "", "天数", "2016", "285", ""),
        ],
    ),
    "what is measured above, statistics below": (
        [["年份", "臭氧", None], [None, "年均浓度", "达标率"], [2016, 40, 80]],
        ["A1:A2", "B1:C1"],
        [("B3", "", "臭氧 年均浓度", "2016", "40", ""), ("C3", "", "臭氧 达标率", "2016", "80", "")],
    ),
    "a row of units, a mean and a limit": (
        [
            ["年份", "SO₂", "PM2.5"],
            ["单位", "μg/m³", "μg/m³"],
            ["2016", 63, 43],
            ["平均值", 70, 40],
            ["二级标准", 60, 35],
            ["“十三五”均值", 70, 40],
            ["2016年比2015年变化", 7, 4],
        ],
        [],
        [("B3", "", "SO₂", "2016", "63", "μg/m³"), ("C3", "", "PM2.5", "2016", "43", "μg/m³")],
    ),
    "a unit for the whole table": (
        [["表1"], ["单位：μg/m³"], ["年份", "SO₂"], ["2016年", 63], ["注：数据来自年报"]],
        [],
        [("B4", "", "SO₂", "2016", "63", "μg/m³")],
    ),
    "units in headers without brackets": (
        [["年份", "SO₂ μg/m³", "臭氧（单位：μg/m³）"], [2016, 1, 2]],
        [],
        [("B2", "", "SO₂", "2016", "1", "μg/m³"), ("C2", "", "臭氧", "2016", "2", "μg/m³")],
    ),
    "sections down, years across in a second row without merges": (
        [
            ["序号", "断面名称", "水质类别", None],
            [None, None, "2019年", "2020年"],
            [1, "堡子湾", "IV类", "/"],
        ],
        [],
        [("C3", "堡子湾", "水质类别", "2019", "IV类", ""), ("D3", "堡子湾", "水质类别", "2020", "/", "")],
    ),
    "two things measured, years below each": (
        [
            ["断面", "氨氮(mg/L)", None, "总磷(mg/L)", None],
            [None, "2019年", "2020年", "2019年", "2020年"],
            ["甲", 1, 2, 3, 4],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
        [
            ("B3", "甲", "氨氮", "2019", "1", "mg/L"),
            ("C3", "甲", "氨氮", "2020", "2", "mg/L"),
            ("D3", "甲", "总磷", "2019", "3", "mg/L"),
            ("E3", "甲", "总磷", "2020", "4", "mg/L"),
        ],
    ),
    "a year above what was measured in it": (
        [["断面名称", "2019年", None], [None, "水质类别", "达标情况"], ["甲", "Ⅲ类", "达标"]],
        ["A1:A2", "B1:C1"],
        [("B3", "甲", "水质类别", "2019", "Ⅲ类", ""), ("C3", "甲", "达标情况", "2019", "达标", "")],
    ),
    "year and name in one header, aims beside it": (
        [["断面", "2019年水质类别", "水质目标", "2025年目标"], ["堡子湾", "IV类", "Ⅲ类", "Ⅲ类"]],
        [],
        [("B2", "堡子湾", "水质类别", "2019", "IV类", "")],
    ),
    "section, what was measured, unit, years across": (
        [
            ["断面名称", "监测项目", "单位", "2019年"],
            ["甲", "氨氮", "mg/L", 1.2],
            [None, "总磷", "mg/L", 0.2],
        ],
        ["A2:A3"],
        [("D2", "甲", "氨氮", "2019", "1.2", "mg/L"), ("D3", "甲", "总磷", "2019", "0.2", "mg/L")],
    ),
    "section and year down, pollutants across": (
        [["断面名称", "年份", "氨氮(mg/L)"], ["甲", 2019, 1.2], [None, 2020, 1.1]],
        ["A2:A3"],
        [("C2", "甲", "氨氮", "2019", "1.2", "mg/L"), ("C3", "甲", "氨氮", "2020", "1.1", "mg/L")],
    ),
    "indicators down under a diagonal header, falling years, a change": (
        [["指标\\年份", "2020年", "2019年同期", "变化"], ["PM2.5", "53ug/m³", "56ug/m³", "下降 5.36%"]],
        [],
        [("B2", "", "PM2.5", "2020", "53ug/m³", "ug/m³"), ("C2", "", "PM2.5", "2019", "56ug/m³", "ug/m³")],
    ),
    "年份 above names": (
        [["年份", "2016年"], ["SO₂(μg/m³)", 63]],
        [],
        [("B2", "", "SO₂", "2016", "63", "μg/m³")],
    ),
    "a list of one year by its caption": (
        [
            ["2020年新荣区地下水水质情况"],
            ["监测井名称", "水质类别", "超标项目（超标倍数）"],
            ["甲井", "III类", "无"],
            ["乙井", "V类", None],
        ],
        [],
        [
            ("B3", "甲井", "水质类别", "2020", "III类", ""),
            ("C3", "甲井", "超标项目", "2020", "无", "超标倍数"),
            ("B4", "乙井", "水质类别", "2020", "V类", ""),
        ],
    ),
    "a date beside the title": (
        [["新荣区水质情况", "2020年"], ["序号", "断面名称", "水质类别"], [1, "甲", "Ⅲ类"]],
        [],
        [("C3", "甲", "水质类别", "2020", "Ⅲ类", "")],
    ),
    "two tables on one sheet": (
        [
            ["表1 空气"],
            ["年份", "SO₂"],
            ["2016年", 63],
            [None],
            ["表2 水"],
            ["断面名称", "2016年水质类别"],
            ["甲", "IV类"],
        ],
        [],
        [("B3", "", "SO₂", "2016", "63", ""), ("B7", "甲", "水质类别", "2016", "IV类", "")],
    ),
    "numerals of years in Chinese": (
        [["指标", "二〇一九年"], ["PM2.5", 40]],
        [],
        [("B2", "", "PM2.5", "2019", "40", "")],
    ),
    "a list without a county": (
        [["指标", "单位", "年份", "数值"], ["PM2.5", "μg/m³", 2016, 43]],
        [],
        [("D2", "", "PM2.5", "2016", "43", "μg/m³")],
    ),
}


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_stands_in_the_sheet_is_read(name: str) -> None:
    rows, merges, expected = AT_ONCE[name]
    found = read(rows, merges=merges)
    assert (asked(found), said(found)) == ([], expected)
    assert not [problem for problem in found.problems if problem.severity == "error"]


ASKED: dict[str, tuple[list[Row], list[str]]] = {
    "no year": ([["监测井名称", "水质类别"], ["甲", "III类"]], ["year"]),
    "two years in the caption": ([["2019年和2020年水质"], ["断面", "水质类别"], ["甲", "III类"]], ["year"]),
    "the end of a five-year plan": ([["“十三五”末水质"], ["断面", "水质类别"], ["甲", "III类"]], ["year"]),
    "an undated column": ([["指标", "2016年", "“十三五”末"], ["PM2.5", 1, 2]], ["year:C1"]),
    "last year": ([["指标", "2020年", "上年"], ["PM2.5", 1, 2]], ["year:C1"]),
    "one column for several years": ([["指标", "2017-2020年"], ["PM2.5", 1]], ["year:B1"]),
    "an undated row": ([["年份", "SO₂"], ["2016年", 63], ["“十三五”末", 50]], ["year:A3"]),
    "names that could be sections or indicators": (
        [["名称", "2016年"], ["甲", 1]],
        ["labels:A1", "indicator"],
    ),
    "rivers": ([["河流", "2019年水质类别"], ["御河", "Ⅲ类"]], ["labels:A1"]),
    "sections without what was measured": ([["断面", "2016年"], ["甲", "III类"]], ["indicator"]),
    "sections across": ([["年份", "甲断面", "乙断面"], ["2019年", "IV类", "V类"]], ["columns"]),
    "counties down without what was measured": ([["县区", "2019年"], ["新荣区", 36]], ["indicator"]),
    "two tables side by side": ([["年份", "SO₂", None, "年份", "CO"], [2016, 1, None, 2016, 2]], ["sheet"]),
    "another county in the caption": ([["云冈区空气"], ["年份", "SO₂"], [2016, 1]], ["county"]),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_could_be_read_in_two_ways_is_asked_and_nothing_is_read(name: str) -> None:
    rows, keys = ASKED[name]
    found = read(rows)
    assert (asked(found), found.values) == (keys, [])


@pytest.mark.parametrize(
    ("words", "year"), [("“十一五”末", "2010"), ("“十四五”末", "2025"), ("十五五末", "2030")]
)
def test_the_end_of_any_five_year_plan_is_suggested(words: str, year: str) -> None:
    question = read([["指标", "2016年", words], ["PM2.5", 1, 2]]).question
    assert question is not None
    assert [ask.suggestion for ask in question.asks if ask.key == "year:C1"] == [year]


def test_answers_are_taken() -> None:
    found = read(
        [["年份", "甲断面"], ["“十三五”末", "IV类"]], columns="site", indicator="水质", year__A2="2020"
    )
    assert said(found) == [("B2", "甲断面", "水质", "2020", "IV类", "")]
    assert read([["监测井名称", "水质类别"], ["甲", "III类"]], year="不是年份").question is not None
    left_out = read([["指标", "2016年", "“十三五”末"], ["PM2.5", 1, 2]], year__C1="不读")
    assert said(left_out) == [("B2", "", "PM2.5", "2016", "1", "")]
    several = read([["指标", "2017-2018年"], ["PM2.5", 1]], year__B1="2017-2018")
    assert [(one[0], one[3]) for one in said(several)] == [("B2", "2017"), ("B2", "2018")]


@pytest.mark.parametrize(
    ("rows", "merges", "cell"),
    [
        ([["断面", "2016年水质", "2017年水质"], ["甲", "IV类", None]], ["B2:C2"], "B2"),
        ([["断面", "2016年水质"], ["甲", "IV类"], ["乙", None]], ["B2:B3"], "B2"),
        ([["断面名称", "监测项目", "2019年"], ["甲", "氨氮", 1], [None, "总磷", 2]], [], "A3"),
        ([["年份", "SO₂"], [2016, 1], [None, 2]], [], "A3"),
        ([["年份", "SO₂"], [2016, 1], ["某年", 2]], [], "A3"),
        ([["指标", "2016年"], ["PM2.5", "2015年87ug/m³"]], [], "B2"),
        ([["年份", "SO₂"], [2016, "=1/0"]], [], "B2"),
    ],
)
def test_what_one_cell_leaves_unclear_is_refused_by_its_address(
    rows: list[Row], merges: list[str], cell: str
) -> None:
    found = read(rows, merges=merges)
    assert [problem.cell for problem in found.problems if problem.severity == "error"] == [cell]
    assert cell not in [value[0] for value in said(found)]


def test_what_is_struck_out_or_raised_is_no_digit_of_a_figure_and_no_part_of_a_name() -> None:
    sheet = sheet_of([["年份", "SO₂", "PM2.5"], ["2016年", 35, 43]])
    dropped = {(2, 2): Dropped(raised="1"), (1, 3): Dropped(struck="旧")}
    found = read_data_tables(replace(sheet, dropped=dropped), Known(), Given("140212"), {})
    assert [value[0] for value in said(found)] == ["C2"]
    assert [(one.cell, one.severity) for one in found.problems] == [("B2", "error"), ("C1", "notice")]


def test_parts_of_a_year_are_no_full_years() -> None:
    found = read([["指标", "2020年1-9月", "2019年同期"], ["PM2.5", 30, 34]])
    assert [(value.texts["year"], value.texts["period"]) for value in found.values] == [
        ("2020", "1-9月"),
        ("2019", "1-9月"),
    ]


@pytest.mark.parametrize(
    ("rows", "merges", "expected"),
    [
        (
            [["指标", "1-6月", None, "全年"], [None, "2023年", "2024年", "2024年"], ["PM2.5", 30, 34, 33]],
            ["A1:A2", "B1:C1"],
            [("2023", "1-6月"), ("2024", "1-6月"), ("2024", "")],
        ),
        (
            [["指标", "2024年", None], [None, "上半年", "年均浓度"], ["PM2.5", 30, 33]],
            ["A1:A2", "B1:C1"],
            [("2024", "1-6月"), ("2024", "")],
        ),
        (
            [["指标", "年份", "1-6月", "监测值"], ["PM2.5", 2023, 30, 33]],
            [],
            [("2023", "1-6月"), ("2023", "")],
        ),
        ([["指标", "2024年1-9月"], [None, "2024年"], ["PM2.5", 30]], ["A1:A2"], [("2024", "1-9月")]),
    ],
)
def test_a_part_of_the_year_counts_on_whatever_level_it_stands(
    rows: list[Row], merges: list[str], expected: list[tuple[str, str]]
) -> None:
    found = read(rows, merges=merges)
    assert asked(found) == []
    assert [(value.texts["year"], value.texts["period"]) for value in found.values] == expected


def test_times_that_contradict_each_other_are_asked_or_refused() -> None:
    above = read([["指标", "2024年"], [None, "2023年"], ["PM2.5", 30]], merges=["A1:A2"])
    assert (asked(above), above.values) == (["year:B2"], [])
    beside = read([["指标", "时段", "年份", "1-6月"], ["PM2.5", "全年", 2023, 30]])
    assert [(one.cell, one.severity) for one in beside.problems] == [("D2", "error")]
    assert beside.values == []


def test_what_a_column_names_beside_the_indicator_of_the_row_is_asked() -> None:
    rows: list[Row] = [["指标", "2024年", None], [None, "年均浓度", "达标天数"], ["PM2.5", 43, 312]]
    merges = ["A1:A2", "B1:C1"]
    found = read(rows, merges=merges)
    assert (asked(found), found.values) == (["column:C2"], [])
    assert [one[:5] for one in said(read(rows, merges=merges, column__C2="不读"))] == [
        ("B3", "", "PM2.5", "2024", "43")
    ]
    assert len(said(read(rows, merges=merges, column__C2="row"))) == 2


def test_counties_stand_in_rows_or_columns() -> None:
    down = read([["2020年空气质量"], ["县区", "PM2.5"], ["新荣区", 29], ["云冈区", 40]], county="")
    assert [value.texts["county"] for value in down.values] == ["新荣区", "云冈区"]
    across = read([["指标", "浑源县", "山西省"], ["用水量(m³/人)", 187, 179]], county="140225", year="2020")
    assert [(value.texts["county"], value.texts["unit"]) for value in across.values] == [
        ("浑源县", "m³/人"),
        ("山西省", "m³/人"),
    ]


def test_known_sites_name_their_column() -> None:
    found = read([["名称", "2016年水质"], ["甲", "IV类"]], known=Known(sites=("甲",)))
    assert said(found) == [("B2", "甲", "水质", "2016", "IV类", "")]


WORDS = (
    *(
        "",
        "",
        "",
        "年份",
        "2016年",
        "2017",
        "“十三五”末",
        "断面名称",
        "堡子湾",
        "指标",
        "单位",
        "μg/m³",
        "SO₂",
    ),
    *(
        "SO₂(μg/m³)",
        "PM2.5",
        "水质类别",
        "Ⅲ类",
        "/",
        "无",
        "63",
        "256 天",
        "2017-2020年",
        "2019年同期",
        "变化",
    ),
    *(
        "新荣区",
        "大同市",
        "全国",
        "名称",
        "序号",
        "1",
        "备注",
        "合计",
        "注：略",
        "单位：万m³",
        "表1",
        "县区",
        "数值",
    ),
    *("平均", "2020年1-9月", "上年", "河流", "2015年87ug/m³", "项目", "\n", "2020年目标", "2020年水质类别"),
)


def test_no_grid_at_random_ends_in_a_fault_or_in_a_value_that_says_not_what_it_is() -> None:
    draw = Random(7)
    for _ in range(2000):
        width = draw.randint(1, 7)
        rows = tuple(tuple(draw.choice(WORDS) for _ in range(width)) for _ in range(draw.randint(1, 8)))
        found = read_data_tables(Sheet("表", False, rows, (), ()), Known(), Given("140212"), {})
        assert not (found.question and found.values)
        for value in found.values:
            assert value.texts["year"], rows
            assert value.texts["indicator"], rows
            assert value.texts["county"], rows


def test_a_sheet_of_words_is_no_table_and_an_unread_table_is_an_error() -> None:
    words = read([["工作", "负责人"], ["开会", "张三"]])
    assert [problem.severity for problem in words.problems] == ["notice"]
    figures = read([["甲", 63], ["乙", 78]])
    assert [problem.severity for problem in figures.problems] == ["error"]
