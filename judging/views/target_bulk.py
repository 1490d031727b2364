"""Targets of one catalogue indicator for all counties at once: fill in, look at what would change, set."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission
from indicators.actions.targets import set_together
from indicators.models import Indicator, PlanIndicator
from judging.forms import BulkForm
from judging.summaries.contradictions import published_among
from judging.summaries.waiting import Effect, candidates, effects, fingerprint, waiting


@requires(Permission.SET_TARGETS)
@require_safe
def waiting_list(request: SignedInRequest) -> HttpResponse:
    found = waiting(visible_counties(request.user))
    context = {"found": found, "rows": sum(len(one.waiting) for one in found)}
    return render(request, "judging/target_bulk_list.html", context)


@requires(Permission.SET_TARGETS)
def target_bulk(request: SignedInRequest, code: str) -> HttpResponse:
    """`?year=`: the annual targets of that year; without it the targets of the period."""
    indicator = get_object_or_404(Indicator, code=code)
    counties = list(visible_counties(request.user))
    years = _years(indicator)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), None)
    if asked and year is None:
        raise Http404
    offered = candidates(indicator, counties, year)
    form = BulkForm(request.POST or None, candidates=offered, year=year)
    found: list[Effect] = []
    if request.method == "POST" and form.is_valid():
        found = effects(form.texts(), year, form.stated_scope)
        wants = request.POST.get("act") == "assign"
        if wants and request.POST.get("seen") == fingerprint(found):
            texts = [(one.candidate.row, one.text) for one in found]
            count = set_together(
                texts, year=year, scope=form.stated_scope, document=form.document(), by=request.user
            )
            messages.success(request, f"已下达 {indicator.name} {count} 行目标，相关评价将重新计算。")
            return redirect("target-bulk-list")
        if wants:
            messages.warning(
                request, "预览之后填写的内容或在用目标已有变化，没有下达；请查看新的预览再确认。"
            )
    effect = {one.candidate.row.pk: one for one in found}
    context = {
        "indicator": indicator,
        "year": year,
        "years": years,
        "form": form,
        "lines": [(one, form[one.field], effect.get(one.row.pk)) for one in offered],
        "found": found,
        "changes": sum(bool(one.changes) for one in found),
        "seen": fingerprint(found) if found else "",
        "touched": published_among({year} if year else {of for one in offered for of in one.row.plan.years}),
        "shows_demo": any(one.inputs.uses_demo(one.row.target_year) for one in offered),
    }
    return render(request, "judging/target_bulk.html", context)


def _years(indicator: Indicator) -> list[int]:
    rows = PlanIndicator.objects.judged().filter(indicator=indicator).select_related("plan")
    return sorted({year for row in rows for year in row.plan.years}, reverse=True)
