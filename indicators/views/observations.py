"""A reviewer brings observations in: upload, look at what was read, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.downloads import XLSX
from accounts.kept import keep_form
from accounts.models import User
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, tell
from imports.models import ImportBatch
from imports.summaries import batch_lines, batches
from indicators.actions import observation_jobs
from indicators.actions.observations import (
    apply_observations,
    check_batch,
    preview_observations,
)
from indicators.forms import ConfirmForm, UploadForm
from indicators.importers.templates import observation_template
from refusals import Refused, Stale

RECENT = 5


@requires(Permission.IMPORT_OBSERVATIONS)
def import_observations(request: SignedInRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        upload = form.cleaned_data["file"]
        with RefusalsIn(form, "file"):
            batch = _take(upload.read(), upload.name, form.cleaned_data["sheet"], request.user)
            return redirect("import", pk=batch.pk)
    recent = batches().filter(kind=ImportBatch.Kind.OBSERVATIONS)[:RECENT]
    context = {"form": form, "recent": batch_lines(list(recent))}
    return render(request, "indicators/import_observations.html", context)


def _take(content: bytes, file_name: str, sheet: str, by: User) -> ImportBatch:
    """Check a short file at once; a long one by a Job."""
    if observation_jobs.is_long(content):
        return observation_jobs.ask_for_check(content=content, file_name=file_name, sheet=sheet, by=by)
    return preview_observations(content=content, file_name=file_name, sheet=sheet, by=by)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_POST
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.OBSERVATIONS)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return _again(request, pk)
    reason = form.cleaned_data["reason"]
    if sum(batch.report.get("counts", {}).values()) > observation_jobs.LONG:
        observation_jobs.ask_for_apply(batch, only_clean=True, reason=reason, by=request.user)
        return redirect("import", pk=pk)
    try:
        applied = apply_observations(pk, by=request.user, only_clean=True, reason=reason)
    except Refused as refusal:
        if isinstance(refusal, Stale):
            check_batch(batch)
        tell(request, refusal)
        return _again(request, pk)
    messages.success(request, f"已入账 {applied.written} 行，相关评价将重新计算。")
    return redirect("import", pk=pk)


def _again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The preview, with the reason as it was written."""
    keep_form(request, reverse("import", args=[pk]), reason=request.POST.get("reason", ""))
    return redirect("import", pk=pk)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_safe
def template(_request: SignedInRequest) -> HttpResponse:
    """An empty workbook with the columns, their explanations, and the names the catalogue knows."""
    response = HttpResponse(observation_template(), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E7%9B%91%E6%B5%8B%E6%95%B0%E6%8D%AE.xlsx"
    return response
