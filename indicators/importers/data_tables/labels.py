"""What names one row of a table: its site, indicator, county, unit and remarks, through merges."""

from dataclasses import dataclass, field

from indicators.importers.data_tables import words
from indicators.importers.data_tables.columns import TableColumn
from indicators.importers.data_tables.layout import Layout
from indicators.importers.data_tables.times import Time
from indicators.importers.periods import read_period
from workbooks.grid import Cell, Grid


@dataclass(slots=True)
class RowLabels:
    """The labels of a row as printed, and the cell of each."""

    site: str = ""
    indicator: str = ""
    county: str = ""
    unit: str = ""
    period: str = ""
    basis: str = ""
    source: str = ""
    note: str = ""
    river: str = ""
    is_spanning: bool = False
    """One text over all label columns: it speaks of the whole county."""
    places: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        return self.site or self.indicator or self.county

    @property
    def is_no_row(self) -> bool:
        """Whether it sums, averages or sets limits."""
        return bool(self.said) and words.is_no_row(self.said)


def row_labels(grid: Grid, row: int, layout: Layout) -> RowLabels:
    found = RowLabels()
    for role, column in layout.labels.items():
        cell = grid.cell(row, column.index)
        text = cell.text.strip()
        if not text:
            continue
        if role == "site" and _spans_labels(grid, row, column, cell):
            role, found.is_spanning = "indicator", True
        if role == "indicator":
            text, unit = words.split_unit(text)
            found.unit = found.unit or unit
        setattr(found, role, text)
        found.places[role] = cell.anchor or cell.address
    if layout.river is not None and found.site:
        found.river = grid.cell(row, layout.river.index).text.strip()
    return found


def _spans_labels(grid: Grid, row: int, column: TableColumn, cell: Cell) -> bool:
    if cell.inherited:
        return grid.anchor_row(row, column.index) == row and grid.span(row, column.index) > 1
    return grid.span(row, column.index) > 1


def period_of(labels: RowLabels, column: TableColumn, time: Time | None) -> str | None:
    """The part of the year that row, column and time say together; None where they contradict each other."""
    said = [labels.period] if labels.period else []
    said += [column.period] if column.period is not None else []
    said += [time.period] if time is not None and time.period else []
    read = [(text if (part := read_period(text)) is None else part) for text in said]
    if len(set(read)) > 1:
        return None
    return said[0] if said else ""
