"""续表, numbers, sections, attributes, notes and headers as people write them: read without a question."""

from typing import Any

import pytest

from indicators.plan_tables import read_indicator_tables
from indicators.printed_rows import IndicatorRow, IndicatorTables
from tests.workbooks.making import sheet
from workbooks.problems import Severity

HEAD = ["序号", "指标", "2020年", "2025年"]
FIRST, SECOND = [1, "甲", 1, 2], [2, "乙", 3, 4]


def read(rows: Any, **more: Any) -> IndicatorTables:
    return read_indicator_tables(sheet(rows, **more))


def rows_without_error(rows: Any, **more: Any) -> tuple[IndicatorRow, ...]:
    tables = read(rows, **more)
    assert [p.message for p in tables.problems if p.severity is Severity.ERROR] == []
    return tables.rows


CONTINUED: dict[str, list[list[Any]]] = {
    "续表 alone": [["续表"], HEAD],
    "in brackets": [["（续表）"], HEAD],
    "with blanks": [["续 表"], HEAD],
    "at the right": [[None, None, None, "（续表）"], HEAD],
    "with a number": [["续表1"], HEAD],
    "with a number in brackets": [["（续表1）"], HEAD],
    "with a Chinese number": [["续表一"], HEAD],
    "with the table's number": [["续表 3-1"], HEAD],
    "with the whole title": [["续表 3-1 规划指标"], HEAD],
    "after the title": [["表 3-1 规划指标（续）"], HEAD],
    "after the title with a number": [["表 3-1 规划指标（续表1）"], HEAD],
    "beside the unit": [["续表", None, None, "单位：%"], HEAD],
    "above the unit": [["续表"], [None, None, None, "单位：%"], HEAD],
    "without a header": [["续表"]],
    "the header alone": [HEAD],
}


@pytest.mark.parametrize("between", CONTINUED.values(), ids=CONTINUED)
def test_a_table_that_goes_on_is_one_table(between: list[list[Any]]) -> None:
    tables = read([["表 3-1 规划指标"], HEAD, FIRST, *between, SECOND])
    assert [p.message for p in tables.problems] == []
    assert [(row.table, row.seq) for row in tables.rows] == [
        ("表 3-1 规划指标", "1"),
        ("表 3-1 规划指标", "2"),
    ]
    assert len(tables.tables) == 1


def test_a_continuation_of_another_table_is_not_taken_for_one_of_this() -> None:
    rows = [["表1 甲"], HEAD, FIRST, ["表2 乙"], HEAD, FIRST, ["续表1"], HEAD, SECOND]
    tables = read(rows)
    assert [p.cell for p in tables.problems if p.severity is Severity.WARNING] == ["A7"]
    assert [table.title for table in tables.tables] == ["表1 甲", "表2 乙", "表1 甲"]


@pytest.mark.parametrize(
    "numbers",
    [
        ("①", "②"),
        ("（1）", "（2）"),
        ("1、", "2、"),
        ("1.", "2."),
        ("1.1", "1.2"),
        ("⑴", "⑵"),
        ("一", "二"),
        ("１", "２"),
    ],
)
def test_numbers_are_kept_as_printed_whatever_signs_stand_at_them(numbers: tuple[str, str]) -> None:
    one, two = numbers
    assert [row.seq for row in rows_without_error([HEAD, [one, *FIRST[1:]], [two, *SECOND[1:]]])] == [
        one,
        two,
    ]
    (problem,) = read([HEAD, [one, *FIRST[1:]], [one, *SECOND[1:]]]).problems
    assert (problem.cell, problem.severity) == ("A3", Severity.ERROR)


def test_numbers_may_begin_again_with_a_group_and_only_there() -> None:
    head = ["类别", *HEAD]
    rows = [head, ["气", 1, "甲", 1, 2], [None, 2, "乙", 1, 2], ["水", 1, "丙", 1, 2], [None, 2, "丁", 1, 2]]
    assert [(row.level1, row.seq) for row in rows_without_error(rows)] == [
        ("气", "1"),
        ("气", "2"),
        ("水", "1"),
        ("水", "2"),
    ]
    repeated = read([head, ["气", 1, "甲", 1, 2], [None, 2, "乙", 1, 2], ["水", 2, "丙", 1, 2]])
    assert [p.cell for p in repeated.problems if p.severity is Severity.ERROR] == ["B4"]


SECTIONS: dict[str, list[list[Any]]] = {
    "in the first column": [["一、环境质量"], FIRST, ["二、生态"], SECOND],
    "in the column of names": [[None, "一、环境质量"], FIRST, [None, "二、生态"], SECOND],
    "number and name apart": [["一", "环境质量"], FIRST, ["二", "生态"], SECOND],
    "number with its mark apart": [["一、", "环境质量"], FIRST, ["二、", "生态"], SECOND],
    "with dashes for values": [["一", "环境质量", "—", "—"], FIRST, ["二", "生态", "/", "/"], SECOND],
    "numbers of two levels": [[1, "环境质量"], ["1.1", *FIRST[1:]], [2, "生态"], ["2.1", *SECOND[1:]]],
    "in brackets": [["（一）环境质量"], FIRST, ["（二）生态"], SECOND],
    "without a number": [["环境质量"], FIRST, ["生态"], SECOND],
    "numbers begin again": [["一、环境质量"], FIRST, ["二、生态"], [1, *SECOND[1:]]],
}


@pytest.mark.parametrize("rows", SECTIONS.values(), ids=SECTIONS)
def test_a_section_that_nobody_merged_is_the_group_of_the_rows_below(rows: list[list[Any]]) -> None:
    found = rows_without_error([HEAD, *rows])
    assert [(row.level1 or "")[-2:] for row in found] == ["质量", "生态"]
    assert [row.name for row in found] == ["甲", "乙"]


def test_a_section_in_a_section_is_the_inner_group() -> None:
    rows = [HEAD, ["一、环境"], ["（一）大气"], FIRST, ["（二）水"], SECOND, ["二、生态"], [3, "丙", 5, 6]]
    assert [(row.level1, row.level2) for row in rows_without_error(rows)] == [
        ("一、环境", "（一）大气"),
        ("一、环境", "（二）水"),
        ("二、生态", None),
    ]


NOTES: dict[str, list[list[Any]]] = {
    "two lines": [["注：1.〔〕内为五年累计数。"], ["2.优良天数按实况统计。"]],
    "three lines": [["注：1.甲"], ["2.乙"], ["3、资料由统计局提供"]],
    "the word apart": [["注：", "1.甲"], [None, "2.乙"]],
    "a mark": [["*为约束性指标。"], ["带★的为新增。"]],
    "a bracket": [["〔〕内为累计数。"]],
}


@pytest.mark.parametrize("notes", NOTES.values(), ids=NOTES)
def test_every_line_of_a_footnote_is_a_note(notes: list[list[Any]]) -> None:
    tables = read([HEAD, FIRST, SECOND, *notes])
    assert (tables.problems, len(tables.rows), len(tables.found.notes)) == ((), 2, len(notes))


def test_rows_and_tables_after_a_note_are_no_note() -> None:
    tables = read([HEAD, FIRST, ["注：见下页"], ["二、生态"], SECOND, ["注：完"], ["表 2 其他"], HEAD, FIRST])
    assert [(row.seq, row.level1) for row in tables.rows] == [("1", None), ("2", "二、生态"), ("1", None)]
    assert [table.title for table in tables.tables] == [None, "表 2 其他"]


@pytest.mark.parametrize(
    ("printed", "attribute"),
    [("约束", "约束性"), ("约 束 性", "约束性"), ("约束性指标", "约束性"), ("预期", "预期性"), ("参考性", "参考性"), ("★", "约束性"),
     ("—", None), ("", None)],
)  # fmt: skip
def test_an_attribute_is_read_in_all_its_spellings(printed: str, attribute: str | None) -> None:
    (row,) = rows_without_error([[*HEAD, "指标属性"], [*FIRST, printed]])
    assert row.attribute == attribute


@pytest.mark.parametrize(
    "header", ["指标类型", "类型", "约束性/预期性", "性质", "属性", "约束性（预期性）", "约束性或预期性"]
)
def test_a_column_of_attributes_is_one_under_every_name(header: str) -> None:
    rows = rows_without_error([[*HEAD, header], [*FIRST, "约束性"], [*SECOND, "预期性"]])
    assert [row.attribute for row in rows] == ["约束性", "预期性"]


def test_attributes_stand_in_columns_of_ticks_in_groups_and_in_sections_too() -> None:
    ticks = [[*HEAD, "约束性", "预期性"], [*FIRST, "√", None], [*SECOND, None, "√"]]
    groups = [["类别", *HEAD], ["约束性", *FIRST], ["预期性", *SECOND]]
    sections = [HEAD, ["一、约束性指标"], FIRST, ["二、预期性指标"], SECOND]
    for rows in (ticks, groups, sections):
        assert [(row.attribute, row.level1) for row in rows_without_error(rows)] == [
            ("约束性", None),
            ("预期性", None),
        ]


def test_a_mark_at_a_name_is_what_the_note_says_and_nothing_without_one() -> None:
    rows = [HEAD, [1, "★森林覆盖率（%）", 1, 2], SECOND]
    explained = rows_without_error([*rows, ["注：带★的为约束性指标，其余为预期性指标。"]])
    assert [(row.name, row.unit, row.attribute) for row in explained] == [
        ("森林覆盖率", "%", "约束性"),
        ("乙", None, "预期性"),
    ]
    assert explained[0].printed_name == "★森林覆盖率（%）"
    unexplained = read(rows)
    assert [row.attribute for row in unexplained.rows] == [None, None]
    assert [(p.cell, p.severity) for p in unexplained.problems] == [("B2", Severity.NOTICE)]


def test_a_column_of_types_that_are_no_attributes_stays_as_it_is() -> None:
    (row,) = rows_without_error([[*HEAD, "类型"], [*FIRST, "环境质量"]])
    assert (row.attribute, row.extras) == (None, {"类型": "环境质量"})


@pytest.mark.parametrize(
    "header",
    ["主要指标", "考核指标", "控制指标", "名称", "指标内容", "指标名称", "指标项目", "指 标\n名 称", "指标\u200b名称"],
)  # fmt: skip
def test_the_column_of_names_is_found_under_every_name(header: str) -> None:
    assert [row.name for row in rows_without_error([["序号", header, *HEAD[2:]], FIRST])] == ["甲"]


@pytest.mark.parametrize(
    "header", ["责任部门", "牵头单位", "数据来源", "牵头责任部门", "责任单位", "主管部门"]
)
def test_who_supplies_the_data_is_found_under_every_name(header: str) -> None:
    assert [row.data_source for row in rows_without_error([[*HEAD, header], [*FIRST, "林业局"]])] == [
        "林业局"
    ]


def test_of_several_departments_the_leading_one_supplies_and_the_other_stays() -> None:
    (row,) = rows_without_error([[*HEAD, "牵头单位", "责任部门"], [*FIRST, "林业局", "水务局"]])
    assert (row.data_source, row.extras) == ("林业局", {"责任部门": "水务局"})


def test_two_columns_of_one_header_are_both_kept() -> None:
    (row,) = rows_without_error([[*HEAD, "情况", "情况"], [*FIRST, "x", "y"]])
    assert row.extras == {"情况": "x", "情况（F1）": "y"}


@pytest.mark.parametrize("header", ["序号", "序", "编号", "项次", "No.", "№"])
def test_the_column_of_numbers_is_found_under_every_name(header: str) -> None:
    assert [row.seq for row in rows_without_error([[header, *HEAD[1:]], FIRST])] == ["1"]


@pytest.mark.parametrize("header", ["类别", "指标类别", "一级指标", "分类", "指标分类", "领域", "一级分类"])
def test_the_column_of_groups_is_found_under_every_name(header: str) -> None:
    assert [row.level1 for row in rows_without_error([[header, *HEAD], ["气", *FIRST]])] == ["气"]


def test_a_row_without_values_whose_number_heads_nothing_is_an_indicator() -> None:
    assert [row.name for row in read([HEAD, FIRST, [2, "乙"], [3, "丙", 1, 2]]).rows] == ["甲", "乙", "丙"]


def test_the_second_level_names_the_indicators_where_no_third_one_does() -> None:
    rows = [["一级指标", "二级指标", "2020年", "2025年"], ["气", "甲", 1, 2], [None, "乙", 3, 4]]
    assert [(row.level1, row.level2, row.name) for row in rows_without_error(rows)] == [
        ("气", None, "甲"),
        ("气", None, "乙"),
    ]
