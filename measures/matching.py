"""Which printed row is which stored task: by its words, the nearest first, never by its number alone.

A new edition may renumber, move or rename a task, or change its target; its state and links stay with it as long as its
words say that it is the same. What no pass matches is new, or gone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from counties.names import fold
from measures.models import Measure

Values = Mapping[str, Any]
_LABELS = ("chapter", "section", "item", "point")
_PASSES: tuple[tuple[str, ...], ...] = (
    (*_LABELS, "name", "text", "target_text", "deadline_text"),
    (*_LABELS, "name", "text", "target_text"),
    (*_LABELS, "name", "text"),
    (*_LABELS, "name"),
    ("section", "name"),
    ("name", "text"),
    ("section", "text"),
)
"""Columns that must agree, from all of them to the fewest that still name one task."""


def matched(
    printed: Sequence[Values], stored: Sequence[Measure]
) -> tuple[list[Measure | None], list[Measure]]:
    """For each printed row the stored one, or None; and the stored ones that are printed no more."""
    found: list[Measure | None] = [None] * len(printed)
    left = list(stored)
    for columns in _PASSES:
        waiting = _by(left, columns)
        for place, values in enumerate(printed):
            key = _key(values, columns)
            if found[place] is None and any(key) and waiting[key]:
                found[place] = waiting[key].pop(0)
        taken = {known.pk for known in found if known is not None}
        left = [known for known in left if known.pk not in taken]
    return found, left


def _by(rows: Sequence[Measure], columns: Sequence[str]) -> dict[tuple[str, ...], list[Measure]]:
    waiting: dict[tuple[str, ...], list[Measure]] = defaultdict(list)
    for row in rows:
        waiting[_key(vars(row), columns)].append(row)
    return waiting


def _key(values: Mapping[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold(values[column]) for column in columns)
