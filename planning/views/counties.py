"""The counties: a list without ranks, and one county with its plans as printed."""

from itertools import chain

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from counties.models import County, Plan
from custody.moments import as_of
from judging.matrix_filter import Selection, plans_with_rows, select
from judging.summaries.cities import county_lines
from judging.summaries.contradictions import contradictions
from judging.summaries.county import CountyYear, county_year, questioned_rows
from judging.tiles import Addresses, tiles
from planning.county_export import county_list_sheet, county_sheets
from planning.notes import missed, reporting_of


@requires(Permission.VIEW_FIGURES)
@as_of
def county_list(request: SignedInRequest) -> HttpResponse:
    counties = list(visible_counties(request.user))
    plans = plans_with_rows(counties)
    if not plans:
        return _empty(request, "县区")
    selection = select(plans, request.GET)
    lines = county_lines(counties, plans, selection.plans, selection.year)
    if request.GET.get("format") == "xlsx":
        name = f"县区达成情况 {selection.year}年"
        return workbook_response([county_list_sheet(lines, selection)], name=name, by=request.user)
    context = {
        **_shared(request, selection),
        "lines": lines,
        "shows_demo": any(line.uses_demo for line in lines),
        "missed": missed(plans, selection, chain.from_iterable(line.counted for line in lines)),
        "reporting": reporting_of(request, counties),
    }
    return render(request, "planning/county_list.html", context)


@requires(Permission.VIEW_FIGURES)
@as_of
def county(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(visible_counties(request.user), code=code)
    plans = plans_with_rows([found])
    if not plans:
        return _empty(request, found.name)
    selection = select(plans, request.GET)
    year = county_year(selection.plans, selection.year, selection.choice)
    if request.GET.get("format") == "xlsx":
        name = f"{found.name}规划目标达成情况 {selection.year}年"
        return workbook_response(county_sheets(year, found, selection), name=name, by=request.user)
    context = {
        **_county_context(request, found, selection, year),
        "missed": missed(plans, selection, year.counted),
        "reporting": reporting_of(request, [found]),
    }
    return render(request, "planning/county.html", context)


def _empty(request: SignedInRequest, title: str) -> HttpResponse:
    may_import = has_permission(request.user, Permission.IMPORT_PLANS)
    return render(request, "planning/no_plans.html", {"title": title, "may_import": may_import})


def _shared(request: SignedInRequest, selection: Selection) -> dict[str, object]:
    export = request.GET.copy()
    export["format"] = "xlsx"
    return {
        "selection": selection,
        "year": selection.year,
        "period": selection.period,
        "query": "?period={}-{}&year={}".format(*selection.period, selection.year),
        "form": selection.form,
        "export": export.urlencode(),
        "sees_jobs": has_permission(request.user, Permission.VIEW_JOBS),
    }


def _county_context(
    request: SignedInRequest, found: County, selection: Selection, year: CountyYear
) -> dict[str, object]:
    return {
        **_shared(request, selection),
        "county": found,
        "found": year,
        "contradicted": contradictions(selection.year, [plan.pk for plan in selection.plans]),
        "questioned": questioned_rows([row.row_id for row in year.rows]),
        "tiles": tiles(
            year.counts,
            is_final=year.is_final,
            addresses=Addresses(selection.cleared),
            unmarked_note=_unmarked_note(selection.plans, year),
            by_hand=year.by_hand,
        ),
        "shows_demo": year.uses_demo,
    }


def _unmarked_note(plans: tuple[Plan, ...], year: CountyYear) -> str:
    marked = {row.plan_id for row in year.rows if row.attribute}
    silent = [plan.short_title for plan in plans if plan.pk not in marked]
    return f"{'、'.join(silent)}未印指标属性" if silent else ""
