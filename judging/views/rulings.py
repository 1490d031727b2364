"""裁定 on one row: what is open, what would change, confirming, revoking."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.kept import drop_form, held_form, hold_form
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Ruling
from indicators.models import PlanIndicator
from judging.actions.rulings import proposed, revoke, rule
from judging.forms import WithdrawForm
from judging.openings import openings
from judging.questions import Inputs, load_inputs
from judging.ruling_findings import together
from judging.ruling_form import RulingForm
from judging.ruling_origin import Origin
from judging.summaries.contradictions import published_among
from judging.summaries.rulings import Preview, moved_since, preview_without, rulings_of
from refusals import Refused, Stale


@requires(Permission.DECIDE_FINDINGS)
def row_rulings(request: SignedInRequest, pk: int) -> HttpResponse:
    """The matters that are open; what was sent is held and shown by `?preview=`, or by `?edit=` in its form again."""
    inputs = _inputs(request, pk)
    sent = (
        request.POST if request.method == "POST" else held_form(request) if "preview" in request.GET else None
    )
    forms = _forms(inputs, sent, Origin.of(request))
    asked = next((form for form in forms if form.is_bound), None)
    preview = None
    if asked is not None and asked.is_valid():
        with RefusalsIn(asked):
            preview = proposed(inputs, asked.said(), also=asked.taken_along, by=request.user)
    if request.method == "POST" and preview is not None:
        hold_form(request, request.path)
        return redirect(f"{request.path}?preview={preview.rulings[0].kind}")
    if sent is None and "edit" in request.GET:
        forms = _forms(inputs, held_form(request), Origin.of(request))
    return _page(request, inputs, forms, asked if preview else None, preview)


def _previewed(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
    """What was refused is previewed anew, with the refusal above it."""
    page = reverse("row-rulings", args=[pk])
    return redirect(f"{page}?preview={request.POST.get('kind', '')}")


@requires(Permission.DECIDE_FINDINGS)
@confirmed
@refused_to(_previewed)
def ruling_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opened without being sent (a reload, a step back) it leads to the page of the rulings."""
    inputs, page = _inputs(request, pk), reverse("row-rulings", args=[pk])
    if request.method != "POST":
        return redirect(page)
    hold_form(request, page)
    asked = next((form for form in _forms(inputs, request.POST) if form.is_bound), None)
    if asked is None or not asked.is_valid():
        raise Stale("您查看预览之后，本行的依据已有变化，没有裁定。请重新预览。")
    given, said = asked.cleaned_data, asked.said()
    made = rule(
        inputs.row, said, also=asked.taken_along, seen=given["seen"], sure=given["sure"], by=request.user
    )
    drop_form(request, page)
    what = f"共裁定 {len(made)} 行" if len(made) > 1 else "已裁定"
    messages.success(request, f"{what}：{made[0]}。规划原文照存，相关评价将重新计算。")
    origin = Origin.of(request)
    return redirect(origin.address if origin else page)


@requires(Permission.DECIDE_FINDINGS)
@require_POST
def ruling_revoke(request: SignedInRequest, pk: int, ruling: int) -> HttpResponseBase:
    inputs = _inputs(request, pk)
    about = Ruling.objects.about(Ruling.Listed.INDICATORS, [inputs.row.pk])
    found = get_object_or_404(about, pk=ruling)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        return _revoke(request, inputs, found, form)
    return _page(request, inputs, _forms(inputs), None, None, revoking=(found.pk, form))


@confirmed
def _revoke(request: SignedInRequest, inputs: Inputs, found: Ruling, form: WithdrawForm) -> HttpResponse:
    with RefusalsIn(form):
        revoke(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "已撤销裁定，原裁定仍留在历次记录中；相关评价将重新计算。")
        return redirect("row-rulings", pk=inputs.row.pk)
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
            "beside": [other for other in together(one) if other.pk != one.pk]
            if one.ended_at is None
            else [],
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
    told_now = {asked.add_prefix("seen"), asked.add_prefix("sure")}
    typed = [
        (name, str(value))
        for name, values in (held_form(request) or QueryDict()).lists()
        for value in values
        if name not in told_now
    ]
    return [*typed, (asked.add_prefix("seen"), preview.digest)]


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
