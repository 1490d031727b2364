"""填报签发: the county's head signs what the departments have submitted, or gives it back with words."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission
from reporting.actions.submitting import send_back, sign, unsign
from reporting.models import Round
from reporting.states import Move, State
from reporting.summaries.projects import shares
from reporting.summaries.queue import standings
from reporting.summaries.review import county_sheet
from reporting.views.addressed import round_and_county
from reporting.views.decisions import Together, is_unseen, kept_words, listed, looked_at, told

SHOWN = {
    "submitted": ("待签发", (State.SUBMITTED,)),
    "signed": ("已签发", (State.SIGNED, State.UNDER_REVIEW)),
    "approved": ("已审核", (State.APPROVED,)),
    "clerk": ("填报中", (State.BLANK, State.DRAFT, State.RETURNED, State.REOPENED)),
    "all": ("全部", tuple(State)),
}
TICKED = {"submitted": (State.SUBMITTED,), "signed": (State.SIGNED,)}


@requires(Permission.SIGN_FIGURES)
@require_safe
def signing_list(request: SignedInRequest) -> HttpResponse:
    rounds = list(Round.objects.of_figures())
    lines = standings(rounds, list(visible_counties(request.user)), timezone.localdate())
    return render(
        request,
        "reporting/signing_list.html",
        {"lines": lines, "shares": shares(request.user, timezone.localdate())},
    )


@requires(Permission.SIGN_FIGURES)
@require_safe
def signing(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    asking, county = round_and_county(request.user, year, code)
    sheet = county_sheet(asking, county, user=request.user)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ("submitted" if sheet.of(State.SUBMITTED) else "signed")
    lines = sorted(sheet.of(*SHOWN[shown][1]), key=lambda line: line.department)
    context = {
        "sheet": sheet,
        "round": asking,
        "county": county,
        "shown": shown,
        "tabs": [(name, label, len(sheet.of(*states))) for name, (label, states) in SHOWN.items()],
        "lines": lines,
        "tick": [
            state for state in TICKED.get(shown, ()) if any(line.entry.stands is state for line in lines)
        ],
        "to_sign": [line for line in sheet.of(State.SUBMITTED) if not line.is_own],
        "kept": kept_words(request),
        "shows_demo": sheet.uses_demo,
        "days_left": asking.days_left(timezone.localdate()),
        "time_left": asking.time_left(timezone.localdate()),
    }
    return render(request, "reporting/signing.html", context)


@requires(Permission.SIGN_FIGURES)
@require_POST
def signing_move(request: SignedInRequest, year: int, code: str, move: Move) -> HttpResponse:
    """Sign, take a signature back, or send back with words; of all that is signed, which they are is said first."""
    asking, county = round_and_county(request.user, year, code)
    seen = looked_at(request.POST).versions
    words, by, page = request.POST.get("words", ""), request.user, reverse("signing", args=[year, code])
    if move is Move.SIGN and is_unseen(request.POST):
        whole = Together(
            title="签发全部 # 项",
            follows="签发后报市级审核",
            verb="签发",
            button="签发这 # 项，报市级审核",
            list=reverse("signing-list"),
            list_name="填报签发",
            back=page,
        )
        return listed(request, county_sheet(asking, county, user=request.user), whole)
    if move is Move.SIGN:
        said = "已签发 {count} 项，报市级审核；市级开始审核前可以撤回签发。"
        told(request, lambda: sign(seen, seen=seen, by=by), said, page)
    elif move is Move.UNSIGN:
        said = "已撤回签发 {count} 项，回到待签发；可以重新签发，也可以退回填报人。"
        told(request, lambda: unsign(seen, seen=seen, by=by), said, page)
    else:
        said = "已退回填报人 {count} 项，意见已留在办理过程中；修改并重新提交后再行签发。"
        told(request, lambda: send_back(seen, words=words, seen=seen, by=by), said, page)
    return redirect(page)
