"""Task lists become rows: the five real ones exactly, their rows in other layouts, and what is refused."""

from typing import Any

import pytest

from measures.printed import PrintedMeasure
from measures.reading import read_measures
from tests.measures.layouts import LAYOUTS, book_of
from tests.measures.real_lists import FILES, LISTS, expected_of
from tests.workbooks.making import books, struck
from workbooks.problems import Severity

SAID = (
    "seq",
    "part",
    "chapter",
    "section",
    "item",
    "point",
    "name",
    "text",
    "target_text",
    "deadline_text",
    "departments",
)


def said(row: PrintedMeasure) -> dict[str, Any]:
    line = row.as_line()
    texts = {"target_text": line["target"]["text"], "deadline_text": line["deadline"]["text"]}
    return {name: texts[name] if name in texts else line[name] for name in SAID}


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in SAID}


@pytest.mark.parametrize(("file", "number"), FILES.items(), ids=FILES)
def test_every_row_of_a_real_list_is_read_exactly(file: str, number: int) -> None:
    draft = read_measures(LISTS / file)
    rows = expected_of(file)
    assert len(rows) == number
    assert [(row.sheet, said(row)) for row in draft.rows] == [(row["sheet"], wanted(row)) for row in rows]
    assert [list(row.fragments) for row in draft.rows] == [row["targets"] for row in rows]
    assert draft.errors == ()


@pytest.mark.parametrize("file", FILES)
def test_every_value_knows_the_cell_that_prints_it(file: str) -> None:
    names = {"target": "target_text", "deadline": "deadline_text"}
    for row, want in zip(read_measures(LISTS / file).rows, expected_of(file), strict=True):
        cells = {
            role: cell
            for role, cell in want["cells"].items()
            if want[names.get(role, role)] not in (None, [])
        }
        assert {role: row.cells.get(role) for role in cells} == cells, (want["seq"], row.row)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("file", FILES)
def test_the_same_rows_are_read_from_other_layouts(file: str, layout: str) -> None:
    rows = expected_of(file)
    draft = read_measures(book_of(layout, rows), "任务.xlsx")
    keep = [name for name in SAID if name != "part" or layout in ("paged", "sparse")]
    got = [{name: said(row)[name] for name in keep} for row in draft.rows]
    assert got == [{name: wanted(row)[name] for name in keep} for row in rows]
    assert draft.errors == ()


def lines(*rows: list[Any]) -> Any:
    return read_measures(books({"任务": list(rows)}), "任务.xlsx")


HEADER = ["序号", "章节", "任务", "内容", "目标", "时限", "责任部门"]


def test_departments_beside_one_merged_task_are_all_its_own() -> None:
    content = books(
        {
            "表": [
                HEADER,
                [1, "一、大气", "清洁取暖", "…", "80%", "2025年", "能源局"],
                [None] * 6 + ["住建局"],
            ]
        },
        merges={"表": ["A2:A3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"]},
    )
    (row,) = read_measures(content, "任务.xlsx").rows
    assert row.responsible.names == ("能源局", "住建局")
    assert row.responsible.leads == ()


def test_who_leads_is_read_where_a_column_or_a_word_says_so() -> None:
    draft = lines(
        ["序号", "任务", "牵头部门", "配合部门"],
        [1, "甲事", "水务局", "能源局、林业局"],
    )
    assert draft.rows[0].responsible.names == ("水务局", "能源局", "林业局")
    assert draft.rows[0].responsible.leads == ("水务局",)
    draft = lines(HEADER, [1, None, "乙事", None, None, None, "牵头部门：水务局；配合部门：能源局"])
    assert draft.rows[0].responsible.names == ("水务局", "能源局")
    assert draft.rows[0].responsible.leads == ("水务局",)


def test_a_list_on_every_row_is_not_carried_to_one_that_prints_none() -> None:
    draft = lines(
        HEADER,
        [1, "一、大气", "甲", None, None, None, "水务局"],
        [2, None, "乙", None, None, None, "能源局"],
        [3, None, "丙", None, None, None, None],
    )
    assert [row.responsible.names for row in draft.rows] == [("水务局",), ("能源局",), ()]


def test_headings_whose_number_stands_under_the_number_of_tasks_are_headings() -> None:
    draft = lines(
        ["序号", "任务", "内容", "目标", "时限"],
        ["一", "大气污染防治", None, None, None],
        ["（一）", "能源", None, None, None],
        [1, "清洁取暖", "推进清洁取暖", "80%", "2025年"],
        ["二", "水污染防治", None, None, None],
        [2, "黑臭水体", "整治", "全部消除", "“十四五”末"],
    )
    got = [(row.seq, row.section, row.item, row.name) for row in draft.rows]
    assert got == [
        ("1", "一、大气污染防治", "（一）能源", "清洁取暖"),
        ("2", "二、水污染防治", None, "黑臭水体"),
    ]


def test_a_title_a_total_and_notes_are_no_tasks() -> None:
    draft = lines(
        ["某区任务分解表"],
        ["依据：某区规划"],
        HEADER,
        [1, "一、大气", "甲", "做甲", "1 个", "2025年", "水务局"],
        ["合计", None, "1 项", None, None, None, None],
        ["注：责任部门按规划原文抄录。"],
        ["未列的由牵头部门确定"],
    )
    assert [row.name for row in draft.rows] == ["甲"]
    assert draft.lines == ("某区任务分解表", "依据：某区规划")
    assert [problem.severity for problem in draft.problems] == [Severity.NOTICE]


def test_a_row_without_a_name_and_a_file_without_a_table_are_refused_by_their_cell() -> None:
    draft = lines(
        HEADER, [1, "一、大气", "甲", "做甲", None, None, None], [2, "二、水", None, None, "3 个", None, None]
    )
    assert [(problem.cell, problem.severity) for problem in draft.errors] == [("C3", Severity.ERROR)]
    draft = lines(["县区", "指标", "2020年"], ["甲", "PM2.5", 30])
    assert draft.rows == ()
    assert "没有找到任务表" in draft.errors[0].message


def test_a_target_that_is_partly_struck_out_refuses_its_cell() -> None:
    rows: list[list[Any]] = [HEADER, [1, "一、大气", "甲", "做甲", "x", None, None]]
    content = struck(books({"任务": rows}), "任务", "E2", ("30", "struck"), ("40 个", "plain"))
    (problem,) = read_measures(content, "任务.xlsx").errors
    assert problem.cell == "E2"


def test_headings_on_one_line_are_told_apart_by_their_numbers() -> None:
    draft = lines(
        HEADER,
        [1, "第四章 生态保护 4.1 林草保护 4.1.1 造林", "甲", "做甲", None, None, None],
        [2, "第四章 生态保护/（一）河流", "乙", "做乙", None, None, None],
    )
    got = [(row.chapter, row.section, row.item) for row in draft.rows]
    assert got == [
        ("第四章 生态保护", "4.1 林草保护", "4.1.1 造林"),
        ("第四章 生态保护", "（一）河流", None),
    ]


def test_a_list_that_goes_on_on_another_sheet_goes_on_under_its_headings() -> None:
    content = books(
        {
            "任务": [HEADER, [1, "第四章 生态保护\n（一）河流", "甲", "做甲", None, None, "水务局"]],
            "续表": [HEADER, [2, None, "乙", "做乙", None, None, None]],
        }
    )
    rows = read_measures(content, "任务.xlsx").rows
    assert [(row.chapter, row.section, row.name) for row in rows] == [
        ("第四章 生态保护", "（一）河流", "甲"),
        ("第四章 生态保护", "（一）河流", "乙"),
    ]


def test_a_heading_across_the_table_may_name_departments_beside_it() -> None:
    content = books(
        {
            "任务": [
                HEADER,
                ["（一）河流", None, None, None, None, None, "水务局、能源局"],
                [1, None, "甲", "做甲", None, None, None],
                [2, None, "乙", "做乙", None, None, None],
                ["（二）林地", None, None, None, None, None, None],
                [3, None, "丙", "做丙", None, None, None],
            ]
        },
        merges={"任务": ["A2:F2", "A5:G5"]},
    )
    rows = read_measures(content, "任务.xlsx").rows
    assert [(row.section, row.responsible.names) for row in rows] == [
        ("（一）河流", ("水务局", "能源局")),
        ("（一）河流", ("水务局", "能源局")),
        ("（二）林地", ()),
    ]


def test_a_word_behind_a_name_says_who_leads() -> None:
    draft = lines(HEADER, [1, None, "甲", "做甲", None, None, "水务局（牵头）、能源局（配合）、林业局"])
    assert draft.rows[0].responsible.names == ("水务局", "能源局", "林业局")
    assert draft.rows[0].responsible.leads == ("水务局",)


def test_two_columns_of_one_meaning_are_told_apart_by_their_words_or_refused() -> None:
    draft = lines(
        ["序号", "重点任务", "目标任务", "主要内容", "主要措施", "时限"],
        [1, "甲", "建成 3 个", "做甲", "多方做甲", "2025年"],
    )
    (row,) = draft.rows
    assert (row.name, row.target, row.text) == ("甲", "建成 3 个", "做甲")
    assert row.extras == {"主要措施": "多方做甲"}
    draft = lines(["序号", "任务", "目标", "2023年目标", "2025年目标"], [1, "甲", "5 个", "2 个", "5 个"])
    assert draft.rows[0].target == "5 个"
    assert draft.rows[0].extras == {"2023年目标": "2 个", "2025年目标": "5 个"}
    refused = lines(["序号", "任务", "完成时限", "完成时间"], [1, "甲", "2025年", "2024年"])
    assert "含义相同" in refused.errors[0].message


def test_the_foot_of_a_page_and_sentences_between_rows_head_nothing() -> None:
    content = books(
        {
            "任务": [
                HEADER,
                [1, "（一）河流", "甲", "做甲", None, None, None],
                ["第 1 页 共 2 页", None, None, None, None, None, None],
                [2, None, "乙", "做乙", None, None, None],
                ["以上各项由牵头部门负责落实。", None, None, None, None, None, None],
                [3, None, "丙", "做丙", None, None, None],
            ]
        },
        merges={"任务": ["A3:G3", "A5:G5"]},
    )
    draft = read_measures(content, "任务.xlsx")
    assert [(row.section, row.item, row.name) for row in draft.rows] == [
        ("（一）河流", None, "甲"),
        ("（一）河流", None, "乙"),
        ("（一）河流", None, "丙"),
    ]
    assert [problem.cell for problem in draft.problems] == ["A5"]
