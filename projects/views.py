"""Key projects: the list with its totals, and one project with everything its plans print."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import Finding
from custody.moments import as_of
from custody.past_links import PARAMETER
from projects.exports import project_sheet
from projects.filters import Selection, select
from projects.models import ProjectListing
from projects.sides import sides
from projects.summaries import SORTS, in_order, project_lines, totals

PER_PAGE = 100


@requires(Permission.VIEW_FIGURES)
@as_of
def project_list(request: SignedInRequest) -> HttpResponse:
    selection = select(visible_counties(request.user), request.GET)
    sort = selection.form.cleaned_data.get("sort", "")
    lines = in_order(project_lines(selection.listings), sort)
    total = totals(lines)
    if request.GET.get("format") == "xlsx":
        sheet = project_sheet(lines, total, selection.form.said())
        return workbook_response([sheet], name="重点项目", by=request.user)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = _context(request, selection)
    shown = {"page": page, "lines": page.object_list, "total": total, "order": SORTS.get(sort, "")}
    return render(request, "projects/project_list.html", {**context, **shown, **_sorting(request, sort)})


def _sorting(request: SignedInRequest, sort: str) -> dict[str, str]:
    """Addresses that sort by amount or finish: the other way round where it is sorted so already."""
    addresses = {}
    for column, first, second in (("amount", "-amount", "amount"), ("finish", "finish", "-finish")):
        address = request.GET.copy()
        address.pop("page", None)
        address["sort"] = second if sort == first else first
        addresses[f"by_{column}"] = address.urlencode()
    return addresses


def _context(request: SignedInRequest, selection: Selection) -> dict[str, object]:
    address = request.GET.copy()
    address.pop("page", None)
    export = address.copy()
    export["format"] = "xlsx"
    return {
        "form": selection.form,
        "problems": selection.problems,
        "summary": selection.form.said(),
        "cleared": request.path if address.keys() - {PARAMETER} else "",
        "address": address.urlencode(),
        "export": export.urlencode(),
    }


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
        return workbook_response(
            [project_sheet(lines, totals(lines), "")], name=line.name[:60], by=request.user
        )
    findings = Finding.objects.standing().filter(project_listings__in=listings).distinct().order_by("pk")
    return render(
        request, "projects/project.html", {"line": line, "sides": sides(line), "findings": findings}
    )
