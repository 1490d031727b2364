"""Beside the values: which number format each cell has, which cells hold formulas or errors, what is merged where.

python-calamine gives values ten times faster than openpyxl but neither formats nor error texts, so one
pass over the sheet's XML gathers what is missing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import column_index_from_string

from .display import GENERAL, is_plain
from .problems import UnreadableWorkbookError

# How Chinese Excel and WPS show the built-in formats that depend on the locale (ECMA-376 18.8.30, zh-cn).
_CHINESE_FORMATS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SYSTEM_DATE = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_DAMAGED = "文件内部的“{part}”已损坏，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Beside:
    """What the XML of one sheet says beside its values; positions are (row, column) from 1."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def parse_part(parts: Mapping[str, bytes], name: str) -> Element:
    """One small XML part as a tree; raises `UnreadableWorkbookError` when missing or damaged."""
    try:
        tree: Element = fromstring(parts[name], forbid_dtd=True)
    except (KeyError, ParseError, ValueError) as reason:
        raise UnreadableWorkbookError(_DAMAGED.format(part=name)) from reason
    return tree


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def sheet_parts(parts: Mapping[str, bytes]) -> tuple[tuple[SheetPart, ...], bool]:
    """The worksheets in order, and whether the workbook counts days from 1904."""
    relations = {item.get("Id"): item for item in parse_part(parts, "xl/_rels/workbook.xml.rels")}
    found: list[SheetPart] = []
    epoch_1904 = False
    for element in parse_part(parts, "xl/workbook.xml").iter():
        if local(element) == "workbookPr":
            epoch_1904 = element.get("date1904") in ("1", "true")
        if local(element) != "sheet":
            continue
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
        relation = relations.get(key)
        if relation is not None and (relation.get("Type") or "").endswith("/worksheet"):
            target = (relation.get("Target") or "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            found.append(
                SheetPart(element.get("name") or "", element.get("state", "visible") != "visible", part)
            )
    return tuple(found), epoch_1904


def style_formats(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The number-format code of each style index."""
    if "xl/styles.xml" not in parts:
        return ()
    tree = parse_part(parts, "xl/styles.xml")
    own = {
        int(item.get("numFmtId", "0")): item.get("formatCode", GENERAL)
        for item in tree.iter()
        if local(item) == "numFmt"
    }
    cell_formats = next((item for item in tree if local(item) == "cellXfs"), None)
    if cell_formats is None:
        return ()
    return tuple(_code(int(item.get("numFmtId", "0")), own) for item in cell_formats)


def _code(number: int, own: Mapping[int, str]) -> str:
    code = own.get(number) or _CHINESE_FORMATS.get(number) or BUILTIN_FORMATS.get(number) or GENERAL
    return next((shown for prefix, shown in _SYSTEM_DATE.items() if code.upper().startswith(prefix)), code)


class _Scan:
    """The handlers of one pass; kept apart from `Beside` so that the result is plain data."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        self.beside = Beside()
        self.codes = {str(index): code for index, code in enumerate(formats) if not is_plain(code)}
        self.row = self.column = 0
        self.in_cell = False
        self.kind = "n"
        self.error_text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.in_cell:
            self._inside(tag.rpartition(":")[2])
            return
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self.in_cell = True
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise UnreadableWorkbookError(_DAMAGED.format(part=reference))
            self.row, self.column = int(match[2]), column_index_from_string(match[1])
        self.kind = attributes.get("t", "n")
        if self.kind == "n" or self.kind == "d":
            code = self.codes.get(attributes.get("s", ""))
            if code is not None:
                self.beside.formats[self.row, self.column] = code

    def _inside(self, name: str) -> None:
        if name == "f":
            self.beside.formulas[self.row, self.column] = self.kind == "str"
        elif name in ("v", "is"):
            beside = self.beside
            beside.last_row = max(beside.last_row, self.row)
            beside.last_column = max(beside.last_column, self.column)
            if name == "v" and self.kind == "e":
                self.error_text = []

    def end(self, tag: str) -> None:
        if self.in_cell and tag.rpartition(":")[2] == "c":
            self.in_cell = False
            if self.error_text is not None:
                self.beside.errors[self.row, self.column] = "".join(self.error_text)
                self.error_text = None

    def text(self, data: str) -> None:
        if self.error_text is not None:
            self.error_text.append(data)


def look_beside(content: bytes, formats: tuple[str, ...], part: str) -> Beside:
    """One pass over a sheet's XML; raises `UnreadableWorkbookError` when it is damaged."""
    scan = _Scan(formats)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as reason:
        raise UnreadableWorkbookError(_DAMAGED.format(part=part)) from reason
    return scan.beside
