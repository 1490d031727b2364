"""人工判定 on one row and year: give it, give another, take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission
from accounts.telling import RefusalsIn
from attainment import Status
from indicators.models import PlanIndicator
from judging.actions.reviewer_verdicts import (
    is_for_people,
    judge_by_hand,
    withdraw_by_hand,
)
from judging.forms import ByHandForm, WithdrawForm
from judging.questions import Inputs, load_inputs
from judging.summaries.contradictions import published_among


@requires(Permission.REVIEW_FIGURES)
def reviewer_verdict(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    inputs = _inputs(request, pk, year)
    form = ByHandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        status = Status(form.cleaned_data["status"])
        with RefusalsIn(form):
            judge_by_hand(
                inputs.row, year=year, status=status, reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(
                request, f"已录入 {year} 年人工判定“{status.label}”；规则的结论不变，统计中单列。"
            )
            return _to_row(pk, year)
    return _page(request, inputs, year, form, WithdrawForm())


def _page(
    request: SignedInRequest, inputs: Inputs, year: int, form: ByHandForm, withdrawing: WithdrawForm
) -> HttpResponse:
    versions = inputs.row.reviewer_verdicts.filter(year=year).select_related("by")
    context = {
        "row": inputs.row,
        "year": year,
        "form": form,
        "withdrawing": withdrawing,
        "versions": versions,
        "stands": next((one for one in versions if one.superseded_at is None), None),
        "is_open": is_for_people(inputs, year),
        "figure": inputs.series.figures.get(year),
        "touched": published_among([year]),
    }
    return render(request, "judging/reviewer_verdict.html", context)


@requires(Permission.REVIEW_FIGURES)
@require_POST
def withdraw(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    inputs = _inputs(request, pk, year)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        with RefusalsIn(form):
            withdraw_by_hand(inputs.row, year=year, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"已撤销 {year} 年人工判定，原判定仍留在历次记录中。")
            return _to_row(pk, year)
    return _page(request, inputs, year, ByHandForm(), form)


def _inputs(request: SignedInRequest, pk: int, year: int) -> Inputs:
    """One judged row within the person's counties and a year of its plan; else 404."""
    rows = PlanIndicator.objects.judged().filter(plan__county__in=visible_counties(request.user), pk=pk)
    found = load_inputs(list(rows.values_list("pk", flat=True)))
    if not found or year not in found[0].row.plan.years:
        raise Http404
    return found[0]


def _to_row(pk: int, year: int) -> HttpResponse:
    return redirect(f"{reverse('plan-indicator', args=[pk])}?year={year}")
