"""What the pages of signing and review share: which entries a form names, as they were looked at."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, QueryDict

from accounts.access import SignedInRequest
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry

ALL = "all"


class Looked(NamedTuple):
    """What a form says was looked at: entry → version, entry → mark of the figure in force beside it."""

    versions: dict[int, int]
    figures: dict[int, str]


def looked_at(given: QueryDict) -> Looked:
    """The ticked lines, or all that the pressed button names (`all`)."""
    name = "every" if given.get("which") == ALL else "entry"
    found = Looked({}, {})
    for text in given.getlist(name):
        pk, version, figure = (*text.split(":"), "", "")[:3]
        if not (pk.isdecimal() and version.isdecimal() and len(pk) < 19 and len(version) < 10):
            raise Http404
        found.versions[int(pk)] = int(version)
        found.figures[int(pk)] = figure
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
