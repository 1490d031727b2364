"""One entry: what was said, done and decided, its evidence, and every version of the figure in force."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.confirmation import confirmed
from accounts.permissions import Permission, has_permission
from indicators.summaries.contradictions import published_among
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.reviewing import reopen
from reporting.forms import ReopenForm
from reporting.models import Entry
from reporting.states import State
from reporting.summaries.entry import entry_page
from reporting.summaries.review import visible_entries


@requires(Permission.VIEW_FIGURES)
@require_safe
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page, or (`?part=1`) the fragment that opens under a line of the review."""
    found = _entry(request, pk)
    may_review = has_permission(request.user, Permission.REVIEW_FIGURES)
    context = {
        "page": entry_page(found, user=request.user),
        "entry": found,
        "may_review": may_review,
        "may_enter": has_permission(request.user, Permission.ENTER_FIGURES, county_id=found.county_id),
        "may_sign": has_permission(request.user, Permission.SIGN_FIGURES, county_id=found.county_id),
        "may_reopen": may_review and found.stands is State.APPROVED,
        "days_left": found.round.days_left(timezone.localdate()),
    }
    template = "reporting/_entry.html" if request.GET.get("part") else "reporting/entry.html"
    return render(request, template, context)


@requires(Permission.REVIEW_FIGURES)
@confirmed
def entry_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give one approved cell back for correction; everything else of the county stays approved."""
    found = _entry(request, pk)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen(pk, by=request.user, **form.cleaned_data)
        except MoveRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已重开这一项，县区的填报员和负责人会收到消息。")
            return redirect("entry", pk=pk)
    context = {
        "entry": found,
        "form": form,
        "page": entry_page(found, user=request.user),
        "touched": published_among([found.round.year]),
    }
    return render(request, "reporting/reopen.html", context)


def _entry(request: SignedInRequest, pk: int) -> Entry:
    found: Entry | None = visible_entries(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
