"""How far a county is with the year's figures, cell by cell: for everybody who may read its figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from counties.models import County
from reporting.exports import standing_sheet
from reporting.models import Entry, Round
from reporting.summaries.standing import CellProgress, Show, county_cells
from reporting.views.addressed import round_and_county


@requires(Permission.VIEW_FIGURES)
@require_safe
def county_standing(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    of, county = round_and_county(request.user, year, code)
    cells = county_cells(of, county)
    if not cells:
        raise Http404
    shown = _shown(request.GET.get("show", ""), cells)
    wanted = [one for one in cells if shown in (Show.ALL, one.show)]
    if request.GET.get("format") == "xlsx":
        name = f"{county.name}{of.year}年度填报进度"
        return workbook_response([standing_sheet(of, county, shown, wanted)], name=name, by=request.user)
    return render(request, "reporting/standing.html", _context(request, of, county, shown, cells))


def _shown(asked: str, cells: list[CellProgress]) -> Show:
    """What was asked for, else the first that has any cell."""
    if asked in set(Show):
        return Show(asked)
    return next(show for show in Show if show is Show.ALL or any(one.show is show for one in cells))


def _context(
    request: SignedInRequest, of: Round, county: County, shown: Show, cells: list[CellProgress]
) -> dict[str, object]:
    user = request.user
    return {
        "round": of,
        "county": county,
        "shown": shown,
        "tabs": [(show, sum(show in (Show.ALL, one.show) for one in cells)) for show in Show],
        "cells": [one for one in cells if shown in (Show.ALL, one.show)],
        "days_left": of.days_left(timezone.localdate()),
        "time_left": of.time_left(timezone.localdate()),
        "may_enter": has_permission(user, Permission.ENTER_FIGURES, county_id=county.pk),
        "may_sign": has_permission(user, Permission.SIGN_FIGURES, county_id=county.pk),
        "may_review": has_permission(user, Permission.REVIEW_FIGURES),
        # A clerk of one department opens the own cells only.
        "opens": set(
            Entry.objects.for_user(user).filter(round=of, county=county).values_list("pk", flat=True)
        ),
    }
