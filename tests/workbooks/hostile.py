"""Files that once killed or hung a process, by the kind of what is wrong with them; small generators."""

import io
import re
import struct
import zipfile
from collections.abc import Callable

from tests.workbooks.making import MAIN, parts_of, raw, with_part

TABLE = "".join(
    f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><v>2</v></c></row>' for row in range(1, 51)
)
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def cell(content: str, attributes: str = "") -> bytes:
    return raw(f'<row r="1"><c r="A1"{attributes}>{content}</c></row>')


def referring(reference: str) -> bytes:
    return raw(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')


def strings(text: str, cells: int) -> bytes:
    """One text in many cells."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells + 1))
    return raw(rows, shared=f"<si><t>{text}</t></si>")


def merged(*references: str) -> bytes:
    ranges = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return raw(TABLE, after=f"<mergeCells>{ranges}</mergeCells>")


def styled(styles: str) -> bytes:
    data = raw('<row r="1"><c r="A1" s="0"><v>1.5</v></c></row>')
    return with_part(data, "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')


def lying(size: int) -> bytes:
    """A sheet that announces a thousand bytes and holds `size`."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{" " * size}</sheetData></worksheet>'
    data = bytearray(with_part(raw(ONE), "xl/worksheets/sheet1.xml", sheet))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for found in re.finditer(re.escape(signature), bytes(data)):
            at = found.start() + offset
            if struct.unpack_from("<I", data, at)[0] > size:
                struct.pack_into("<I", data, at, 1000)
    return bytes(data)


def twice(name: str) -> bytes:
    """A second part whose name means the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts_of(raw(ONE)).items():
            archive.writestr(part, content)
        archive.writestr(name, "<worksheet/>")
    return target.getvalue()


def declared(encoding: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    return with_part(raw(ONE), "xl/worksheets/sheet1.xml", head.encode())


COLUMNS = '<col min="1" max="9" hidden="1"/>' * 100_000


def _listed_twice() -> bytes:
    data = raw(ONE)
    book = parts_of(data)["xl/workbook.xml"]
    assert isinstance(book, bytes)
    found = re.search(rb"<sheet [^>]*/>", book)
    assert found
    again = found[0].replace('"表"'.encode(), '"表二"'.encode())
    return with_part(data, "xl/workbook.xml", book.replace(found[0], found[0] + again))


def _macro_sheet() -> bytes:
    data = raw(ONE)
    relations = parts_of(data)["xl/_rels/workbook.xml.rels"]
    assert isinstance(relations, bytes)
    return with_part(data, "xl/_rels/workbook.xml.rels", relations.replace(b"/worksheet", b"/xlMacrosheet"))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a reference of eleven digits": (lambda: referring("F99999999996"), "“F99999999996”的编号无法理解"),
    "a reference of seven letters": (lambda: referring("AAAAAAA9"), "“AAAAAAA9”的编号无法理解"),
    "a reference beyond XFD": (lambda: referring("XFE1"), "编号无法理解"),
    "a reference to row 0": (lambda: referring("A0"), "编号无法理解"),
    "a row of eleven digits": (lambda: raw('<row r="99999999999"/>'), "编号无法理解"),
    "a row that is no number": (lambda: raw('<row r="x"/>'), "编号无法理解"),
    "a part under a second name": (lambda: twice("/xl/worksheets/sheet1.xml"), "重名部件"),
    "a part in capitals": (lambda: twice("XL/Worksheets/Sheet1.xml"), "重名部件"),
    "a part behind dots": (lambda: twice("xl/./worksheets/../worksheets/sheet1.xml"), "重名部件"),
    "a part with backslashes": (lambda: twice("xl\\worksheets\\sheet1.xml"), "重名部件"),
    "a sheet that lies about its length": (lambda: lying(30_000_000), "损坏"),
    "an unknown encoding": (lambda: declared("klingon"), "损坏"),
    "an encoding of several bytes": (lambda: declared("gb18030"), "损坏"),
    "a number format that is no number": (
        lambda: styled('<cellXfs><xf numFmtId="甲"/></cellXfs>'),
        "损坏",
    ),
    "a number format beyond all numbers": (
        lambda: styled(f'<cellXfs><xf numFmtId="{"9" * 5000}"/></cellXfs>'),
        "损坏",
    ),
    "a million styles": (lambda: styled(f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>"), "损坏"),
    "a million elements within each other": (
        lambda: cell("<a>" * 1_000_000 + "</a>" * 1_000_000),
        "损坏",
    ),
    "texts within each other": (
        lambda: raw(ONE, shared="<a>" * 1_000_000 + "</a>" * 1_000_000),
        "损坏",
    ),
    "an endless attribute": (lambda: raw(f'<row r="1" x="{"a" * 5_000_000}"/>'), "损坏"),
    "a column group for each of a million columns": (
        lambda: raw(ONE, before=f"<cols>{COLUMNS}</cols>"),
        "损坏",
    ),
    "two lists of rows": (lambda: raw(ONE, after="<sheetData/>"), "损坏"),
    "a merge that is none": (lambda: merged("A1:B99999999999"), "合并区域"),
    "more merges than allowed": (
        lambda: merged(*(f"A{row}:B{row}" for row in range(1, 50_002))),
        "合并单元格过多",
    ),
    "one long text in many cells": (lambda: strings("长" * 32_000, 1000), "文字过多"),
    "one text too long in many cells": (lambda: strings("长" * 3_000_000, 30_000), "不能可靠读取"),
    "the same row again and again": (lambda: raw(ONE * 100_000), "不能可靠读取"),
    "a sheet listed twice": (
        _listed_twice,
        "重复列出",
    ),
    "an XLM sheet": (_macro_sheet, "宏"),
}


READ: dict[str, Callable[[], bytes]] = {
    "a count of texts beyond all numbers": lambda: with_part(
        raw(ONE),
        "xl/sharedStrings.xml",
        f'<sst xmlns="{MAIN}" count="{"9" * 30}" uniqueCount="18446744073709551615"/>',
    ),
    "a dimension of the whole sheet": lambda: raw(ONE, before='<dimension ref="A1:XFD1048576"/>'),
    "a thousand times one merge": lambda: merged(*["A2:B50"] * 1000),
    "forty thousand merges below the table": lambda: merged(*(f"A{n}:B{n}" for n in range(60, 40_060))),
    "a format of a hundred thousand characters": lambda: raw(
        '<row r="1"><c r="A1"><v>1</v></c></row>', formats=[(170, "0" * 100_000)]
    ),
    "a formula of a million characters": lambda: cell(f"<f>{'A1+' * 300_000}1</f><v>1</v>"),
    "a million empty formatted cells": lambda: raw(
        ONE
        + "".join(
            f'<row r="{row}"><c r="A{row}"/><c r="B{row}" s="0"/><c r="C{row}"/></row>'
            for row in range(2, 400_000)
        )
    ),
    "an empty formatted cell in the last corner": lambda: raw(
        ONE + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    ),
}
