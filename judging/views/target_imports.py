"""A list of targets filled in Excel: upload and confirmation; the report itself is a page of `imports`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission
from accounts.telling import refused_to
from imports import flow
from imports.doors import Doors, confirming
from imports.entering import LEAVE_FLAGGED
from imports.importers import Source
from indicators.forms import UploadForm
from judging.actions.target_imports import TARGETS


@requires(Permission.SET_TARGETS)
@require_POST
@refused_to("target-list")
def upload(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("target-list")
    file = form.cleaned_data["file"]
    source = Source(file.read(), file.name, form.cleaned_data["sheet"])
    batch = flow.bring(TARGETS, source, by=request.user)
    return redirect("import", pk=batch.pk)


apply = confirming(
    Doors(
        TARGETS,
        applied=lambda done: f"已录入 {done.written} 个下达目标，相关评价将重新计算。",
        choices=lambda request: {LEAVE_FLAGGED: bool(request.POST.get(LEAVE_FLAGGED))},
        kept=(LEAVE_FLAGGED,),
    )
)
