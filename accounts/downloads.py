"""Files that leave the house: every export and every download leaves an act on record, none runs in a browser."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import PurePath
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from accounts.models import User
from accounts.records import record
from custody.moments import in_words, shown_moment
from custody.originals import ChangedOriginalError, OriginalRefusedError
from workbooks.writing import OutSheet, workbook_bytes

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {".csv": "text/csv", ".xls": "application/vnd.ms-excel", ".et": "application/vnd.ms-excel"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def workbook_response(sheets: Sequence[OutSheet], *, name: str, by: User) -> HttpResponse:
    """Answer with a workbook to save as `name`.xlsx; `name` says what it is about, with its filters.

    On a page of the past (`custody.moments`) every title and the name say of which moment it is.
    """
    if moment := shown_moment():
        said = f"截至 {in_words(moment)}"
        sheets = [replace(sheet, title=f"{sheet.title or sheet.name}（{said}）") for sheet in sheets]
        name = f"{name} {said.replace(':', '')}"
    content = workbook_bytes(sheets)
    with transaction.atomic():
        record("导出表格", name, by=by, detail={"sheets": [sheet.name for sheet in sheets]})
    return _attachment(content, f"{name}.xlsx")


def word_response(content: bytes, *, name: str, by: User) -> HttpResponse:
    """Answer with a Word document to save as `name`.docx."""
    with transaction.atomic():
        record("导出表格", name, by=by, detail={"format": "Word"})
    return _attachment(content, f"{name}.docx", DOCX)


def file_response(
    content: bytes, *, name: str, by: User, county_id: int | None = None, detail: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer with a kept workbook to save as `name`; the caller has asked whether `by` may have it."""
    with transaction.atomic():
        record("下载文件", name, by=by, county_id=county_id, detail=detail)
    return _attachment(content, name, _TYPES.get(PurePath(name).suffix.lower(), XLSX))


def only_originals(view: View[R, P]) -> View[R, P]:
    """Where the view's file is gone or is not what came in, a page says so: 404, or 409 for a changed one."""

    @wraps(view)
    def told(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except OriginalRefusedError as refusal:
            logger.exception("A kept file is not handed out: %s", request.path)
            status = 409 if isinstance(refusal, ChangedOriginalError) else 404
            return render(request, "accounts/no_original.html", {"why": str(refusal)}, status=status)

    return cast("View[R, P]", told)


def _attachment(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A download that no browser opens in place or guesses at."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
