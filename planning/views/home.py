"""Where a person lands: at what waits for typing or signing, else in the own county, at the matrix, at the plans."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, signed_in, visible_counties
from accounts.permissions import Permission, has_permission
from reporting.summaries.owed import owed_count
from reporting.summaries.waiting import to_sign


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    user = request.user
    if has_permission(user, Permission.ENTER_FIGURES) and owed_count(user):
        return redirect("entries")
    if has_permission(user, Permission.SIGN_FIGURES) and to_sign(user).exists():
        return redirect("signing-list")
    if user.county_ids is not None:
        codes = list(visible_counties(user).values_list("code", flat=True)[:2])
        if len(codes) == 1:
            return redirect("county", code=codes[0])
        return redirect("county-list") if codes else render(request, "planning/no_role.html", status=403)
    if has_permission(user, Permission.IMPORT_PLANS):
        return redirect("plan-list")
    return redirect("matrix")
