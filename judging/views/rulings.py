"""裁定 on one row: what is open, what would change, confirming, revoking."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.permissions import Permission
from accounts.telling import RefusalsIn
from counties.models import Ruling
from indicators.models import PlanIndicator
from judging.actions.rulings import proposed, revoke, rule
from judging.forms import WithdrawForm
from judging.openings import openings
from judging.questions import Inputs, load_inputs
from judging.ruling_form import RulingForm
from judging.ruling_origin import Origin
from judging.summaries.contradictions import published_among
from judging.summaries.rulings import Preview, moved_since, preview_without, rulings_of


@requires(Permission.DECIDE_FINDINGS)
def row_rulings(request: SignedInRequest, pk: int) -> HttpResponse:
    """The matters that are open; a POST shows what the ruling would change and writes nothing."""
    inputs = _inputs(request, pk)
    forms = _forms(inputs, request.POST if request.method == "POST" else None, Origin.of(request))
    asked = next((form for form in forms if form.is_bound), None)
    preview = None
    if asked is not None and asked.is_valid() and "edit" not in request.POST:
        with RefusalsIn(asked):
            preview = proposed(inputs, asked.said(), also=asked.taken_along, by=request.user)
    return _page(request, inputs, forms, asked if preview else None, preview)


@requires(Permission.DECIDE_FINDINGS)
@require_POST
@confirmed
def ruling_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    inputs = _inputs(request, pk)
    forms = _forms(inputs, request.POST)
    asked = next((form for form in forms if form.is_bound), None)
    if asked is not None and asked.is_valid():
        with RefusalsIn(asked):
            seen = asked.cleaned_data["seen"]
            made = rule(inputs.row, asked.said(), also=asked.taken_along, seen=seen, by=request.user)
            more = f"等 {len(made)} 行" if len(made) > 1 else ""
            messages.success(request, f"已裁定{more}：{made[0]}。规划原文照存，相关评价将重新计算。")
            origin = Origin.of(request)
            return redirect(origin.address) if origin else redirect("row-rulings", pk=pk)
    return _page(request, inputs, forms, None, None)


@requires(Permission.DECIDE_FINDINGS)
@require_POST
@confirmed
def ruling_revoke(request: SignedInRequest, pk: int, ruling: int) -> HttpResponse:
    inputs = _inputs(request, pk)
    about = Ruling.objects.about(Ruling.Listed.INDICATORS, [inputs.row.pk])
    found = get_object_or_404(about, pk=ruling)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        with RefusalsIn(form):
            revoke(found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "已撤销裁定，原裁定仍留在历次记录中；相关评价将重新计算。")
            return redirect("row-rulings", pk=pk)
    return _page(request, inputs, _forms(inputs), None, None, revoking=(found.pk, form))


def _page(
    request: SignedInRequest,
    inputs: Inputs,
    forms: list[RulingForm],
    asked: RulingForm | None,
    preview: Preview | None,
    revoking: tuple[int, WithdrawForm] | None = None,
) -> HttpResponse:
    lines = [
        {
            "ruling": one,
            "form": revoking[1] if revoking and revoking[0] == one.pk else WithdrawForm(),
            "turns": preview_without(one) if one.ended_at is None else (),
        }
        for one in rulings_of(inputs.row)
    ]
    context = {
        "origin": Origin.of(request),
        "row": inputs.row,
        "inputs": inputs,
        "forms": forms,
        "asked": asked,
        "preview": preview,
        "lines": lines,
        "moved": moved_since(inputs.row, inputs.ruled.of.values()),
        "repeated": _repeated(request, asked, preview) if asked and preview else [],
        "touched": published_among(preview.years) if preview else [],
    }
    return render(request, "judging/rulings.html", context)


def _repeated(request: SignedInRequest, asked: RulingForm, preview: Preview) -> list[tuple[str, str]]:
    """What was typed, sent again with the confirmation, and the digest of what was seen."""
    seen = asked.add_prefix("seen")
    typed = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in {seen, "csrfmiddlewaretoken", "edit"}
    ]
    return [*typed, (seen, preview.digest)]


def _forms(inputs: Inputs, data: Any = None, origin: Origin | None = None) -> list[RulingForm]:
    """One form for each open matter, that of the finding first; the one that was sent is filled."""
    kind = data.get("kind", "") if data else ""
    made = [
        RulingForm(
            data if one.kind == kind else None, opening=one, stands=inputs.ruled.of.get(one.kind.value)
        )
        for one in openings(inputs)
    ]
    return sorted(made, key=lambda form: origin is not None and form.kind != origin.matter)


def _inputs(request: SignedInRequest, pk: int) -> Inputs:
    """One judged row within the person's counties; else 404."""
    rows = PlanIndicator.objects.judged().filter(plan__county__in=visible_counties(request.user), pk=pk)
    found = load_inputs(list(rows.values_list("pk", flat=True)))
    if not found:
        raise Http404
    return found[0]
