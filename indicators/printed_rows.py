"""What an indicator table prints, as typed rows: verbatim texts with their cells. Filled by `plan_tables`."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.value_columns import ValueColumns
from workbooks.problems import Problem
from workbooks.records import SheetTables


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A printed value: text as displayed, the year its column names, its own cell, and the merge it came from."""

    text: str
    year: int | None
    address: str
    inherited: bool
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A printed value that a person made the target of a year on the way; `scope`: 当年 or 累计 where it was said."""

    value: PrintedValue
    scope: str


@dataclass(frozen=True, slots=True)
class ReadHeader:
    """One header of a sheet: how its columns of values are read."""

    sheet: str
    title: str | None
    row: int
    columns: ValueColumns


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One printed indicator. `seq` is None in tables that number nothing; `level2` where there is one level.
    `final` and `claim` are a period's printed result and the document's own verdict on it (十三五)."""

    sheet: str
    row: int
    table: str | None
    seq: str | None
    level1: str | None
    level2: str | None
    printed_name: str
    name: str
    unit: str | None
    name_cell: str
    baseline: PrintedValue | None
    target: PrintedValue
    attribute: str | None
    data_source: str | None
    final: PrintedValue | None
    claim: str | None
    extras: Mapping[str, str]
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A printed table: its title without 续, the years its header names, how many rows it has."""

    sheet: str
    title: str | None
    header_row: int
    baseline_year: int | None
    target_year: int | None
    row_count: int


@dataclass(frozen=True, slots=True)
class IndicatorTables:
    """What one sheet says about indicators; `found` keeps headings, notes and loose lines."""

    rows: tuple[IndicatorRow, ...]
    tables: tuple[IndicatorTable, ...]
    problems: tuple[Problem, ...]
    found: SheetTables
    headers: tuple[ReadHeader, ...] = ()
