"""What superiors set: the list of rows that wait, and one row's statements."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.kept import keep_form, kept_form
from accounts.models import User
from accounts.permissions import Permission
from accounts.telling import refused_to
from custody.moments import as_of
from indicators.actions import targets as actions
from indicators.forms import UploadForm
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from judging import annual_texts, target_texts
from judging.forms import AnnualForm, AssignForm, VerdictForm, WithdrawForm
from judging.importers.target_templates import target_sheets
from judging.questions import Inputs, load_inputs
from judging.summaries.contradictions import published_among
from judging.summaries.target_versions import VersionLine, versions
from judging.summaries.targets import lines_of
from judging.summaries.unscoped import open_targets
from judging.target_filter import TargetFilter
from judging.target_remarks import remark_on
from lists.listing import Listing

FORMS = {"assign": AssignForm, "annual": AnnualForm, "verdict": VerdictForm}
VERSIONS: dict[str, Any] = {"assigned": AssignedTarget, "annual": AnnualTarget, "verdict": SuperiorVerdict}


@requires(Permission.SET_TARGETS)
@require_safe
@as_of
def target_list(request: SignedInRequest) -> HttpResponse:
    counties = visible_counties(request.user)
    chosen = TargetFilter(counties, request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        return workbook_response(target_sheets(lines_of(chosen.qs)), name="下达目标", by=request.user)
    lines = lines_of(listing.shown)
    context = {
        "form": UploadForm(),
        "listing": listing,
        "lines": lines,
        "standing": chosen.asked["standing"],
        "counts": chosen.counts,
        "shows_demo": any(line.uses_demo for line in lines),
        "unscoped": open_targets(counties).count(),
    }
    return render(request, "judging/target_list.html", context)


@requires(Permission.SET_TARGETS)
@as_of
@refused_to("target-assign")
def target_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    inputs = _inputs(request.user, pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    forms = {
        name: form(request.POST if name == act else None, prefix=name, inputs=inputs)
        for name, form in FORMS.items()
    }
    if act in forms and forms[act].is_valid():
        said = _apply(act, inputs.row, forms[act], request.user)
        messages.success(request, f"{said}，相关评价将重新计算。")
        return redirect("target-assign", pk=pk)
    found, kept = versions(inputs.row), kept_form(request)
    context = {
        "row": inputs.row,
        "unit": inputs.unit,
        "forms": forms,
        # A withdrawal that was refused stands in its own line again.
        "versions": [(line, kept if _is_of(line, kept) else {}) for line in found],
        "touched": [] if request.as_of else published_among(inputs.row.plan.years),
        "is_replaceable": target_texts.is_replaceable(inputs.row.target_text),
        "assigned": inputs.assigned,
        "assigned_words": target_texts.words(inputs, inputs.assigned.text) if inputs.assigned else "",
        # The reading's preview of verdicts rests on the figures in force, invented ones included.
        "shows_demo": inputs.uses_demo(inputs.row.target_year) or any(line.version.is_demo for line in found),
    }
    return render(request, "judging/target_assign.html", context)


def _is_of(line: VersionLine, kept: dict[str, Any]) -> bool:
    return (line.kind, line.version.pk) == (kept.get("kind"), kept.get("version"))


def _apply(act: str, row: PlanIndicator, form: Any, by: User) -> str:
    said, document = form.cleaned_data, form.document()
    if act == "assign":
        new = actions.assign_target(row, text=said["text"], document=document, by=by)
        return f"已下达目标“{new.text}”"
    if act == "annual":
        year = actions.set_annual_target(
            row,
            year=said["year"],
            text=said["text"],
            scope=said.get("scope", ""),
            document=document,
            by=by,
        )
        return f"已录入{year.year}年度目标“{year.said}”"
    verdict = actions.record_superior_verdict(
        row, year=said["year"], status=said["status"], document=document, by=by
    )
    return f"已录入{verdict.year}年上级认定“{verdict.get_status_display()}”"


@requires(Permission.SET_TARGETS)
@require_safe
def target_reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """How a text being typed would be read, and what would become of the verdicts: a fragment."""
    inputs = _inputs(request.user, pk)
    is_annual = "annual-text" in request.GET
    read = _annual_reading if is_annual else _assigned_reading
    return render(
        request, "judging/_target_reading.html", {"is_annual": is_annual, **read(inputs, request.GET)}
    )


def _assigned_reading(inputs: Inputs, said: QueryDict) -> dict[str, Any]:
    text = said.get("assign-text", "").strip()
    if not text:
        return {}
    if refused := target_texts.refusal(inputs, text):
        return {"refused": refused}
    return {
        "words": target_texts.words(inputs, text),
        "verdicts": target_texts.verdicts_with(inputs, text),
        "remark": remark_on(inputs, text),
    }


def _annual_reading(inputs: Inputs, said: QueryDict) -> dict[str, Any]:
    """The same for an annual target; what would become of the verdicts once its year is chosen."""
    text, scope = said.get("annual-text", "").strip(), said.get("annual-scope", "")
    year = next((one for one in inputs.row.plan.years if str(one) == said.get("annual-year")), None)
    if not text:
        return {}
    if refused := annual_texts.refusal(inputs, year or inputs.row.target_year, text, scope):
        return {"refused": refused}
    return {
        "words": annual_texts.words(inputs, text, scope),
        "verdicts": annual_texts.verdicts_with(inputs, year, text, scope) if year else [],
        "remark": remark_on(inputs, text, year=year or inputs.row.target_year, scope=scope),
    }


@requires(Permission.SET_TARGETS)
@require_POST
@refused_to(lambda _request, _refusal, pk, **_: redirect("target-assign", pk=pk))
def target_withdraw(request: SignedInRequest, pk: int, kind: str, version: int) -> HttpResponse:
    inputs = _inputs(request.user, pk)
    if kind not in VERSIONS:
        raise Http404
    found = get_object_or_404(VERSIONS[kind], pk=version, plan_indicator=inputs.row)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        why, page = str(form.errors["reason"][0]), reverse("target-assign", args=[pk])
        messages.error(request, why)
        keep_form(request, page, kind=kind, version=version, reason=request.POST.get("reason", ""), why=why)
        return redirect(f"{page}#versions")
    actions.withdraw(found, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "已撤销，原内容仍留在历次记录中；相关评价将重新计算。")
    return redirect("target-assign", pk=pk)


def _inputs(user: User, pk: int) -> Inputs:
    """One judged row within the person's counties, with everything its verdicts read; else 404."""
    scope = PlanIndicator.objects.judged().filter(plan__county__in=visible_counties(user))
    get_object_or_404(scope.only("pk"), pk=pk)
    return load_inputs([pk])[0]
