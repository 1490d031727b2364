"""Annual targets of flows that say neither 当年 nor 累计: both verdicts side by side, and the choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission
from indicators.actions.targets import state_scopes
from judging.summaries.contradictions import published_among
from judging.summaries.unscoped import Unscoped, unscoped


@requires(Permission.SET_TARGETS)
def unscoped_targets(request: SignedInRequest) -> HttpResponse:
    found = unscoped(visible_counties(request.user))
    if request.method == "POST":
        chosen = _chosen(request, found)
        count = state_scopes(chosen, by=request.user) if chosen else 0
        if count:
            messages.success(request, f"已核定 {count} 个年度目标，相关评价将重新计算。")
        else:
            messages.info(request, "没有选定任何一项，没有改动。")
        return redirect("unscoped-targets")
    context = {
        "found": found,
        "touched": published_among({one.target.year for one in found}),
        "differing": sum(one.before != one.then for one in found),
        "shows_demo": any(one.inputs.uses_demo(one.target.year) for one in found),
    }
    return render(request, "judging/unscoped_targets.html", context)


def _chosen(request: SignedInRequest, found: list[Unscoped]) -> dict[int, str]:
    """Target → scope, as far as the row can use it; what was left open stays open."""
    said = {one.target.pk: (request.POST.get(one.field, ""), one) for one in found}
    return {
        pk: scope
        for pk, (scope, one) in said.items()
        if any(reading.scope == scope and not reading.refused for reading in one.readings)
    }
