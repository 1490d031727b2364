"""What is known of the styles of a file while its sheets are read: how each looks, and what it has shown before."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from workbooks.display import GENERAL, UnknownFormatError, text_frame
from workbooks.runs import Stored
from workbooks.styles import UNKNOWN_LOOK, Look

MOST_KEPT = 20_000
# What General shows as it is written: at most 15 digits, nothing superfluous.
_GENERAL = re.compile(r"0|-?(?=[0-9.]{1,16}$)[1-9][0-9]{0,14}(?:\.[0-9]*[1-9])?|-?0\.[0-9]{0,13}[1-9]")
_FIXED = re.compile(r"0(?:\.(0{1,6}))?")
INDEX = re.compile(r"[0-9]{1,8}")

Table = dict[str, str]
"""Texts that were shown before, by what the file prints."""


@dataclass(slots=True)
class Known:
    """What is known of a style: its look, whether texts show unchanged under it, and what was shown before, by the
    kind of cell."""

    look: Look
    plain: bool
    quick: re.Pattern[str] | None
    """Numbers that show as written, but for zeros behind the point up to `places`."""
    places: int | None
    tables: dict[str, Table] = field(default_factory=dict)


class Styles(dict[str, Known]):
    """The styles of a file by their index as printed, and the texts that all its sheets share."""

    def __init__(
        self, looks: list[Look], strings: list[Stored], hiding: frozenset[int] = frozenset()
    ) -> None:
        super().__init__()
        self.looks = looks
        self.hiding = hiding
        self.strings = strings
        self.texts: dict[str, Table] = {"s": {}, "inlineStr": {}}

    def __missing__(self, style: str) -> Known:
        # Excel leaves out s="0": a cell that names no style has the first, which need not be General.
        index, look = style or "0", UNKNOWN_LOOK
        if INDEX.fullmatch(index) and int(index) < len(self.looks):
            look = self.looks[int(index)]
        written = _as_written(look.code) if look.font is None else (None, None)
        numbers: Table = {}
        known = Known(look, look.font is None and _leaves_texts(look.code), *written)
        known.tables = {"": numbers, "n": numbers} | (self.texts if known.plain else {})
        if len(self) < MOST_KEPT:
            self[style] = known
        return known


def _leaves_texts(code: str) -> bool:
    """Whether a text shows unchanged under the format."""
    try:
        frame = text_frame(code)
    except UnknownFormatError:
        return False
    return frame is not None and not "".join(frame).strip()


def _as_written(code: str) -> tuple[re.Pattern[str] | None, int | None]:
    """The numbers that show under the format as the file writes them, and to how many places it rounds."""
    if code == GENERAL:
        return _GENERAL, None
    simple = _FIXED.fullmatch(code)
    if simple is None:
        return None, None
    places = len(simple[1] or "")
    return _fitting(places), places


@lru_cache(maxsize=10)
def _fitting(places: int) -> re.Pattern[str]:
    fraction = rf"(?:\.[0-9]{{1,{places}}})?" if places else ""
    return re.compile(rf"(?:0|[1-9][0-9]{{0,7}}){fraction}")
