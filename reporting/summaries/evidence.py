"""What is cited for which entry, and which files a person may open."""

from collections.abc import Collection
from dataclasses import dataclass, field

from accounts.models import User
from counties.models import County
from reporting.models import Entry, Evidence, EvidenceFile
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


def files_to_cite(county: County, user: User) -> list[EvidenceFile]:
    """Files of the county that the person may cite again: cited for entries in sight, or uploaded by himself."""
    return [file for file in EvidenceFile.objects.filter(county=county)[:200] if may_open(file, user)]


def may_open(file: EvidenceFile, user: User) -> bool:
    """Whether the person may have the file.

    The city's people every one (who reviews a history needs what was withdrawn too); a county's people what stands
    for an entry in their sight, and what they brought in themselves as long as it is not withdrawn everywhere.
    """
    if user.county_ids is None:
        return True
    if file.county_id not in user.county_ids:
        return False
    cited = Evidence.objects.filter(file=file)
    if cited.filter(withdrawn_at__isnull=True, entry__in=Entry.objects.for_user(user)).exists():
        return True
    return file.uploaded_by_id == user.pk and not cited.exists()
