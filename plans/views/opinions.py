"""Opinions of a 规划修改: typed one by one, or brought in by a sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Opinion, Revision
from imports import flow
from imports.doors import Doors, confirming
from imports.importers import Source
from indicators.forms import UploadForm
from plans.opinion_forms import OpinionForm
from plans.opinion_imports import OPINIONS
from plans.opinions import FIELDS, remove_opinion, save_opinion


@requires(Permission.IMPORT_PLANS)
def opinion_new(request: SignedInRequest, pk: int) -> HttpResponse:
    revision = get_object_or_404(Revision.objects.select_related("plan__county"), pk=pk)
    return _edit(request, revision, None)


@requires(Permission.IMPORT_PLANS)
def opinion_change(request: SignedInRequest, pk: int) -> HttpResponse:
    opinion = get_object_or_404(Opinion.objects.select_related("revision__plan__county"), pk=pk)
    return _edit(request, opinion.revision, opinion)


def _edit(request: SignedInRequest, revision: Revision, opinion: Opinion | None) -> HttpResponse:
    initial = {name: getattr(opinion, name) for name in FIELDS} if opinion else {}
    form = OpinionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            saved = save_opinion(revision, form.cleaned_data, by=request.user, standing=opinion)
            messages.success(request, f"已保存第 {saved.number} 条意见。")
            return redirect("revision", pk=revision.pk)
    context = {"revision": revision, "opinion": opinion, "form": form}
    return render(request, "plans/opinion.html", context)


@requires(Permission.IMPORT_PLANS)
@require_POST
def opinion_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    opinion = get_object_or_404(Opinion.objects.select_related("revision__plan__county"), pk=pk)
    remove_opinion(opinion, by=request.user)
    messages.success(request, f"已删除第 {opinion.number} 条意见；历次内容仍可在县区变动中查看。")
    return redirect("revision", pk=opinion.revision_id)


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to("revision")
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    revision = get_object_or_404(Revision, pk=pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("revision", pk=pk)
    file = form.cleaned_data["file"]
    options = {"revision": revision.pk}
    source = Source(file.read(), file.name, form.cleaned_data["sheet"], options=options)
    batch = flow.bring(OPINIONS, source, by=request.user)
    return redirect("import", pk=batch.pk)


apply = confirming(
    Doors(
        OPINIONS,
        applied=lambda done: f"已写入 {done.written} 条意见。",
        after=lambda _request, done: redirect("revision", pk=done.batch.options["revision"]),
    )
)
