"""Where the data tables of a sheet stand: captions, header, rows, and the unit that a line of its own prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.importers.data_tables import words
from indicators.importers.data_tables.columns import TableHeader, begins_header, is_figure, read_header
from indicators.importers.data_tables.known import Known
from workbooks.grid import Cell, Grid

LONGEST_CAPTION = 60
"""A longer line above a table is a sentence of the text, not its caption."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its header, the rows `first` to `last`, the captions above it, the unit of the whole table."""

    header: TableHeader
    first: int
    last: int
    captions: tuple[Cell, ...]
    unit: str


def find_blocks(grid: Grid, known: Known) -> Iterator[Block]:
    """The tables of a sheet, one below the other."""
    row = 1
    captions: list[Cell] = []
    while row <= grid.height:
        cells = grid.own_cells(row)
        begins = begins_header(grid, row)
        is_headline = begins and _is_headline(grid, row)
        if len(cells) == 1 or is_headline:
            captions += cells
        if not begins or is_headline:
            row += 1
            continue
        header = read_header(grid, row, known)
        last = _last(grid, header)
        rows = range(header.below, last + 1)
        lines = [*captions, *(cell for number in (row, *rows) for cell in grid.own_cells(number))]
        unit = next((unit for cell in lines if (unit := words.unit_line(cell.text))), "")
        if last >= header.below:
            yield Block(header, header.below, last, tuple(captions), unit)
        row, captions = max(last, header.below - 1) + 1, []


def _is_headline(grid: Grid, row: int) -> bool:
    """A title and a date beside it, above the header proper."""
    texts = grid.own_texts(row)
    grouped = any(grid.span(row, column) > 1 or grid.bottom(row, column) > row for column, _ in texts[1:])
    return (
        len(texts) == 2 and not grouped and begins_header(grid, row + 1) and len(grid.own_texts(row + 1)) > 2
    )


def _last(grid: Grid, header: TableHeader) -> int:
    """The last row before another table begins: a caption with a header below it, or a header of other columns."""
    printed = {column.header for column in header.columns}
    for row in range(header.below + 1, grid.height + 1):
        texts = [text.strip() for _, text in grid.own_texts(row)]
        if _is_caption(texts) and any(begins_header(grid, below) for below in (row + 1, row + 2)):
            return row - 1
        if (
            len(texts) > 1
            and begins_header(grid, row)
            and _names_columns(texts)
            and not printed.issuperset(texts)
        ):
            return row - 1
    return grid.height


def _is_caption(texts: list[str]) -> bool:
    return len(texts) == 1 and not words.is_note(texts[0]) and words.unit_line(texts[0]) is None


def _names_columns(texts: list[str]) -> bool:
    """A row of data may hold a known word; two of them and no figure are a header."""
    roles = [words.role_of(words.split_unit(text)[0]) for text in texts]
    return sum(role not in {None, "name", "attribute"} for role in roles) >= 2


def has_figures(grid: Grid) -> bool:
    """Whether a sheet without a table has anything that could be one."""
    return sum(is_figure(text) for row in range(1, grid.height + 1) for _, text in grid.own_texts(row)) > 1
