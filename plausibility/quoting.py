"""Whether what a person typed stands in the words that are quoted for it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from attainment.folding import fold, romans, squeeze
from attainment.numerals import HAN, han_number, shares

_NUMBER = re.compile(rf"[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?|{HAN}")


def is_quoted(text: str, wording: str) -> bool:
    """Every number of the text stands in the wording, however it is written there; a text without numbers as it is."""
    asked, said = _folded(text), _folded(wording)
    numbers = set(_numbers(asked))
    return numbers <= set(_numbers(said)) if numbers else asked in said


def _folded(text: str) -> str:
    return romans(squeeze(fold(shares(text))))


def _numbers(folded: str) -> Iterator[Decimal]:
    for found in _NUMBER.findall(folded):
        number = (
            Decimal(found.replace(",", "")) if found[0].isdigit() and found.isascii() else han_number(found)
        )
        if number is not None:
            yield number.normalize()
