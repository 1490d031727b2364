"""Key projects: the ledger, late ones first, with rates and money; and one project with everything that is known of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import Finding
from custody.moments import as_of, shown_moment
from lists.listing import Listing
from projects.exports import COLUMNS, project_rows, project_sheet
from projects.filters import ProjectFilter
from projects.funds import money_by_source, what_rates_leave_out
from projects.lateness import Late
from projects.ledger import LedgerLine, late_first, ledger, rates
from projects.models import ProjectListing
from projects.rating import rate_table
from projects.reports import in_words
from projects.sides import sides
from projects.slots import IN_THE_YEAR
from projects.summaries import in_order, project_lines, totals
from projects.timeline import WIDTH, scale_of, timeline

VIEWS = {"": "台账", "rates": "四率", "funds": "资金来源"}


def day_shown() -> date:
    """The day that the page speaks of: today, or that of 截至."""
    moment = shown_moment()
    return timezone.localdate(moment) if moment else timezone.localdate()


@requires(Permission.VIEW_FIGURES)
@as_of
def project_list(request: SignedInRequest) -> HttpResponse:
    chosen = ProjectFilter(visible_counties(request.user), request.GET)
    day = day_shown()
    found = [one for one in ledger(in_order(project_lines(chosen.qs), chosen.order), day) if chosen.fits(one)]
    lines = found if chosen.order else late_first(found)
    total = totals(one.line for one in lines)
    listing = Listing(request, chosen, lines)
    if listing.as_excel:
        told = [*total.sentences, *_rates_told(lines, day)]
        sheet = listing.sheet("重点项目", COLUMNS, project_rows(lines), told)
        return workbook_response([sheet], name="重点项目", by=request.user)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ""
    context = {
        "listing": listing,
        "lines": listing.shown,
        "total": total,
        "day": day,
        "view": view,
        "views": [
            (name, label, listing.address_with(view=name or None, page=None)) for name, label in VIEWS.items()
        ],
        "rates": rates(lines, day),
        "shows_demo": any(one.is_demo for one in lines),
        **_drawn(listing.shown, lines, day),
    }
    if view == "rates":
        context["table"] = rate_table(lines, day)
    if view == "funds":
        context["funds"] = money_by_source(lines)
        context["funds_note"] = what_rates_leave_out(lines)
    return render(request, "projects/project_list.html", context)


def _rates_told(lines: Sequence[LedgerLine], day: date) -> list[str]:
    return [
        f"{one.name} {one.percent}（{one.counted}{f'；{one.left_out}' if one.left_out else ''}）"
        for one in rates(lines, day)
    ]


def _drawn(shown: Sequence[LedgerLine], lines: Sequence[LedgerLine], day: date) -> dict[str, Any]:
    """The shown lines by what the facts say, each with its drawing."""
    periods = [one.line.years for one in lines]
    scale = scale_of(
        min((years[0] for years in periods), default=day.year),
        max((years[-1] for years in periods), default=day.year),
        day,
    )
    numbers = Counter(one.late for one in lines)
    return {
        "groups": [
            (late, numbers[late], [(one, timeline(one, scale, day)) for one in group])
            for late, group in groupby(shown, key=lambda one: one.late)
        ],
        "drawn": [(one, timeline(one, scale, day)) for one in shown],
        "years": scale.years,
        "width": WIDTH,
        "today": scale.at(day),
        "numbers": [(late, numbers[late]) for late in Late if numbers[late]],
    }


@requires(Permission.VIEW_FIGURES)
@as_of
def project(request: SignedInRequest, pk: int) -> HttpResponse:
    listings = ProjectListing.objects.standing().filter(
        project_id=pk, project__county__in=visible_counties(request.user)
    )
    lines = ledger(project_lines(listings), day_shown())
    if not lines:
        raise Http404
    one = lines[0]
    if request.GET.get("format") == "xlsx":
        sheet = project_sheet(lines, totals([one.line]))
        return workbook_response([sheet], name=one.line.name[:60], by=request.user)
    findings = Finding.objects.standing().filter(project_listings__in=listings).distinct().order_by("pk")
    context = {
        "one": one,
        "line": one.line,
        "sides": sides(one.line),
        "findings": findings,
        "periods": [(row, in_words(row.said)) for row in reversed(one.stands.rows)] if one.stands else [],
        "funds": money_by_source(lines),
        "in_the_year": IN_THE_YEAR(pk, request.user),
        "shows_demo": one.is_demo,
    }
    return render(request, "projects/project.html", context)
