"""Columns are found by what their headers mean; what is not read is named."""

import io

import pytest
from openpyxl import load_workbook

from indicators.actions.observations import open_file
from tests.indicators.observing import HEADER, row, sheet
from tests.workbooks.making import books, merged, struck
from workbooks.problems import SheetRefusedError


def test_columns_are_found_by_meaning_in_any_order_under_a_title() -> None:
    printed = open_file(
        books(
            {
                "一": [
                    ["监测数据汇总"],
                    ["数值", "年度", "来源文件", "计量单位", "指标名称", "区县"],
                    ["9", 2020, "年报", "%", "甲", "乙"],
                ]
            }
        ),
        "试.xlsx",
    )
    (only,) = printed.rows
    assert (only.county, only.indicator, only.unit, only.year, only.value, only.source) == (
        "乙",
        "甲",
        "%",
        "2020",
        "9",
        "年报",
    )
    assert printed.cell(only.row, "value") == "A3"


def test_displayed_decimals_are_kept() -> None:
    content = books({"一": [HEADER, row(value=0.1 + 0.2), row(value=7.8)]}, formats={"一": {"F3": "0.00"}})
    assert [printed.value for printed in open_file(content, "试.xlsx").rows] == ["0.3", "7.80"]


def test_the_sheet_of_that_name_is_read_and_the_others_are_named() -> None:
    printed = open_file(books({"说明": [["x"]], "监测数据": [HEADER, row()]}), "试.xlsx")
    assert printed.sheet == "监测数据"
    assert [problem.message for problem in printed.problems] == ["工作表“说明”未读取。"]


def test_several_sheets_without_that_name_are_all_read() -> None:
    content = books({"甲": [HEADER, row()], "乙": [["标题"], HEADER, row(year=2019)]})
    printed = open_file(content, "试.xlsx")
    assert [
        (printed.sheet_of(one.row), printed.cell(one.row, "value"), one.year) for one in printed.rows
    ] == [
        ("甲", "F2", "2018"),
        ("乙", "F3", "2019"),
    ]
    assert printed.sheet == ""
    assert open_file(content, "试.xlsx", "乙").sheet == "乙"


def test_an_unknown_sheet_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SheetRefusedError, match="没有名为“丙”的工作表；现有工作表：“监测数据”"):
        open_file(sheet(row()), "试.xlsx", "丙")


def test_missing_columns_are_named() -> None:
    with pytest.raises(SheetRefusedError, match="缺少列：单位、年份"):
        open_file(books({"一": [["县区", "指标", "数值"], ["云冈", "森林覆盖率", 1]]}), "试.xlsx")


def test_a_sheet_without_any_header_is_refused() -> None:
    with pytest.raises(SheetRefusedError, match="没有找到表头"):
        open_file(books({"一": [["随手记的"], ["云冈 13.5"]]}), "试.xlsx")


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(SheetRefusedError, match="没有数据行"):
        open_file(books({"监测数据": [HEADER]}), "试.xlsx")


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(SheetRefusedError, match="含义相同"):
        open_file(books({"一": [[*HEADER, "监测值"], [*row(), 3]]}), "试.xlsx")


def test_an_unknown_column_is_reported() -> None:
    printed = open_file(books({"一": [[*HEADER, "审核意见"], [*row(), "同意"]]}), "试.xlsx")
    assert "无法识别的列“审核意见”，未读取。" in [problem.message for problem in printed.problems]


def test_repeated_headers_blank_rows_and_notes_are_no_rows() -> None:
    content = sheet(row(), [None] * 10, list(HEADER), row(year=2019), ["注：数据来自年报"])
    assert [printed.year for printed in open_file(content, "试.xlsx").rows] == ["2018", "2019"]


def test_a_merged_county_counts_for_its_rows_but_a_merged_value_does_not() -> None:
    content = books(
        {"一": [HEADER, row(), row(county=None, value=None, year=2019)]}, merges={"一": ["A2:A3", "F2:F3"]}
    )
    second = open_file(content, "试.xlsx").rows[1]
    assert (second.county, second.value) == ("云冈", "")


def test_a_value_that_a_merge_hides_is_known_as_unreadable() -> None:
    content = merged(sheet(row(), row(year=2019, value=12)), "F2:F3")
    ((cell, why),) = open_file(content, "试.xlsx").damaged()[3]
    assert cell == "F3"
    assert "存有“12”，却被合并的 F2 盖住" in why


def test_a_formula_that_nobody_calculated_is_known_as_unreadable() -> None:
    printed = open_file(sheet(row(value="=1+1")), "试.xlsx")
    assert [[cell for cell, _ in bad] for bad in printed.damaged().values()] == [["F2"]]


def test_a_value_beside_what_is_not_seen_is_known_as_unreadable_and_a_name_is_told() -> None:
    content = struck(sheet(row()), "监测数据", "F2", ("80", "struck"), ("35", "plain"))
    content = struck(content, "监测数据", "A2", ("云冈", "plain"), ("①", "raised"))
    printed = open_file(content, "试.xlsx")
    assert [[cell for cell, _ in bad] for bad in printed.damaged().values()] == [["F2"]]
    assert printed.rows[0].county == "云冈"
    assert "单元格 A2 里有上标“①”，未读取。" in [problem.message for problem in printed.problems]


def test_hidden_rows_are_told_and_not_read() -> None:
    made = load_workbook(io.BytesIO(sheet(row(), row(year=2019))))
    made.worksheets[0].row_dimensions[3].hidden = True
    target = io.BytesIO()
    made.save(target)
    printed = open_file(target.getvalue(), "试.xlsx")
    assert [only.year for only in printed.rows] == ["2018"]
    assert "第 3 行是隐藏的，未读取。" in [problem.message for problem in printed.problems]


def test_empty_sheets_are_neither_asked_about_nor_told() -> None:
    printed = open_file(books({"一": [HEADER, row()], "Sheet2": [], "Sheet3": []}), "试.xlsx")
    assert (len(printed.rows), printed.problems) == (1, ())


def test_characters_of_no_width_in_a_header_change_nothing() -> None:
    headers = [f"{name}\u200b" for name in HEADER]
    assert len(open_file(books({"一": [headers, row()]}), "试.xlsx").rows) == 1


def test_hidden_and_empty_sheets_are_left_alone_and_the_hidden_ones_named() -> None:
    content = books({"甲": [HEADER, row()], "Sheet2": [], "藏": [HEADER, row(year=2019)]}, hidden=["藏"])
    printed = open_file(content, "试.xlsx")
    assert [one.year for one in printed.rows] == ["2018"]
    assert [problem.sheet for problem in printed.problems] == ["藏"]
    chosen = open_file(content, "试.xlsx", read_hidden=True)
    assert [one.year for one in chosen.rows] == ["2018", "2019"]
