"""What a found table is made of: records whose cells know their role, their address and where their text comes from."""

from dataclasses import dataclass

from workbooks.grid import Cell, Grid
from workbooks.headers import Column
from workbooks.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table with the rows merged into it; `labels` are the group labels filled down."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    grid: Grid
    labels: dict[str, str]

    @property
    def row(self) -> int:
        """The row's number in the sheet."""
        return self.rows[0]

    def column(self, role: str) -> Column | None:
        """The column of that role, or None."""
        return next((column for column in self.columns if column.role == role), None)

    def at(self, column: Column) -> Cell:
        """The record's cell in a column."""
        return self.grid.cell(self.row, column.index)

    def cell(self, role: str) -> Cell | None:
        """The record's cell in the column of that role; None where the table has no such column."""
        column = self.column(role)
        return None if column is None else self.at(column)

    def text(self, role: str) -> str:
        """The trimmed text of that role, "" where blank or without such a column."""
        cell = self.cell(role)
        return "" if cell is None else cell.text.strip()

    def own_texts(self, role: str) -> tuple[str, ...]:
        """All trimmed texts of that role in the record's rows, each merged text once."""
        column = self.column(role)
        if column is None:
            return ()
        cells = [self.grid.cell(row, column.index) for row in self.rows]
        return tuple(
            c.text.strip() for i, c in enumerate(cells) if c.text.strip() and (i == 0 or not c.inherited)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the printed lines above it; `title` is the last of them without 续. `columns` and `header_row`
    are those of the first header; a record after a page break knows its own columns."""

    title: str | None
    headings: tuple[Cell, ...]
    columns: tuple[Column, ...]
    header_row: int
    records: tuple[Record, ...]
    totals: tuple[Record, ...]
    after: int = 0
    """The last number of the table that this one continues on another sheet."""


@dataclass(frozen=True, slots=True)
class SheetTables:
    """Everything found on a sheet; `loose` are lines that belong to no table."""

    tables: tuple[Table, ...]
    notes: tuple[Cell, ...]
    loose: tuple[Cell, ...]
    problems: tuple[Problem, ...]
