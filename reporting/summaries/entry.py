"""Everything that the page of one entry prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from custody.versions import Version
from indicators.summaries.figure_versions import versions_of_observation
from reporting.bases import in_words
from reporting.models import Entry, Evidence, Reopening, Step
from reporting.summaries.review import ReviewLine, entry_line


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry; `line` None: no plan row asks for it any more."""

    entry: Entry
    line: ReviewLine | None
    steps: tuple[tuple[Step, str], ...]
    """Newest first; with what a step changed beside the value."""
    evidence: tuple[Evidence, ...]
    reopenings: tuple[Reopening, ...]
    figures: tuple[Version, ...]

    @property
    def figures_of(self) -> str:
        """Whose changes these are, where it is the figure of another 口径 that stands."""
        line = self.line
        if line is None or line.other is None or line.replaces or self.entry.observation_id:
            return ""
        return f"（口径“{in_words(line.other.basis)}”）"


def entry_page(entry: Entry, *, user: User) -> EntryPage:
    """A constant number of queries."""
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file", "added_by")
    line = entry_line(entry, user=user)
    beside = (line.replaces or line.other) if line else None
    stands = entry.observation_id or (beside.pk if beside else None)
    return EntryPage(
        entry=entry,
        line=line,
        steps=tuple(_steps(entry)),
        evidence=tuple(cited),
        reopenings=tuple(entry.reopenings.select_related("by")),
        figures=tuple(versions_of_observation(stands)) if stands else (),
    )


def _steps(entry: Entry) -> Iterator[tuple[Step, str]]:
    """Each step with the 口径, 备注 and 说明 that it changed; the step itself keeps the value only."""
    model: Any = Entry
    kept = model.pgh_event_model.objects.filter(pgh_obj=entry.pk).order_by("pgh_id")
    by_version = {event.version: event for event in kept}
    for step in entry.steps.select_related("by", "acting_for"):
        now = by_version.get(step.version)
        yield step, _changed(by_version.get(step.version - 1), now) if now else ""


def _changed(before: Any, now: Any) -> str:
    if now.basis != (before.basis if before else now.basis):
        moved = [f"口径由“{in_words(before.basis)}”改为“{in_words(now.basis)}”"]
    else:
        moved = []
    named = {"note": "备注", "explanation": "说明"}
    others = [word for name, word in named.items() if before and getattr(before, name) != getattr(now, name)]
    return "，".join([*moved, *([f"改{'、'.join(others)}"] if others else [])])
