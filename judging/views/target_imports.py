"""A list of targets filled in Excel: upload and confirmation; the report itself is a page of `imports`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission
from accounts.telling import refused_to
from imports.models import ImportBatch
from indicators.forms import UploadForm
from judging.actions.target_imports import apply_targets, check_batch, preview_targets
from refusals import Stale


@requires(Permission.SET_TARGETS)
@require_POST
@refused_to("target-list")
def upload(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("target-list")
    file = form.cleaned_data["file"]
    batch = preview_targets(
        content=file.read(), file_name=file.name, sheet=form.cleaned_data["sheet"], by=request.user
    )
    return redirect("import", pk=batch.pk)


@requires(Permission.SET_TARGETS)
@require_POST
@refused_to("import")
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.TARGETS)
    try:
        applied = apply_targets(pk, by=request.user, only_clean=True)
    except Stale:
        check_batch(batch)
        raise
    messages.success(request, f"已录入 {applied.written} 个下达目标，相关评价将重新计算。")
    return redirect("import", pk=pk)
