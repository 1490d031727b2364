"""What the addresses of the year name: a round and a county in the person's sight."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import visible_counties
from accounts.models import User
from counties.models import County
from reporting.models import Entry, Round


def round_and_county(user: User, year: int, code: str) -> tuple[Round, County]:
    """The round of the year's figures and the county in the person's sight; else 404."""
    return get_object_or_404(Round.objects.of_figures(), year=year), get_object_or_404(
        visible_counties(user), code=code
    )


def round_with_entries(user: User, year: int, code: str) -> tuple[Round, County]:
    """The same, where the round asks the county for something that the person may see; else 404."""
    of, county = round_and_county(user, year, code)
    if not Entry.objects.for_user(user).filter(round=of, county=county, is_asked=True).exists():
        raise Http404
    return of, county
