"""One county's projects of a round: what is reported, signed and decided, each by whoever may."""

from collections.abc import Callable, Collection

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.permissions import Permission, has_permission
from counties.models import County
from reporting.actions import reviewing, submitting
from reporting.models import Entry, Round
from reporting.states import RULES, Move, State
from reporting.summaries.projects import rows_of
from reporting.views.decisions import Looked, kept_words, looked_at, told

BUTTONS = {
    Move.SUBMIT: ("提交", "提交县级负责人签发", (State.DRAFT,)),
    Move.WITHDRAW: ("撤回", "撤回提交", (State.SUBMITTED,)),
    Move.SIGN: ("签发", "签发，报市级审核", (State.SUBMITTED,)),
    Move.UNSIGN: ("撤回签发", "撤回签发", (State.SIGNED,)),
    Move.SEND_BACK: ("退回填报人", "退回填报人", (State.SUBMITTED, State.SIGNED)),
    Move.BEGIN_REVIEW: ("开始审核", "开始审核", (State.SIGNED,)),
    Move.STOP_REVIEW: ("暂停审核", "暂停审核", (State.UNDER_REVIEW,)),
    Move.RETURN: ("退回", "退回", (State.UNDER_REVIEW,)),
    Move.APPROVE: ("审核通过", "通过并入账", (State.UNDER_REVIEW,)),
}
WORDED = (Move.SEND_BACK, Move.RETURN)
SAID = {
    Move.SUBMIT: "已提交 {count} 项，待县级负责人签发。",
    Move.WITHDRAW: "已撤回 {count} 项，可以继续修改。",
    Move.SIGN: "已签发 {count} 项，报市级审核。",
    Move.UNSIGN: "已撤回签发 {count} 项，回到待签发。",
    Move.SEND_BACK: "已退回填报人 {count} 项，意见已留在办理过程中。",
    Move.BEGIN_REVIEW: "已开始审核 {count} 项，审核期间县区不能改动。",
    Move.STOP_REVIEW: "已暂停审核 {count} 项，没有作出结论。",
    Move.RETURN: "已退回 {count} 项，填报人会收到消息。",
    Move.APPROVE: "已审核通过 {count} 项并入账。",
}


@requires(Permission.VIEW_FIGURES)
@require_safe
def project_entries(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The projects that the round asks the county for, as far as the person sees them."""
    of, county = _round(request, pk, code)
    rows = rows_of(of, county, request.user)
    if not rows:
        raise Http404
    buttons = [
        (move, label, sum(row.entry.stands in states for row in rows))
        for move, (label, _, states) in BUTTONS.items()
        if _may(request, move, county) and any(row.entry.stands in states for row in rows)
    ]
    context = {
        "round": of,
        "county": county,
        "rows": rows,
        "buttons": buttons,
        "worded": [move for move, _, _ in buttons if move in WORDED],
        "tickable": {state for move, _, _ in buttons for state in BUTTONS[move][2]},
        "kept": kept_words(request),
        "time_left": of.time_left(timezone.localdate()),
        "counts": [(state.label, sum(row.entry.stands is state for row in rows)) for state in State],
    }
    return render(request, "reporting/project_entries.html", context)


def _may(request: SignedInRequest, move: Move, county: County) -> bool:
    permission = RULES[move].permission
    return permission is not None and has_permission(request.user, permission, county_id=county.pk)


def _round(request: SignedInRequest, pk: int, code: str) -> tuple[Round, County]:
    of = get_object_or_404(Round.objects.of_projects(), pk=pk)
    return of, get_object_or_404(visible_counties(request.user), code=code)


@requires(Permission.ENTER_FIGURES)
@require_POST
def project_hand_on(request: SignedInRequest, pk: int, code: str, move: Move) -> HttpResponse:
    """The clerk submits ticked projects, or takes them back."""
    return _move(request, pk, code, move)


@requires(Permission.SIGN_FIGURES)
@require_POST
def project_sign(request: SignedInRequest, pk: int, code: str, move: Move) -> HttpResponse:
    """The county's head signs, takes the signature back, or sends back with words."""
    return _move(request, pk, code, move)


@requires(Permission.REVIEW_FIGURES)
@require_POST
def project_review(request: SignedInRequest, pk: int, code: str, move: Move) -> HttpResponse:
    """The city freezes, gives free again, or returns with words."""
    return _move(request, pk, code, move)


@requires(Permission.REVIEW_FIGURES)
@require_POST
@confirmed
def project_approve(request: SignedInRequest, pk: int, code: str) -> HttpResponseBase:
    """Put the ticked projects' progress in force."""
    return _move(request, pk, code, Move.APPROVE)


def _move(request: SignedInRequest, pk: int, code: str, move: Move) -> HttpResponse:
    _round(request, pk, code)
    page = reverse("project-entries", args=[pk, code])
    looked, words = looked_at(request.POST), request.POST.get("words", "")
    told(request, lambda: _MOVES[move](looked, words, request), SAID[move], page)
    return redirect(page)


Act = Callable[[Looked, str, SignedInRequest], Collection[Entry]]
_MOVES: dict[Move, Act] = {
    Move.SUBMIT: lambda at, _, on: submitting.submit(at.versions, seen=at.versions, by=on.user),
    Move.WITHDRAW: lambda at, _, on: submitting.withdraw(at.versions, by=on.user),
    Move.SIGN: lambda at, _, on: submitting.sign(at.versions, seen=at.versions, by=on.user),
    Move.UNSIGN: lambda at, _, on: submitting.unsign(at.versions, seen=at.versions, by=on.user),
    Move.SEND_BACK: lambda at, words, on: submitting.send_back(
        at.versions, words=words, seen=at.versions, by=on.user
    ),
    Move.BEGIN_REVIEW: lambda at, _, on: reviewing.begin_review(at.versions, seen=at.versions, by=on.user),
    Move.STOP_REVIEW: lambda at, _, on: reviewing.stop_review(at.versions, seen=at.versions, by=on.user),
    Move.RETURN: lambda at, words, on: reviewing.return_entries(
        at.versions, words=words, seen=at.versions, by=on.user
    ),
    Move.APPROVE: lambda at, _, on: reviewing.approve(
        at.versions, seen=at.versions, over=at.figures, by=on.user
    ),
}
