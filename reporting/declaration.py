"""The 上报表 as sheets of paper: which rows stand on which page, and the fingerprint of what they say. Pure.

The server breaks the pages, so that every page can print its own number, head and fingerprint. A row takes as many
lines as its fullest column; widths are those of `declaration.css`, characters are counted on the wide side.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reporting.states import State

# Millimetres inside a cell, by column; the sum with borders and padding is the width of A4 landscape less its margins.
WIDTHS = {"name": 57.5, "unit": 15.5, "baseline": 20.5, "target": 36.5, "past": 18.5, "text": 23.5}
WIDTHS |= {"basis": 14.5, "department": 20.5, "brief": 25.5}
ACROSS = 262.0
"""Millimetres inside a row that runs across the page: a long remark has one of its own."""
BRIEF = 24
CHARACTER, NARROW = 3.2, 1.9
"""Millimetres of a full-width and of any other character at 9 pt, with some to spare."""
LINE, PADDING, GROUP = 4.5, 2.2, 6.8
"""Millimetres of one line of text, of a row's padding and border, of a row that heads a group."""
PAGE, SIGNATURES = 147.0, 34.0
"""Millimetres for rows on a page, and what the signatures take of the last."""

FINAL = frozenset({State.SIGNED, State.UNDER_REVIEW, State.APPROVED})
"""States in which the county has put its name to the figure."""
FORMAT = "declaration-1"
SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator on paper; all texts as they are printed. `code` and `site` identify it in the fingerprint."""

    code: str
    site: str
    group: str
    name: str
    unit: str
    attribute: str
    baseline: str
    target: str
    past: str
    text: str
    basis: str
    department: str
    note: str
    evidence: str
    state: State
    is_optional: bool
    number: int = 0

    @property
    def remark(self) -> str:
        return "；".join(filter(None, (self.note, self.evidence)))

    @property
    def brief(self) -> str:
        """The remark where it is short enough for its column."""
        return self.remark if len(self.remark) <= BRIEF else ""

    @property
    def is_open(self) -> bool:
        """Whether the county still owes its word: not signed, unless nobody asks for it and nothing is said."""
        return self.state not in FINAL and bool(self.text or not self.is_optional)

    @property
    def height(self) -> float:
        """Millimetres on paper."""
        texts = {name: getattr(self, name) for name in WIDTHS}
        texts["name"] = f"{self.name} {self.attribute}"
        lines = max(ceil(_width(text) / WIDTHS[name]) for name, text in texts.items())
        own = max(lines, 1) * LINE + PADDING
        if self.brief == self.remark:
            return own
        return own + ceil(_width(f"说明、佐证：{self.remark}") / ACROSS) * LINE + PADDING


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of paper; `items` are group headings (str) and lines."""

    number: int
    total: int
    items: tuple[str | Line, ...]

    @property
    def is_last(self) -> bool:
        return self.number == self.total


def _width(text: str) -> float:
    return sum(CHARACTER if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in text)


def pages(lines: Sequence[Line]) -> tuple[Page, ...]:
    """The lines on their pages, in order; a group's heading never ends a page, and is said again on the next."""
    sheets: list[list[str | Line]] = [[]]
    used, group = 0.0, ""
    for line in lines:
        heading = line.group != group or not sheets[-1]
        height = line.height + (GROUP if heading else 0)
        if used + height > PAGE and sheets[-1]:
            sheets.append([])
            used, heading, height = 0.0, True, line.height + GROUP
        sheets[-1] += [line.group, line] if heading else [line]
        used, group = used + height, line.group
    if used + SIGNATURES > PAGE:
        sheets.append([])
    return tuple(Page(number, len(sheets), tuple(items)) for number, items in enumerate(sheets, start=1))


def fingerprint(county_code: str, year: int, lines: Sequence[Line]) -> str:
    """SHA-256 in hex over what the county says: indicator, site, unit, text, basis and note of every line.

    Not in it: states (signing does not change the figures), and what the plan prints beside them. The order of the
    lines does not count.
    """
    said = sorted([line.code, line.site, line.unit, line.text, line.basis, line.note] for line in lines)
    whole = json.dumps([FORMAT, county_code, year, said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def shown(digest: str) -> str:
    """The first digits in groups of four, as printed at the foot of every page."""
    head = digest[:SHOWN_DIGITS].upper()
    return "-".join(head[place : place + 4] for place in range(0, len(head), 4))


def typed(text: str) -> str | None:
    """The digits of a fingerprint as somebody reads it off the paper; None for anything else."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c not in " -—–·:")
    return bare if len(bare) == SHOWN_DIGITS and all(c in "0123456789abcdef" for c in bare) else None
