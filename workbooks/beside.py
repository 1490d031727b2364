"""Beside the values: number formats, formulas and errors of one sheet.

python-calamine gives values ten times faster than openpyxl but neither formats nor error texts, so one
pass over the sheet's XML gathers what is missing.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string

from workbooks.problems import UnreadableWorkbookError
from workbooks.styles import DAMAGED

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Beside:
    """What the XML of one sheet says beside its values; positions are (row, column) from 1. A formula's entry
    says whether its result is a text, which may be empty. The last row and column with content are 0 where
    they are known to be near."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)


class _Scan:
    """The handlers of one pass; kept apart from `Beside` so that the result is plain data."""

    def __init__(self, codes: dict[str, str]) -> None:
        self.beside = Beside()
        self.codes = codes
        self.row = self.column = 0
        self.in_cell = False
        self.kind = "n"
        self.code: str | None = None
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
            if attributes.get("hidden") in ("1", "true"):
                self.beside.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.in_cell = True
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise UnreadableWorkbookError(DAMAGED.format(part=reference))
            self.row, self.column = int(match[2]), column_index_from_string(match[1])
        self.kind = attributes.get("t", "n")
        self.code = self.codes.get(attributes.get("s", "")) if self.kind in ("n", "d") else None

    def _inside(self, name: str) -> None:
        if name == "f":
            self.beside.formulas[self.row, self.column] = self.kind == "str"
        elif name in ("v", "is"):
            beside = self.beside
            beside.last_row = max(beside.last_row, self.row)
            beside.last_column = max(beside.last_column, self.column)
            if self.code is not None:
                beside.formats[self.row, self.column] = self.code
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


def look_beside(content: bytes, codes: dict[str, str], part: str) -> Beside:
    """One pass over a sheet's XML. `codes`: style index → format code of the styles that change how a number
    looks. Raises `UnreadableWorkbookError` when the XML is damaged."""
    scan = _Scan(codes)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as reason:
        raise UnreadableWorkbookError(DAMAGED.format(part=part)) from reason
    return scan.beside
