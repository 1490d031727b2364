"""Key projects: the list with its totals, and one project with everything its plans print."""

from collections import Counter
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import Finding
from custody.moments import as_of
from lists.listing import Listing
from projects.exports import COLUMNS, project_rows, project_sheet
from projects.filters import ProjectFilter
from projects.models import ProjectListing
from projects.sides import sides
from projects.summaries import in_order, project_lines, totals


@requires(Permission.VIEW_FIGURES)
@as_of
def project_list(request: SignedInRequest) -> HttpResponse:
    chosen = ProjectFilter(visible_counties(request.user), request.GET)
    lines = in_order(project_lines(chosen.qs), chosen.order)
    total = totals(lines)
    listing = Listing(request, chosen, lines)
    if listing.as_excel:
        sheet = listing.sheet("重点项目", COLUMNS, project_rows(lines), total.sentences)
        return workbook_response([sheet], name="重点项目", by=request.user)
    in_county = Counter(line.county for line in lines)
    context = {
        "listing": listing,
        "lines": listing.shown,
        "total": total,
        "groups": [
            (county, in_county[county], list(group))
            for county, group in groupby(listing.shown, key=lambda line: line.county)
        ],
    }
    return render(request, "projects/project_list.html", context)


@requires(Permission.VIEW_FIGURES)
@as_of
def project(request: SignedInRequest, pk: int) -> HttpResponse:
    listings = ProjectListing.objects.standing().filter(
        project_id=pk, project__county__in=visible_counties(request.user)
    )
    lines = project_lines(listings)
    if not lines:
        raise Http404
    line = lines[0]
    if request.GET.get("format") == "xlsx":
        return workbook_response([project_sheet(lines, totals(lines))], name=line.name[:60], by=request.user)
    findings = Finding.objects.standing().filter(project_listings__in=listings).distinct().order_by("pk")
    return render(
        request, "projects/project.html", {"line": line, "sides": sides(line), "findings": findings}
    )
