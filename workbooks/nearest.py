"""Where no table was found: the row that comes nearest to a header, and what is missing in it."""

from collections.abc import Iterable
from typing import NamedTuple

from workbooks.addresses import address
from workbooks.headers import Vocabulary, normalise
from workbooks.reading import Sheet

_FEWEST = 2
_ROWS = 300
"""A header further down is not looked for: the file may be long."""


class Nearest(NamedTuple):
    """A cell of the row, the texts of the row, and the roles that they have."""

    sheet: str
    cell: str
    texts: tuple[str, ...]
    roles: frozenset[str]


def nearest_header(sheets: Iterable[Sheet], vocabulary: Vocabulary) -> Nearest | None:
    """The row with the most columns that the vocabulary knows; else the first row with any text; None for no text."""
    best: Nearest | None = None
    for sheet in sheets:
        for row, texts in enumerate(sheet.rows[:_ROWS], start=1):
            own = [(column, text.strip()) for column, text in enumerate(texts, start=1) if text.strip()]
            known = {column: role for column, text in own if (role := _role(text, vocabulary))}
            if best is None and own:
                best = Nearest(sheet.name, address(row, own[0][0]), (own[0][1],), frozenset())
            if best is not None and len(own) >= _FEWEST and len(set(known.values())) > len(best.roles):
                cell = address(row, next(iter(known)))
                best = Nearest(sheet.name, cell, tuple(text for _, text in own), frozenset(known.values()))
    return best


def _role(text: str, vocabulary: Vocabulary) -> str | None:
    return vocabulary.role(normalise(text)) if vocabulary.knows(text) else None
