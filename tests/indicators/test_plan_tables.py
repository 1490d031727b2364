"""A plan's indicator tables as rows: the real ones to the letter, broken ones refused with their cell."""

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from indicators.plan_tables import is_department, read_indicator_tables
from indicators.printed_rows import IndicatorRow, IndicatorTables
from tests.workbooks.making import sheet
from workbooks.problems import Severity
from workbooks.reading import Merge, Sheet, read_workbook

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"
FILES = sorted(PLANS.glob("*.xlsx"))
HEAD = ["一级指标", "二级指标", "序号", "三级指标", "2020 年", "2025 年", "指标属性"]


def rows_of(file: str, sheet_name: str = "规划指标体系") -> dict[str, IndicatorRow]:
    """The rows of a real plan by 序号."""
    found = read_workbook(PLANS / file).sheet(sheet_name)
    assert found is not None
    return {row.seq or row.name: row for row in read_indicator_tables(found).rows}


def read(rows: Any, **more: Any) -> IndicatorTables:
    return read_indicator_tables(sheet(rows, **more))


def errors(tables: IndicatorTables) -> list[str | None]:
    return [problem.cell for problem in tables.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_the_one_that_an_independent_reader_finds_at_its_cell(file: Path) -> None:
    witness = load_workbook(file)
    checked = 0
    for mine in read_workbook(file).sheets:
        theirs = witness[mine.name]
        anchors = {
            theirs.cell(r, c).coordinate: theirs.cell(m.min_row, m.min_col)
            for m in theirs.merged_cells.ranges
            for r in range(m.min_row, m.max_row + 1)
            for c in range(m.min_col, m.max_col + 1)
        }
        for row in read_indicator_tables(mine).rows:
            for value in filter(None, (row.baseline, row.target, row.final)):
                anchor = anchors.get(value.address, theirs[value.address])
                assert value.inherited == (anchor.coordinate != value.address)
                assert value.text == mine.text(anchor.row, anchor.column)
                if isinstance(anchor.value, int | float):
                    assert float(value.text) == anchor.value
                else:
                    assert value.text == (anchor.value or "")
                checked += 1
            assert theirs[row.name_cell].value == row.printed_name
    assert checked >= 40


def test_a_page_break_keeps_group_labels_and_the_first_title() -> None:
    rows = rows_of("浑源-两山七河规划.xlsx")
    assert {(rows[str(n)].level1, rows[str(n)].level2) for n in range(14, 26)} == {
        ("生态保护", "生态保护水平")
    }
    assert (rows["28"].level1, rows["28"].level2) == ("生态文明", "目标责任")
    yungang = rows_of("云冈-两山七河规划.xlsx")
    assert (yungang["21"].level1, yungang["21"].level2) == ("生态经济", "资源节约与利用")
    assert (yungang["48"].level1, yungang["48"].level2) == ("生态文明", "绿色生活")
    assert {row.table for row in rows_of("平城-两山七河规划.xlsx").values()} == {
        "表 2-1 规划指标体系初步确定"
    }


def test_one_level_of_groups_leaves_the_second_none() -> None:
    rows = rows_of("云冈-生态环境保护规划.xlsx")
    assert {row.level2 for row in rows.values()} == {None}
    assert rows["12"].level1 == "主要污染物总量控制"
    target = rows["14"].target
    assert (target.text, target.address, target.inherited, target.anchor) == (
        "完成市级考核任务",
        "E19",
        True,
        "E16",
    )


def test_the_unit_is_the_last_bracket_that_the_vocabulary_knows() -> None:
    rows = rows_of("新荣-两山七河规划.xlsx")
    assert (rows["3"].name, rows["3"].unit) == ("古店断面水质类别（市控）", None)
    assert (rows["17"].name, rows["17"].unit) == ("新增水土流失综合治理面积", "万km²")
    assert (rows["8"].name, rows["8"].unit, rows["8"].printed_name) == (
        "化学需氧量排放总量",
        None,
        "化学需氧量排放总量",
    )
    assert rows_of("云冈-生态环境保护规划.xlsx")["3"].name == "O₃浓度（90百分位）"


def test_years_come_from_the_headers_of_each_plan() -> None:
    years = {
        file: (row.baseline.year if row.baseline else None, row.target.year)
        for file in ("平城-两山七河规划.xlsx", "浑源-两山七河规划.xlsx", "云冈-生态环境保护规划.xlsx")
        for row in [rows_of(file)["1"]]
    }
    assert list(years.values()) == [(2019, 2025), (2020, 2025), (2020, 2025)]


def test_what_a_plan_does_not_print_is_none() -> None:
    assert {row.attribute for row in rows_of("平城-两山七河规划.xlsx").values()} == {None}
    assert {row.data_source for row in rows_of("新荣-两山七河规划.xlsx").values()} == {None}
    assert rows_of("平城-两山七河规划.xlsx")["18"].data_source is None
    blank = rows_of("平城-两山七河规划.xlsx")["52"]
    assert blank.baseline is not None
    assert (blank.baseline.text, blank.target.text, blank.target.inherited) == ("", "", False)


def test_the_end_of_a_finished_period_is_a_result_with_its_claim_and_no_baseline() -> None:
    rows = rows_of("云冈-十三五规划完成情况.xlsx", "十三五完成情况")
    pm25 = rows["1"]
    assert pm25.baseline is None
    assert pm25.final is not None
    assert (pm25.target.text, pm25.target.year, pm25.final.text, pm25.final.year, pm25.final.address, pm25.claim) == (
        "<30", 2020, "33", 2020, "E3", "完成",
    )  # fmt: skip
    tables = read_indicator_tables(_sheet("云冈-十三五规划完成情况.xlsx", "分类指标完成情况"))
    assert [table.row_count for table in tables.tables] == [4, 4, 3, 2, 2, 2, 4]
    assert {row.seq for row in tables.rows} == {None}
    assert tables.rows[0].target.text == "降低18.9%"


def _sheet(file: str, name: str) -> Sheet:
    found = read_workbook(PLANS / file).sheet(name)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "file", [file for file in FILES if "十三五" not in file.name], ids=lambda file: file.stem
)
def test_shuffled_columns_and_blank_rows_and_columns_change_only_addresses(file: Path, seed: int) -> None:
    original = _sheet(file.name, "规划指标体系")
    order = list(range(len(original.rows[0])))
    random.Random(seed).shuffle(order)
    moved = _moved(original, order)
    assert [_content(row) for row in read_indicator_tables(moved).rows] == [
        _content(row) for row in read_indicator_tables(original).rows
    ]
    assert errors(read_indicator_tables(moved)) == []


def _moved(original: Sheet, order: list[int]) -> Sheet:
    """Columns in another order, two blank columns before them, two blank rows above; titles stay first."""
    width = len(order)
    rows = [("",) * (width + 2)] * 2
    for texts in original.rows:
        lone = sum(map(bool, texts)) == 1 and texts[0]
        rows.append(("", "", *(texts if lone else (texts[index] for index in order))))
    merges = [
        Merge(m.top + 2, 3, m.bottom + 2, m.right + 2)
        if m.right > m.left
        else Merge(m.top + 2, order.index(m.left - 1) + 3, m.bottom + 2, order.index(m.left - 1) + 3)
        for m in original.merges
    ]
    return dataclasses.replace(original, rows=tuple(rows), merges=tuple(merges))


def _content(row: IndicatorRow) -> tuple[object, ...]:
    values = [
        value and (value.text, value.year, value.inherited) for value in (row.baseline, row.target, row.final)
    ]
    return (
        row.table,
        row.seq,
        row.level1,
        row.level2,
        row.printed_name,
        row.attribute,
        row.data_source,
        *values,
    )


def good(*rows: list[Any]) -> list[list[Any]]:
    return [["表 1"], HEAD, ["生态保护", "环境质量", 1, "优良天数（%）", 85, 88, "约束性"], *rows]


def test_a_good_small_table_has_no_problem() -> None:
    tables = read(good([None, None, 2, "PM2.5（μg/m³）", 33, "<30", "预期性"]))
    assert (tables.problems, [row.seq for row in tables.rows]) == ((), ["1", "2"])


BROKEN = {
    "department in the target column": (good([None, None, 2, "甲", 1, "能源局", "预期性"]), "F4", "错列"),
    "two departments in the baseline column": (good([None, None, 2, "甲", "林业局、水务局", 1, None]), "E4", "错列"),
    "attribute in the target column": (good([None, None, 2, "甲", 1, "约束性", None]), "F4", "错列"),
    "number in the attribute column": (good([None, None, 2, "甲", 1, 2, 95]), "G4", "指标属性"),
    "no 序号": (good([None, None, None, "甲", 1, 2, "预期性"]), "D4", "没有序号"),
    "序号 that is a name": (good([None, None, "甲", "乙", 1, 2, "预期性"]), "C4", "不是数字"),
    "repeated 序号": (good([None, None, 1, "甲", 1, 2, "预期性"]), "C4", "重复"),
    "no name": (good([None, None, 2, None, 1, 2, "预期性"]), "D4", "没有指标名称"),
    "number as name": (good([None, None, 2, 88, 1, 2, "预期性"]), "D4", "错列"),
    "target without a year": ([["序号", "指标", "2020年", "规划目标"], [1, "甲", 1, 2]], "D1", "年份"),
    "two targets": ([["序号", "指标", "2020年", "2025年目标", "2025年目标值"], [1, "甲", 1, 2, 3]], "E1", "都是目标"),
    "no target": ([["序号", "指标", "2020年现状"], [1, "甲", 1]], "C1", "没有目标列"),
    "baseline after target": ([["序号", "指标", "2026年现状", "2025年目标"], [1, "甲", 1, 2]], "C1", "晚于"),
    "two names": ([["序号", "指标", "指标名称", "2020", "2025"], [1, "甲", "乙", 1, 2]], "C1", "含义相同"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cell", "words"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_understood_is_an_error_naming_its_cell(rows: Any, cell: str, words: str) -> None:
    tables = read(rows)
    assert cell in errors(tables)
    assert any(words in problem.message and problem.cell == cell for problem in tables.problems)


def test_two_indicators_merged_into_one_are_an_error() -> None:
    tables = read(
        good([None, None, 2, "甲", 1, 2, None], [None, None, None, "乙", 3, 4, None]), merges=["C4:C5"]
    )
    assert errors(tables) == ["A4"]


def test_a_blank_merge_of_values_is_a_warning_and_not_filled_from_the_page_before() -> None:
    rows = good(HEAD, [None, None, 2, "甲", 1, None, None], [None, None, 3, "乙", 1, None, None])
    tables = read(rows, merges=["F5:F6"])
    assert [row.target.text for row in tables.rows] == ["88", "", ""]
    assert [(p.cell, p.severity) for p in tables.problems] == [
        ("F5", Severity.WARNING),
        ("F6", Severity.WARNING),
    ]


def test_missing_numbers_in_the_sequence_are_a_notice() -> None:
    tables = read(good([None, None, 4, "甲", 1, 2, None]))
    assert [(p.cell, p.severity) for p in tables.problems] == [("C2", Severity.NOTICE)]
    assert "2、3" in tables.problems[0].message


def test_unknown_columns_and_middle_years_are_kept_as_extras() -> None:
    tables = read([["序号", "指标", "2020年", "2023年", "2025年", "填报说明"], [1, "甲", 1, 2, 3, "x"]])
    row = tables.rows[0]
    assert (row.baseline and row.baseline.text, row.target.text) == ("1", "3")
    assert row.extras == {"2023年": "2", "填报说明": "x"}
    assert [(p.cell, p.severity) for p in tables.problems] == [
        ("F1", Severity.NOTICE),
        ("D1", Severity.NOTICE),
    ]


def test_header_words_of_other_counties_are_understood() -> None:
    tables = read(
        [
            ["编号", "类别", "指标名称", "基准年（2020年）", "目标年（2025年）", "属性"],
            [1, "气", "甲", 1, 2, "约束性指标"],
        ]
    )
    row = tables.rows[0]
    assert (row.baseline and row.baseline.year, row.target.year, row.attribute) == (2020, 2025, "约束性")
    two = read(
        [["序号", "指标", "指标值", None], [None, None, "2020年", "2025年"], [1, "甲", 1, 2]],
        merges=["C1:D1"],
    )
    assert [(r.baseline and r.baseline.year, r.target.year) for r in two.rows] == [(2020, 2025)]
    assert (tables.problems, two.problems) == ((), ())


def test_a_column_of_units_serves_names_without_one_and_must_not_contradict() -> None:
    head = ["序号", "指标名称（十四五）", "单位", "到2020年", "2025年目标"]
    tables = read(
        [
            head,
            [1, "森林覆盖率", "%", 1, 2],
            [2, "用水总量（亿m³）", "亿立方米", 1, 2],
            [3, "指数", "/", 1, 2],
        ]
    )
    assert [(row.name, row.unit) for row in tables.rows] == [
        ("森林覆盖率", "%"),
        ("用水总量", "亿m³"),
        ("指数", None),
    ]
    assert tables.problems == ()
    assert errors(read([head, [1, "用水总量（亿m³）", "万m³", 1, 2]])) == ["C2"]


def test_lines_between_the_rows_are_group_labels_where_no_column_is() -> None:
    head = ["序号", "指标", "2020年", "2025年"]
    rows = [head, ["一、环境质量"], [1, "甲", 1, 2], [2, "乙", 1, 2], ["二、生态"], [3, "丙", 1, 2]]
    for merges in ([], ["A2:D2", "A5:D5"]):
        tables = read(rows, merges=merges)
        expected = [("1", "一、环境质量"), ("2", "一、环境质量"), ("3", "二、生态")]
        assert [(row.seq, row.level1) for row in tables.rows] == expected
        assert tables.problems == ()


def test_an_error_value_in_a_cell_refuses_the_workbook() -> None:
    assert [(p.cell, p.severity) for p in sheet(good([None, None, 2, "甲", "#REF!", 2, None])).problems] == [
        ("E4", Severity.ERROR)
    ]


def test_percent_cells_show_their_percent() -> None:
    tables = read(good([None, None, 2, "甲（%）", 0.905, 0.95, None]), formats={"E4": "0.0%", "F4": "0%"})
    assert [(row.baseline and row.baseline.text, row.target.text) for row in tables.rows][1] == (
        "90.5%",
        "95%",
    )


def test_orders_that_end_like_departments_are_no_departments() -> None:
    assert [
        is_department(t) for t in ("能源局", "林业局、自然资源局", "文旅居", "云冈区人民政府", "市 局")
    ] == [True] * 5
    for text in ("完成市局下达目标", "达到国家要求", "暂无数据", "88", "", "≥1", "持续改善"):
        assert not is_department(text)
