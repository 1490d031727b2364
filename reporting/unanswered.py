"""Which cells were given back and say today what they said then: one that was typed over and back is no answer.

Compared are what the clerk can change: the value, 口径, 备注, 说明 and the standing evidence; his words why the value
stays are an answer by themselves.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from reporting.models import Entry, Evidence, Step
from reporting.states import EDITABLE, GIVEN_BACK, GIVING_BACK, Move, State

UNANSWERED = "退回、重开以来没有改动；请按意见改动或补附佐证，数值无误的写明维持原值的理由"


def newest_words(entries: Iterable[Entry]) -> dict[int, Step]:
    """Given-back entry → the newest of the step that gave it back and the clerk's words why its value stays; one query."""
    asked = [entry.pk for entry in entries if entry.given_back]
    moves = [*sorted(GIVING_BACK), Move.KEEP.value]
    steps = Step.objects.filter(entry__in=asked, move__in=moves).select_related("by").order_by("pk")
    return {step.entry_id: step for step in steps} if asked else {}


def unanswered(entries: Iterable[Entry]) -> dict[int, Step]:
    """Entry in the clerk's hands → the step that gave it back, where nothing answers it; four queries at most."""
    mine = [entry for entry in entries if entry.given_back and entry.stands in EDITABLE - {State.BLANK}]
    words = {pk: step for pk, step in newest_words(mine).items() if step.move != Move.KEEP.value}
    typed = [entry for entry in mine if entry.pk in words and entry.stands not in GIVEN_BACK]
    answered = _changed(typed, words) if typed else set()
    return {entry.pk: words[entry.pk] for entry in mine if entry.pk in words and entry.pk not in answered}


def _changed(entries: Collection[Entry], words: dict[int, Step]) -> set[int]:
    """The entries that say something else than when they were given back."""
    before = as_of(words[entry.pk] for entry in entries)
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.filter(entry__in=[entry.pk for entry in entries]):
        evidence[one.entry_id].append(one)
    return {
        entry.pk
        for entry in entries
        if _says_something_else(entry, before.get(entry.pk))
        or _standing(evidence[entry.pk], None) != _standing(evidence[entry.pk], words[entry.pk].at)
    }


def as_of(steps: Iterable[Step]) -> dict[int, Any]:
    """Entry → its row as it was after its step; one query."""
    versions = {step.entry_id: step.version for step in steps}
    model: Any = Entry
    kept = model.pgh_event_model.objects.filter(pgh_obj__in=versions, version__in=set(versions.values()))
    return {one.pgh_obj_id: one for one in kept.order_by("pgh_id") if versions[one.pgh_obj_id] == one.version}


def _says_something_else(entry: Entry, before: Any) -> bool:
    """An explanation that fell away with another value (`actions.saving`) says nothing new."""
    if before is None:
        return True
    if entry.explanation and entry.explanation != before.explanation:
        return True
    said = (entry.text, entry.said, entry.basis, entry.note)
    return said != (before.text, before.said, before.basis, before.note)


def _standing(evidence: Iterable[Evidence], at: dt.datetime | None) -> set[tuple[int, str]]:
    """File and page of what stood at a moment, or stands now."""
    return {
        (one.file_id, one.page)
        for one in evidence
        if (at is None or one.added_at < at)
        and (one.withdrawn_at is None or (at is not None and one.withdrawn_at > at))
    }
