"""Any table file as an .xlsx that shows the same texts: what can be marked and filled in again."""

import io

from openpyxl import Workbook as NewBook
from openpyxl.utils.cell import get_column_letter

from workbooks.cells import put, text_content
from workbooks.limits import DEFAULT_LIMITS, Limits
from workbooks.opening import Kind, kind_of, open_workbook
from workbooks.reading import Sheet

_LONGEST_NAME = 31


def as_xlsx(source: bytes, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file itself where it is an .xlsx; else one with the same sheets, texts, merges, all that is hidden shown.

    Raises UnreadableWorkbookError as reading does.
    """
    if kind_of(source, limits) is Kind.XLSX:
        return source
    book = NewBook()
    del book[book.sheetnames[0]]
    for sheet in open_workbook(source, "", limits, read_hidden=True).sheets:
        _copy(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _copy(book: NewBook, sheet: Sheet) -> None:
    copy = book.create_sheet(sheet.name[:_LONGEST_NAME])
    for row, line in enumerate(sheet.rows, start=1):
        for column, text in enumerate(line, start=1):
            if text:
                put(copy.cell(row, column), text_content(text))
    for merge in sheet.merges:
        first, last = get_column_letter(merge.left), get_column_letter(merge.right)
        copy.merge_cells(f"{first}{merge.top}:{last}{merge.bottom}")
