"""Findings: the list, and one finding with its cells, its rows and its decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from accounts.telling import refused_to
from counties.models import Finding
from custody.moments import as_of
from lists.listing import Listing
from plans.actions import decide_finding
from plans.finding_export import COLUMNS, finding_rows
from plans.finding_filter import FindingFilter, by_group
from plans.finding_form import DecisionForm
from plans.summaries.findings import decision_steps, finding_lines, in_groups, originals, tallies


@requires(Permission.VIEW_FIGURES)
@as_of
def finding_list(request: SignedInRequest) -> HttpResponse:
    chosen = FindingFilter(visible_counties(request.user), request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("数据质疑", COLUMNS, finding_rows(finding_lines(chosen.qs)))
        return workbook_response([sheet], name="数据质疑", by=request.user)
    context = {
        "listing": listing,
        "lines": in_groups(finding_lines(listing.shown), by_group(chosen.qs)),
        "tallies": tallies(chosen.scope),
        "may_decide": not request.as_of and has_permission(request.user, Permission.DECIDE_FINDINGS),
    }
    return render(request, "plans/finding_list.html", context)


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
    is_open = finding.gone_at is None and not request.as_of
    line = finding_lines(visible.filter(pk=pk))[0]
    context = {
        "line": line,
        "originals": originals(line, visible_counties(request.user)),
        "form": form if may_decide and is_open and finding.decision != Finding.Decision.RULED else None,
        "may_rule": may_decide and is_open,
        "steps": decision_steps(finding.pk, until=request.as_of),
    }
    return render(request, "plans/finding.html", context)
