"""Workbooks for people to fill and hand back: everything locked but the cells to fill, choices to pick from.

Cells to fill are text by format: what a person types stays what he typed (no `16.40` → `16.4`, no `3-5` → date).
The protection has no password: it guards against slips. A hidden sheet says what the workbook is about.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils.cell import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from workbooks.cells import Out, content, put, text_content
from workbooks.heights import TITLE, row_height
from workbooks.writing import BORDER, HEADER_FILL

ABOUT_SHEET = "系统信息"
_TO_FILL = PatternFill("solid", start_color="FFFBE6")
_AS_TYPED = "@"
_INLINE = 255
"""A list of choices inside a validation may have no more characters than this."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: header, width in characters, whether a person fills it, what may be picked there, a word of help."""

    header: str
    width: int = 14
    fill: bool = False
    right: bool = False
    hidden: bool = False
    choices: Sequence[str] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: one value per column; `locked` where nothing may be filled; `choices` of this row by column (from 0)."""

    values: Sequence[Out]
    locked: bool = False
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """The sheet to fill. `lines` stand under the title; `about` goes into the hidden sheet; `frozen` columns stay."""

    name: str
    title: str
    lines: Sequence[str]
    columns: Sequence[FormColumn]
    rows: Sequence[FormRow]
    about: Mapping[str, str]
    frozen: int = 0


def form_bytes(form: Form) -> bytes:
    """The workbook of one form."""
    book = Workbook()
    sheet, about = book.active, book.create_sheet(ABOUT_SHEET)
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = form.name
    header_row = len(form.lines) + 2
    _head(sheet, form, header_row)
    for offset, row in enumerate(form.rows, start=1):
        _row(sheet, form.columns, header_row + offset, row)
    _about(about, form.about)
    _choices(sheet, about, form, header_row)
    _page(sheet, form, header_row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _head(sheet: Any, form: Form, header_row: int) -> None:
    put(sheet.cell(1, 1), text_content(form.title))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.row_dimensions[1].height = TITLE
    sheet.row_dimensions[header_row].height = row_height((one.header, one.width) for one in form.columns)
    for number, line in enumerate(form.lines, start=2):
        put(sheet.cell(number, 1), text_content(line))
        sheet.cell(number, 1).font = Font(color="595959", size=9)
    for index, column in enumerate(form.columns, start=1):
        cell = sheet.cell(header_row, index)
        put(cell, text_content(column.header))
        cell.font, cell.fill, cell.border = Font(bold=True), HEADER_FILL, BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column.hidden


def _row(sheet: Any, columns: Sequence[FormColumn], number: int, row: FormRow) -> None:
    if len(row.values) != len(columns):
        raise ValueError(f"row of {len(row.values)} values for {len(columns)} columns")
    shown = []
    for index, (column, value) in enumerate(zip(columns, row.values, strict=True), start=1):
        cell = sheet.cell(number, index)
        open_to_fill = column.fill and not row.locked
        put(cell, text_content(str(value)) if column.fill and value else content(value or None))
        if column.fill:
            cell.number_format = _AS_TYPED
        cell.border = BORDER
        cell.alignment = Alignment(
            vertical="center", wrap_text=True, horizontal="right" if column.right else "left"
        )
        if open_to_fill:
            cell.fill, cell.protection = _TO_FILL, Protection(locked=False)
        if not column.hidden:
            shown.append((str(cell.value or ""), column.width))
    sheet.row_dimensions[number].height = row_height(shown)


def _about(sheet: Any, about: Mapping[str, str]) -> None:
    for number, (name, value) in enumerate(about.items(), start=1):
        put(sheet.cell(number, 1), text_content(name))
        put(sheet.cell(number, 2), text_content(value))
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _choices(sheet: Any, about: Any, form: Form, header_row: int) -> None:
    """Choices of a column from a range of the hidden sheet; choices of single rows inside their validation."""
    for index, column in enumerate(form.columns, start=1):
        letter = get_column_letter(index)
        if column.choices:
            for number, choice in enumerate(column.choices, start=1):
                put(about.cell(number, index + 3), text_content(choice))
            there = get_column_letter(index + 3)
            area = absolute_coordinate(f"{there}1:{there}{len(column.choices)}")
            rule = _rule(f"{quote_sheetname(ABOUT_SHEET)}!{area}", column)
            rule.add(f"{letter}{header_row + 1}:{letter}{header_row + max(len(form.rows), 1)}")
            sheet.add_data_validation(rule)
        for offset, row in enumerate(form.rows, start=1):
            listed = ",".join(row.choices.get(index - 1, ()))
            plain = not any("," in choice or '"' in choice for choice in row.choices.get(index - 1, ()))
            if listed and plain and len(listed) <= _INLINE:
                rule = _rule(f'"{listed}"', column)
                rule.add(f"{letter}{header_row + offset}")
                sheet.add_data_validation(rule)


def _rule(source: str, column: FormColumn) -> DataValidation:
    """A drop-down that warns of other words and lets them through: the upload says what is wrong with them."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    rule.error, rule.errorTitle = f"“{column.header}”一般从下拉列表中选。", "请核对"
    if column.help:
        rule.prompt, rule.promptTitle = column.help, column.header
        rule.showInputMessage = True
    return rule


def _page(sheet: Any, form: Form, header_row: int) -> None:
    sheet.freeze_panes = f"{get_column_letter(form.frozen + 1)}{header_row + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.oddFooter.center.text = "第 &P 页 / 共 &N 页"
    sheet.protection.sheet = True
    # Widths and heights are the person's own; False is openpyxl's (and the format's) word for “allowed”.
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
