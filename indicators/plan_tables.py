"""A plan's indicator tables as typed rows: verbatim texts, each with its own cell. No database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from attainment.units import same, unit_of_bracket
from indicators.attributes import attribute_of, explained_marks, without_mark
from indicators.column_readings import ValueColumn
from indicators.periods import named_period
from indicators.plan_headers import VOCABULARY
from indicators.printed_rows import (
    IndicatorRow,
    IndicatorTable,
    IndicatorTables,
    Milestone,
    PrintedValue,
    ReadHeader,
)
from indicators.row_attributes import RowAttributes, source_column
from indicators.value_columns import ValueColumns, read_value_columns
from indicators.value_headers import Context
from workbooks.grid import Cell
from workbooks.headers import Column, Vocabulary
from workbooks.numbering import check_numbering
from workbooks.problems import Problem, error, notice, warning
from workbooks.reading import Sheet
from workbooks.records import Record, SheetTables, Table
from workbooks.tables import find_tables

# Words that end a department's name; a value never ends so (文旅居 is the source's slip for 文旅局).
_DEPARTMENT = re.compile(r"[^\d完达]{1,20}(局|委|部|厅|居|办公室|中心|政府|管委会|分局)")
_ORDER = re.compile(r"完成|达到|下达|任务|目标|指标|要求|考核")
_NO_UNIT = ("", "-", "—", "/", "无")
_NUMERAL = re.compile(r"\d+")


def read_indicator_tables(
    sheet: Sheet, foreign: Sequence[Vocabulary] = (), context: Context | None = None
) -> IndicatorTables:
    """Every indicator table of a sheet; none found gives no rows and no problem. Tables of a `foreign` vocabulary
    are left to their own reader. `context`: what the workbook says before the sheet."""
    return typed_tables(sheet, find_tables(sheet, VOCABULARY, foreign), context or Context())


def typed_tables(sheet: Sheet, found: SheetTables, context: Context) -> IndicatorTables:
    """What was found on a sheet, as rows."""
    if not found.tables:
        return IndicatorTables((), (), (), found)
    problems = list(found.problems)
    rows: list[IndicatorRow] = []
    tables: list[IndicatorTable] = []
    headers: list[ReadHeader] = []
    marks = explained_marks(cell.text for cell in (*found.notes, *found.loose))
    for table in found.tables:
        reader = _Reader(sheet.name, table, _context(table, context), marks)
        read = reader.rows()
        rows += read
        headers += reader.headers()
        years = reader.years(table.columns)
        problems += reader.problems
        tables.append(
            IndicatorTable(
                sheet.name,
                table.title,
                table.header_row,
                years.baseline.year if years.baseline else None,
                years.target.year if years.target else None,
                len(read),
            )
        )
    return IndicatorTables(tuple(rows), tuple(tables), tuple(problems), found, tuple(headers))


def _context(table: Table, around: Context) -> Context:
    """The period that the nearest printed line above the table names, else that of the workbook."""
    named = (named_period(line.text) for line in reversed(table.headings))
    return replace(around, period=next(filter(None, named), around.period))


class _Reader:
    """Reads the records of one table; a page break may have changed the order of its columns."""

    def __init__(self, sheet: str, table: Table, context: Context, marks: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.table = table
        self.context = context
        self.problems: list[Problem] = []
        self.attributes = RowAttributes(sheet, table, marks)
        self._years: dict[tuple[Column, ...], ValueColumns] = {}

    def years(self, columns: tuple[Column, ...]) -> ValueColumns:
        """The value columns of one header, decided once."""
        if columns not in self._years:
            years = read_value_columns(self.sheet, columns, self.table.header_row, self.context)
            self.problems += years.problems
            self._years[columns] = years
        return self._years[columns]

    def headers(self) -> list[ReadHeader]:
        """Each header that was decided, the first one first."""
        table = self.table
        return [
            ReadHeader(self.sheet, table.title, table.header_row, years) for years in self._years.values()
        ]

    def rows(self) -> list[IndicatorRow]:
        self.years(self.table.columns)
        rows = [row for record in self.table.records if (row := self._row(record)) is not None]
        self.problems += [*self.attributes.problems, *check_numbering(self.sheet, self.table)]
        self.problems += [
            notice(
                self.sheet,
                record.at(record.columns[0]).address,
                f"第 {record.row} 行是合计行，未作为指标读取。",
            )
            for record in self.table.totals
        ]
        return rows

    def _row(self, record: Record) -> IndicatorRow | None:
        years = self.years(record.columns)
        target = self._value(record, years.target)
        name_cell = record.cell("name")
        if target is None or name_cell is None:
            return None
        self._check(record, years)
        printed = record.text("name")
        name, unit = self._unit(record, *unit_of_bracket(without_mark(printed)[0]))
        source = source_column(record.columns)
        return IndicatorRow(
            sheet=self.sheet,
            row=record.row,
            table=self.table.title,
            seq=record.text("seq") or None,
            level1=self.attributes.level1(record),
            level2=record.labels.get("level2"),
            printed_name=printed,
            name=name,
            unit=unit,
            name_cell=name_cell.address,
            baseline=self._value(record, years.baseline),
            target=target,
            attribute=self.attributes.of(record),
            data_source=(record.at(source).text.strip() or None) if source else None,
            final=self._value(record, years.final),
            claim=record.text("claim") or None,
            extras=_extras(record, self._beside(record, years)),
            milestones=tuple(
                Milestone(value, column.scope)
                for column in years.milestones
                if (value := self._value(record, column)) is not None
            ),
        )

    def _beside(self, record: Record, years: ValueColumns) -> list[Column]:
        """Columns that no rule reads, as they stand in the sheet."""
        source, kinds = source_column(record.columns), self.attributes.beside(record)
        return [
            column
            for column in record.columns
            if column.role is None
            or column in years.ignored
            or column in kinds
            or (column.role == "responsible" and column is not source)
        ]

    def _unit(self, record: Record, name: str, bracket: str | None) -> tuple[str, str | None]:
        """The unit of the name's bracket, else of a column 单位; two different ones are an error."""
        cell = record.cell("unit")
        text = "" if cell is None else cell.text.strip()
        if cell is None or text in _NO_UNIT:
            return name, bracket
        if bracket is not None and not same(bracket, text):
            self._error(
                cell, f"单元格 {cell.address} 的单位“{text}”与指标名称里的“{bracket}”不同；请核对以哪个为准。"
            )
        return name, bracket or text

    def _value(self, record: Record, column: ValueColumn | None) -> PrintedValue | None:
        if column is None:
            return None
        cell = record.at(column.column)
        return PrintedValue(cell.text, column.year, cell.address, cell.inherited, cell.anchor)

    def _check(self, record: Record, years: ValueColumns) -> None:
        """Shifted columns, blank merges and rows that cannot be anchored."""
        name = record.cell("name")
        numbered = record.column("seq") is None or bool(record.text("seq"))
        if name is not None and not name.text.strip() and numbered:
            self._error(name, f"第 {record.row} 行没有指标名称；请补上，或删去这一行。")
        elif name is not None and (name.inherited or _NUMERAL.fullmatch(name.text.strip())):
            self._error(
                name,
                f"单元格 {name.address} 的指标名称“{name.text.strip()[:20]}”不可信（合并而来或是数字）；请核对是否错列。",
            )
        if len(record.rows) > 1:
            rows = "、".join(map(str, record.rows))
            self.problems.append(
                error(
                    self.sheet,
                    f"A{record.row}",
                    f"第 {rows} 行合并成了一个指标，无法判断取哪一行的数；请拆分合并单元格。",
                )
            )
        for value in (years.baseline, years.target, years.final):
            if value is not None:
                self._check_value(record.at(value.column), value)
        self._check_words(record)

    def _check_value(self, cell: Cell, value: ValueColumn) -> None:
        text = cell.text.strip()
        if is_department(text) or attribute_of(text):
            self._error(
                cell,
                f"单元格 {cell.address}（“{value.column.header}”列）里是“{text}”，不是数值或目标；疑为错列，请核对整行后重新上传。",
            )
        if not text and cell.merged:
            self.problems.append(
                warning(
                    self.sheet,
                    cell.address,
                    f"单元格 {cell.address} 所在的合并单元格是空的；不沿用上页内容，请核对原文。",
                )
            )

    def _check_words(self, record: Record) -> None:
        column = source_column(record.columns)
        source = None if column is None else record.at(column)
        if source is not None and re.fullmatch(r"[<>≤≥]?[\d.,]+%?", source.text.strip()):
            self._error(
                source,
                f"单元格 {source.address} 的数据来源是数字“{source.text.strip()}”；疑为错列，请核对整行。",
            )

    def _error(self, cell: Cell, message: str) -> None:
        self.problems.append(error(self.sheet, cell.address, message))


def is_department(text: str) -> bool:
    """Whether a text is one or several departments and no order to fulfil something."""
    parts = [part for part in re.split(r"[、，,；;\s]+", text) if part]
    if not parts or _ORDER.search(text):
        return False
    return all(map(_DEPARTMENT.fullmatch, parts)) or bool(_DEPARTMENT.fullmatch("".join(parts)))


def _extras(record: Record, columns: Sequence[Column]) -> dict[str, str]:
    """Columns that no rule reads, under their printed headers; two alike keep both."""
    texts: dict[str, str] = {}
    for column in columns:
        name = column.header if column.header not in texts else f"{column.header}（{column.address}）"
        texts[name] = record.at(column).text
    return texts
