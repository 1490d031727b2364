"""The parts that all sheets share: the list of sheets, and the number format of each style."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS

from workbooks.display import GENERAL
from workbooks.problems import UnreadableWorkbookError

# How Chinese Excel and WPS show the built-in formats that depend on the locale (ECMA-376 18.8.30, zh-cn).
_CHINESE_FORMATS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SYSTEM_DATE = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
DAMAGED = "文件内部的“{part}”已损坏，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


def parse_part(parts: Mapping[str, bytes], name: str) -> Element:
    """One small XML part as a tree; raises `UnreadableWorkbookError` when missing or damaged."""
    try:
        tree: Element = fromstring(parts[name], forbid_dtd=True)
    except (KeyError, ParseError, ValueError) as reason:
        raise UnreadableWorkbookError(DAMAGED.format(part=name)) from reason
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
