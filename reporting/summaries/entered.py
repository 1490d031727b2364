"""By which approved entries figures came in, as far as a person may open them: for the page of a plan row."""

from collections import defaultdict
from collections.abc import Collection

from django.urls import reverse

from accounts.models import User
from judging.summaries.entered import Entered
from reporting.models import Entry, Evidence, EvidenceFile
from reporting.states import State


def entered(user: User, figures: Collection[int]) -> dict[int, Entered]:
    """Figure → its entry; two queries. An entry that says something else by now has no word in it."""
    found = Entry.objects.for_user(user).filter(observation__in=figures, state=State.APPROVED)
    entries = [
        one for one in found.select_related("observation", "entered_by", "approved_by") if not one.differs
    ]
    cited = _cited(user, [one.pk for one in entries])
    return {
        one.observation_id: Entered(
            address=reverse("entry", args=[one.pk]),
            who=str(one.entered_by or ""),
            when=one.entered_at,
            approved_by=str(one.approved_by or ""),
            evidence=tuple(cited[one.pk]),
        )
        for one in entries
        if one.observation_id
    }


def _cited(user: User, entries: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    standing = Evidence.objects.filter(entry__in=entries, withdrawn_at__isnull=True)
    for one in standing.filter(file__in=EvidenceFile.objects.open_to(user)).select_related("file"):
        found[one.entry_id].append((str(one), reverse("evidence-file", args=[one.file_id])))
    return found
