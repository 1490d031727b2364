"""填报任务 of key projects: open, look at, close and resume."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Plan
from counties.periods import Period
from projects.models import ProjectListing
from reporting.actions import rounds as actions
from reporting.actions.project_rounds import open_project_round
from reporting.forms import OpenProjectsForm
from reporting.models import Round

USUAL_DAYS = 30


@requires(Permission.KEEP_ROUNDS)
def project_round_open(request: SignedInRequest) -> HttpResponse:
    """Ask for the projects of a year, a half or a quarter."""
    plans = list(
        Plan.objects.filter(pk__in=ProjectListing.objects.standing().values("plan")).select_related("county")
    )
    today = timezone.localdate()
    initial = {
        "year": today.year,
        "period": Period.YEAR.value,
        "deadline": today + timedelta(days=USUAL_DAYS),
        "plans": [plan.pk for plan in plans],
        "evidence_rule": Round.EvidenceRule.NONE,
    }
    form = OpenProjectsForm(request.POST or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form):
            opened = open_project_round(
                year=given["year"],
                period=Period(given["period"]),
                deadline=given["deadline"],
                plans=list(given["plans"]),
                evidence_rule=given["evidence_rule"],
                note=given["note"],
                by=request.user,
            )
            messages.success(request, f"已发起{opened}，共 {opened.entries.count()} 项。")
            return redirect("round-list")
    return render(request, "reporting/project_round_open.html", {"form": form})


@requires(Permission.KEEP_ROUNDS)
@require_POST
@refused_to(lambda _request, _refusal, **_: redirect("round-list"))
def project_round_end(request: SignedInRequest, pk: int, move: str) -> HttpResponse:
    """Close a round of projects, or take its end back."""
    found = get_object_or_404(Round.objects.of_projects(), pk=pk)
    if move == "close":
        actions.close_round(found, by=request.user)
        messages.success(request, f"{found}已结束；退回和重开的项不受影响。")
    else:
        actions.resume_round(found, by=request.user)
        messages.success(request, f"{found}已恢复。")
    return redirect("round-list")
