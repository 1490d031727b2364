"""Messages that lead to a county which is no longer the person's: who was moved keeps no other county's words.

A message names no county of its own; where it leads does. What leads nowhere in particular stays.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from accounts.access import visible_counties
from accounts.models import User
from counties.models import County, Plan
from indicators.models import Observation, PlanIndicator
from reporting.models import Entry, Message

GONE = "这条消息所涉县区或部门已不由您负责，内容不再显示。"


def out_of_reach(user: User, messages: Iterable[Message]) -> set[int]:
    """The keys of those that the person may not follow any more; at most six queries."""
    if user.county_ids is None:
        return set()
    found = {one.pk: _place(one.link) for one in messages}
    within = {
        kind: _reachable(kind, {place[1] for place in found.values() if place and place[0] == kind}, user)
        for kind in {place[0] for place in found.values() if place}
    }
    return {pk for pk, place in found.items() if place and place[1] not in within[place[0]]}


def _place(link: str) -> tuple[str, Any] | None:
    """What the link is about: a county's code, or the key of an entry, a plan row, a plan, a figure."""
    try:
        match = resolve(urlsplit(link).path)
    except Resolver404:
        return None
    if "code" in match.kwargs:
        return "county", match.kwargs["code"]
    argument = next(iter(match.kwargs.values()), None)
    return (match.url_name, argument) if match.url_name in _KINDS else None


_KINDS = ("entry", "project-entry", "plan-indicator", "plan", "figure-history")


def _reachable(kind: str, wanted: set[Any], user: User) -> set[Any]:
    """Those of one kind in the person's counties; of entries those of the own department."""
    own = visible_counties(user)
    if kind == "county":
        return set(County.objects.filter(pk__in=own, code__in=wanted).values_list("code", flat=True))
    if kind in ("entry", "project-entry"):
        return set(Entry.objects.for_user(user).filter(pk__in=wanted).values_list("pk", flat=True))
    if kind == "plan":
        return set(Plan.objects.filter(county__in=own, key__in=wanted).values_list("key", flat=True))
    if kind == "plan-indicator":
        rows = PlanIndicator.objects.filter(plan__county__in=own, pk__in=wanted)
        return set(rows.values_list("pk", flat=True))
    versions: Any = Observation
    events = versions.pgh_event_model.objects.filter(id__in=wanted, county__in=own)
    return set(events.values_list("id", flat=True))
