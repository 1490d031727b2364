"""What a plan's workbook holds and does not show: refused where a figure stands, told elsewhere, hidden by default."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from plans.reading import MOST_ROWS, PlanDraft, read_plan
from tests.workbooks.making import book, struck
from workbooks.problems import Severity, UnreadableWorkbookError

ROWS: list[list[Any]] = [
    ["平城区规划指标"],
    ["序号", "指标", "2020年", "2025年", "数据来源"],
    [1, "森林覆盖率（%）", 13.66, 16.42, "林业局"],
    [2, "湿地保护率（%）", 50, 55, "林业局"],
]


def _errors(draft: PlanDraft) -> list[str | None]:
    return [p.cell for p in draft.problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("pieces", [[("80", "struck"), ("35", "plain")], [("35", "plain"), ("1", "raised")]])
def test_a_target_beside_what_is_not_seen_is_refused_by_its_cell(pieces: list[tuple[str, str]]) -> None:
    draft = read_plan(struck(book(ROWS), "表", "D3", *pieces))
    assert _errors(draft) == ["D3"]
    assert draft.indicators[0].target.text == "35"


def test_in_names_and_headers_it_is_left_out_and_told() -> None:
    data = struck(book(ROWS), "表", "B3", ("森林覆盖率（%）", "plain"), ("①", "raised"))
    draft = read_plan(struck(data, "表", "D2", ("2024", "struck"), ("2025年", "plain")))
    assert _errors(draft) == []
    told = {p.cell: p.message for p in draft.problems if p.severity is Severity.NOTICE}
    assert "上标“①”" in told["B3"]
    assert "划去的“2024”" in told["D2"]
    assert draft.indicators[0].name == "森林覆盖率"
    assert draft.indicators[0].target.year == 2025


def test_hidden_rows_columns_and_sheets_are_told_and_read_only_by_choice() -> None:
    made = load_workbook(io.BytesIO(book(ROWS)))
    sheet = made.worksheets[0]
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    again = made.copy_worksheet(sheet)
    again.title, again.sheet_state = "旧稿", "hidden"
    target = io.BytesIO()
    made.save(target)
    seen, chosen = (read_plan(target.getvalue(), read_hidden=choice) for choice in (False, True))
    assert [row.name for row in seen.indicators] == ["森林覆盖率"]
    assert [row.data_source for row in seen.indicators] == [None]
    assert [row.name for row in chosen.indicators] == ["森林覆盖率", "湿地保护率"] * 2
    told = [p.message for p in seen.problems]
    assert {"第 4 行是隐藏的，未读取。", "E 列是隐藏的，未读取。"} < set(told)
    assert any("工作表“旧稿”是隐藏的，未读取" in message for message in told)


def test_a_sheet_longer_than_any_plan_is_refused_before_its_tables_are_told_apart() -> None:
    rows = [*ROWS, *([n, f"指标{n}", 1, 2] for n in range(MOST_ROWS))]
    with pytest.raises(UnreadableWorkbookError, match="规划工作簿每张表最多 10000 行"):
        read_plan(book(rows))


def test_empty_sheets_are_no_news() -> None:
    made = load_workbook(io.BytesIO(book(ROWS)))
    made.create_sheet("Sheet2")
    target = io.BytesIO()
    made.save(target)
    assert not [p for p in read_plan(target.getvalue()).problems if p.sheet == "Sheet2"]
