"""`parse`: a cell's text in, what it says out. Total: every text has a reading, `text` at worst (§1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from attainment.classes import water_class
from attainment.folding import fold, squeeze
from attainment.leads import led
from attainment.numerals import shares
from attainment.phrases import from_to, interval, none_happens, number, rate, total
from attainment.previous import change_since_last_year, kept_since_last_year
from attainment.readings import Reading
from attainment.vocabulary import Column, Kind
from attainment.wordings import delegated, maintain, missing, not_applicable

#: No cell of a plan is longer; what is longer is prose.
MAX_CELL = 400

_THRESHOLDS: tuple[Callable[[str], dict[str, Any] | None], ...] = (
    number,
    none_happens,
    interval,
    from_to,
    rate,
    total,
    water_class,
    maintain,
    change_since_last_year,
    kept_since_last_year,
)
# An ASCII comma between digits groups or mangles one number: `12,34` is text, not two thresholds.
_JOINTS = re.compile(r"\n|[，;；。、]|,(?![0-9])|(?<![0-9]),|(?:并且|而且|同时|以及|且|并|和)")
_DIGIT = re.compile("[0-9]")
_SIGNED = re.compile(r"(?=[≤≥<>])")
_SAYS = re.compile("[0-9A-Za-zⅠ-Ⅵ一-鿿]")
# What a part is about may stand before what it demands: `城区90`, `PM2.5≤35`.
_LABEL = re.compile(r"(?:PM2\.5|[A-Za-z_\u4e00-\u9fff]){1,8}?(?=[-≤≥<>0-9])(?!年)")


def parse(text: str, column: Column) -> Reading:
    """What the cell says in its column. Never fails; the verbatim text is kept in the reading."""
    return _parsed(text, column) if len(text) <= MAX_CELL else _read(text, column)


def _read(text: str, column: Column) -> Reading:
    folded = fold(text)
    if len(folded) > MAX_CELL:
        return Reading(Kind.TEXT, text)
    fields = _statement(squeeze(folded), column)
    if fields and column is Column.OBSERVED and not _DIGIT.search(folded) and "value" in fields:
        # A document may promise 一百处; who reports a figure writes it in digits, and 八点一 in a sheet is a slip.
        return Reading(Kind.TEXT, text)
    if fields is None:
        fields = _composite(folded, column)
    elif fields["kind"] is Kind.DELEGATED and _demands_more(folded, column):
        fields = {"kind": Kind.COMPOSITE}
    return Reading(text=text, **fields) if fields else Reading(Kind.TEXT, text)


# One text is asked about at every step of its way. 50,000 readings are some ten megabytes.
_parsed = lru_cache(maxsize=50_000)(_read)


def _statement(text: str, column: Column) -> dict[str, Any] | None:
    """The one statement that the whole text makes."""
    words = missing(text, column) or not_applicable(text)
    if words:
        return words
    return _threshold(text) or delegated(text, column) or _led(text, column)


def _led(text: str, column: Column) -> dict[str, Any] | None:
    """What a target demands behind its subject or its year. A report of a year is not put so."""
    if column is not Column.TARGET:
        return None
    return led(text, lambda rest: _threshold(rest) or delegated(rest, column))


def _demand(text: str, column: Column) -> dict[str, Any] | None:
    """A threshold, also one that is led up to; what a superior sets is none."""
    fields = _threshold(text) or _led(text, column)
    return None if fields and fields["kind"] is Kind.DELEGATED else fields


def _threshold(text: str) -> dict[str, Any] | None:
    """What the text demands or reports, where that can be read."""
    text = shares(text)
    for read in _THRESHOLDS:
        if fields := read(text):
            return fields
    return None


def _composite(folded: str, column: Column) -> dict[str, Any] | None:
    """Several lines or thresholds in one cell: every part must hold.

    One readable part or two labelled ones (`城区90，农村80`) make it so; anything less is prose. `1 000` is one mangled
    number, not two: a blank between figures joins nothing.
    """
    parts = _parts(folded)
    labelled = [part for part in parts if _labelled(part)]
    if len(parts) > 1 and (len(labelled) > 1 or any(_demand(part, column) for part in parts)):
        return {"kind": Kind.COMPOSITE}
    return None


def _labelled(part: str) -> bool:
    label = _LABEL.match(part)
    return label is not None and _threshold(part[label.end() :]) is not None


def _parts(folded: str) -> list[str]:
    """What joints and lines separate; `≥50≤80` too is two, `不断提高到≥0.5` is one."""
    parts: list[str] = []
    for piece in map(squeeze, _JOINTS.split(folded)):
        signed = [part for part in _SIGNED.split(piece) if _SAYS.search(part)]
        parts += signed if all(_threshold(part) for part in signed) else [piece]
    return [part for part in parts if _SAYS.search(part)]


def _demands_more(folded: str, column: Column) -> bool:
    """Whether a delegated cell also sets a requirement of its own, or is delegated line by line."""
    lines = [squeeze(line) for line in re.split(r"[\n；;。]", folded) if _SAYS.search(line)]
    line_by_line = len(lines) > 1 and all(delegated(line, Column.TARGET) for line in lines)
    return line_by_line or any(_demand(part, column) for part in _parts(folded))
