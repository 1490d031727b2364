"""The catalogue, and one of its entries across counties."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.models import User
from accounts.permissions import Permission
from custody.moments import as_of
from indicators.models import Indicator
from indicators.models.catalogue import DIRECTIONS
from judging.exports import catalogue_sheet, comparison_sheets
from judging.summaries.compare import catalogue, compare, entries


@requires(Permission.VIEW_FIGURES)
@as_of
def indicator_list(request: SignedInRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "level1", "direction", "used")}
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    found = entries(catalogue(**asked, counties=counties), counties)
    if request.GET.get("format") == "xlsx":
        return workbook_response(
            [catalogue_sheet(found, notes=tells_notes(request.user))], name="指标目录", by=request.user
        )
    query = request.GET.copy()
    query.pop("format", None)
    context = {
        "query": f"{query.urlencode()}&" if query else "",
        "filtered": _in_words(asked),
        "asked": asked,
        "entries": found,
        "total": Indicator.objects.count(),
        "levels": list(Indicator.objects.order_by("level1").values_list("level1", flat=True).distinct()),
        "directions": DIRECTIONS,
    }
    return render(request, "judging/catalogue.html", context)


def _in_words(asked: dict[str, str]) -> str:
    """The filters as a printed page states them; empty for none."""
    direction = dict(DIRECTIONS).get(asked["direction"], "")
    used = {"plan": "规划列有", "observed": "规划未列，仅有监测"}.get(asked["used"], "")
    words = [("名称", asked["text"]), ("类别", asked["level1"]), ("方向", direction), ("使用", used)]
    return "；".join(f"{label} {value}" for label, value in words if value)


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
    asked = request.GET.get("year", "")
    comparison = compare(found, counties, int(asked) if asked.isdecimal() else None)
    if request.GET.get("format") == "xlsx":
        return workbook_response(comparison_sheets(found, comparison), name=found.name, by=request.user)
    related = entries(found.related.order_by("order", "code"), counties)
    context = {
        "indicator": found,
        "tells_notes": tells_notes(request.user),
        "comparison": comparison,
        "related": related,
        "shows_demo": comparison.shows_demo,
    }
    return render(request, "judging/indicator.html", context)
