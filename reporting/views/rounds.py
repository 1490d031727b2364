"""填报任务: open, look at, change, close and resume rounds."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Plan
from indicators.models import PlanIndicator
from lists.asked import whole_numbers
from reporting.actions import rounds as actions
from reporting.forms import AskingForm, OpenForm
from reporting.models import Entry, Round
from reporting.summaries.projects import shares
from reporting.summaries.queue import Expected, expected, standings

USUAL_DAYS = 45


@requires(Permission.KEEP_ROUNDS)
@require_safe
def round_list(request: SignedInRequest) -> HttpResponse:
    rounds = list(Round.objects.of_figures().select_related("opened_by").prefetch_related("plans"))
    counties = list(visible_counties(request.user))
    today = timezone.localdate()
    lines = standings(rounds, counties, today)
    context = {
        "rounds": [
            (one, one.time_left(today), [line for line in lines if line.round.pk == one.pk]) for one in rounds
        ],
        "today": today,
        "shares": shares(request.user, today),
        "years": _free_years(_plans()),
    }
    return render(request, "reporting/rounds.html", context)


@requires(Permission.KEEP_ROUNDS)
def round_open(request: SignedInRequest) -> HttpResponse:
    plans = _plans()
    years = _free_years(plans)
    form = OpenForm(request.POST or None, years=years, plans=plans, initial=_usual(plans, years, request.GET))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with RefusalsIn(form):
            opened = actions.open_rounds(
                years=said["years"],
                deadline=said["deadline"],
                plans=list(said["plans"]),
                evidence_rule=said["evidence_rule"],
                note=said["note"],
                by=request.user,
            )
            words = "、".join(str(one.year) for one in opened)
            count = Entry.objects.filter(round__in=opened).count()
            messages.success(request, f"已发起 {words} 年度填报，共 {count} 项。")
            return redirect("round-list")
    context = {"form": form, "years": years, "opened": Round.objects.of_figures().order_by("year")}
    return render(request, "reporting/round_open.html", context)


@requires(Permission.KEEP_ROUNDS)
@require_safe
def round_preview(request: SignedInRequest) -> HttpResponse:
    """How many entries each county would get: a fragment beside the form."""
    years = _numbers(request.GET, "years")
    lines = expected(years, _numbers(request.GET, "plans"))
    codes = list(dict.fromkeys(line.county for line in lines))
    table = [(county, [_of(lines, county.code, year) for year in years]) for county in codes]
    total = sum(line.required + line.optional for line in lines)
    return render(request, "reporting/_round_preview.html", {"years": years, "table": table, "total": total})


def _of(lines: Iterable[Expected], code: str, year: int) -> Expected | None:
    return next((line for line in lines if (line.county.code, line.year) == (code, year)), None)


def _numbers(given: QueryDict, name: str) -> list[int]:
    return sorted(set(whole_numbers(given.getlist(name))))


@requires(Permission.KEEP_ROUNDS)
def round_page(request: SignedInRequest, year: int) -> HttpResponse:
    found = get_object_or_404(Round.objects.of_figures(), year=year)
    plans = [plan for plan in _plans() if year in plan.years]
    initial = {
        "deadline": found.deadline,
        "plans": [plan.pk for plan in found.plans.all()],
        "evidence_rule": found.evidence_rule,
        "note": found.note,
    }
    form = AskingForm(request.POST or None, plans=plans, initial=initial)
    leaving: list[actions.Leaving] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"plans": list(form.cleaned_data["plans"])}
        leaving = actions.leaving(found, said["plans"])
        # What was agreed to is what was listed: a county more is asked about anew.
        if _named(leaving) in ("", request.POST.get("sure")):
            with RefusalsIn(form):
                added = actions.change_round(found, by=request.user, **said)
                messages.success(request, f"已修改 {year} 年度填报任务，新增 {added} 项；已填的内容都保留。")
                return redirect("round", year=year)
    counties = list(visible_counties(request.user))
    context = {
        "round": found,
        "form": form,
        "lines": standings([found], counties, timezone.localdate()),
        "leaving": leaving,
        "sure": _named(leaving),
        **_hidden(found),
        "days_left": found.days_left(timezone.localdate()),
        "time_left": found.time_left(timezone.localdate()),
    }
    return render(request, "reporting/round.html", context)


def _named(leaving: Iterable[actions.Leaving]) -> str:
    """`990001:25`: what the confirmation says that it was told."""
    return ",".join(f"{one.county.code}:{one.cells}" for one in leaving)


def _hidden(of: Round) -> dict[str, int]:
    """Cells that are asked no more: of counties that left the round, and of those that are still in it."""
    hidden = of.entries.filter(is_asked=False)
    left = hidden.exclude(county__in=of.plans.values("county")).count()
    return {"hidden": hidden.count() - left, "left": left}


@requires(Permission.KEEP_ROUNDS)
@require_POST
@refused_to(lambda _request, _refusal, year, **_: redirect("round", year=year))
def round_end(request: SignedInRequest, year: int, move: str) -> HttpResponse:
    """Close a round, or take its end back."""
    found = get_object_or_404(Round.objects.of_figures(), year=year)
    if move == "close":
        actions.close_round(found, by=request.user)
        said = f"{year} 年度填报已结束，县区不能再填报；退回和重开的项不受影响，单项更正可在审核页重开。"
    else:
        actions.resume_round(found, by=request.user)
        said = f"{year} 年度填报已恢复。"
    messages.success(request, said)
    return redirect("round", year=year)


def _plans() -> list[Plan]:
    """Plans that print any indicator."""
    printed = PlanIndicator.objects.judged().values("plan")
    return list(Plan.objects.filter(pk__in=printed).select_related("county"))


def _free_years(plans: Iterable[Plan]) -> list[int]:
    """Years of any plan that have begun and have no round yet, newest first."""
    this = timezone.localdate().year
    taken = set(Round.objects.of_figures().values_list("year", flat=True))
    begun = {year for plan in plans for year in plan.years if year <= this}
    return sorted(begun - taken, reverse=True)


def _usual(plans: Sequence[Plan], years: Sequence[int], asked: QueryDict) -> dict[str, object]:
    """The years asked for, else last year, if it is free; the plans whose period contains one of them, no others."""
    today = timezone.localdate()
    last = next((year for year in years if year < today.year), None)
    chosen = [year for year in _numbers(asked, "year") if year in years] or ([last] if last else [])
    return {
        "years": chosen,
        "plans": [plan.pk for plan in plans if set(chosen) & set(plan.years)],
        "deadline": today + timedelta(days=USUAL_DAYS),
        "evidence_rule": Round.EvidenceRule.NONE,
    }
