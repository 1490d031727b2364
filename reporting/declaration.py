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
WIDTHS = {"name": 57.5, "unit": 15.5, "baseline": 20.5, "target": 36.5, "past": 18.5, "text": 21.5}
WIDTHS |= {"basis": 14.5, "department": 18.5, "brief": 25.5, "seq": 6.5}
STATE = 14.5
ACROSS = 262.0
"""Millimetres inside a row that runs across the page: a long remark has one of its own."""
BRIEF = 24
CHARACTER, NARROW = 3.2, 1.9
"""Millimetres of a full-width and of any other character at 9 pt, with some to spare."""
LINE, PADDING, GROUP = 4.5, 2.2, 6.8
"""Millimetres of one line of text, of a row's padding and border, of a row that heads a group."""
PAGE, SIGNATURES = 147.0, 34.0
"""Millimetres for rows on a page, and what the signatures take of the last."""
BESIDE_SIGNATURES = 2
"""Rows that stand at least on the sheet that is signed: nobody signs an empty one."""

FINAL = frozenset({State.SIGNED, State.UNDER_REVIEW, State.APPROVED})
"""States in which the county has put its name to the figure."""
FORMAT, FORMER = "declaration-2", "declaration-1"
SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """One indicator on paper; all texts as they are printed. `code` and `site` identify it in the fingerprint."""

    code: str
    site: str
    group: str
    seq: str
    name: str
    unit: str
    attribute: str
    baseline: str
    target: str
    past: str
    text: str
    basis: str
    department: str
    warnings: tuple[str, ...]
    explanation: str
    note: str
    evidence: str
    state: State
    word: str
    """The state as the grid says it."""
    signer: str
    is_optional: bool
    reported_as: str = ""
    in_force: str = ""
    """What is in force instead, where the figure was corrected past its approved entry."""

    @property
    def remark(self) -> str:
        """What the checks said, what the county answers, its note, and what it cites."""
        parts = (
            f"与在账不一致：在账已更正为 {self.in_force}" if self.in_force else "",
            *(f"提示：{one}" for one in self.warnings),
            f"说明：{self.explanation}" if self.explanation else "",
            f"备注：{self.note}" if self.note else "",
            f"佐证：{self.evidence}" if self.evidence else "",
        )
        return "；".join(filter(None, parts))

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
        texts["name"] = f"{self.name} {self.reported_as}值 {self.attribute}"
        lines = max(ceil(_width(text) / WIDTHS[name]) for name, text in texts.items())
        lines = max(lines, sum(ceil(_width(text) / STATE) for text in (self.word, self.signer)))
        own = max(lines, 1) * LINE + PADDING
        if self.brief == self.remark:
            return own
        return own + ceil(_width(self.remark) / ACROSS) * LINE + PADDING


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of paper; `items` are group headings (str) and lines."""

    number: int
    total: int
    items: tuple[str | DeclaredLine, ...]

    @property
    def is_last(self) -> bool:
        return self.number == self.total


def _width(text: str) -> float:
    return sum(CHARACTER if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in text)


def pages(lines: Sequence[DeclaredLine]) -> tuple[Page, ...]:
    """The lines on their pages, in order; a group's heading never ends a page, and is said again on the next.

    The signatures stand on the last page, with rows beside them wherever these fit.
    """
    sheets: list[list[DeclaredLine]] = [[]]
    for line in lines:
        if sheets[-1] and _height([*sheets[-1], line]) > PAGE:
            sheets.append([])
        sheets[-1].append(line)
    _make_room_to_sign(sheets)
    return tuple(Page(number, len(sheets), _items(sheet)) for number, sheet in enumerate(sheets, start=1))


def _make_room_to_sign(sheets: list[list[DeclaredLine]]) -> None:
    """Move the last rows on, until the signatures and at least `BESIDE_SIGNATURES` rows share the last sheet."""
    if _height(sheets[-1]) + SIGNATURES > PAGE:
        sheets.append([])
    while len(sheets) > 1 and len(sheets[-1]) < BESIDE_SIGNATURES and len(sheets[-2]) > 1:
        if _height([sheets[-2][-1], *sheets[-1]]) + SIGNATURES > PAGE:
            return
        sheets[-1].insert(0, sheets[-2].pop())


def _height(sheet: Sequence[DeclaredLine]) -> float:
    """Millimetres of the rows with the headings between them."""
    headings = sum(isinstance(item, str) for item in _items(sheet))
    return sum(line.height for line in sheet) + headings * GROUP


def _items(sheet: Sequence[DeclaredLine]) -> tuple[str | DeclaredLine, ...]:
    items: list[str | DeclaredLine] = []
    for line, before in zip(sheet, [None, *sheet], strict=False):
        items += [line] if before is not None and before.group == line.group else [line.group, line]
    return tuple(items)


def fingerprint(county_code: str, year: int, lines: Sequence[DeclaredLine], *, of: str = FORMAT) -> str:
    """SHA-256 in hex over what the county says: indicator, site, unit, text, basis, explanation and note of every line.

    Not in it: states (signing does not change the figures), and what the plan and the checks print beside them. The
    order of the lines does not count. `of`: papers of the former format, without explanations, are still told.
    """
    said = sorted(_said(line, of) for line in lines)
    whole = json.dumps([of, county_code, year, said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def _said(line: DeclaredLine, of: str) -> list[str]:
    explained = [] if of == FORMER else [line.explanation]
    return [line.code, line.site, line.unit, line.text, line.basis, line.note, *explained]


def shown(digest: str) -> str:
    """The first digits in groups of four, as printed at the foot of every page."""
    head = digest[:SHOWN_DIGITS].upper()
    return "-".join(head[place : place + 4] for place in range(0, len(head), 4))


def typed(text: str) -> str | None:
    """The digits of a fingerprint as somebody reads it off the paper; None for anything else."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c not in " -—–·:")
    return bare if len(bare) == SHOWN_DIGITS and all(c in "0123456789abcdef" for c in bare) else None
