"""更正 and 撤下 of one figure, from its own page: by a reviewer, with a reason, a document and the password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.kept import keep_form, kept_form
from accounts.permissions import Permission
from accounts.telling import refused_to
from custody.undoing import hanging
from indicators.actions.correcting import Ground, correct_figure, odd_about, take_out
from indicators.models import Observation
from judging.summaries.contradictions import published_among
from refusals import Refused

KEPT = ("text", "note", "reason", "document")


def _figure(request: SignedInRequest, pk: int) -> Observation:
    found = Observation.objects.filter(county__in=visible_counties(request.user)).exclude(
        basis=Observation.SELF_STATED
    )
    return get_object_or_404(found.select_related("county", "indicator", "site"), pk=pk)


def _ground(request: HttpRequest) -> Ground:
    return Ground(request.POST.get("reason", "").strip(), request.POST.get("document", "").strip())


def _again(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
    if not Observation.objects.filter(pk=pk).exists():
        return redirect("figure-history", pk)
    page = reverse("figure-correct", args=[pk])
    keep_form(request, page, **{name: request.POST[name] for name in KEPT if name in request.POST})
    return redirect(page)


@requires(Permission.IMPORT_OBSERVATIONS)
@confirmed
@refused_to(_again)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form; sent, the correction."""
    figure = _figure(request, pk)
    if request.method == "POST":
        correct_figure(
            pk,
            text=request.POST.get("text", ""),
            note=request.POST.get("note", "").strip()[:300],
            ground=_ground(request),
            seen=request.POST.get("seen", ""),
            accepted=request.POST.get("accepted") == "on",
            by=request.user,
        )
        messages.success(request, "已更正，相关评价将重新计算。")
        return redirect("figure-history", pk)
    kept = kept_form(request)
    context = {
        "figure": figure,
        "kept": {"text": figure.text, "note": figure.note, **kept},
        "odd": odd_about(figure, kept["text"]) if kept.get("text") else (),
        "touched": published_among([figure.year]),
        "held": hanging(Observation, [figure.pk]).get(figure.pk, ""),
    }
    return render(request, "judging/figure_correct.html", context)


@requires(Permission.IMPORT_OBSERVATIONS)
@require_POST
@confirmed
@refused_to(_again)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    _figure(request, pk)
    take_out(pk, ground=_ground(request), seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, "已撤下，相关评价将重新计算；历次数值仍可查看。")
    return redirect("figure-history", pk)
