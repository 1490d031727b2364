"""The 上报表: a print for signatures and seal, and the question whether a printed one still holds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import Permission, has_permission
from reporting.summaries.declarations import declared, matching
from reporting.views.addressed import round_with_entries


@requires(Permission.VIEW_FIGURES)
@require_safe
def declaration(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    of, county = round_with_entries(request.user, year, code)
    found = declared(of, county, request.user)
    asked = request.GET.get("check", "").strip()[:60]
    context = {
        "round": of,
        "county": county,
        "declaration": found,
        "may_sign": has_permission(request.user, Permission.SIGN_FIGURES, county_id=county.pk),
        "may_review": has_permission(request.user, Permission.REVIEW_FIGURES),
        "may_enter": has_permission(request.user, Permission.ENTER_FIGURES, county_id=county.pk),
        "asked": asked,
        "match": matching(asked, of, county, found) if asked else None,
        "printed_at": timezone.localtime(),
        "last_year": of.year - 1,
        "shows_demo": found.uses_demo,
    }
    return render(request, "reporting/declaration.html", context)
