"""Opening a workbook and giving every cell's text as it is displayed.

One path for all sheets, short or 100,000 rows long: values by python-calamine, number formats, formulas
and errors from one pass over the XML (`styles`). openpyxl is the independent witness in the tests.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils.cell import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, XmlError, ZipError

from workbooks.beside import Beside, look_beside
from workbooks.display import is_plain
from workbooks.limits import DEFAULT_LIMITS, Limits, unpack
from workbooks.problems import Problem, UnreadableWorkbookError
from workbooks.quick_look import quick_look
from workbooks.styles import SheetPart, sheet_parts, style_formats
from workbooks.texts import Texts


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: `rows[0][0]` is the displayed text of A1, "" where nothing stands; verbatim, not trimmed."""

    name: str
    hidden: bool
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    problems: tuple[Problem, ...]
    hidden_rows: frozenset[int] = frozenset()
    """Rows that the person does not see, by hand or by a filter; they are read like the others."""

    def text(self, row: int, column: int) -> str:
        """The displayed text at a position from 1, "" outside the used range."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return ""
        return self.rows[row - 1][column - 1]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: `sha256` in hex identifies the very bytes."""

    filename: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(
    source: bytes | Path, filename: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    """Every sheet of an .xlsx as displayed text; raises `UnreadableWorkbookError` with a Chinese sentence."""
    if isinstance(source, Path):
        filename = filename or source.name
        source = source.read_bytes()
    parts = unpack(source, limits)
    listed, epoch_1904 = sheet_parts(parts)
    if not listed:
        raise UnreadableWorkbookError("工作簿里没有工作表；请检查文件后重新上传。")
    if len(listed) > limits.sheets:
        raise UnreadableWorkbookError(
            f"工作表过多（{len(listed)} 张），上限为 {limits.sheets} 张；请删去无关的工作表。"
        )
    if long := next((one.name for one in listed if len(one.name) > limits.sheet_name), ""):
        raise UnreadableWorkbookError(
            f"工作表名称过长（“{long[:20]}…”，{len(long)} 个字）；请改短到 31 个字以内后重新上传。"
        )
    besides = _besides(parts, listed, limits)
    try:
        values = CalamineWorkbook.from_filelike(io.BytesIO(source))
        sheets = tuple(
            _sheet(values, item, beside, epoch_1904, limits)
            for item, beside in zip(listed, besides, strict=True)
        )
    except (CalamineError, XmlError, ZipError, OSError) as reason:
        raise UnreadableWorkbookError(
            "文件已损坏，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
        ) from reason
    return Workbook(filename or "", hashlib.sha256(source).hexdigest(), sheets)


def _besides(parts: Mapping[str, bytes], listed: tuple[SheetPart, ...], limits: Limits) -> list[Beside]:
    """Look at every sheet before any value is read: a cell at XFD1048576 would cost gigabytes."""
    formats = enumerate(style_formats(parts))
    codes = {str(index): code for index, code in formats if not is_plain(code)}
    besides = []
    for item in listed:
        content = parts.get(item.part, b"")
        beside = quick_look(content, codes) or look_beside(content, codes, item.part)
        _check_size(item.name, beside.last_row, beside.last_column, limits)
        besides.append(beside)
    return besides


def _check_size(name: str, rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise UnreadableWorkbookError(
            f"工作表“{name}”有内容的行到了第 {rows} 行，上限为 {limits.rows} 行；请拆分后分次上传。"
        )
    if columns > limits.columns:
        raise UnreadableWorkbookError(
            f"工作表“{name}”有内容的列到了 {get_column_letter(columns)} 列，上限为 {limits.columns} 列；请删去右侧多余内容。"
        )
    if rows * columns > limits.cells:
        raise UnreadableWorkbookError(
            f"工作表“{name}”的范围过大（{rows} 行 × {columns} 列）；请删去远离表格的零星内容，或拆分后分次上传。"
        )


def _sheet(
    values: CalamineWorkbook, item: SheetPart, beside: Beside, epoch_1904: bool, limits: Limits
) -> Sheet:
    sheet = values.get_sheet_by_name(item.name)
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > limits.merges:
        raise UnreadableWorkbookError(
            f"工作表“{item.name}”的合并单元格过多（{len(ranges)} 处）；请取消不必要的合并。"
        )
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sorted(ranges)
    )
    start, end = sheet.start, sheet.end
    height, width = (0, 0) if end is None else (end[0] + 1, end[1] + 1)
    _check_size(item.name, height, width, limits)
    texts = Texts(item.name, beside, width, epoch_1904=epoch_1904)
    # The reader counts rows from the sheet's first, columns from the first that holds anything.
    before = [""] * (0 if start is None else start[1])
    rows = tuple(texts.row(number, before + line) for number, line in enumerate(sheet.iter_rows(), start=1))
    texts.finish()
    if len(rows) != height:
        raise UnreadableWorkbookError(
            f"工作表“{item.name}”的行号不连贯，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
        )
    return Sheet(item.name, item.hidden, rows, merges, tuple(texts.problems), frozenset(beside.hidden_rows))
