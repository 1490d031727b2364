"""What is cited for which entry."""

from collections.abc import Collection
from dataclasses import dataclass, field

from reporting.models import Entry, Evidence
from reporting.readiness import evidence_asked


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry with its evidence: standing, and withdrawn with who and why."""

    entry: Entry
    is_required: bool
    standing: list[Evidence] = field(default_factory=list)
    withdrawn: list[Evidence] = field(default_factory=list)

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.standing


def cited_for(entries: Collection[Entry]) -> list[Cited]:
    """The evidence of each entry (its `round` and `indicator` are read); a constant number of queries."""
    required = evidence_asked(entries)
    found = {entry.pk: Cited(entry, entry.pk in required) for entry in entries}
    every = Evidence.objects.filter(entry__in=found).select_related("file", "added_by", "withdrawn_by")
    for one in every:
        place = found[one.entry_id]
        (place.withdrawn if one.withdrawn_at else place.standing).append(one)
    return list(found.values())
