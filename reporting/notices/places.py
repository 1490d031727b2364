"""Where a message leads, and how it names what it is about."""

from collections.abc import Iterable

from django.urls import reverse

from reporting.models import Entry

LISTED = 5


def grid(entry: Entry, show: str = "") -> str:
    """The clerk's grid; `show`: narrowed to what the message is about."""
    address = reverse("entry-grid", args=[entry.round.year, entry.county.code])
    return f"{address}?show={show}" if show else address


def cell(entry: Entry, show: str = "") -> str:
    """The same, at this cell."""
    return f"{grid(entry, show)}#e{entry.pk}"


def signing(entry: Entry) -> str:
    return reverse("signing", args=[entry.round.year, entry.county.code])


def review(entry: Entry) -> str:
    return reverse("review-county", args=[entry.round.year, entry.county.code])


def page(entry: Entry) -> str:
    return reverse("entry", args=[entry.pk])


def listed(names: Iterable[str]) -> str:
    """The first few names, and how many there are where there are more."""
    found = list(dict.fromkeys(names))
    return "、".join(found[:LISTED]) + (f"等 {len(found)} 项" if len(found) > LISTED else "")
