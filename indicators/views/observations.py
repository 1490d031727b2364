"""A reviewer brings observations in: upload, look at what was read, confirm."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.downloads import XLSX
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from imports import work
from imports.doors import Doors, confirming
from imports.entering import LEAVE_FLAGGED
from imports.importers import Choices, Source
from imports.models import ImportBatch
from imports.summaries import batch_lines, batches
from indicators.actions.observations import OBSERVATIONS, answer_open_sheets
from indicators.forms import ConfirmForm, UploadForm
from indicators.importers.open_sheets import read_answers
from indicators.importers.templates import observation_template
from refusals import Refused

RECENT = 5


@requires(Permission.IMPORT_OBSERVATIONS)
def import_observations(request: SignedInRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        upload = form.cleaned_data["file"]
        with RefusalsIn(form, "file"):
            county = form.cleaned_data["county"]
            options = {"county": county.code} if county else {}
            source = Source(upload.read(), upload.name, form.cleaned_data["sheet"], options)
            batch = work.take(OBSERVATIONS, source, by=request.user)
            return redirect("import", pk=batch.pk)
    recent = batches().filter(kind=ImportBatch.Kind.OBSERVATIONS)[:RECENT]
    context = {"form": form, "recent": batch_lines(list(recent))}
    return render(request, "indicators/import_observations.html", context)


def _choices(request: HttpRequest) -> Choices:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused(str(form.errors["reason"][0]))
    return {"reason": form.cleaned_data["reason"], LEAVE_FLAGGED: bool(request.POST.get(LEAVE_FLAGGED))}


apply = confirming(
    Doors(
        OBSERVATIONS,
        applied=lambda done: f"已入账 {done.written} 行，相关评价将重新计算。",
        choices=_choices,
        kept=("reason", LEAVE_FLAGGED),
        may_be_long=True,
    )
)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_POST
@refused_to("import")
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the person says of sheets that leave a year, a unit or a name open."""
    batch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.OBSERVATIONS)
    answer_open_sheets(batch.pk, read_answers(request.POST.dict()), by=request.user)
    return redirect("import", pk=pk)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_safe
def template(_request: SignedInRequest) -> HttpResponse:
    """An empty workbook with the columns, their explanations, and the names the catalogue knows."""
    response = HttpResponse(observation_template(), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E7%9B%91%E6%B5%8B%E6%95%B0%E6%8D%AE.xlsx"
    return response
