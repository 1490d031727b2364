"""The 填报表: download, upload, preview, confirm or drop, and the marked copy."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import file_response
from accounts.models import User
from accounts.permissions import Permission, has_permission
from accounts.telling import RefusalsIn
from counties.models import County
from imports.doors import Doors, confirming, discarding, marking
from imports.importers import Choices
from imports.models import ImportBatch
from imports.outcomes import Outcome
from imports.undo_pages import undoing
from lists.asked import whole_numbers
from reporting.actions.uploads import ENTRIES, upload_sheet
from reporting.models import Round
from reporting.sheet_comparing import LABELS
from reporting.sheets import FIELDS, sheet_bytes, sheet_name
from reporting.views.addressed import round_with_entries
from workbooks.kinds import ENDINGS


class SheetForm(forms.Form):
    """The filled sheet."""

    file = forms.FileField(
        label="填好的填报表",
        validators=[FileExtensionValidator(ENDINGS, "请上传 .xlsx、.xls、.et 或 .csv 文件。")],
        error_messages={"required": "请选择填好的填报表。", "empty": "文件是空的，请重新选择。"},
    )


def _to_fill(user: User, year: int, code: str) -> tuple[Round, County]:
    """The same for somebody who fills in this county."""
    of, county = round_with_entries(user, year, code)
    if not has_permission(user, Permission.ENTER_FIGURES, county_id=county.pk):
        raise Http404
    return of, county


def _own_uploads(user: User) -> QuerySet[ImportBatch]:
    """Uploads of the person's own, in counties where he still fills."""
    filled = [
        county.pk
        for county in visible_counties(user)
        if has_permission(user, Permission.ENTER_FIGURES, county_id=county.pk)
    ]
    return ImportBatch.objects.select_related("county", "uploaded_by").filter(
        kind=ImportBatch.Kind.ENTRIES, uploaded_by=user, county__in=filled
    )


@requires(Permission.ENTER_FIGURES)
@require_safe
def entry_sheet(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    of, county = _to_fill(request.user, year, code)
    content = sheet_bytes(of, county, request.user)
    detail = {"year": of.year}
    return file_response(
        content, name=sheet_name(of, county), by=request.user, county_id=county.pk, detail=detail
    )


@requires(Permission.ENTER_FIGURES)
def sheet_upload(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    of, county = _to_fill(request.user, year, code)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with RefusalsIn(form, "file"):
            batch = upload_sheet(
                content=file.read(), file_name=file.name, of=of, county=county, by=request.user
            )
            return redirect("sheet-preview", pk=batch.pk)
    own = ImportBatch.objects.filter(
        kind=ImportBatch.Kind.ENTRIES, county=county, uploaded_by=request.user, options__year=of.year
    )
    context = {"form": form, "round": of, "county": county, "uploads": own.defer("report")[:10]}
    return render(request, "reporting/upload.html", context)


@requires(Permission.ENTER_FIGURES)
@require_safe
def sheet_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(_own_uploads(request.user), pk=pk)
    report = batch.report
    waiting = batch.state == ImportBatch.State.PREVIEWED
    rows = [
        {
            **row,
            "fate": _fate(batch, row),
            "label": LABELS[Outcome(row["kind"])],
            "changes": [
                (header, row["standing"][name], row["given"][name])
                for name, header in FIELDS.items()
                if name in row["given"]
            ],
        }
        for row in report["compared"]
    ]
    settled = set() if waiting else {row["message"] for row in rows if row["kind"] == Outcome.CONFLICT}
    context = {
        "batch": batch,
        "report": report,
        "problems": [one for one in report["problems"] if one["message"] not in settled],
        "year": batch.options["year"],
        "conflicts": [row for row in rows if row["kind"] == Outcome.CONFLICT],
        "written": [row for row in rows if row["kind"] in (Outcome.NEW, Outcome.CHANGED)],
        "locked": [row for row in rows if row["kind"] == Outcome.LOCKED],
        "waiting": waiting,
        "refused": batch.state == ImportBatch.State.REFUSED,
    }
    return render(request, "reporting/preview.html", context)


def _fate(batch: ImportBatch, row: dict[str, Any]) -> str:
    """What became of a conflict: before it is confirmed nothing yet."""
    State = ImportBatch.State  # noqa: N806 - a class
    if batch.state not in (State.APPLIED, State.UNDONE):
        return "没有写入"
    if row["entry"] not in batch.report.get("overwritten", ()):
        return "保留系统中的"
    return "已采用表中的" + ("，其后撤销" if batch.state == State.UNDONE else "")


def _overwrite(request: HttpRequest) -> Choices:
    return {"overwrite": whole_numbers(request.POST.getlist("overwrite"))}


def _to_upload(batch: ImportBatch) -> HttpResponse:
    assert batch.county is not None  # noqa: S101 - `_own_uploads` asks for it
    return redirect("sheet-upload", year=batch.options["year"], code=batch.county.code)


DOORS = Doors(
    ENTRIES,
    preview="sheet-preview",
    own=_own_uploads,
    proves=False,
    choices=_overwrite,
    applied=lambda done: f"已写入 {done.written} 项，存为草稿；核对后请提交。",
    discarded="没有改动任何内容",
    dropped=_to_upload,
)
sheet_confirm = confirming(DOORS)
sheet_discard = discarding(DOORS)
sheet_marked = marking(DOORS)
sheet_undo = undoing(DOORS, page="sheet-undo")
