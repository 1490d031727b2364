"""The values of one table, each with its county, site, indicator, year and unit as printed, and the cells that say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indicators.importers.data_tables import words
from indicators.importers.data_tables.asking import SKIP, Ask
from indicators.importers.data_tables.columns import TableColumn, is_figure
from indicators.importers.data_tables.labels import RowLabels, period_of, row_labels
from indicators.importers.data_tables.layout import Layout, lay_out
from indicators.importers.data_tables.times import Time, is_timelike, read_dated, read_time
from indicators.importers.data_tables.unknown_names import UnknownNames
from indicators.importers.data_tables.wholes import WholeTable, ending
from workbooks.addresses import address
from workbooks.grid import Cell
from workbooks.problems import Problem, Severity, SheetRefusedError, error, notice
from workbooks.unseen import refusal

MOST_VALUES = 50_000
"""Of one table; no document prints as many."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One value of a table; `places`: the cell that says each part of it."""

    row: int
    texts: dict[str, str]
    places: dict[str, str]


class TableReader(WholeTable):
    """Reads one table; `values` count only where nothing is asked of the sheet."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.values: list[Printed] = []
        self.problems: list[Problem] = []
        self.offers: dict[str, Ask] = {}
        self.units: dict[int, str] = {}
        self.merged: set[str] = set()
        self.names = UnknownNames(self.known, self.left, self.grid.sheet.name, self.offers, self.problems)
        self.indices: list[int] = []
        self.unreadable = {
            problem.cell: problem.message
            for problem in self.grid.sheet.problems
            if problem.cell and problem.severity is Severity.ERROR
        }

    def read(self) -> None:
        header = self.block.header
        if self._has_unreadable(range(header.row, header.below), range(1, self.grid.width + 1)):
            return
        layout = lay_out(self.grid, self.block, self.known, self.left)
        if layout is None:
            return
        layout = replace(layout, values=self.meant(layout))
        if not layout.values:
            return
        self.indices = [column.index for column in layout.values]
        self._tell_unread(layout)
        times = self.column_times(layout)
        whole = (
            None if layout.years or layout.values[0].time or layout.values[0].is_timelike else self.one_time()
        )
        indicator = self.one_indicator(layout)
        county = self.one_county(layout)
        printed = {column.header for column in self.block.header.columns}
        for row in range(self.block.first, self.block.last + 1):
            own = [text.strip() for _, text in self.grid.own_texts(row)]
            if (
                not own
                or printed.issuperset(own)
                or (len(own) == 1 and (words.is_note(own[0]) or words.unit_line(own[0])))
            ):
                continue
            self._row(row, layout, times, whole, indicator, county)

    def _tell_unread(self, layout: Layout) -> None:
        sheet = self.grid.sheet.name
        for column in layout.unread:
            if any(
                self.grid.sheet.text(row, column.index).strip()
                for row in range(self.block.first, self.block.last + 1)
            ):
                self.problems.append(notice(sheet, column.cell, f"列“{column.header}”不是监测数值，未读取。"))

    def _row(
        self,
        row: int,
        layout: Layout,
        times: dict[int, Time | None],
        whole: Time | None,
        indicator: str,
        county: str,
    ) -> None:
        named = [column.index for column in (layout.years, *layout.labels.values()) if column is not None]
        if self._has_unreadable([row], named):
            return
        time, year_cell = whole, None
        if layout.years is not None:
            label = self.grid.cell(row, layout.years.index)
            if words.role_of(label.text.strip()) == "unit":
                self.units = {
                    one.index: words.bare_unit(self.grid.sheet.text(row, one.index)) for one in layout.values
                }
                return
            time, year_cell = self._row_time(label), label.anchor or label.address
            if time is None or not time.years:
                return
        labels = row_labels(self.grid, row, layout)
        if labels.is_no_row and not self.known.is_indicator(labels.indicator):
            self._left_out(row, labels.said)
            return
        for role in ("site", "county", "indicator"):
            if (
                role in layout.labels
                and not getattr(labels, role)
                and not labels.is_spanning
                and self._has_figures(row)
            ):
                self._refuse_unlabelled(row, layout.labels[role], role)
                return
        for column in layout.values:
            one = time if layout.years or whole else times[column.index]
            self._value(row, column, labels, one, year_cell, indicator, county, layout)

    def _row_time(self, label: Cell) -> Time | None:
        text = label.text.strip()
        time = read_time(text)
        if time is not None and time.year is not None:
            return time
        if time is None and (words.is_no_row(text) or words.is_sum(text)):
            self._left_out(label.row, text)
            return None
        if not is_timelike(text) and time is None:
            if self._has_figures(label.row):
                said = f"“{text}”不是年份" if text else "没有写年份"
                self._refuse(label.address, f"单元格 {label.address} {said}，第 {label.row} 行未读取")
            return None
        key = f"year:{label.address}"
        if self.left.answered(key) == SKIP:
            return None
        if answered := self.left.answered_time(key):
            return answered
        suggestion = f"{time.years[0]}-{time.years[-1]}" if time else ending(text)
        self.left.ask(
            Ask(key, f"{words.quoted(text)}一行是哪一年", suggestion=suggestion),
            f"{label.address} {words.quoted(text)}没有写明是哪一年",
            label.address,
        )
        return None

    def _has_figures(self, row: int) -> bool:
        """Whether a row says anything in the columns of values."""
        return any(self.grid.sheet.text(row, index).strip() for index in self.indices)

    def _refuse_unlabelled(self, row: int, column: TableColumn, role: str) -> None:
        """A blank label may mean that of the row above, or none: two readings."""
        cell = address(row, column.index)
        what = {"site": "监测点位", "county": "县区", "indicator": "指标"}[role]
        self._refuse(cell, f"单元格 {cell} 没有写{what}，第 {row} 行未读取；与上一行相同的请填写或合并")

    def _left_out(self, row: int, said: str) -> None:
        """A row that is no value of a year; said by its first cell, where it holds figures."""
        texts = self.grid.own_texts(row)
        if self._has_figures(row):
            cell = address(row, texts[0][0])
            self.problems.append(
                notice(
                    self.grid.sheet.name,
                    cell,
                    f"第 {row} 行“{said or texts[0][1].strip()}”不是逐年的监测数值，未读取。",
                )
            )

    def _value(
        self,
        row: int,
        column: TableColumn,
        labels: RowLabels,
        time: Time | None,
        year_cell: str | None,
        indicator: str,
        county: str,
        layout: Layout,
    ) -> None:
        if self._has_unreadable([row], [column.index]):
            return
        dropped = self.grid.sheet.dropped.get((row, column.index))
        if dropped is not None:
            self._refuse(address(row, column.index), refusal(address(row, column.index), dropped))
            return
        cell = self.grid.cell(row, column.index)
        text = cell.text.strip()
        if not text or (time is not None and not time.years) or self._is_merged(row, column.index, cell):
            return
        own = read_dated(text)
        if own and own.rest and words.number_and_unit(own.rest):
            if time is not None and own.time != time:
                self._refuse(cell.address, f"单元格 {cell.address}“{text}”自带的年份与行列所写的不同")
                return
            time, text, year_cell = own.time, own.rest, cell.address
        said = (
            labels.indicator
            or (column.name if not layout.are_sites and column.place is None and column.role is None else "")
            or indicator
        )
        site = labels.site or (column.leaf if layout.are_sites else "")
        said = self.names.meaning(
            said, labels.places.get("indicator", column.cell) if labels.indicator else column.cell
        )
        if said == SKIP:
            return
        self._add(
            row,
            column,
            cell,
            text,
            labels,
            said,
            site,
            time,
            year_cell,
            column.leaf if column.place is not None else labels.county or county,
        )

    def _add(
        self,
        row: int,
        column: TableColumn,
        cell: Cell,
        text: str,
        labels: RowLabels,
        indicator: str,
        site: str,
        time: Time | None,
        year_cell: str | None,
        county: str,
    ) -> None:
        period = period_of(labels, column, time)
        if period is None:
            self._refuse(cell.address, f"单元格 {cell.address}“{text}”的行和列写的时段不同")
            return
        own = words.number_and_unit(text)
        unit = column.unit or labels.unit or self.units.get(column.index, "") or self.block.unit
        unit_cell = labels.places.get("unit", column.cell) if not column.unit else column.cell
        if not unit and own:
            unit = own[1]
        if not unit and is_figure(text):
            key = f"unit:{column.cell if not labels.indicator else labels.places['indicator']}"
            unit = self.left.answered(key)
            self.offers.setdefault(key, Ask(key, f"“{indicator}”的单位（没有写单位）"))
        texts = {
            "county": county, "indicator": indicator, "site": site, "unit": unit, "value": text,
            "period": period,
            "basis": labels.basis, "source": labels.source, "note": labels.note, "river": labels.river,
        }  # fmt: skip
        places = {
            "county": cell.address, "indicator": column.cell, "site": column.cell, "year": year_cell or column.cell,
            **labels.places, "unit": unit_cell, "value": cell.address,
        }  # fmt: skip
        if len(self.values) > MOST_VALUES:
            raise SheetRefusedError(
                f"工作表“{self.grid.sheet.name}”的数据表有超过 {MOST_VALUES} 个数值；请拆分后分次上传。"
            )
        for year in time.years if time else ():
            self.values.append(Printed(row, {**texts, "year": str(year)}, places))

    def _is_merged(self, row: int, index: int, cell: Cell) -> bool:
        """A value that covers several rows or columns is one statement of the text, not a figure for each."""
        if not cell.inherited and self.grid.span(row, index) == 1 and self.grid.bottom(row, index) == row:
            return False
        anchor = cell.anchor or cell.address
        if anchor not in self.merged:
            self.merged.add(anchor)
            self._refuse(
                anchor,
                f"单元格 {anchor}“{cell.text.strip()}”合并了几行或几列，不能确定是不是每一格的数值；请取消合并，逐格填写",
            )
        return True

    def _has_unreadable(self, rows: Iterable[int], columns: Sequence[int]) -> bool:
        """Whether a cell does not show with certainty what it holds; each is refused by its address."""
        if not self.unreadable:
            return False
        cells = [at for row in rows for column in columns if (at := address(row, column)) in self.unreadable]
        for cell in cells:
            self._refuse(cell, self.unreadable[cell])
        return bool(cells)

    def _refuse(self, cell: str, message: str) -> None:
        self.problems.append(error(self.grid.sheet.name, cell, message))
