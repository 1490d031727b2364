"""The plans as loaded: their list, and one plan's printed tables beside how each cell was read."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from custody.moments import as_of
from plans.plan_export import list_sheet, plan_sheets
from plans.summaries.plans import plan_lines, printed_plan, visible_plans


@requires(Permission.VIEW_FIGURES)
@as_of
def plan_list(request: SignedInRequest) -> HttpResponse:
    lines = plan_lines(visible_plans(list(visible_counties(request.user).values_list("pk", flat=True))))
    if request.GET.get("format") == "xlsx":
        return workbook_response([list_sheet(lines)], name="规划文本", by=request.user)
    context = {
        "lines": lines,
        "may_import": not request.as_of and has_permission(request.user, Permission.IMPORT_PLANS),
    }
    return render(request, "plans/plan_list.html", context)


@requires(Permission.VIEW_FIGURES)
@as_of
def plan(request: SignedInRequest, key: str) -> HttpResponse:
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    found = visible_plans(counties).select_related("county").filter(key=key).first()
    if found is None:
        raise Http404
    printed = printed_plan(found)
    if request.GET.get("format") == "xlsx":
        name = f"{found.county.name} {found.short_title} 逐格读取"
        return workbook_response(plan_sheets(found, printed), name=name, by=request.user)
    context = {
        "plan": found,
        "printed": printed,
        "edition": printed.editions[0].edition if printed.editions else None,
        "may_import": not request.as_of and has_permission(request.user, Permission.IMPORT_PLANS),
    }
    return render(request, "plans/plan.html", context)
