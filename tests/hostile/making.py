"""The parts of a workbook that a case then spoils, and the register of all cases."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.workbooks.making import MAIN, RELATIONS, packed

Build = Callable[[], bytes]
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
OBSERVATIONS = ("县区", "指标", "监测点位", "单位", "年份", "数值")
PLAN = ("序号", "指标", "单位", "2020年", "2025年", "属性")
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile file: what it does wrong, and how it is made."""

    kind: str
    name: str
    build: Build

    @property
    def title(self) -> str:
        return f"{self.kind}: {self.name}"


_CASES: list[Case] = []


def hostile(kind: str, **builds: Build) -> None:
    """Register cases of one kind; underscores of a name stand for blanks."""
    _CASES.extend(Case(kind, name.replace("_", " "), build) for name, build in builds.items())


def cases() -> tuple[Case, ...]:
    """Every case, in the order of the modules that make them."""
    from tests.hostile import cells, formats, layouts, markup, old, packages, structure  # noqa: F401 - they register

    return tuple(_CASES)


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(reference: str, value: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def listed_in(tag: str, *elements: str) -> str:
    """`<tag>` around the elements."""
    return f"<{tag}>{''.join(elements)}</{tag}>"


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def header(names: tuple[str, ...] = PLAN, number: int = 1) -> str:
    return row(number, *(text_cell(f"{chr(65 + at)}{number}", name) for at, name in enumerate(names)))


def lines(count: int, first: int = 2) -> str:
    """Ordinary rows of a plan's table."""
    return "".join(
        row(
            at,
            number_cell(f"A{at}", str(at)),
            text_cell(f"B{at}", f"指标{at}"),
            text_cell(f"C{at}", "%"),
            number_cell(f"D{at}", "85.5"),
            number_cell(f"E{at}", "88"),
            text_cell(f"F{at}", "约束性"),
        )
        for at in range(first, first + count)
    )


def observed(count: int, name: Callable[[int], str] = lambda at: "优良天数比例", first: int = 2) -> str:
    """Rows of a sheet of observations."""
    return "".join(
        row(
            at,
            text_cell(f"A{at}", "新荣"),
            text_cell(f"B{at}", name(at)),
            text_cell(f"D{at}", "%"),
            number_cell(f"E{at}", "2021"),
            number_cell(f"F{at}", "85.5"),
        )
        for at in range(first, first + count)
    )


def parts(
    data: str = "",
    *,
    before: str = "",
    after: str = "",
    shared: str = "",
    shared_attributes: str = "",
    formats: str = "",
    xfs: str = "<xf/>",
    names: tuple[str, ...] = ("表",),
    workbook: str = "",
) -> dict[str, str | bytes]:
    """The parts of an ordinary workbook around this sheet data, by name."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(names, start=1)
    )
    related = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    data = data or header() + lines(3)
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    return {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{workbook}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}'
        f'<Relationship Id="s1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" {shared_attributes}>{shared}</sst>',
        **{f"xl/worksheets/sheet{at}.xml": sheet for at in range(1, len(names) + 1)},
    }


def _content_types(sheets: int) -> str:
    """As openpyxl wants them, so that a copy can be marked."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    kinds |= {f"worksheets/sheet{at}": "worksheet" for at in range(1, sheets + 1)}
    own = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{own}</Types>'
    )


def spoiled(changes: Mapping[str, str | bytes | None], **given: Any) -> bytes:
    """A workbook with some parts replaced, added, or (None) left out."""
    made = {**parts(**given), **changes}
    return packed({name: content for name, content in made.items() if content is not None})


def book(data: str = "", **given: Any) -> bytes:
    """A workbook around this sheet data."""
    return packed(parts(data, **given))


def zipped(
    entries: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of entries in this order; a name may come twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = method
            with archive.open(info, "w") as entry:
                entry.write(content)
    return target.getvalue()


def as_bytes(made: Mapping[str, str | bytes]) -> list[tuple[str, bytes]]:
    return [
        (name, content.encode() if isinstance(content, str) else content) for name, content in made.items()
    ]
