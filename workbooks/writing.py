"""Building .xlsx files: one look, printed decimals kept, constant memory however many rows."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import get_column_letter

from workbooks.cells import Out, content, put, text_content
from workbooks.heights import TITLE, row_height

_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER_FILL = PatternFill("solid", start_color="E8EEF4")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to write: printed header, width in characters, whether long text wraps."""

    header: str
    width: int = 14
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to write. `rows` may be a generator; `footer` says where the figures come from and what they leave out."""

    name: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[Out]]
    title: str | None = None
    footer: Sequence[str] = ()


def write_workbook(sheets: Iterable[OutSheet], target: BinaryIO) -> None:
    """Write the sheets to an open binary file; raises ValueError when a row has not one value per column."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        name = sheet_name(sheet.name, taken)
        taken.add(name.lower())
        _write_sheet(book.create_sheet(name), sheet)
    book.save(target)


def workbook_bytes(sheets: Iterable[OutSheet]) -> bytes:
    """The same as bytes, for files that are small."""
    target = io.BytesIO()
    write_workbook(sheets, target)
    return target.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts, unlike the taken ones (given in lower case)."""
    base = wanted.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or "表"
    name, number = base, 2
    while name.lower() in taken:
        mark = f"（{number}）"
        name, number = base[: _LONGEST_NAME - len(mark)] + mark, number + 1
    return name


def _write_sheet(target: Any, sheet: OutSheet) -> None:
    header_row = 2 if sheet.title else 1
    target.freeze_panes = f"A{header_row + 1}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.print_title_rows = f"{header_row}:{header_row}"
    for index, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(index)].width = column.width
    if sheet.title:
        target.row_dimensions[1].height = TITLE
        target.append([_styled(target, sheet.title, Font(bold=True, size=14), Alignment())])
    target.row_dimensions[header_row].height = row_height((each.header, each.width) for each in sheet.columns)
    target.append([_header(target, column.header) for column in sheet.columns])
    try:
        _write_rows(target, sheet, header_row + 1)
    except BaseException:
        # An open stream of rows would complain when it is collected.
        target.close()
        raise
    if sheet.footer:
        target.append([])
    for line in sheet.footer:
        target.append([_styled(target, line, Font(color="7F7F7F", size=9), Alignment())])


def _write_rows(target: Any, sheet: OutSheet, first: int) -> None:
    """One cell object per column and format, used again for every row: a written row is not kept."""
    wrapped = [(index, column.width) for index, column in enumerate(sheet.columns) if column.wrap]
    pool: dict[tuple[int, str], Any] = {}
    width = len(sheet.columns)
    for number, row in enumerate(sheet.rows, start=first):
        if len(row) != width:
            raise ValueError(f"row of {len(row)} values for {width} columns on sheet {sheet.name}")
        cells = []
        for index, value in enumerate(row):
            filling = content(value)
            key = (index, filling.number_format)
            cell = pool.get(key)
            if cell is None:
                cell = pool[key] = _data_cell(target, sheet.columns[index], right=not filling.is_text)
            put(cell, filling)
            cells.append(cell)
        height = row_height((str(cells[index].value or ""), each) for index, each in wrapped)
        if height:
            target.row_dimensions[number].height = height
        target.append(cells)
        # It has been written, and 100,000 of them would be kept.
        target.row_dimensions.pop(number, None)


def _data_cell(target: Any, column: OutColumn, *, right: bool) -> Any:
    cell = WriteOnlyCell(target)
    cell.border = BORDER
    cell.alignment = Alignment(
        vertical="center", wrap_text=column.wrap, horizontal="right" if right else "left"
    )
    return cell


def _header(target: Any, text: str) -> Any:
    cell = _styled(
        target, text, Font(bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    )
    cell.fill = HEADER_FILL
    cell.border = BORDER
    return cell


def _styled(target: Any, text: str, font: Font, alignment: Alignment) -> Any:
    cell = WriteOnlyCell(target)
    put(cell, text_content(text))
    cell.font = font
    cell.alignment = alignment
    return cell
