"""The counties: a list without ranks, and one county with its plans as printed."""

from itertools import chain

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import County
from custody.moments import as_of
from judging.matrix_filter import Selection, plans_with_rows, select
from judging.summaries.cities import county_lines
from judging.summaries.contradictions import contradictions
from judging.summaries.county import CountyYear, county_year, questioned_rows
from planning.county_export import county_list_sheet, county_sheets
from planning.figures import no_plans, selected, told
from planning.notes import missed, reporting_of


@requires(Permission.VIEW_FIGURES)
@as_of
def county_list(request: SignedInRequest) -> HttpResponse:
    counties = list(visible_counties(request.user))
    plans = plans_with_rows(counties)
    if not plans:
        return no_plans(request, "县区")
    selection = select(plans, request.GET)
    lines = county_lines(counties, plans, selection.plans, selection.year)
    if selection.narrowing.as_excel:
        name = f"县区达成情况 {selection.year}年"
        return workbook_response([county_list_sheet(lines, selection)], name=name, by=request.user)
    context = {
        **selected(request, selection),
        "query": "?period={}-{}&year={}".format(*selection.period, selection.year),
        "form": selection.form,
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
        return no_plans(request, found.name)
    selection = select(plans, request.GET)
    year = county_year(selection.plans, selection.year, selection.choice)
    if selection.narrowing.as_excel:
        name = f"{found.name}规划目标达成情况 {selection.year}年"
        return workbook_response(county_sheets(year, found, selection), name=name, by=request.user)
    context = {
        **_county_context(request, found, selection, year),
        "missed": missed(plans, selection, year.counted),
        "reporting": reporting_of(request, [found]),
    }
    return render(request, "planning/county.html", context)


def _county_context(
    request: SignedInRequest, found: County, selection: Selection, year: CountyYear
) -> dict[str, object]:
    return {
        **selected(request, selection),
        **told(year, selection, {plan.pk: plan.short_title for plan in selection.plans}),
        "county": found,
        "found": year,
        "contradicted": contradictions(selection.year, [plan.pk for plan in selection.plans]),
        "questioned": questioned_rows([row.row_id for row in year.rows]),
    }
