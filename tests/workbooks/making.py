"""Workbooks for tests: by openpyxl as people's programs write them, or from raw XML where a detail matters."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from workbooks.reading import Sheet, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Rows = Sequence[Sequence[Any]]


def book(
    rows: Rows, *, merges: Sequence[str] = (), formats: Mapping[str, str] | None = None, name: str = "表"
) -> bytes:
    """One sheet with these values, merged ranges and number formats by cell."""
    return books({name: rows}, merges={name: merges}, formats={name: formats or {}})


def books(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[str]] | None = None,
    formats: Mapping[str, Mapping[str, str]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """Several sheets; None is an empty cell."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
        for cell, code in (formats or {}).get(name, {}).items():
            sheet[cell].number_format = code
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def sheet(rows: Rows, **more: Any) -> Sheet:
    """The first sheet of such a book, as read."""
    return read_workbook(book(rows, **more), "试.xlsx").sheets[0]


def raw(
    sheet_data: str,
    *,
    shared: str = "",
    formats: Sequence[tuple[int, str | None]] = (),
    prefix: str = "",
    date_1904: bool = False,
    before: str = "",
    after: str = "",
    name: str = "表",
) -> bytes:
    """A workbook from raw sheet XML; `formats` gives (numFmtId, code) of style 1, 2, …"""
    colon = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    own = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in formats if code)
    styles = "".join(f'<xf numFmtId="{n}"/>' for n, _ in [(0, None), *formats])
    flag = '<workbookPr date1904="1"/>' if date_1904 else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{flag}<sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<{colon}worksheet {space}="{MAIN}">{before}<{colon}sheetData>{sheet_data}'
        f"</{colon}sheetData>{after}</{colon}worksheet>",
    }
    return packed(parts)


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The workbook with one part replaced or added."""
    return packed(parts_of(data) | {name: content})


def merged(data: bytes, area: str) -> bytes:
    """The workbook with an area of its first sheet merged, and what lies under it left as it is: as some programs do."""
    name = "xl/worksheets/sheet1.xml"
    text = part_of(data, name)
    mark = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    before, _, after = text.rpartition("</sheetData>")
    tail = re.sub(r"<mergeCells.*?</mergeCells>", "", after)
    found = re.match(r"(?:<sheetProtection[^>]*/>|<autoFilter.*?(?:/>|</autoFilter>))*", tail)
    ahead = found[0] if found else ""
    return with_part(data, name, f"{before}</sheetData>{ahead}{mark}{tail[len(ahead) :]}")


def part_of(data: bytes, name: str) -> str:
    """One part of a workbook as its text."""
    part = parts_of(data)[name]
    return part if isinstance(part, str) else part.decode()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def struck(data: bytes, sheet: str, cell: str, *pieces: tuple[str, str]) -> bytes:
    """The workbook with one cell in runs: (text, "struck" | "raised" | "plain")."""
    book = load_workbook(io.BytesIO(data), rich_text=True)
    fonts = {
        "struck": InlineFont(strike=True),
        "raised": InlineFont(vertAlign="superscript"),
        "plain": InlineFont(b=True),
    }
    book[sheet][cell] = CellRichText(*(TextBlock(fonts[how], text) for text, how in pieces))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
