"""A downloaded 填报表 filled as a person fills it: cells named by row of the table and header."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from imports.models import ImportBatch
from reporting.actions.uploads import upload_sheet
from reporting.models import Round
from reporting.sheets import sheet_bytes
from tests.reporting.rounds import Cast

Change = Callable[[Any], None]


def header_row(sheet: Any) -> int:
    return next(row for row in range(1, 13) if sheet.cell(row, 3).value == "指标")


def column(sheet: Any, header: str) -> int:
    row = header_row(sheet)
    return next(c for c in range(1, sheet.max_column + 1) if str(sheet.cell(row, c).value).startswith(header))


def cell(sheet: Any, number: int, header: str) -> Any:
    """The cell of the `number`-th row of the table (from 1) under a header."""
    return sheet.cell(header_row(sheet) + number, column(sheet, header))


def changed(content: bytes, change: Change) -> bytes:
    """The workbook after a person's work on its first sheet."""
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def typed(*values: tuple[int, str, object]) -> Change:
    """Fill (row of the table, header, value) cells."""

    def fill(sheet: Any) -> None:
        for number, header, value in values:
            cell(sheet, number, header).value = value

    return fill


def uploaded(
    of: Cast, round_: Round, *values: tuple[int, str, object], content: bytes | None = None
) -> ImportBatch:
    """Download (unless given), fill and upload the sheet as the county's clerk."""
    content = content or sheet_bytes(round_, of.county, of.clerk)
    return upload_sheet(
        content=changed(content, typed(*values)),
        file_name="填报表.xlsx",
        of=round_,
        county=of.county,
        by=of.clerk,
    )


def messages(batch: ImportBatch) -> list[str]:
    return [problem["message"] for problem in batch.report["problems"]]
