"""A sheet as a grid that knows its merges: each position has a text, its own or an inherited one."""

from dataclasses import dataclass

from workbooks.addresses import address
from workbooks.reading import Merge, Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's displayed text; `inherited` when a merged range gives it, from `anchor`; `merged` when it
    lies in a range of several rows, as its anchor or below."""

    text: str
    row: int
    column: int
    inherited: bool = False
    anchor: str | None = None
    merged: bool = False

    @property
    def address(self) -> str:
        """The cell's own address, not the anchor's."""
        return address(self.row, self.column)


class Grid:
    """Lookup of texts through merges; rows and columns from 1."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = len(sheet.rows[0]) if sheet.rows else 0
        self._merged: dict[tuple[int, int], Merge] = {}
        for merge in sheet.merges:
            for row in range(merge.top, min(merge.bottom, self.height) + 1):
                for column in range(merge.left, min(merge.right, self.width) + 1):
                    self._merged[row, column] = merge
        self._merged_rows = {row for row, _ in self._merged}

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a position, its text inherited from the anchor of its merge where it lies in one."""
        merge = self._merged.get((row, column))
        if merge is None:
            return Cell(self.sheet.text(row, column), row, column)
        inherited = (merge.top, merge.left) != (row, column)
        return Cell(
            self.sheet.text(merge.top, merge.left),
            row,
            column,
            inherited=inherited,
            anchor=address(merge.top, merge.left) if inherited else None,
            merged=merge.bottom > merge.top,
        )

    def covered(self, row: int, column: int) -> str:
        """What the file holds at a position that a merged range covers: the screen shows the anchor's text instead."""
        merge = self._merged.get((row, column))
        if merge is None or (merge.top, merge.left) == (row, column):
            return ""
        return self.sheet.text(row, column).strip()

    def own_texts(self, row: int) -> list[tuple[int, str]]:
        """Column and text of the cells of a row that have a text of their own."""
        if row > self.height:
            return []
        texts = [
            (column, text)
            for column, text in enumerate(self.sheet.rows[row - 1], start=1)
            if text and not text.isspace()
        ]
        if row in self._merged_rows:
            return [(column, text) for column, text in texts if not self.cell(row, column).inherited]
        return texts

    def own_cells(self, row: int) -> list[Cell]:
        """The cells of a row that have a text of their own."""
        return [Cell(text, row, column) for column, text in self.own_texts(row)]

    def is_merged(self, row: int) -> bool:
        """Whether any cell of the row belongs to a merged range."""
        return row in self._merged_rows

    def span(self, row: int, column: int) -> int:
        """How many columns the cell covers."""
        merge = self._merged.get((row, column))
        return 1 if merge is None else merge.right - merge.left + 1

    def bottom(self, row: int, column: int) -> int:
        """The last row that the cell covers."""
        merge = self._merged.get((row, column))
        return row if merge is None else merge.bottom

    def anchor_row(self, row: int, column: int) -> int:
        """The row from which the cell takes its text."""
        merge = self._merged.get((row, column))
        return row if merge is None else merge.top
