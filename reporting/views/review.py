"""审核: the queue, one county at a time, and the decisions; an approval alone puts a figure in force."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.permissions import Permission
from judging.summaries.contradictions import published_among
from judging.summaries.unscoped import open_targets
from reporting.actions import reviewing
from reporting.models import Round
from reporting.states import Move, State
from reporting.summaries.projects import shares
from reporting.summaries.queue import WITH_CLERK, CountyProgress, standings
from reporting.summaries.review import ReviewLine, Sheet, county_sheet
from reporting.summaries.waiting import requests
from reporting.views.addressed import round_and_county
from reporting.views.decisions import ALL, Together, is_sure, is_unseen, kept_words, listed, looked_at, told

WARNED = "warned"
SHOWN = {
    "waiting": ("待审核", (State.SIGNED, State.UNDER_REVIEW)),
    WARNED: ("待审核且有提示", (State.SIGNED, State.UNDER_REVIEW)),
    "approved": ("已审核", (State.APPROVED,)),
    "returned": ("已退回、重开", (State.RETURNED, State.REOPENED)),
    "county": ("县区办理中", (State.BLANK, State.DRAFT, State.SUBMITTED)),
    "all": ("全部", tuple(State)),
}
QUEUE: dict[str, tuple[str, Callable[[CountyProgress], int]]] = {
    "waiting": ("待审核", lambda line: line.to_review),
    "warned": ("待审核且有提示", lambda line: line.warned),
    "missing": ("未报", lambda line: line.missing),
    "overdue": ("逾期", lambda line: line.days_over if line.round.is_open else 0),
    "returned": ("已退回", lambda line: line.returned),
    "approved": ("已审核", lambda line: line.approved),
    "differing": ("与在账不一致", lambda line: line.differing),
}
"""What the queue is narrowed to: counties of which the number is not zero."""
# What reviewers write most; the words are the person's own all the same.
PHRASES = (
    "与月报、年报数值不符，请核对后重报",
    "与上年相比变化异常，请说明原因",
    "单位或数量级有误，请核对",
    "口径与基准年不一致，请按规划口径填报",
    "请附佐证材料（文号、页码）",
)


@requires(Permission.REVIEW_FIGURES)
@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    wanted = request.GET.get("closed") == "1"
    asked = Round.objects.of_figures()
    rounds = list(asked if wanted else asked.filter(closed_at__isnull=True))
    lines = standings(rounds, list(visible_counties(request.user)), timezone.localdate())
    shown = request.GET.get("show", "")
    label, number = QUEUE.get(shown, ("", lambda _: 1))
    context = {
        "lines": [line for line in lines if number(line)],
        "shown": shown,
        "shown_label": label,
        "missing": sum(line.missing for line in lines),
        "to_review": sum(line.to_review for line in lines),
        "warned": sum(line.warned for line in lines),
        "returned": sum(line.returned for line in lines),
        "approved": sum(line.approved for line in lines),
        "requests": requests(request.user),
        "asked": sum(line.all for line in lines),
        "overdue": [line for line in lines if line.days_over and line.round.is_open],
        "differing": sum(line.differing for line in lines),
        "closed": asked.filter(closed_at__isnull=False).count(),
        "shows_closed": wanted,
        "shares": shares(request.user, timezone.localdate(), closed=wanted),
        "unscoped": open_targets(visible_counties(request.user)).count(),
    }
    return render(request, "reporting/review_queue.html", context)


def _narrowed(sheet: Sheet, shown: str) -> list[ReviewLine]:
    lines = sheet.of(*SHOWN[shown][1])
    return [line for line in lines if line.entry.warnings] if shown == WARNED else list(lines)


@requires(Permission.REVIEW_FIGURES)
@require_safe
def review_county(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    asking, county = round_and_county(request.user, year, code)
    sheet = county_sheet(asking, county, user=request.user)
    shown = request.GET.get("show", "")
    waiting = sheet.of(*SHOWN["waiting"][1])
    shown = shown if shown in SHOWN else ("waiting" if waiting else "all")
    under_review = sheet.of(State.UNDER_REVIEW)
    with_county = len(sheet.of(*WITH_CLERK, State.SUBMITTED))
    context = {
        "sheet": sheet,
        "round": asking,
        "county": county,
        "shown": shown,
        "tabs": [(name, label, len(_narrowed(sheet, name))) for name, (label, _) in SHOWN.items()],
        "lines": _narrowed(sheet, shown),
        "tick": [State.UNDER_REVIEW] if under_review and shown in ("waiting", WARNED, "all") else [],
        "signed": sheet.of(State.SIGNED),
        "under_review": under_review,
        "clean": [line for line in under_review if line.is_clean],
        "held_back": [line for line in under_review if not line.is_clean],
        "with_county": with_county,
        "nothing_waits": f"没有待审核的填报项；还有 {with_county} 项在县区办理中",
        "phrases": PHRASES,
        "kept": kept_words(request),
        "shows_demo": sheet.uses_demo,
        "days_left": asking.days_left(timezone.localdate()),
        "time_left": asking.time_left(timezone.localdate()),
        "touched": published_among([year]) if under_review else [],
    }
    return render(request, "reporting/review.html", context)


@requires(Permission.REVIEW_FIGURES)
@require_POST
def review_move(request: SignedInRequest, year: int, code: str, move: Move) -> HttpResponse:
    """Freeze, give free again, or return with words."""
    round_and_county(request.user, year, code)
    seen = looked_at(request.POST).versions
    words, by, page = request.POST.get("words", ""), request.user, _page(year, code)
    if move is Move.BEGIN_REVIEW:
        said = "已开始审核 {count} 项，审核期间县区不能改动；请逐项通过或退回。"
        told(request, lambda: reviewing.begin_review(seen, seen=seen, by=by), said, page)
    elif move is Move.STOP_REVIEW:
        said = "已暂停审核 {count} 项，没有作出结论；再审时请重新开始审核，其间县级负责人可以撤回签发。"
        told(request, lambda: reviewing.stop_review(seen, seen=seen, by=by), said, page)
    else:
        said = "已退回 {count} 项，只有这几项可以改动；填报人会收到消息，修改并签发后再行审核。"
        told(request, lambda: reviewing.return_entries(seen, words=words, seen=seen, by=by), said, page)
    return _back(request, year, code)


@requires(Permission.REVIEW_FIGURES)
@require_POST
def review_approve(request: SignedInRequest, year: int, code: str) -> HttpResponseBase:
    """Put the ticked entries, or all clean ones, in force; which they are is said first.

    Of ticked ones only where one must be stopped at: “全选” ticks them with the others.
    """
    if is_unseen(request.POST):
        return listed(request, _sheet(request, year, code), _together("通过全部无提示的 # 项", year, code))
    if request.POST.get("which") != ALL and not is_sure(request.POST):
        sheet, ticked = _sheet(request, year, code), looked_at(request.POST).versions
        looked = [line for line in sheet.lines if ticked.get(line.entry.pk) == line.entry.version]
        if any(line.held_back for line in looked):
            return listed(request, sheet, _together("通过选中的 # 项", year, code))
    return _approve(request, year, code)


def _sheet(request: SignedInRequest, year: int, code: str) -> Sheet:
    return county_sheet(*round_and_county(request.user, year, code), user=request.user)


def _together(title: str, year: int, code: str) -> Together:
    return Together(
        title=title,
        follows="通过即入账",
        verb="通过",
        button="通过这 # 项并入账",
        list=reverse("review-queue"),
        list_name="审核",
        back=_page(year, code),
    )


@confirmed
def _approve(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    round_and_county(request.user, year, code)
    seen, over = looked_at(request.POST)
    words, by, page = request.POST.get("words", "").strip(), request.user, _page(year, code)
    said = "已审核通过 {count} 项并入账，相关评价将重新计算。"
    some = request.POST.get("which") != ALL
    told(
        request,
        lambda: reviewing.approve(seen, words=words, seen=seen, over=over, held_back=some, by=by),
        said,
        page,
    )
    return _back(request, year, code)


def _back(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    shown = request.POST.get("show", "")
    query = f"?{urlencode({'show': shown})}" if shown in SHOWN else ""
    return redirect(f"{_page(year, code)}{query}")


def _page(year: int, code: str) -> str:
    return reverse("review-county", args=[year, code])
