"""规划修改: what a plan was changed by, with the editions and targets that came of it, and its 修改说明."""

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.models import User
from accounts.permissions import Permission, has_permission
from counties.models import Plan, Revision
from custody.moments import as_of
from indicators.models import AnnualTarget, AssignedTarget
from plans.opinion_forms import RevisionForm
from plans.opinions import begin_revision
from plans.revision_export import opinion_sheet, revision_sheet


def visible_revisions(user: User) -> QuerySet[Revision]:
    found = Revision.objects.filter(plan__county__in=visible_counties(user))
    return found.select_related("plan__county", "by")


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def revision_list(request: SignedInRequest, key: str) -> HttpResponse:
    """Those of one plan, the newest first."""
    plan = get_object_or_404(Plan.objects.filter(county__in=visible_counties(request.user)), key=key)
    lines = visible_revisions(request.user).filter(plan=plan).order_by("-pk")
    if request.GET.get("format") == "xlsx":
        sheet = revision_sheet(plan, lines.prefetch_related("editions", "opinions"))
        name = f"{plan.county.name} {plan.short_title} 规划修改"
        return workbook_response([sheet], name=name, by=request.user)
    context = {
        "plan": plan,
        "lines": lines.annotate(number=Count("opinions")).prefetch_related("editions"),
        "may_write": has_permission(request.user, Permission.IMPORT_PLANS),
    }
    return render(request, "plans/revision_list.html", context)


@requires(Permission.IMPORT_PLANS)
def revision_new(request: SignedInRequest, key: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.select_related("county"), key=key)
    form = RevisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = begin_revision(plan, form.basis, by=request.user)
        messages.success(request, f"已登记规划修改：{made}。可以在此录入或导入修改说明。")
        return redirect("revision", pk=made.pk)
    return render(request, "plans/revision_new.html", {"plan": plan, "form": form})


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """The 修改说明, to read, print and export."""
    found = get_object_or_404(visible_revisions(request.user), pk=pk)
    opinions = list(found.opinions.order_by("number"))
    if request.GET.get("format") == "xlsx":
        name = f"{found.plan.county.name} {found.plan.short_title} 修改说明"
        return workbook_response([opinion_sheet(found, opinions)], name=name, by=request.user)
    context = {
        "revision": found,
        "opinions": opinions,
        "editions": found.editions.order_by("number"),
        "targets": [
            one
            for model in (AssignedTarget, AnnualTarget)
            for one in model.objects.filter(revision=found).select_related("plan_indicator").order_by("pk")
        ],
        "may_write": has_permission(request.user, Permission.IMPORT_PLANS),
    }
    return render(request, "plans/revision.html", context)
