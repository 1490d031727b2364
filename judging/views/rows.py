"""One plan row: its verdict of a year, how that came about, its trend, its evidence."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from custody.moments import as_of
from indicators.summaries.originals import downloadable
from judging.doors import Grey, doors
from judging.exports import row_sheets
from judging.summaries.entered import with_entries
from judging.summaries.publications import published_row
from judging.summaries.row_page import RowPage, row_page
from judging.views.charts import chart_data


def _grey(page: RowPage) -> Grey:
    """The verdict as it is judged now: what resolves a former reason would not help."""
    found, row = page.verdict, page.row
    status, reason = (found.status, found.reason) if found else (None, None)
    return Grey(status, reason, row.pk, page.year, row.plan.county_id)


@requires(Permission.VIEW_FIGURES)
@as_of
def plan_indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    page = row_page(pk, counties, request.GET.get("year", ""))
    if page is None:
        raise Http404
    # Who entered a figure is told as it is now: a page of the past leads nowhere.
    if not request.as_of:
        page = replace(page, evidence=with_entries(page.evidence, request.user))
    row = page.row
    if request.GET.get("format") == "xlsx":
        name = f"{row.plan.county.name} {row.plan.short_title} {row.name}"
        return workbook_response(row_sheets(row, page.evidence), name=name, by=request.user)
    context = {
        "published": published_row(row.pk, page.year),
        "page": page,
        "ways": doors(_grey(page), request),
        "row": row,
        "chart": chart_data(page.trend, title=row.name, year=page.year) if page.trend else None,
        "shows_demo": page.evidence.shows_demo,
        "batches": downloadable(request.user, page.evidence.batch_ids),
        "may_assign": has_permission(request.user, Permission.SET_TARGETS) and not request.as_of,
        "may_rule": has_permission(request.user, Permission.DECIDE_FINDINGS) and not request.as_of,
        "may_review": has_permission(request.user, Permission.REVIEW_FIGURES) and not request.as_of,
    }
    return render(request, "judging/row.html", context)
