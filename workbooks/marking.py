"""A copy of an uploaded workbook in which the person finds every problem: marked cells and a first sheet 导入结果.

The copy is for correcting and uploading again. Formulas are kept as formulas; their results come back
when a spreadsheet program opens and saves the file. Copying costs a hundred times what reading costs, so of a large
workbook there is the first sheet only.
"""

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_to_tuple,
    get_column_letter,
    quote_sheetname,
)
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
MOST_CELLS = 150_000
"""That are copied, the formatted empty ones and those under merged ranges included."""
A_MERGE = 8
"""Cells that cost as much to copy as the borders of one merged range, whatever lies under it."""
MOST_MARKS, MOST_LINES = 2_000, 10_000
"""Cells that are coloured on a sheet, and problems that are listed: the worst ones."""
_LARGE = "原工作簿较大，没有复制在这里；请对照下列单元格在原文件中修改，再上传。"
_OPENINGS, _LONGEST_TAG = (b"<c ", b"<c>", b"<c/", b"<si", b"<xf"), 10_000
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def mark_workbook(
    source: bytes, problems: Sequence[Problem], summary: Sequence[str] = (), limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """The marked copy; `summary` stands above the list. Raises `UnreadableWorkbookError` like reading does."""
    source = as_xlsx(source, limits)
    Package(source, limits).verify()
    is_large = _cells(Package(source, limits)) > MOST_CELLS
    ordered = sorted(problems, key=lambda problem: _ORDER.index(problem.severity))
    try:
        return _listed(ordered, [*summary, _LARGE]) if is_large else _copied(source, ordered, summary)
    except MemoryError:
        raise
    except Exception as reason:
        # Whatever openpyxl runs into in a part that reading the figures does not need.
        raise UnreadableWorkbookError(
            "文件里有无法复制的内容，不能生成标注后的副本；请按页面上列出的单元格修改原文件。"
        ) from reason


def _cells(package: Package) -> int:
    """How many cells a copy would have, before any is made; strings and styles cost as much."""
    count = 0
    for name in package.names():
        if name.startswith(("xl/worksheets/", "xl/sharedstrings", "xl/styles")):
            for text in _whole_tags(package.pieces(name)):
                count += sum(text.count(opening) for opening in _OPENINGS)
                count += sum(A_MERGE + _area(*found) for found in _MERGED.findall(text))
    return count


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a part, none of which ends within a tag of usual length."""
    rest = b""
    for piece in pieces:
        whole, closing, rest = (rest + piece).rpartition(b">")
        yield whole + closing
        rest = rest[-_LONGEST_TAG:]
    yield rest


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    columns = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
    return max(columns, 1) * max(int(bottom) - int(top) + 1, 1)


def _copied(source: bytes, problems: Sequence[Problem], summary: Sequence[str]) -> bytes:
    with warnings.catch_warnings():
        # About what it leaves out or makes up: looks of a file that other programs wrote.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(source), rich_text=True)
    if RESULT_SHEET in book.sheetnames:
        del book[RESULT_SHEET]
    for sheet in book.worksheets:
        _clear(sheet)
        _mark_sheet(sheet, [problem for problem in problems if problem.sheet == sheet.title and problem.cell])
    _write_result(book.create_sheet(RESULT_SHEET, 0), problems, summary, set(book.sheetnames))
    book.active = 0
    return _saved(book)


def _listed(problems: Sequence[Problem], summary: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = RESULT_SHEET
    _write_result(sheet, problems, summary, set())
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _clear(sheet: Any) -> None:
    """Marks of an earlier copy go, so that what was corrected does not look wrong.

    Only cells that are there are looked at: asking for the rows of a sheet makes all up to the last one.
    """
    for cell in sheet._cells.values():  # noqa: SLF001 - openpyxl has no other way to them
        comment = None if isinstance(cell, MergedCell) else cell.comment
        if comment is not None and comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill()


def _mark_sheet(sheet: Any, problems: Sequence[Problem]) -> None:
    by_cell: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_cell[str(problem.cell)].append(problem)
    for place, found in list(by_cell.items())[:MOST_MARKS]:
        cell = _anchor(sheet, place)
        worst = min(found, key=lambda problem: _ORDER.index(problem.severity))
        cell.fill = PatternFill("solid", start_color=_COLOURS[worst.severity])
        text = "\n".join(f"{problem.severity.label}：{problem.message}" for problem in found)
        cell.comment = Comment(text, AUTHOR, height=140, width=320)


def _anchor(sheet: Any, place: str) -> Any:
    """Only the first cell of a merged range can carry a comment."""
    row, column = coordinate_to_tuple(place)
    if not isinstance(sheet._cells.get((row, column)), MergedCell):  # noqa: SLF001 - as above
        return sheet.cell(row, column)
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
    for number, problem in enumerate(problems[:MOST_LINES], start=1):
        _write_line(sheet, header_row + number, number, problem, names)
    if (more := len(problems) - MOST_LINES) > 0:
        put(sheet.cell(header_row + MOST_LINES + 1, 5), text_content(f"另有 {more} 处没有列出。"))


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
