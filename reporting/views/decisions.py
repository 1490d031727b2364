"""What the pages of signing and review share: which entries a form names, and what of a refused form comes back."""

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


class Kept(NamedTuple):
    """What a person had written and ticked when the step was refused."""

    words: str = ""
    ticked: frozenset[str] = frozenset()
    """As the lines name themselves: a line that moved meanwhile is looked at, and ticked, anew."""


KEPT = "kept"


def kept(request: SignedInRequest) -> Kept:
    """What the refused form of this page said; told once."""
    found = request.session.get(KEPT)
    if found is None or found["page"] != request.path:
        return Kept()
    del request.session[KEPT]
    return Kept(found["words"], frozenset(found["ticked"]))


def told(request: SignedInRequest, act: Callable[[], Iterable[Entry]], said: str, page: str) -> bool:
    """Do `act` and tell the person `said` with the number of entries, or why nothing was done.

    What was refused stands in the form of `page` again when it is opened next.
    """
    try:
        moved = list(act())
    except MoveRefusedError as refused:
        messages.error(request, str(refused))
        given = {"words": request.POST.get("words", ""), "ticked": request.POST.getlist("entry")}
        request.session[KEPT] = {"page": page, **given}
        return False
    messages.success(request, said.format(count=len(moved)))
    return True
