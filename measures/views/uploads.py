"""Upload of a task list: choose, preview every row, map departments, confirm or drop."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from imports.doors import Doors, confirming, discarding
from imports.models import ImportBatch
from measures.forms import ListUploadForm
from measures.importing import MEASURES, map_departments, upload_measures


@requires(Permission.IMPORT_PLANS)
def upload(request: SignedInRequest) -> HttpResponse:
    form = ListUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, said = form.cleaned_data["file"], form.cleaned_data
        with RefusalsIn(form, "file"):
            batch = upload_measures(
                content=file.read(),
                file_name=file.name,
                county=said["county"],
                plan=said["plan"],
                by=request.user,
            )
            return redirect("import", pk=batch.pk)
    waiting = ImportBatch.objects.filter(kind=MEASURES.kind, state=ImportBatch.State.PREVIEWED)
    return render(request, "measures/list_upload.html", {"form": form, "waiting": waiting[:10]})


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to("import")
def departments(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Preview anew with what the person says the printed names are."""
    get_object_or_404(ImportBatch, pk=pk, kind=MEASURES.kind)
    names, codes = request.POST.getlist("printed"), request.POST.getlist("department")
    again = map_departments(pk, dict(zip(names, codes, strict=False)), by=request.user)
    messages.info(request, "已按所选的部门重新预览。")
    return redirect("import", pk=again.pk)


DOORS = Doors(
    MEASURES,
    applied=lambda done: f"已入账：{done.result}。",
    discarded="台账没有任何改动",
    dropped=lambda _batch: redirect("import-measures"),
)
confirm = confirming(DOORS)
drop = discarding(DOORS)
