"""Tables are found by what their headers mean, wherever they stand and however they are broken."""

import re
from typing import Any

from tests.workbooks.making import sheet
from workbooks.captions import without_continued
from workbooks.headers import Vocabulary
from workbooks.problems import Severity
from workbooks.records import SheetTables
from workbooks.tables import find_tables

VOCABULARY = Vocabulary(
    roles={
        "seq": re.compile("序号"),
        "group": re.compile("类别"),
        "sub": re.compile("小类"),
        "name": re.compile("指标|名称"),
        "value": re.compile(r"(.*/)?数值(\(.*\))?"),
        "unit": re.compile("单位"),
    },
    required=(frozenset({"name"}), frozenset({"value"})),
    keys=("seq", "name"),
    groups=("group", "sub"),
)
HEAD = ["类别", "序号", "指标", "数值"]


def found(rows: Any, **more: Any) -> SheetTables:
    return find_tables(sheet(rows, **more), VOCABULARY)


def values(tables: SheetTables) -> list[list[tuple[str, str, str | None]]]:
    """Name, value and group of every record, table by table."""
    return [
        [(r.text("name"), r.text("value"), r.labels.get("group")) for r in t.records] for t in tables.tables
    ]


def test_a_table_is_found_below_titles_and_beside_blank_columns() -> None:
    tables = found([["某规划"], [], ["表 1 指标"], [None, *HEAD], [None, "气", 1, "优良天数", 88]])
    assert values(tables) == [[("优良天数", "88", "气")]]
    table = tables.tables[0]
    assert (table.title, [c.text for c in table.headings], table.header_row) == (
        "表 1 指标",
        ["某规划", "表 1 指标"],
        4,
    )
    cell = table.records[0].cell("value")
    assert cell is not None
    assert (cell.address, cell.inherited, cell.anchor) == ("E5", False, None)


def test_columns_may_stand_in_any_order_with_blanks_and_full_width_signs_in_their_names() -> None:
    tables = found([["数 值（％）", "单位", "指 标", "序号"], [88, "%", "优良天数", 1]])
    assert [c.role for c in tables.tables[0].columns] == ["value", "unit", "name", "seq"]
    assert values(tables) == [[("优良天数", "88", None)]]


def test_labels_are_filled_down_through_merges_blanks_and_page_breaks() -> None:
    rows = [
        HEAD,
        ["气", 1, "甲", 1],
        [None, 2, "乙", 2],
        HEAD,
        [None, 3, "丙", 3],
        ["水", 4, "丁", 4],
        [None, 5, "戊", 5],
    ]
    expected = [
        [("甲", "1", "气"), ("乙", "2", "气"), ("丙", "3", "气"), ("丁", "4", "水"), ("戊", "5", "水")]
    ]
    assert values(found(rows, merges=["A2:A3", "A6:A7"])) == expected
    assert values(found(rows)) == expected


def test_a_new_outer_label_ends_the_inner_one() -> None:
    head = ["类别", "小类", "序号", "指标", "数值"]
    tables = found([head, ["气", "浓度", 1, "甲", 1], ["水", None, 2, "乙", 2], [None, "断面", 3, "丙", 3]])
    assert [record.labels for record in tables.tables[0].records] == [
        {"group": "气", "sub": "浓度"},
        {"group": "水"},
        {"group": "水", "sub": "断面"},
    ]


def test_a_merged_value_is_inherited_and_knows_where_from() -> None:
    tables = found([HEAD, ["气", 1, "甲", "完成任务"], [None, 2, "乙", None]], merges=["D2:D3", "A2:A3"])
    cell = tables.tables[0].records[1].cell("value")
    assert cell is not None
    assert (cell.text, cell.address, cell.inherited, cell.anchor) == ("完成任务", "D3", True, "D2")


def test_a_merge_across_a_page_break_gives_its_text_to_both_pages() -> None:
    rows = [HEAD, ["气", 1, "甲", "完成任务"], [None, "序号", "指标", None], [None, 2, "乙", None]]
    tables = found(rows, merges=["D2:D4", "A2:A4"])
    assert values(tables) == [[("甲", "完成任务", "气"), ("乙", "完成任务", "气")]]


def test_a_continued_title_keeps_the_first_title() -> None:
    rows = [["表 1 指标"], HEAD, ["气", 1, "甲", 1], [], ["续表1 指标"], HEAD, [None, 2, "乙", 2]]
    tables = found(rows)
    assert [table.title for table in tables.tables] == ["表 1 指标"]
    assert values(tables) == [[("甲", "1", "气"), ("乙", "2", "气")]]


def test_the_second_page_may_have_its_columns_in_another_order() -> None:
    tables = found([HEAD, ["气", 1, "甲", 10], ["数值", "指标", "序号", "类别"], [20, "乙", 2, None]])
    assert values(tables) == [[("甲", "10", "气"), ("乙", "20", "气")]]


def test_another_title_begins_another_table() -> None:
    tables = found([["表 1"], HEAD, ["气", 1, "甲", 1], ["表 2"], HEAD, [None, 1, "乙", 2]])
    assert [table.title for table in tables.tables] == ["表 1", "表 2"]
    assert values(tables)[1] == [("乙", "2", None)]


def test_a_continued_title_that_continues_nothing_is_reported() -> None:
    tables = found([["表 1 甲"], HEAD, ["气", 1, "甲", 1], ["续表 9 乙"], HEAD, [None, 1, "乙", 2]])
    assert [table.title for table in tables.tables] == ["表 1 甲", "表 9 乙"]
    assert [p.severity for p in tables.problems] == [Severity.WARNING]


def test_a_header_of_two_rows_is_read_with_merges_and_without() -> None:
    rows = [
        ["序号", "指标", "资金(万元)", None],
        [None, None, "数值", "来源"],
        [1, "甲", 5, "市"],
        [2, "乙", 6, "省"],
    ]
    for merges in ([], ["C1:D1", "A1:A2", "B1:B2"], ["C1:D1"]):
        tables = found(rows, merges=merges)
        assert [c.header for c in tables.tables[0].columns][:3] == ["序号", "指标", "资金(万元) / 数值"]
        assert [(r.text("seq"), r.text("value")) for r in tables.tables[0].records] == [
            ("1", "5"),
            ("2", "6"),
        ]


def test_notes_and_totals_are_no_records() -> None:
    tables = found(
        [HEAD, ["气", 1, "甲", 1], ["合计", None, None, 1], ["注：“—”表示未收集", None, None, None]]
    )
    assert values(tables) == [[("甲", "1", "气")]]
    assert [cell.text for cell in tables.notes] == ["注：“—”表示未收集"]
    assert [record.row for record in tables.tables[0].totals] == [3]


def test_blank_rows_inside_a_table_do_not_end_it() -> None:
    assert values(found([HEAD, [], ["气", 1, "甲", 1], [], [], [None, 2, "乙", 2]])) == [
        [("甲", "1", "气"), ("乙", "2", "气")]
    ]


def test_an_unknown_column_is_kept_and_reported() -> None:
    tables = found([[*HEAD, "备考"], ["气", 1, "甲", 1, "x"]])
    column = tables.tables[0].columns[4]
    assert (column.role, column.header, tables.tables[0].records[0].at(column).text) == (None, "备考", "x")
    assert [(p.severity, p.cell) for p in tables.problems] == [(Severity.NOTICE, "E1")]


def test_two_columns_of_one_meaning_are_an_error_naming_both() -> None:
    tables = found([["序号", "指标", "名称", "数值"], [1, "甲", "乙", 1]])
    assert [(p.severity, p.cell) for p in tables.problems] == [(Severity.ERROR, "C1")]
    assert "B1“指标”、C1“名称”" in tables.problems[0].message


def test_text_beside_the_table_is_reported_and_not_read() -> None:
    tables = found([HEAD, ["气", 1, "甲", 1, None, "旁注"]])
    assert [(p.severity, p.cell) for p in tables.problems] == [(Severity.WARNING, "F2")]


def test_rows_merged_into_one_record_give_all_their_texts() -> None:
    tables = found(
        [["序号", "指标", "数值"], [1, "甲公司", 5], [None, "乙公司", None], [2, "丙", 6]],
        merges=["A2:A3", "C2:C3"],
    )
    first = tables.tables[0].records[0]
    assert (first.rows, first.own_texts("name"), first.own_texts("value")) == (
        (2, 3),
        ("甲公司", "乙公司"),
        ("5",),
    )
    assert len(tables.tables[0].records) == 2


def test_a_line_inside_a_table_that_belongs_nowhere_is_reported() -> None:
    rows = [
        HEAD,
        ["气", 1, "甲", 1],
        ["以下为水环境", None, None, None],
        ["水", 2, "乙", 2],
        [],
        ["某局编制"],
    ]
    tables = found(rows, merges=["A3:D3"])
    assert values(tables) == [[("甲", "1", "气"), ("乙", "2", "水")]]
    assert [(p.cell, p.severity) for p in tables.problems] == [
        ("A3", Severity.NOTICE),
        ("A6", Severity.NOTICE),
    ]


def test_a_sheet_without_a_known_header_has_no_table() -> None:
    tables = found([["甲", "乙"], [1, 2]])
    assert (tables.tables, [cell.text for cell in tables.loose]) == ((), ["甲", "乙", "1", "2"])


def test_the_mark_of_a_continued_table_is_taken_off() -> None:
    titles = ["续表 2-1 规划", "续 表2-1 规划", "（续）表 2-1 规划", "表 2-1 规划（续表）", "表 2-1 规划(续)"]
    assert {re.sub(r"\s", "", without_continued(title)) for title in titles} == {"表2-1规划"}
    assert without_continued("持续改善表") == "持续改善表"
