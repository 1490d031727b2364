"""What is still open before a year is published: told, not forbidden, but for what would publish a falsehood."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from attainment import Status
from counties.models import Finding
from indicators.actions.publishing import Draft, Frozen, draft_of
from indicators.models import Publication
from indicators.summaries.contradictions import newest_of
from reporting.models import Entry, Round
from reporting.states import WAITING, State
from reporting.summaries.owed import optional_of


@dataclass(frozen=True, slots=True)
class CountyEntries:
    """How far one county's entries of the year are; what may stay empty and does is left out."""

    name: str
    total: int
    approved: int
    waiting: int
    reopened: int
    differing: int

    @property
    def missing(self) -> int:
        """Blank, draft or returned: with the county."""
        return self.total - self.approved - self.waiting - self.reopened

    @property
    def is_done(self) -> bool:
        return self.approved == self.total and not self.differing


@dataclass(frozen=True, slots=True)
class Preflight:
    """A year as it would be published, and what is open; `round` None: nobody was asked for the year's figures."""

    draft: Draft
    round: Round | None
    counties: tuple[CountyEntries, ...]
    pending: tuple[Frozen, ...]
    without_data: tuple[Frozen, ...]
    findings: int
    newest: Publication | None

    @property
    def open_counties(self) -> list[CountyEntries]:
        return [county for county in self.counties if not county.is_done]


def preflight(year: int) -> Preflight:
    """A constant number of queries."""
    draft = draft_of(year)
    of = Round.objects.filter(year=year).first()
    return Preflight(
        draft=draft,
        round=of,
        counties=tuple(_counties(of)) if of else (),
        pending=_with(draft, Status.PENDING),
        without_data=_with(draft, Status.NO_DATA),
        findings=Finding.objects.open().count(),
        newest=newest_of(year),
    )


def _with(draft: Draft, status: Status) -> tuple[Frozen, ...]:
    return tuple(one for one in draft.rows if one.verdict.status == status)


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
