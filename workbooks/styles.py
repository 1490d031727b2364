"""What a style makes of a cell: its number format, and whether its font or its colour takes the text from sight."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS

from workbooks.colours import WHITE, Colours, faded
from workbooks.display import GENERAL
from workbooks.markup import DAMAGED, Attributes, parse
from workbooks.package import Package
from workbooks.problems import UnreadableWorkbookError
from workbooks.runs import FADED, font_style

# How Chinese Excel and WPS show the built-in formats that depend on the locale (ECMA-376 18.8.30, zh-cn).
_CHINESE_FORMATS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SYSTEM_DATE = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_MOST_STYLES = 70_000
"""Excel's own ceiling is 65,490."""


@dataclass(frozen=True, slots=True)
class Look:
    """Number format, and the font where it strikes out or raises the whole cell, or has the colour of the ground
    (`runs.STRUCK`, `runs.RAISED`, `runs.FADED`)."""

    code: str
    font: str | None = None


PLAIN_LOOK = Look(GENERAL)
UNKNOWN_LOOK = Look("?!")
"""Of a style that is not there: nobody knows how its numbers show."""


def looks(package: Package, part: str) -> tuple[list[Look], frozenset[int]]:
    """The look of each style index; which of the formats that depend on a condition take a figure from sight."""
    styles = _Styles(part)
    if part in package:
        parse(package.pieces(part), part, styles)
    fonts, colours, fills = (
        dict(enumerate(each)) for each in (styles.fonts, styles.colours.of_fonts, styles.colours.of_fills)
    )
    found = []
    for number, font, fill in styles.cells:
        code = format_code(number, styles.formats)
        is_faded = faded(colours.get(font), fills.get(fill, WHITE), code)
        found.append(Look(code, fonts.get(font) or (FADED if is_faded else None)))
    return found or [PLAIN_LOOK], frozenset(styles.colours.hiding)


class _Styles:
    def __init__(self, part: str) -> None:
        self.part = part
        self.path: list[str] = []
        self.formats: dict[int, str] = {}
        self.fonts: list[str | None] = []
        self.cells: list[tuple[int, int, int]] = []
        self.colours = Colours()

    def start(self, name: str, attributes: Attributes) -> None:
        inside = tuple(self.path[1:])
        if inside == ("numFmts",) and name == "numFmt":
            self.formats[self._number(attributes, "numFmtId")] = attributes.get("formatCode", GENERAL)
        elif inside == ("fonts",) and name == "font":
            self.fonts.append(None)
        elif inside == ("fonts", "font"):
            self.fonts[-1] = font_style(name, attributes) or self.fonts[-1]
        elif inside == ("cellXfs",) and name == "xf":
            names = ("numFmtId", "fontId", "fillId")
            number, font, fill = (self._number(attributes, each) for each in names)
            self.cells.append((number, font, fill))
        self.colours.start(inside, name, attributes)
        self.path.append(name)
        if max(len(self.cells), len(self.fonts), len(self.formats), self.colours.number) > _MOST_STYLES:
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))

    def end(self, name: str) -> None:
        self.path.pop()

    def text(self, data: str) -> None:
        """Styles have no texts."""

    def _number(self, attributes: Attributes, name: str) -> int:
        text = attributes.get(name, "0")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))
        return int(text)


def format_code(number: int, own: Mapping[int, str]) -> str:
    """The format of a number: the file's own, else the built-in one as Chinese programs show it."""
    code = own.get(number) or _CHINESE_FORMATS.get(number) or BUILTIN_FORMATS.get(number) or GENERAL
    return next((shown for prefix, shown in _SYSTEM_DATE.items() if code.upper().startswith(prefix)), code)
