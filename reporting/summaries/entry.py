"""Everything that the page of one entry prints."""

from dataclasses import dataclass

from accounts.models import User
from custody.versions import Version
from indicators.summaries.figure_versions import versions_of_observation
from reporting.models import Entry, Evidence, Reopening, Step
from reporting.summaries.review import Line, entry_line


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry; `line` None: no plan row asks for it any more."""

    entry: Entry
    line: Line | None
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    reopenings: tuple[Reopening, ...]
    figures: tuple[Version, ...]


def entry_page(entry: Entry, *, user: User) -> EntryPage:
    """A constant number of queries."""
    steps = entry.steps.select_related("by", "acting_for")
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file", "added_by")
    line = entry_line(entry, user=user)
    beside = (line.replaces or line.other) if line else None
    stands = entry.observation_id or (beside.pk if beside else None)
    return EntryPage(
        entry=entry,
        line=line,
        steps=tuple(steps),
        evidence=tuple(cited),
        reopenings=tuple(entry.reopenings.select_related("by")),
        figures=tuple(versions_of_observation(stands)) if stands else (),
    )
