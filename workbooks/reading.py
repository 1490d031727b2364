"""Opening a workbook and giving every cell's text as it is displayed.

One path for all sheets, short or 100,000 rows long: values by python-calamine, number formats, formulas
and errors from one pass over the XML (`styles`). openpyxl is the independent witness in the tests.
"""

import datetime as dt
import hashlib
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils.cell import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, XmlError, ZipError

from .display import Number, UnknownFormatError, general, show
from .limits import DEFAULT_LIMITS, Limits, unpack
from .problems import Problem, UnreadableWorkbookError, error, notice
from .styles import Beside, SheetPart, look_beside, sheet_parts, style_formats

Value = str | bool | Number | dt.datetime | dt.date | dt.time | dt.timedelta


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


def address(row: int, column: int) -> str:
    """`E7` for row 7, column 5."""
    return f"{get_column_letter(column)}{row}"


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
    formats = style_formats(parts)
    besides = []
    for item in listed:
        beside = look_beside(parts.get(item.part, b""), formats, item.part)
        if beside.last_row > limits.rows:
            raise UnreadableWorkbookError(
                f"工作表“{item.name}”有内容的行到了第 {beside.last_row} 行，上限为 {limits.rows} 行；请拆分后分次上传。"
            )
        if beside.last_column > limits.columns:
            raise UnreadableWorkbookError(
                f"工作表“{item.name}”有内容的列到了 {get_column_letter(beside.last_column)} 列，上限为 {limits.columns} 列；"
                "请删去右侧多余内容。"
            )
        besides.append(beside)
    return besides


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
    display = _Display(item.name, beside, epoch_1904)
    rows = []
    if beside.last_column:
        for number, line in enumerate(sheet.iter_rows(), start=1):
            rows.append(display.row(number, line))
    return Sheet(item.name, item.hidden, tuple(rows), merges, tuple(display.problems))


class _Display:
    """Turns the values of one sheet into displayed text and notes what the text hides."""

    def __init__(self, name: str, beside: Beside, epoch_1904: bool) -> None:
        self.name = name
        self.beside = beside
        self.epoch_1904 = epoch_1904
        self.problems: list[Problem] = []

        self.special: dict[int, list[int]] = defaultdict(list)
        for row, column in [*beside.errors, *beside.formulas]:
            self.special[row].append(column)

    def row(self, number: int, line: list[Value]) -> tuple[str, ...]:
        texts = [
            value if type(value) is str else self._text(number, column, value)
            for column, value in enumerate(line, start=1)
        ]
        width = self.beside.last_column
        texts = texts[:width] + [""] * (width - len(texts))
        for column in self.special.get(number, ()):
            texts[column - 1] = self._special(number, column, texts[column - 1])
        return tuple(texts)

    def _special(self, row: int, column: int, text: str) -> str:
        """An error's own text (the value reader drops it); a formula nobody calculated is an error."""
        cell, at = address(row, column), (row, column)
        if at in self.beside.errors:
            return self.beside.errors[at]
        if not text and not self.beside.formulas[at]:
            self.problems.append(
                error(
                    self.name,
                    cell,
                    f"单元格 {cell} 是公式，但文件里没有保存计算结果；请用 Excel 或 WPS 打开并保存后重新上传。",
                )
            )
        return text

    def _text(self, row: int, column: int, value: Value) -> str:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        code = self.beside.formats.get((row, column))
        if code is None and isinstance(value, int | float):
            return general(value)
        try:
            text = (
                show(value, code or "General", epoch_1904=self.epoch_1904)
                if not isinstance(value, str)
                else value
            )
        except UnknownFormatError:
            cell = address(row, column)
            self.problems.append(
                error(
                    self.name,
                    cell,
                    f"单元格 {cell} 的数字格式“{code}”无法确定显示结果；请改为常规、数值或百分比格式后重新上传。",
                )
            )
            return ""
        if isinstance(value, int | float):
            self._compare(address(row, column), value, text)
        return text

    def _compare(self, cell: str, value: Number, text: str) -> None:
        """A display without digits hides a number; a rounded one is read as shown, and said so."""
        if not any(mark.isdigit() for mark in text):
            self.problems.append(
                error(
                    self.name,
                    cell,
                    f"单元格 {cell} 存的是数字 {general(value)}，却显示为“{text}”；请改为能看到数字的格式后重新上传。",
                )
            )
            return
        percent = text.endswith("%")
        bare = text.rstrip("%").replace(",", "")
        try:
            shown = float(bare) / (100 if percent else 1)
        except ValueError:
            return
        if abs(shown - value) > 1e-12 * max(abs(value), 1e-3):
            self.problems.append(
                notice(
                    self.name,
                    cell,
                    f"单元格 {cell} 显示为“{text}”，实际存储 {general(value)}；按显示的内容读取。",
                )
            )
