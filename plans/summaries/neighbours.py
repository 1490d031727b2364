"""The finding before and the one after, in the order and under the filter of the list that one came from."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from counties.models import County
from plans.finding_filter import ALL, FindingFilter


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`place` 0: the finding itself no longer is in the list (it has been decided); its place there still counts."""

    before: int | None
    after: int | None
    place: int
    total: int


def neighbours(pk: int, counties: QuerySet[County], address: QueryDict) -> Neighbours:
    """Two queries at most; only keys are read, whatever the length of the list."""
    listed = _keys(FindingFilter(counties, address))
    if pk in listed:
        place = listed.index(pk)
        return Neighbours(
            listed[place - 1] if place else None,
            listed[place + 1] if place + 1 < len(listed) else None,
            place + 1,
            len(listed),
        )
    whole = address.copy()
    whole["state"] = ALL
    everything, within = _keys(FindingFilter(counties, whole)), set(listed)
    if pk not in everything:
        return Neighbours(None, None, 0, len(listed))
    place = everything.index(pk)
    before = next((one for one in reversed(everything[:place]) if one in within), None)
    after = next((one for one in everything[place:] if one in within), None)
    return Neighbours(before, after, 0, len(listed))


def _keys(chosen: FindingFilter) -> list[int]:
    return list(chosen.qs.values_list("pk", flat=True))
