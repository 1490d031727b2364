"""The marked copy: every problem found again in the file it came from, nothing else changed."""

import io
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import load_workbook

from tests.hostile.making import book as hostile
from tests.workbooks.making import book, raw
from workbooks.marking import MOST_CELLS, MOST_LINES, RESULT_SHEET, mark_workbook
from workbooks.problems import error, notice, warning
from workbooks.reading import read_workbook

PLAN = (Path(__file__).parents[2] / "fixtures" / "plans" / "浑源-两山七河规划.xlsx").read_bytes()
SHEET = "规划指标体系"
PROBLEMS = [
    notice("别处", None, "整张表"),
    warning(SHEET, "F6", "请看"),
    error(SHEET, "E6", "=坏"),
    error(SHEET, "E6", "又坏"),
    error(SHEET, "F16", "合并格里"),
]


def test_the_first_sheet_lists_errors_first_with_links() -> None:
    marked = mark_workbook(PLAN, PROBLEMS, ["共 5 处问题"])
    rows = read_workbook(marked).sheets[0].rows
    assert rows[0][0] == RESULT_SHEET
    assert rows[1][0] == "共 5 处问题"
    assert [row[1:5] for row in rows[4:]] == [
        ("错误", SHEET, "E6", "=坏"),
        ("错误", SHEET, "E6", "又坏"),
        ("错误", SHEET, "F16", "合并格里"),
        ("请核对", SHEET, "F6", "请看"),
        ("提示", "别处", "", "整张表"),
    ]
    result = load_workbook(io.BytesIO(marked)).worksheets[0]
    links = [result.cell(row, 4).hyperlink for row in (5, 7)]
    assert [link and link.location for link in links] == [f"'{SHEET}'!E6", f"'{SHEET}'!F16"]
    assert result["E5"].data_type == "s"


def test_marked_cells_are_coloured_and_say_why() -> None:
    sheet = load_workbook(io.BytesIO(mark_workbook(PLAN, PROBLEMS)))[SHEET]
    assert sheet["E6"].comment.text == "错误：=坏\n错误：又坏"
    assert sheet["E6"].fill.start_color.rgb.endswith("FFC7CE")
    assert sheet["F6"].fill.start_color.rgb.endswith("FFEB9C")
    assert sheet["F14"].comment.text == "错误：合并格里"


def test_the_figures_of_the_copy_are_those_of_the_original() -> None:
    original = read_workbook(PLAN).sheets
    copy = read_workbook(mark_workbook(PLAN, PROBLEMS)).sheets[1:]
    assert [(s.name, s.rows, s.merges) for s in copy] == [(s.name, s.rows, s.merges) for s in original]


def test_marking_again_replaces_the_earlier_marks() -> None:
    once = mark_workbook(PLAN, PROBLEMS)
    again = load_workbook(io.BytesIO(mark_workbook(once, [error(SHEET, "E7", "新")])))
    assert again.sheetnames.count(RESULT_SHEET) == 1
    assert again[SHEET]["E6"].comment is None
    assert again[SHEET]["E6"].fill.fill_type is None
    assert again[SHEET]["E7"].comment.text == "错误：新"


def test_one_formatted_cell_in_the_last_row_costs_no_more_than_any() -> None:
    """Asking openpyxl for the rows of such a sheet made a million of them: 33 s and 2.6 GB."""
    far = hostile('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="P1048576" s="0"/></row>')
    begun = perf_counter()
    sheet = load_workbook(io.BytesIO(mark_workbook(far, [error("表", "A1", "坏")])))["表"]
    assert perf_counter() - begun < 2
    assert sheet["A1"].comment.text == "错误：坏"


def merged(*areas: str) -> bytes:
    """By hand: openpyxl compares each merged range with all before it, 120 s for fifteen thousand."""
    listed = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return raw('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells>{listed}</mergeCells>")


@pytest.mark.parametrize(
    "make",
    [
        lambda: book([[0] * 300] * (MOST_CELLS // 300 + 1)),
        lambda: merged("A1:B100000"),
        lambda: merged(*(f"A{at}:B{at}" for at in range(1, 15_002))),
    ],
    ids=["many cells", "a wide merge", "many merges"],
)
def test_of_a_large_workbook_there_is_the_list_alone(make: Callable[[], bytes]) -> None:
    copy = read_workbook(mark_workbook(make(), [error("表", "A1", "坏")], ["共 1 处问题"]))
    assert [sheet.name for sheet in copy.sheets] == [RESULT_SHEET]
    said = [text for row in copy.sheets[0].rows for text in row]
    assert {"共 1 处问题", "A1", "坏"} <= set(said)
    assert any("没有复制在这里" in text for text in said)


def test_of_very_many_problems_the_worst_are_listed() -> None:
    many = [notice("表", f"A{at}", "看看") for at in range(2, MOST_LINES + 10)]
    rows = read_workbook(mark_workbook(book([["甲"]]), [*many, error("表", "A1", "坏")])).sheets[0].rows
    assert "坏" in rows[3]
    assert "另有 9 处没有列出。" in rows[-1]
