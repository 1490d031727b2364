"""Which texts have the colour of their ground: white on white is in the file and not on the screen.

A ground that is not certain (patterns, tinted colours of a theme) hides nothing: what is told here must be so.
"""

import re

from workbooks.markup import Attributes

WHITE, BLACK = "FFFFFF", "000000"
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_INDEXED = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}
_THEME = {"0": WHITE, "1": BLACK}
"""Window and text: the first two of every theme."""
_ALIKE = 8
"""So far two parts of a colour may differ, of 255, and nobody sees it."""
_WHITE_NUMBERS = re.compile(r"\[(?:white|白色?)\]", re.IGNORECASE)
_SHOWS_NOTHING = re.compile(r"\s*;+\s*(;\s*)*")


def colour(attributes: Attributes) -> str | None:
    """Six digits; None where it is not certain."""
    if attributes.get("tint", "0").strip("-0."):
        return None
    if match := _RGB.fullmatch(attributes.get("rgb", "")):
        return match[1].upper()
    return _INDEXED.get(attributes.get("indexed", "")) or _THEME.get(attributes.get("theme", ""))


def faded(text: str | None, ground: str | None, code: str = "") -> bool:
    """Whether a text of this colour (None: the usual one) is not seen on its ground."""
    if ground is None:
        return False
    if ground == WHITE and _WHITE_NUMBERS.search(code):
        return True
    return text is not None and all(
        abs(int(text[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= _ALIKE for at in (0, 2, 4)
    )


class Colours:
    """The colours of fonts and fills while the styles are read, and the conditional formats that hide."""

    def __init__(self) -> None:
        self.of_fonts: list[str | None] = []
        self.of_fills: list[str | None] = []
        self.hiding: set[int] = set()
        self.number = 0
        self._conditional = -1
        self._pattern = ""

    def start(self, inside: tuple[str, ...], name: str, attributes: Attributes) -> None:
        if inside == ("fonts",) and name == "font":
            self.of_fonts.append(None)
        elif inside == ("fonts", "font") and name == "color":
            self.of_fonts[-1] = colour(attributes)
        elif inside == ("fills",) and name == "fill":
            # Without a pattern the ground is that of the window.
            self.of_fills.append(WHITE)
        elif inside == ("fills", "fill"):
            self._fill(name, attributes)
        elif inside == ("fills", "fill", "patternFill") and name == "fgColor" and self._pattern == "solid":
            self.of_fills[-1] = colour(attributes)
        elif inside[:1] == ("dxfs",):
            self._of_a_condition(inside, name, attributes)
        self.number = max(len(self.of_fills), self._conditional)

    def _fill(self, name: str, attributes: Attributes) -> None:
        self._pattern = attributes.get("patternType", "none") if name == "patternFill" else name
        if self._pattern != "none":
            self.of_fills[-1] = None

    def _of_a_condition(self, inside: tuple[str, ...], name: str, attributes: Attributes) -> None:
        if inside == ("dxfs",) and name == "dxf":
            self._conditional += 1
        elif inside == ("dxfs", "dxf") and name == "numFmt":
            if _SHOWS_NOTHING.fullmatch(attributes.get("formatCode", "")):
                self.hiding.add(self._conditional)
        elif inside == ("dxfs", "dxf", "font") and name == "color" and colour(attributes) == WHITE:
            self.hiding.add(self._conditional)
        elif inside == ("dxfs", "dxf") and name == "fill":
            # With a ground of its own it stands out.
            self.hiding.discard(self._conditional)
