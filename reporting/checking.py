"""The checks of `reporting.checks` with what they need from the database; a constant number of queries."""

from collections.abc import Sequence
from typing import Any

from reporting.models import Entry
from reporting.reading import read


def warnings_of(entries: Sequence[Entry]) -> dict[int, list[dict[str, Any]]]:
    """What the checks say of each entry's present text: [{"code", "sentence", "suggestion"}] by id of the entry."""
    found: dict[int, list[dict[str, Any]]] = {}
    for entry in entries:
        trouble = read(entry.text, entry).trouble
        found[entry.pk] = [{"code": "unreadable", "sentence": trouble, "suggestion": ""}] if trouble else []
    return found
