"""One entry: what was said, done and decided, its evidence, and every version of the figure in force."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.confirmation import confirmed
from accounts.kept import keep_form, kept_form
from accounts.permissions import Permission, has_permission
from accounts.telling import RefusalsIn, refused_to
from judging.summaries.contradictions import published_among
from refusals import Refused
from reporting.actions.requests import ask_reopening, decline_reopening
from reporting.actions.reviewing import reopen
from reporting.answers import state_of
from reporting.forms import AskForm, ReopenForm
from reporting.models import Entry
from reporting.states import State
from reporting.summaries.entry import entry_page
from reporting.summaries.review import visible_entries
from reporting.unanswered import unanswered


@requires(Permission.VIEW_FIGURES)
@require_safe
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page, or (`?part=1`) the fragment that opens under a line of the review."""
    found = _entry(request, pk)
    if found.project_id is not None:
        return redirect("project-entry", pk=pk)
    may_review = has_permission(request.user, Permission.REVIEW_FIGURES)
    may_enter = has_permission(request.user, Permission.ENTER_FIGURES, county_id=found.county_id)
    page = entry_page(found, user=request.user)
    asks = page.line.asked_again if page.line else None
    context = {
        "page": page,
        "entry": found,
        "may_review": may_review,
        "may_enter": may_enter,
        "may_sign": has_permission(request.user, Permission.SIGN_FIGURES, county_id=found.county_id),
        "may_reopen": may_review and found.stands is State.APPROVED,
        "may_ask": may_enter and found.stands is State.APPROVED and not asks,
        "asks": asks,
        "state": state_of(found, unanswered([found]).get(found.pk)),
        "has_left": not found.is_asked and not found.round.plans.filter(county=found.county_id).exists(),
        "days_left": found.round.days_left(timezone.localdate()),
    }
    template = "reporting/_entry.html" if request.GET.get("part") else "reporting/entry.html"
    return render(request, template, context)


@requires(Permission.REVIEW_FIGURES)
@confirmed
def entry_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give one approved cell back for correction; everything else of the county stays approved."""
    found = _entry(request, pk)
    if found.project_id is not None:
        return redirect("project-entry-reopen", pk=pk)
    page = entry_page(found, user=request.user)
    asks = page.line.asked_again if page.line else None
    form = ReopenForm(request.POST or None, initial={"reason": asks.words} if asks else {})
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            reopen(pk, by=request.user, **form.cleaned_data)
            messages.success(
                request, "已重开这一项，县区的填报员和负责人会收到消息；修改并签发后，在“审核”中再次审核。"
            )
            return redirect("entry", pk=pk)
    touched = published_among([found.round.year])
    context = {
        "entry": found,
        "form": form,
        "page": page,
        "asks": asks,
        "touched": touched,
        "kept": kept_form(request),
    }
    return render(request, "reporting/reopen.html", context)


@requires(Permission.ENTER_FIGURES)
def entry_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """申请重开: the county asks for one approved cell back, with its reason."""
    found = _entry(request, pk)
    if not has_permission(request.user, Permission.ENTER_FIGURES, county_id=found.county_id):
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            ask_reopening(pk, by=request.user, **form.cleaned_data)
            said = "已申请重开，市级审核员会收到消息；结果会以消息告知，在此之前原值继续有效。"
            messages.success(request, said)
            return redirect("entry", pk=pk)
    return render(request, "reporting/ask.html", {"entry": found, "form": form})


def _with_words(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
    keep_form(request, reverse("entry-reopen", args=[pk]), words=request.POST.get("words", ""))
    return redirect("entry-reopen", pk=pk)


@requires(Permission.REVIEW_FIGURES)
@require_POST
@refused_to(_with_words)
def entry_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say no to a request, with words."""
    found = _entry(request, pk)
    decline_reopening(pk, words=request.POST.get("words", ""), by=request.user)
    messages.success(request, f"已答复不予重开：{found.numbered}；填报员会收到消息，原值继续有效。")
    return redirect("review-queue")


def _entry(request: SignedInRequest, pk: int) -> Entry:
    found: Entry | None = visible_entries(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
