"""更正 and 撤下 of one figure, from its own page: by a reviewer, with a reason, a document and the password."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.kept import drop_form, held_form, hold_form, keep_form, kept_form
from accounts.permissions import Permission
from accounts.telling import refused_to
from custody.undoing import hanging
from indicators.actions.correcting import (
    Ground,
    check_ground,
    correct_figure,
    take_out,
    try_correction,
    weighed,
)
from indicators.models import Observation
from judging.summaries.contradictions import published_among
from judging.summaries.figure_effects import effects_of
from refusals import Refused, Stale

KEPT = ("text", "note", "reason", "document")


def _figure(request: SignedInRequest, pk: int) -> Observation:
    if not Observation.objects.filter(pk=pk).exists():
        raise Stale("该数值已撤下，不在账，没有可更正的内容。")
    found = Observation.objects.filter(county__in=visible_counties(request.user)).exclude(
        basis=Observation.SELF_STATED
    )
    return get_object_or_404(found.select_related("county", "indicator", "site"), pk=pk)


def _ground(said: QueryDict) -> Ground:
    return Ground(said.get("reason", "").strip(), said.get("document", "").strip())


def _asked(said: QueryDict) -> dict[str, Any]:
    return {
        "text": said.get("text", ""),
        "note": said.get("note", "").strip()[:300],
        "ground": _ground(said),
        "seen": said.get("seen", ""),
    }


def _again(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
    if not Observation.objects.filter(pk=pk).exists():
        return redirect("figure-history", pk)
    page = reverse("figure-correct", args=[pk])
    if request.method == "POST":
        keep_form(request, page, **{name: request.POST[name] for name in KEPT if name in request.POST})
        return redirect(page)
    return redirect(f"{page}?edit=1")


def _previewed(request: SignedInRequest, refusal: Refused, pk: int) -> HttpResponse:
    """What was confirmed and refused is previewed anew, as long as the figure stands."""
    if isinstance(refusal, Stale):
        return _again(request, refusal, pk)
    return redirect(f"{reverse('figure-correct', args=[pk])}?preview=1")


@requires(Permission.IMPORT_OBSERVATIONS)
@refused_to(_again)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form; what was sent is held and previewed: what is odd about it, which verdicts it changes."""
    figure = _figure(request, pk)
    if request.method == "POST":
        try_correction(pk, **_asked(request.POST))
        hold_form(request, request.path)
        return redirect(f"{request.path}?preview=1")
    held = held_form(request)
    context = {
        "figure": figure,
        "touched": published_among([figure.year]),
        "held": hanging(Observation, [figure.pk]).get(figure.pk, ""),
    }
    if held is not None and "preview" in request.GET:
        asked = _asked(held)
        changed = try_correction(pk, **asked)
        context |= {
            "asked": asked,
            "repeated": [(name, held[name]) for name in (*KEPT, "seen") if name in held],
            "weighed": weighed(figure, changed.text),
            "turns": effects_of(changed),
        }
        return render(request, "judging/figure_correction.html", context)
    typed = held.dict() if held is not None and "edit" in request.GET else {}
    context["kept"] = {"text": figure.text, "note": figure.note, **typed, **kept_form(request)}
    context["turns"] = effects_of(figure, taken_out=True)
    return render(request, "judging/figure_correct.html", context)


@requires(Permission.IMPORT_OBSERVATIONS)
@confirmed
@refused_to(_previewed)
def correct_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opened without being sent (a reload, a step back) it leads to the form."""
    _figure(request, pk)
    page = reverse("figure-correct", args=[pk])
    if request.method != "POST":
        return redirect(page)
    hold_form(request, page)
    is_accepted = request.POST.get("accepted") == "on"
    correct_figure(pk, **_asked(request.POST), accepted=is_accepted, by=request.user)
    drop_form(request, page)
    messages.success(request, "已更正，相关评价将重新计算。")
    return redirect("figure-history", pk)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_POST
@refused_to(_again)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponseBase:
    _figure(request, pk)
    check_ground(_ground(request.POST))
    return _withdraw(request, pk)


@confirmed
def _withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    take_out(pk, ground=_ground(request.POST), seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, "已撤下，相关评价将重新计算；历次数值仍可查看。")
    return redirect("figure-history", pk)
