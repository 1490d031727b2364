"""One decision with one reason for findings of one rule: which of them, what would become of them, confirming."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.permissions import Permission
from accounts.telling import RefusalsIn
from counties.findings import Rule
from counties.models import Finding
from plans.actions import decide_findings, unmoved
from plans.finding_filter import OPEN, FindingFilter
from plans.finding_form import BulkDecisionForm
from plans.summaries.findings import FindingLine, finding_lines

MOST = 200
"""So many at once: more nobody reads before deciding."""


@requires(Permission.DECIDE_FINDINGS)
def finding_bulk(request: SignedInRequest) -> HttpResponse:
    """The open findings of the chosen rule under the filter of the list; a POST shows what would be decided."""
    found = _asked(request)
    form = BulkDecisionForm(request.POST or None, offered=found)
    preview = False
    if form.is_bound and form.is_valid() and "edit" not in request.POST:
        with RefusalsIn(form):
            unmoved(Finding.objects.filter(county__in=visible_counties(request.user)), form.seen)
            preview = True
    return _page(request, found, form, preview=preview)


@requires(Permission.DECIDE_FINDINGS)
@confirmed
def finding_bulk_confirm(request: SignedInRequest) -> HttpResponse:
    """Opened without being sent (a reload, a step back) it leads to where the findings are chosen."""
    if request.method != "POST":
        return redirect(f"{reverse('finding-bulk')}?{request.GET.urlencode()}")
    found = _asked(request)
    form = BulkDecisionForm(request.POST, offered=found)
    if form.is_valid():
        with RefusalsIn(form):
            done = decide_findings(
                seen=form.seen, decision=form.chosen, reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(request, f"已处理 {len(done)} 条质疑：{form.chosen.label}。各条分别留痕。")
            return redirect(f"{reverse('finding-list')}?{_address(request)}")
    return _page(request, _asked(request), form, preview=False)


def _page(
    request: SignedInRequest, found: Sequence[Finding], form: BulkDecisionForm, *, preview: bool
) -> HttpResponse:
    chosen = _filter(request)
    rule = chosen.asked["rule"]
    picked = [one for one in found if one.pk in form.seen] if preview else found
    context = {
        "form": form,
        "preview": preview,
        "lines": _in_order(picked),
        "ticked": form.ticked,
        "rule": dict(Rule.choices).get(rule, ""),
        "rules": [] if rule else _rules(chosen),
        "more": max(0, chosen.qs.count() - MOST) if rule else 0,
        "most": MOST,
        "said": chosen.said,
        "query": _address(request),
        "repeated": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {"csrfmiddlewaretoken", "edit"}
        ],
    }
    return render(request, "plans/finding_bulk.html", context)


def _in_order(found: Sequence[Finding]) -> list[FindingLine]:
    lines = {one.pk: one for one in finding_lines(Finding.objects.filter(pk__in=[one.pk for one in found]))}
    return [lines[one.pk] for one in found]


def _filter(request: SignedInRequest) -> FindingFilter:
    """The list as it was narrowed, of what is open."""
    address = request.GET.copy()
    address["state"] = OPEN
    return FindingFilter(visible_counties(request.user), address)


def _asked(request: SignedInRequest) -> list[Finding]:
    chosen = _filter(request)
    return list(chosen.qs[:MOST]) if chosen.asked["rule"] else []


def _rules(chosen: FindingFilter) -> list[tuple[str, str, int]]:
    """Code, label and number of each rule that has open findings."""
    counted = dict(chosen.qs.order_by().values_list("rule").annotate(Count("pk")))
    return [(code, label, counted[code]) for code, label in Rule.choices if code in counted]


def _address(request: SignedInRequest) -> str:
    address = request.GET.copy()
    for name in ("page", "format"):
        address.pop(name, None)
    return address.urlencode()
