"""Upload of a plan workbook: choose, preview (new / changed / same / gone), confirm or drop."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.kept import kept_form
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Revision
from imports.doors import Doors, confirming, discarding
from imports.flow import Applied
from imports.forms import PlanFileForm, plan_choice, table_file
from imports.hidden import may_read_hidden
from imports.importers import Choices
from imports.models import ImportBatch
from imports.summaries import entering_of
from plans.consequences import losing_in_words
from plans.uploading import PLAN, upload_plan
from plans.views import columns, preview_form, rows


class PlanUploadForm(PlanFileForm):
    """A workbook, whose it is, and (only where the title has changed) which plan it corrects."""

    plan = plan_choice(
        "作为哪个规划的新版",
        unless_chosen="按文件标题认定",
        help_text="一般不必选择；更正后的文件标题也有改动的，在此指明原规划。",
    )
    file = table_file("规划工作簿")


@requires(Permission.IMPORT_PLANS)
def upload(request: SignedInRequest) -> HttpResponse:
    form = PlanUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with RefusalsIn(form, "file"):
            batch = upload_plan(
                content=file.read(),
                file_name=file.name,
                county=form.cleaned_data["county"],
                plan=form.cleaned_data["plan"],
                by=request.user,
            )
            return redirect("import-plan-preview", pk=batch.pk)
    waiting = ImportBatch.objects.filter(kind=ImportBatch.Kind.PLAN, state=ImportBatch.State.PREVIEWED)
    return render(request, "plans/plan_upload.html", {"form": form, "waiting": waiting[:10]})


@requires(Permission.IMPORT_PLANS)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _batch(pk)
    waiting = batch.state == ImportBatch.State.PREVIEWED
    context = {
        "batch": batch,
        "report": batch.report,
        "waiting": waiting,
        "is_waiting": waiting,
        "may_apply": True,
        "may_read_hidden": may_read_hidden(batch),
        "entering": entering_of(batch, request.GET),
        "kept": kept_form(request),
        "answers": Revision.Answers.choices,
        "revisions": _revisions(batch) if waiting else (),
    }
    if waiting or batch.state == ImportBatch.State.REFUSED:
        context |= columns.offered(batch, context["kept"])
        context |= rows.asked_rows(batch, context["kept"])
        context["advice"] = _advice(unknown=bool(context["unknown"]), asks=context["asks"])
    return render(request, "plans/plan_preview.html", context)


def _advice(*, unknown: bool, asks: bool) -> str:
    """What to do with a file of which something cannot be read."""
    said = ["不在指标目录中的行请在“逐行核对”中指明"] if unknown else []
    said += ["表头有几种读法的，请在“各列的含义”中选择"] if asks else []
    return "；".join([*said, f"{'其余' if said else ''}请按下列提示改正后重新上传。"])


def _revisions(batch: ImportBatch) -> QuerySet[Revision]:
    """What is on record of the plan already, a 修改说明 that was typed beforehand among it."""
    return Revision.objects.filter(plan=batch.report.get("plan_pk")).order_by("-pk")


def _basis(request: HttpRequest) -> Choices:
    return {"basis": {name: request.POST.get(name, "") for name in preview_form.BASIS}}


def _to_plan(request: SignedInRequest, done: Applied) -> HttpResponse:
    if losing := losing_in_words(done.batch.report.get("losing", [])):
        messages.warning(request, f"已随行失效：{losing}。如仍适用，请在新的指标行上重新下达或认定。")
    return redirect("plan", key=done.result.plan.key)


DOORS = Doors(
    PLAN,
    choices=_basis,
    kept=preview_form.BASIS,
    preview="import-plan-preview",
    applied=lambda done: f"已入账：{done.result}。相关评价将重新计算。",
    after=_to_plan,
    discarded="台账没有任何改动",
    dropped=lambda _batch: redirect("import-plan"),
)
_confirm = confirming(DOORS)


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to(preview_form.stays)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was chosen since the preview is previewed first: nobody confirms what he has not seen."""
    batch = _batch(pk)
    if batch.state == ImportBatch.State.PREVIEWED:
        seen = preview_form.previewed(request, batch)
        if seen.pk != batch.pk:
            messages.warning(request, preview_form.MOVED)
            return redirect("import-plan-preview", pk=seen.pk)
    answer: HttpResponse = _confirm(request, pk)
    return answer


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to(preview_form.stays)
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    return _again(request, preview_form.previewed(request, _batch(pk), choosing=True))


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to(preview_form.stays)
def say(request: SignedInRequest, pk: int) -> HttpResponse:
    """Also on the way to a new entry of the catalogue: what was chosen so far is not lost there."""
    if place := request.POST.get("_entry"):
        batch = preview_form.previewed(request, _batch(pk))
        preview_form.carry(request, batch)
        return redirect(f"{reverse('import-plan-entry', args=[batch.pk])}?{urlencode({'row': place})}")
    return _again(request, preview_form.previewed(request, _batch(pk), saying=True))


def _again(request: SignedInRequest, again: ImportBatch) -> HttpResponse:
    if again.state == ImportBatch.State.REFUSED:
        messages.warning(request, "已按所选重新预览，仍有内容不能读取，尚不能入账；请看下面的提示。")
    else:
        messages.success(request, "已按所选重新预览，请核对后再确认。")
    return redirect("import-plan-preview", pk=again.pk)


def _batch(pk: int) -> ImportBatch:
    batch: ImportBatch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.PLAN)
    return batch


drop = discarding(DOORS)
