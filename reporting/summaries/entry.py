"""Everything that the page of one entry prints."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from indicators.models import Observation
from reporting.models import Entry, Evidence, Reopening, Step
from reporting.summaries.review import Line, entry_line


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """One version of the figure in force: what it was, what it became, who and why."""

    at: dt.datetime
    before: str
    after: str
    who: str
    why: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry; `line` None: no plan row asks for it any more."""

    entry: Entry
    line: Line | None
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    reopenings: tuple[Reopening, ...]
    figures: tuple[FigureVersion, ...]


def entry_page(entry: Entry, *, user: User) -> EntryPage:
    """A constant number of queries."""
    steps = entry.steps.select_related("by", "acting_for")
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file", "added_by")
    line = entry_line(entry, user=user)
    stands = entry.observation_id or (line.replaces.pk if line and line.replaces else None)
    return EntryPage(
        entry=entry,
        line=line,
        steps=tuple(steps),
        evidence=tuple(cited),
        reopenings=tuple(entry.reopenings.select_related("by")),
        figures=figure_versions(stands) if stands else (),
    )


def figure_versions(observation_id: int) -> tuple[FigureVersion, ...]:
    """The versions of one figure that say something else than the one before, newest first."""
    model: Any = Observation
    events = list(model.pgh_event_model.objects.filter(id=observation_id).order_by("pgh_id"))
    found: list[FigureVersion] = []
    before, was_demo = "", False
    people = {pk: str(user) for pk, user in User.objects.in_bulk(_users(events)).items()}
    for event in events:
        # A real figure that says what the invented one said is another figure all the same.
        if (event.text, event.is_demo) != (before, was_demo):
            said = event.pgh_context or {}
            user = said.get("user")
            who = people.get(int(user), "") if user else "系统"
            found.append(
                FigureVersion(
                    event.pgh_created_at, before, event.text, who, str(said.get("reason", "")), event.is_demo
                )
            )
        before, was_demo = event.text, event.is_demo
    return tuple(reversed(found))


def _users(events: Iterable[Any]) -> set[int]:
    return {int(user) for event in events if (user := (event.pgh_context or {}).get("user"))}
