"""A table as Excel: one function, so that every export leaves an act on record and no formula in a cell."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from accounts.models import User
from accounts.records import record
from workbooks.writing import OutSheet, workbook_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(sheets: Sequence[OutSheet], *, name: str, by: User) -> HttpResponse:
    """Answer with a workbook to save as `name`.xlsx; `name` says what it is about, with its filters."""
    content = workbook_bytes(sheets)
    with transaction.atomic():
        record("导出表格", name, by=by, detail={"sheets": [sheet.name for sheet in sheets]})
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return response
