"""What the pages of signing and review share: which entries a form names, as they were looked at."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import Http404, QueryDict

from accounts.access import SignedInRequest, visible_counties
from counties.models import County
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry, Round

ALL = "all"


def round_and_county(request: SignedInRequest, year: int, code: str) -> tuple[Round, County]:
    """The round of the year and a county of the person's; else 404."""
    asking = Round.objects.filter(year=year).first()
    county = visible_counties(request.user).filter(code=code).first()
    if asking is None or county is None:
        raise Http404
    return asking, county


def looked_at(given: QueryDict) -> dict[int, int]:
    """Entry → version of the ticked lines, or of all that the pressed button names (`all`)."""
    name = "every" if given.get("which") == ALL else "entry"
    found: dict[int, int] = {}
    for text in given.getlist(name):
        pk, _, version = text.partition(":")
        if not (pk.isdecimal() and version.isdecimal() and len(pk) < 19 and len(version) < 10):
            raise Http404
        found[int(pk)] = int(version)
    return found


def told(request: SignedInRequest, act: Callable[[], Iterable[Entry]], said: str) -> bool:
    """Do `act` and tell the person `said` with the number of entries, or why nothing was done."""
    try:
        moved = list(act())
    except MoveRefusedError as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, said.format(count=len(moved)))
    return True
