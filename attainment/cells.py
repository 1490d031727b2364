"""`parse`: a cell's text in, what it says out. Total: every text has a reading, `text` at worst (§1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attainment.classes import water_class
from attainment.folding import fold, squeeze
from attainment.phrases import from_to, interval, number, rate, total
from attainment.readings import Reading
from attainment.vocabulary import Column, Kind
from attainment.wordings import delegated, maintain, missing, not_applicable

#: No cell of a plan is longer; what is longer is prose.
MAX_CELL = 400

_THRESHOLDS: tuple[Callable[[str], dict[str, Any] | None], ...] = (
    number,
    interval,
    from_to,
    rate,
    total,
    water_class,
    maintain,
)
# An ASCII comma between digits groups or mangles one number: `12,34` is text, not two thresholds.
_JOINTS = re.compile(r"\n|[，;；。、]|,(?![0-9])|(?<![0-9]),|(?:并且|而且|同时|以及|且|并|和)")
_SIGNED = re.compile(r"(?=[≤≥<>])")
_SAYS = re.compile("[0-9A-Za-zⅠ-Ⅵ一-鿿]")
_FIGURE = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}年")


def parse(text: str, column: Column) -> Reading:
    """What the cell says in its column. Never fails; the verbatim text is kept in the reading."""
    folded = fold(text)
    if len(folded) > MAX_CELL:
        return Reading(Kind.TEXT, text)
    fields = _statement(squeeze(folded), column) or _composite(folded)
    return Reading(text=text, **fields) if fields else Reading(Kind.TEXT, text)


def _statement(text: str, column: Column) -> dict[str, Any] | None:
    """The one statement that the whole text makes."""
    words = missing(text, column) or not_applicable(text)
    if words:
        return words
    return _threshold(text) or delegated(text, column)


def _threshold(text: str) -> dict[str, Any] | None:
    """What the text demands or reports, where that can be read."""
    for read in _THRESHOLDS:
        if fields := read(text):
            return fields
    return None


def _composite(folded: str) -> dict[str, Any] | None:
    """Several lines or thresholds in one cell: every part must hold.

    One readable part or two figures make it so; anything less is prose. `1 000` is one mangled number, not
    two: a blank between figures joins nothing.
    """
    pieces = [squeeze(piece) for piece in _JOINTS.split(folded)]
    parts = [part for piece in pieces for part in _SIGNED.split(piece) if _SAYS.search(part)]
    figures = [part for part in parts if _FIGURE.search(_YEAR.sub("", part))]
    if len(parts) > 1 and (len(figures) > 1 or any(_threshold(part) for part in parts)):
        return {"kind": Kind.COMPOSITE}
    return None
