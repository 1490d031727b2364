"""What the pages of signing and review share: which entries a form names, what many at once would be, and what of a
refused form comes back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from accounts.access import SignedInRequest
from accounts.kept import keep_form, kept_form
from accounts.telling import tell
from lists.asked import whole_number
from refusals import Refused
from reporting.models import Entry
from reporting.summaries.review import Sheet

ALL = "all"


class Looked(NamedTuple):
    """What a form says was looked at: entry → version, entry → mark of the figure in force beside it."""

    versions: dict[int, int]
    figures: dict[int, str]


def looked_at(given: QueryDict) -> Looked:
    """The ticked lines, or all that the pressed button names (`all`)."""
    name = _field(given)
    found = Looked({}, {})
    for text in given.getlist(name):
        pk, version, figure = (*text.split(":"), "", "")[:3]
        entry, seen = whole_number(pk), whole_number(version)
        if entry is None or seen is None:
            raise Http404
        found.versions[entry] = seen
        found.figures[entry] = figure
    return found


def _field(given: QueryDict) -> str:
    """The field of the form that names the entries of the pressed button."""
    return "every" if given.get("which") == ALL else "entry"


def is_unseen(given: QueryDict) -> bool:
    """Whether a button names entries as a whole that nobody has looked through yet."""
    return given.get("which") == ALL and not is_sure(given) and bool(given.getlist("every"))


def is_sure(given: QueryDict) -> bool:
    """Whether the page that lists the entries was confirmed."""
    return "sure" in given


@dataclass(frozen=True, slots=True)
class Together:
    """What the page says that lists the entries before they are moved together; `#` stands for their number."""

    title: str
    follows: str
    """What comes of it."""
    verb: str
    button: str
    list: str
    list_name: str
    back: str


def listed(request: SignedInRequest, sheet: Sheet, told: Together) -> HttpResponse:
    """The entries that the pressed button names, those to stop at first; the same address does it once confirmed."""
    seen = looked_at(request.POST).versions
    found = [(line, line.held_back) for line in sheet.lines if line.entry.pk in seen]
    lines = [line for line, _ in sorted(found, key=lambda one: not one[1])]
    number = str(len(lines))
    context = {
        "round": sheet.round,
        "county": sheet.county,
        "told": replace(told, title=told.title.replace("#", number), button=told.button.replace("#", number)),
        "lines": lines,
        "held_back": sum(bool(why) for _, why in found),
        "field": _field(request.POST),
        "which": request.POST.get("which", ""),
        "named": request.POST.getlist(_field(request.POST)),
        "words": request.POST.get("words", ""),
        "shown": request.POST.get("show", ""),
        "shows_demo": sheet.uses_demo,
    }
    return render(request, "reporting/together.html", context)


class Kept(NamedTuple):
    """What a person had written and ticked when the step was refused."""

    words: str = ""
    ticked: frozenset[str] = frozenset()
    """As the lines name themselves: a line that moved meanwhile is looked at, and ticked, anew."""


def kept_words(request: SignedInRequest) -> Kept:
    """What the refused form of this page said; told once."""
    said = kept_form(request)
    return Kept(said.get("words", ""), frozenset(said.get("ticked", ())))


def told(request: SignedInRequest, act: Callable[[], Iterable[Entry]], said: str, page: str) -> bool:
    """Do `act` and tell the person `said` with the number of entries, or why nothing was done.

    What was refused stands in the form of `page` again when it is opened next.
    """
    try:
        moved = list(act())
    except Refused as refusal:
        tell(request, refusal)
        words, ticked = request.POST.get("words", ""), request.POST.getlist("entry")
        keep_form(request, page, words=words, ticked=ticked)
        return False
    messages.success(request, said.format(count=len(moved)))
    return True
