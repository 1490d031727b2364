"""Findings: the list, and one finding with its cells, its rows and its decisions."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from accounts.telling import refused_to
from counties.models import Finding
from custody.moments import as_of
from custody.past_links import PARAMETER
from plans.actions import decide_finding
from plans.finding_export import finding_sheet
from plans.finding_filter import Selection, select
from plans.finding_form import DecisionForm
from plans.summaries.findings import decision_steps, finding_lines, originals, tallies

PER_PAGE = 100


@requires(Permission.VIEW_FIGURES)
@as_of
def finding_list(request: SignedInRequest) -> HttpResponse:
    selection = select(visible_counties(request.user), request.GET)
    if request.GET.get("format") == "xlsx":
        sheet = finding_sheet(finding_lines(selection.findings), selection.form.said())
        return workbook_response([sheet], name="数据质疑", by=request.user)
    return render(request, "plans/finding_list.html", _context(request, selection))


def _context(request: SignedInRequest, selection: Selection) -> dict[str, object]:
    address = request.GET.copy()
    address.pop("page", None)
    export = address.copy()
    export["format"] = "xlsx"
    page = Paginator(selection.findings, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": selection.form,
        "problems": selection.problems,
        "summary": selection.form.said(),
        "cleared": request.path if address.keys() - {PARAMETER} else "",
        "address": address.urlencode(),
        "export": export.urlencode(),
        "page": page,
        "lines": finding_lines(cast("QuerySet[Finding]", page.object_list)),
        "tallies": tallies(selection.scope),
        "may_decide": has_permission(request.user, Permission.DECIDE_FINDINGS),
    }


@requires(Permission.VIEW_FIGURES)
@as_of
@refused_to("finding-decide")
def finding_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Finding.objects.filter(county__in=visible_counties(request.user))
    finding = get_object_or_404(visible, pk=pk)
    may_decide = has_permission(request.user, Permission.DECIDE_FINDINGS, county_id=finding.county_id)
    if request.method == "POST" and not may_decide:
        raise Http404
    form = DecisionForm(request.POST or None, finding=finding)
    if request.method == "POST" and form.is_valid():
        decide_finding(finding=finding, by=request.user, **form.cleaned_data)
        messages.success(request, f"已记录处理意见：{form.label}。")
        return redirect("finding-decide", pk=finding.pk)
    line = finding_lines(visible.filter(pk=pk))[0]
    context = {
        "line": line,
        "originals": originals(line, visible_counties(request.user)),
        "form": form if may_decide and finding.gone_at is None and not request.as_of else None,
        "steps": decision_steps(finding.pk, until=request.as_of),
    }
    return render(request, "plans/finding.html", context)
