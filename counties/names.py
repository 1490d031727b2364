"""Exact names: a text means a thing only if it is one of its codes, names or aliases, spelling folded.

Folding forgives what a keyboard varies (blanks, full and half width, Roman numerals, µ/μ/u before g),
never a word. Nothing is matched fuzzily; near names are hints for a person (issue of a wrong silent match).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

T = TypeVar("T")

_ROMAN = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V"})
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """One spelling for all spellings of the same words; for comparing only, never stored.

    Not NFKC: m³ is not m3 here, units have their own table (specification §1).
    """
    folded = unicodedata.normalize("NFC", text).translate(_WIDTH).translate(_ROMAN)
    folded = folded.translate(_SUBSCRIPTS).translate(_QUOTES)
    folded = _BLANKS.sub("", folded).casefold()
    return folded.replace("µ", "μ").replace("ug/m", "μg/m")


LONGEST_NAME = 60
"""Of more characters nothing is near; comparing takes the product of both lengths."""
MOST_LOOKS = 300
"""For near names, by one book: a file of unknown names is the wrong file, and the first hundreds say so."""


def near_names(text: str, known: Iterable[str], number: int) -> list[str]:
    """Of the folded names those that are written much like the text: hints for a person."""
    folded = fold(text)
    if len(folded) > LONGEST_NAME:
        return []
    return get_close_matches(folded, list(known), n=number, cutoff=0.5)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What one text names: the things (one, none, or several = ambiguous) and the nearest known names."""

    things: tuple[T, ...]
    near: tuple[str, ...] = ()

    @property
    def one(self) -> T | None:
        return self.things[0] if len(self.things) == 1 else None


class NameBook(Generic[T]):
    """Look-up of things by any of their exact names, built once per import."""

    def __init__(self, entries: Iterable[tuple[T, Iterable[str]]]) -> None:
        self._things: dict[str, list[T]] = defaultdict(list)
        self._printed: dict[str, str] = {}
        self._looks_left = MOST_LOOKS
        for thing, names in entries:
            for name in {fold(name): name for name in names if name}.items():
                self._things[name[0]].append(thing)
                self._printed.setdefault(*name)

    def things(self, text: str) -> tuple[T, ...]:
        """All things that `text` names, without looking for near names: that look costs milliseconds."""
        return tuple(self._things.get(fold(text), ()))

    def find(self, text: str) -> Match[T]:
        """All things that `text` names; near names only where there is none."""
        found = self.things(text)
        if found:
            return Match(found)
        self._looks_left -= 1
        near = near_names(text, self._printed, 3) if self._looks_left >= 0 else []
        return Match((), tuple(self._printed[name] for name in near))
