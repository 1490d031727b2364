"""How high a row is for the wrapped texts in it.

A program that opens a file need not reckon this itself: LibreOffice shows every row whose height is not written as
one line, and prints it so.
"""

from collections.abc import Iterable

ONE_LINE = 15.0
"""Points of a line in the 11-point letters of our sheets."""
TITLE = 22.0
_HIGHEST = 409.0
"""Excel knows no higher row."""


def row_height(texts: Iterable[tuple[str, float]]) -> float | None:
    """Points for a row of wrapped (text, width of its column in digits); None where one line is enough."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return None if lines == 1 else min(lines * ONE_LINE, _HIGHEST)


def _lines(text: str, width: float) -> int:
    # Most texts are short: one look is enough, also if each letter took two places.
    if len(text) * 2 < width and "\n" not in text:
        return 1
    # A word that does not fit is carried over whole, and a cell has a margin: a line holds less than its width.
    holds = max(width - 2, 2)
    return sum(max(1, -(-places(part) // int(holds))) for part in text.split("\n"))


def places(text: str) -> int:
    """Widths of a digit that a text takes: a Chinese character takes two."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)
