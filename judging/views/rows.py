"""One plan row: its verdict of a year, how that came about, its trend, its evidence."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from custody.moments import as_of
from indicators.summaries.originals import downloadable
from judging.exports import row_sheets
from judging.resolving import Way
from judging.summaries.publications import published_row
from judging.summaries.row_page import RowPage, row_page
from judging.views.charts import chart_data


def _ways(request: SignedInRequest, page: RowPage) -> list[tuple[Way, str]]:
    """Who can resolve a grey verdict, with the address for a reader who is that person."""
    found = []
    for way in page.ways:
        may = not request.as_of and has_permission(request.user, way.permission)
        fragment = f"#{way.fragment}" if way.fragment else ""
        found.append((way, f"{reverse(way.address, args=way.arguments)}{fragment}" if may else ""))
    return found


@requires(Permission.VIEW_FIGURES)
@as_of
def plan_indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    page = row_page(pk, counties, request.GET.get("year", ""))
    if page is None:
        raise Http404
    row = page.row
    if request.GET.get("format") == "xlsx":
        name = f"{row.plan.county.name} {row.plan.short_title} {row.name}"
        return workbook_response(row_sheets(row, page.evidence), name=name, by=request.user)
    context = {
        "published": published_row(row.pk, page.year),
        "page": page,
        "ways": _ways(request, page),
        "row": row,
        "chart": chart_data(page.trend, title=row.name, year=page.year) if page.trend else None,
        "shows_demo": page.evidence.shows_demo,
        "batches": downloadable(request.user, page.evidence.batch_ids),
        "may_assign": has_permission(request.user, Permission.SET_TARGETS),
        "may_rule": has_permission(request.user, Permission.DECIDE_FINDINGS) and not request.as_of,
        "may_review": has_permission(request.user, Permission.REVIEW_FIGURES),
    }
    return render(request, "judging/row.html", context)
