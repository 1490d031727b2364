"""One text of a cell as the file keeps it: pieces with fonts of their own, and what the screen does not show of it."""

import re
from dataclasses import dataclass

from workbooks.markup import Attributes

PLAIN, STRUCK, RAISED, FADED = "plain", "struck", "raised", "faded"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Characters of no width, which pasted texts bring along: no part of what is seen.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]")
# Control characters, halves of characters, and the two that turn the order of digits around.
_UNCERTAIN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202d\u202e\ufffe\uffff]")
_ANY = re.compile(
    "[\x00-\x08\x0b-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# m² and mg/m³ are units, not figures with a footnote's mark.
_UNIT_END = re.compile(r"(?:^|[^A-Za-z])(?:[kdcmhnμµ]?m|[hsdatg]|kg|mg|ha|min)$")
_POWER = re.compile(r"[23]|[-−][1-3]")
# Ions: the charge of SO₄²⁻ is part of the name.
_ION = re.compile(r"[A-Za-z]\d*$")
_CHARGE = re.compile(r"\d?[+\-−]")
# 10⁴ before a unit: the power cannot be left out, and is no digit of the base.
_TEN = re.compile(r"(?:^|\D)10$")
_TOLD = 40
_RAISED_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(frozen=True, slots=True)
class Rich:
    """A text that is not simply what the screen shows. `parts`: text and its font, None for the font of the cell;
    `bad`: why it cannot be read with certainty."""

    parts: tuple[tuple[str, str | None], ...]
    bad: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a cell holds and its text leaves out: struck-out pieces, superscripts that are no unit's power, and what has
    the colour of its ground."""

    struck: str = ""
    raised: str = ""
    faded: str = ""

    def __bool__(self) -> bool:
        return bool(self.struck or self.raised or self.faded)


Stored = str | Rich


def stored(text: str, limit: int) -> Stored:
    """A text without runs."""
    if len(text) > limit:
        return Rich((), _too_long(limit))
    if "_x" in text:
        text = _unescaped(text)
    if _ANY.search(text) is None:
        return text
    text = _visible(text)
    bad = _UNCERTAIN.search(text)
    if bad is None:
        return text
    return Rich(((_UNCERTAIN.sub("", text), None),), _CONTROL)


def shown(rich: Rich, font: str | None) -> tuple[str, Dropped]:
    """The text that is seen in a cell of this font, and what is left out."""
    text, struck, raised, faded = "", "", "", ""
    for piece, own in rich.parts:
        style = own or font or PLAIN
        if style == STRUCK:
            struck += piece
        elif style == FADED:
            faded += piece
        elif style == RAISED and not _belongs(text, piece):
            if _TEN.search(text) and text != "10":
                text += piece.translate(_RAISED_DIGITS)
            else:
                raised += piece
        else:
            text += piece
    return text, Dropped(struck[:_TOLD], raised[:_TOLD], faded[:_TOLD])


def _belongs(before: str, piece: str) -> bool:
    bare = piece.strip()
    return not bare or bool(
        (_POWER.fullmatch(bare) and _UNIT_END.search(before))
        or (_CHARGE.fullmatch(bare) and _ION.search(before))
    )


class Runs:
    """Collects one `<si>` or `<is>`: texts in runs and without, pronunciations left out."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[tuple[str, str | None]] = []
        self.pieces: list[str] = []
        self.length = 0
        self.style: str | None = None
        self.spoken = self.collecting = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self.collecting = not self.spoken
        elif name == "r":
            self._close()
            self.style = None
        elif name == "rPr":
            self.style = PLAIN
        elif name == "rPh":
            self.spoken = True
        elif self.style == PLAIN:
            self.style = font_style(name, attributes) or PLAIN

    def end(self, name: str) -> None:
        if name == "t":
            self.collecting = False
        elif name == "rPh":
            self.spoken = False
        elif name == "r":
            self._close()
            self.style = None

    def text(self, data: str) -> None:
        if self.collecting and self.length <= self.limit:
            self.pieces.append(data)
            self.length += len(data)

    def _close(self) -> None:
        if self.pieces:
            self.parts.append(("".join(self.pieces), self.style))
            self.pieces = []

    def finish(self) -> Stored:
        """The whole text; a plain one where no run has a font that takes it from sight."""
        self._close()
        if self.length > self.limit:
            return Rich((), _too_long(self.limit))
        if all(style in (None, PLAIN) for _, style in self.parts):
            return stored("".join(text for text, _ in self.parts), self.limit)
        parts, bad = [], ""
        for text, style in self.parts:
            piece = stored(text, self.limit)
            if isinstance(piece, Rich):
                bad, piece = piece.bad, piece.parts[0][0]
            parts.append((piece, style))
        return Rich(tuple(parts), bad)


def font_style(name: str, attributes: Attributes) -> str | None:
    """What an element of a font does to sight: struck out, raised, or nothing."""
    value = attributes.get("val")
    if name == "strike":
        return None if value in ("0", "false") else STRUCK
    return RAISED if name == "vertAlign" and value == "superscript" else None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _too_long(limit: int) -> str:
    return f"的内容超过 {limit} 个字；请改短后重新上传。"


_CONTROL = "含有看不见的控制字符，显示结果不能确定；请删去后重新输入，再上传。"
