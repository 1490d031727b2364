"""A copy of an uploaded workbook in which the person finds every problem: marked cells and a first sheet 导入结果.

The copy is for correcting and uploading again. Formulas are kept as formulas; their results come back
when a spreadsheet program opens and saves the file.
"""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from workbooks.cells import put, text_content
from workbooks.copying import as_xlsx
from workbooks.heights import row_height
from workbooks.limits import DEFAULT_LIMITS, Limits
from workbooks.package import Package
from workbooks.problems import Problem, Severity, UnreadableWorkbookError
from workbooks.writing import BORDER, HEADER_FILL

RESULT_SHEET = "导入结果"
AUTHOR = "规划台账"
_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTICE: "DDEBF7"}
_ORDER = list(Severity)
_COLUMNS = (("序号", 6), ("程度", 9), ("工作表", 18), ("单元格", 10), ("说明", 90))


def mark_workbook(
    source: bytes, problems: Sequence[Problem], summary: Sequence[str] = (), limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """The marked copy; `summary` stands above the list. Raises `UnreadableWorkbookError` like reading does."""
    source = as_xlsx(source, limits)
    Package(source, limits).verify()
    try:
        book = load_workbook(io.BytesIO(source), rich_text=True)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as reason:
        raise UnreadableWorkbookError(
            "文件里有无法复制的内容，不能生成标注后的副本；请按页面上列出的单元格修改原文件。"
        ) from reason
    if RESULT_SHEET in book.sheetnames:
        del book[RESULT_SHEET]
    for sheet in book.worksheets:
        _clear(sheet)
        _mark_sheet(sheet, [problem for problem in problems if problem.sheet == sheet.title and problem.cell])
    _write_result(book.create_sheet(RESULT_SHEET, 0), problems, summary, set(book.sheetnames))
    book.active = 0
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _clear(sheet: Any) -> None:
    """Marks of an earlier copy go, so that what was corrected does not look wrong."""
    for row in sheet.iter_rows():
        for cell in row:
            comment = None if isinstance(cell, MergedCell) else cell.comment
            if comment is not None and comment.author == AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _mark_sheet(sheet: Any, problems: Sequence[Problem]) -> None:
    by_cell: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_cell[str(problem.cell)].append(problem)
    for place, found in by_cell.items():
        cell = _anchor(sheet, place)
        worst = min(found, key=lambda problem: _ORDER.index(problem.severity))
        cell.fill = PatternFill("solid", start_color=_COLOURS[worst.severity])
        text = "\n".join(f"{problem.severity.label}：{problem.message}" for problem in found)
        cell.comment = Comment(text, AUTHOR, height=140, width=320)


def _anchor(sheet: Any, place: str) -> Any:
    """Only the first cell of a merged range can carry a comment."""
    row, column = coordinate_to_tuple(place)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _write_result(sheet: Any, problems: Sequence[Problem], summary: Sequence[str], names: set[str]) -> None:
    for number, line in enumerate((RESULT_SHEET, *summary), start=1):
        put(sheet.cell(number, 1), text_content(line))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    header_row = len(summary) + 3
    for index, (name, width) in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(header_row, index, name)
        cell.font, cell.fill, cell.border = Font(bold=True), HEADER_FILL, BORDER
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{header_row + 1}"
    ordered = sorted(problems, key=lambda problem: _ORDER.index(problem.severity))
    for number, problem in enumerate(ordered, start=1):
        _write_line(sheet, header_row + number, number, problem, names)


def _write_line(sheet: Any, row: int, number: int, problem: Problem, names: set[str]) -> None:
    texts = (str(number), problem.severity.label, problem.sheet, problem.cell or "", problem.message)
    sheet.row_dimensions[row].height = row_height([(texts[-1], _COLUMNS[-1][1])])
    for index, text in enumerate(texts, start=1):
        cell = sheet.cell(row, index)
        put(cell, text_content(text))
        cell.border = BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=index == len(texts))
    if problem.cell and re.fullmatch(r"[A-Z]{1,3}\d{1,7}", problem.cell) and problem.sheet in names:
        link = sheet.cell(row, 4)
        link.hyperlink = Hyperlink(
            ref=link.coordinate, location=f"{quote_sheetname(problem.sheet)}!{problem.cell}"
        )
        link.font = Font(color="0563C1", underline="single")
