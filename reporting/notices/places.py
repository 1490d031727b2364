"""Where a message leads, and how it names what it is about."""

from collections.abc import Iterable

from django.urls import reverse

from reporting.models import Entry

LISTED = 5


def grid(entry: Entry, show: str = "") -> str:
    """The clerk's grid, or the county's projects; `show`: narrowed to what the message is about."""
    if entry.project_id is not None:
        return projects(entry)
    address = reverse("entry-grid", args=[entry.round.year, entry.county.code])
    return f"{address}?show={show}" if show else address


def cell(entry: Entry, show: str = "") -> str:
    """The same, at this cell."""
    return page(entry) if entry.project_id is not None else f"{grid(entry, show)}#e{entry.pk}"


def projects(entry: Entry) -> str:
    """The county's projects of the round, where each person finds the own moves."""
    return reverse("project-entries", args=[entry.round_id, entry.county.code])


def signing(entry: Entry) -> str:
    if entry.project_id is not None:
        return projects(entry)
    return reverse("signing", args=[entry.round.year, entry.county.code])


def review(entry: Entry) -> str:
    if entry.project_id is not None:
        return projects(entry)
    return reverse("review-county", args=[entry.round.year, entry.county.code])


def page(entry: Entry) -> str:
    if entry.project_id is not None:
        return reverse("project-entry", args=[entry.pk])
    return reverse("entry", args=[entry.pk])


def listed(names: Iterable[str]) -> str:
    """The first few names, and how many there are where there are more."""
    found = list(dict.fromkeys(names))
    return "、".join(found[:LISTED]) + (f"等 {len(found)} 项" if len(found) > LISTED else "")
