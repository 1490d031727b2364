"""The catalogue, and one of its entries across counties."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.models import User
from accounts.permissions import Permission
from custody.moments import as_of
from indicators.models import Indicator
from judging.catalogue_filter import CatalogueFilter
from judging.exports import catalogue_columns, catalogue_rows, comparison_sheets
from judging.summaries.compare import compare, entries
from judging.summaries.series import FigureFilter, series_keys, series_of
from lists.asked import whole_number
from lists.listing import Listing


@requires(Permission.VIEW_FIGURES)
@as_of
def indicator_list(request: SignedInRequest) -> HttpResponse:
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    chosen = CatalogueFilter(request.GET, counties)
    listing = Listing(request, chosen)
    if listing.as_excel:
        notes = tells_notes(request.user)
        rows = catalogue_rows(entries(chosen.qs, counties), notes=notes)
        sheet = listing.sheet("指标目录", catalogue_columns(notes=notes), rows)
        return workbook_response([sheet], name="指标目录", by=request.user)
    context = {
        "listing": listing,
        "entries": entries(listing.shown, counties),
        "total": Indicator.objects.count(),
    }
    return render(request, "judging/catalogue.html", context)


def tells_notes(user: User) -> bool:
    """A catalogue note compares what the counties print: it is for those who see them all."""
    return user.county_ids is None


@requires(Permission.VIEW_FIGURES)
@as_of
def indicator(request: SignedInRequest, code: str) -> HttpResponse:
    found = Indicator.objects.filter(code=code).select_related("default_department").first()
    if found is None:
        raise Http404
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    comparison = compare(found, counties, whole_number(request.GET.get("year", "")))
    chosen = FigureFilter(request.GET, found, counties)
    listing = Listing(request, chosen, series_keys(chosen.qs))
    if listing.as_excel:
        sheets = comparison_sheets(found, comparison, chosen.qs.iterator(chunk_size=2000), listing.said)
        return workbook_response(sheets, name=found.name, by=request.user)
    related = entries(found.related.order_by("order", "code"), counties)
    context = {
        "indicator": found,
        "tells_notes": tells_notes(request.user),
        "comparison": comparison,
        "years": [(year, listing.address_with(year=str(year), page=None)) for year in comparison.years],
        "listing": listing,
        "series": series_of(chosen.qs, listing.shown, comparison.observed_years),
        "related": related,
        "shows_demo": comparison.shows_demo,
    }
    return render(request, "judging/indicator.html", context)
