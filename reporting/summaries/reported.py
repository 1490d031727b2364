"""What the counties have reported for a year, before it is published (`judging.summaries.preflight`)."""

from collections import defaultdict
from collections.abc import Iterable

from judging.summaries.preflight import CountyEntries
from reporting.models import Entry, Round
from reporting.states import WAITING, State
from reporting.summaries.owed import optional_of


def reported(year: int) -> tuple[CountyEntries, ...] | None:
    """Each county's entries of the year; None where nobody was asked for its figures. A constant number of queries."""
    of = Round.objects.of_figures().filter(year=year).first()
    return tuple(_counties(of)) if of else None


def _counties(of: Round) -> Iterable[CountyEntries]:
    asked = Entry.objects.filter(round=of, is_asked=True).order_by("county__code")
    entries = list(asked.select_related("county", "observation"))
    optional = optional_of(entries)
    states: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for one in entries:
        if one.stands is State.BLANK and one.pk in optional:
            continue
        states[one.county.name].append((one.state, one.differs))
    for name, found in states.items():
        yield CountyEntries(
            name=name,
            total=len(found),
            approved=sum(state == State.APPROVED for state, _ in found),
            waiting=sum(state in WAITING for state, _ in found),
            reopened=sum(state == State.REOPENED for state, _ in found),
            differing=sum(differs for _, differs in found),
        )
