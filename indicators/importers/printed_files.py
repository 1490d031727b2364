"""All that a file of observations prints: the rows of its lists and data tables, and what each sheet leaves open.

A row is known by a number within the file: that of the sheet for the first list, a running one after it.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from imports.troubles import Trouble, Why
from indicators.importers.data_tables.asking import Ask
from indicators.importers.data_tables.filling import Printed
from indicators.importers.data_tables.reading import Question
from indicators.importers.observation_rows import COLUMN_LABELS, PrintedRow, PrintedSheet
from workbooks.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class PrintedTables:
    """The values of one sheet of data tables; a value's number is its place among them."""

    sheet: str
    values: tuple[Printed, ...]

    def cell(self, number: int, role: str) -> str:
        places = self.values[number - 1].places
        return places.get(role, places["value"])

    def row_in_sheet(self, number: int) -> int:
        return self.values[number - 1].row

    def rows(self, offset: int) -> list[PrintedRow]:
        return [
            PrintedRow(row=offset + number, **one.texts) for number, one in enumerate(self.values, start=1)
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of the file; its rows are numbered from `offset` on."""

    offset: int
    printed: PrintedSheet | PrintedTables


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file as printed. `problems`: notices, and cells of tables that were not read; `questions`: open sheets."""

    file_name: str
    sha256: str
    parts: tuple[Part, ...]
    rows: tuple[PrintedRow, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()
    offers: Mapping[str, tuple[Ask, ...]] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The only sheet that was read; "" where there were several."""
        names = {part.printed.sheet for part in self.parts} | {question.sheet for question in self.questions}
        return names.pop() if len(names) == 1 else ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Cells of tables that are refused, each a figure that does not come in."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What the columns of lists were taken for: label, printed header."""
        lists = [part.printed for part in self.parts if not isinstance(part.printed, PrintedTables)]
        found = [
            (COLUMN_LABELS[role], column.header)
            for printed in lists
            for role, column in sorted(printed.columns.items(), key=lambda item: item[1].index)
        ]
        return list(dict.fromkeys(found))

    def _part(self, row: int) -> Part:
        if len(self.parts) == 1:
            return self.parts[0]
        return self.parts[bisect_right(self.parts, row - 1, key=lambda part: part.offset) - 1]

    def sheet_of(self, row: int) -> str:
        return self._part(row).printed.sheet

    def is_table(self, row: int) -> bool:
        """Whether the row comes from a data table and not from a list."""
        return isinstance(self._part(row).printed, PrintedTables)

    def row_in_sheet(self, row: int) -> int:
        part = self._part(row)
        number = row - part.offset
        return part.printed.row_in_sheet(number) if isinstance(part.printed, PrintedTables) else number

    def cell(self, row: int, role: str) -> str:
        """The address of the cell that says `role` of a row."""
        part = self._part(row)
        return part.printed.cell(row - part.offset, role)

    def place(self, row: int) -> str:
        """Where the value of a row stands, for the sentence of another row: with its sheet where there are several."""
        cell = self.cell(row, "value")
        return cell if len(self.parts) == 1 else f"{self.sheet_of(row)}!{cell}"

    def problem(self, row: int, trouble: Trouble) -> Problem:
        """The trouble of one row at its cell."""
        cell = self.cell(row, trouble.role)
        return self.refused(row, cell, trouble.why, f"{cell} {trouble.message}", trouble.hint)

    def refused(self, row: int, cell: str, why: Why, message: str, hint: str = "") -> Problem:
        """Why a row is not taken, said of one of its cells."""
        return Problem(self.sheet_of(row), cell, Severity.ERROR, message.removesuffix("。"), hint, why, row)

    def damaged(self) -> dict[int, list[tuple[str, str]]]:
        """Rows of lists with a cell whose display is not certain: (cell, sentence) for each."""
        return {
            part.offset + row: bad
            for part in self.parts
            if not isinstance(part.printed, PrintedTables)
            for row, bad in part.printed.damaged().items()
        }
