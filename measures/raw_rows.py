"""One row of a sheet that says something, before it is given what stands above it; and the columns that say where."""

from dataclasses import dataclass, field, replace

from measures.columns import HEADINGS
from measures.headings import Path
from workbooks.addresses import address
from workbooks.grid import Cell
from workbooks.headers import Column, Header

RESPONSIBLE = ("departments", "lead", "with")


@dataclass(slots=True)
class Raw:
    """One row of the sheet that says something: its cells by role, and the headings that it stands under."""

    row: int
    page: int
    path: Path
    cells: dict[str, Cell]
    columns: tuple[Column, ...]
    heading_line: tuple[str, str] = ("", "")
    """Who a line across the table names as responsible, and its cell."""
    more_departments: list[Cell] = field(default_factory=list)

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return "" if cell is None else cell.text.strip()

    def is_own(self, role: str) -> bool:
        """Whether the row itself prints it: not a merge from above."""
        cell = self.cells.get(role)
        return cell is not None and bool(cell.text.strip()) and not from_above(cell)


def from_above(cell: Cell) -> bool:
    return (
        cell.inherited
        and cell.anchor is not None
        and cell.anchor.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != str(cell.row)
    )


def printed_at(cell: Cell) -> str:
    """The address of the cell that prints a text."""
    return cell.anchor or cell.address


def with_blank_headings(header: Header, width: int) -> Header:
    """章节 over one column, with further headings under nothing beside it, as nobody merged the header."""
    columns = list(header.columns)
    taken = header.indices
    for column in header.columns:
        if column.role != HEADINGS:
            continue
        index = column.index + 1
        while index <= width and index not in taken:
            columns.append(Column(index, column.header, column.normal, HEADINGS, address(header.row, index)))
            index += 1
    columns.sort(key=lambda known: known.index)
    return replace(header, columns=tuple(columns), indices=frozenset(column.index for column in columns))
