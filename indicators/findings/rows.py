"""Frozen inputs of the rules: plan rows with their printed texts already read, and figures in force."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment import Kind, Reading
from attainment.units import convert
from attainment.vocabulary import Direction
from counties.findings import CitedCell

# Kinds whose value is the quantity of the row itself.
VALUED = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.APPROXIMATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The plan a row belongs to, and its county."""

    pk: int
    title: str
    county_id: int
    county: str
    area_km2: Decimal | None
    period: tuple[int, int]
    base_year: int
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The catalogue indicator a row is mapped to."""

    code: str
    name: str
    unit: str
    direction: Direction
    decimals: int | None
    compare: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedText:
    """One printed cell of a row: verbatim text, where it stands, which year it speaks of, how it was read."""

    text: str
    cell: str
    year: int | None
    reading: Reading
    inherited: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number the cell prints for the row's own quantity, else None."""
        return self.reading.value if self.reading.kind in VALUED else None


@dataclass(frozen=True, slots=True)
class InAnotherUnit:
    """A target or ruling in force that was made while its row had the unit `was`."""

    said: str
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One standing plan row. `unit` is the printed one (without: empty), never the catalogue's."""

    pk: int
    plan: PlanFacts
    measure: Measure
    site_id: int | None
    is_repeat: bool
    sheet: str
    row_number: int
    table: str
    seq: str
    printed_name: str
    name: str
    name_cell: str
    unit: str
    baseline: PrintedText
    target: PrintedText
    final: PrintedText
    claim: str
    attribute: str
    data_source: str
    unknown_departments: tuple[str, ...] = ()
    ruled: PrintedText | None = None
    """The target that a person chose among those printed."""
    stated: PrintedText | None = None
    """The target of the plan's text, where a person ruled that it holds."""
    assigned: PrintedText | None = None
    """What a superior set."""
    carried: tuple[InAnotherUnit, ...] = ()

    @property
    def promised(self) -> PrintedText:
        """The target that the row is held against: ruled, else printed."""
        return self.ruled or self.target

    @property
    def label(self) -> str:
        """How a person finds the row: 序号 and name, or table and name where no 序号 is printed."""
        return f"[{self.seq}] {self.name}" if self.seq else f"“{self.name}”（{self.table}）"

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same over editions (design, life of a figure)."""
        return self.table, self.seq, self.printed_name

    def cell(self, printed: PrintedText | None = None) -> CitedCell:
        """The cell of one printed text, else the row's name."""
        if printed is None:
            return CitedCell(self.plan.file, self.sheet, self.name_cell, self.printed_name)
        return CitedCell(self.plan.file, self.sheet, printed.cell or self.name_cell, printed.text)

    def amount(self, printed: PrintedText, unit: str) -> Fraction | None:
        """The printed number in `unit`, exactly; None where there is none or it does not convert.

        Where no unit is printed at all the catalogue's is assumed (`unit_missing` says so).
        """
        if printed.value is None:
            return None
        return convert(printed.value, printed.reading.unit or self.unit or self.measure.unit, unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One full-year figure in force."""

    county_id: int
    code: str
    site_id: int | None
    year: int
    basis: str
    value: Decimal
    text: str
    unit: str
    cell: CitedCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything the rules of one city read: standing rows of all its counties, figures in force."""

    rows: tuple[Row, ...]
    figures: tuple[Figure, ...] = ()

    def by_plan(self) -> Iterator[tuple[PlanFacts, list[Row]]]:
        plans: dict[int, list[Row]] = {}
        for row in self.rows:
            plans.setdefault(row.plan.pk, []).append(row)
        for rows in plans.values():
            yield rows[0].plan, rows


def by_indicator(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows of one catalogue indicator and site together, in their order."""
    groups: dict[tuple[str, int | None], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.measure.code, row.site_id), []).append(row)
    yield from groups.values()
