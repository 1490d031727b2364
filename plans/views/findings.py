"""Findings: the list, and one finding with its cells, its rows and its decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from accounts.telling import tell
from counties.models import Finding
from custody.moments import as_of
from judging.openings import ways_to_rule
from lists.listing import Listing
from plans.actions import decide_finding
from plans.finding_export import COLUMNS, finding_rows
from plans.finding_filter import FindingFilter, by_group
from plans.finding_form import DecisionForm
from plans.summaries.findings import decision_steps, finding_lines, in_groups, originals, tallies
from plans.summaries.neighbours import neighbours
from refusals import Refused


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
        "may_decide": has_permission(request.user, Permission.DECIDE_FINDINGS) and not request.as_of,
        "here": f"?{here}" if (here := listing.address_with(format=None)) else "",
    }
    return render(request, "plans/finding_list.html", context)


@requires(Permission.VIEW_FIGURES)
@as_of
def finding_decide(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The address keeps the filter of the list that one came from: it leads to the next one, and back."""
    finding = get_object_or_404(Finding, county__in=visible_counties(request.user), pk=pk)
    if request.method != "POST":
        return _page(request, finding)
    if not _may_decide(request, finding):
        raise Http404
    form = DecisionForm(request.POST, finding=finding)
    return _decision(request, finding, form) if form.is_valid() else _page(request, finding, form)


@confirmed
def _decision(request: SignedInRequest, finding: Finding, form: DecisionForm) -> HttpResponse:
    try:
        decide_finding(finding=finding, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, f"已记录处理意见：{form.label}。")
    return redirect(f"{reverse('finding-decide', args=[finding.pk])}{_query(request)}")


def _may_decide(request: SignedInRequest, finding: Finding) -> bool:
    return has_permission(request.user, Permission.DECIDE_FINDINGS, county_id=finding.county_id)


def _query(request: SignedInRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _page(request: SignedInRequest, finding: Finding, form: DecisionForm | None = None) -> HttpResponse:
    counties = visible_counties(request.user)
    may_decide = _may_decide(request, finding) and finding.gone_at is None and not request.as_of
    line = finding_lines(Finding.objects.filter(pk=finding.pk))[0]
    asks = may_decide and finding.decision != Finding.Decision.RULED
    context = {
        "line": line,
        "originals": originals(line, counties),
        "form": (form or DecisionForm(finding=finding)) if asks else None,
        "rulable": ways_to_rule(finding) if may_decide else [],
        "steps": decision_steps(finding.pk, until=request.as_of),
        "beside": neighbours(finding.pk, counties, request.GET),
        "query": _query(request),
        "back": request.GET.urlencode(),
    }
    return render(request, "plans/finding.html", context)
