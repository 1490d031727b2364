"""Statements against each other and against the figures in force.

Two different values for one key refuse all of them: the file cannot say which is right. The same value
twice is one figure; the repeat is reported. A figure in force is changed only as a correction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.importers.figures import Figure, read_figure, said
from indicators.importers.resolving import Key, Statement, site_key
from indicators.models import Observation


@dataclass(frozen=True, slots=True)
class Grouped:
    """The statements of a file by key: the first of each, its repeats, and the keys that contradict themselves."""

    firsts: tuple[Statement, ...]
    repeats: dict[int, Statement]
    clashes: tuple[tuple[Statement, ...], ...]


def group(statements: Iterable[Statement]) -> Grouped:
    """Group by key; `repeats` maps the row of a repeat to the statement that it repeats."""
    by_key: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_key[statement.key].append(statement)
    firsts: list[Statement] = []
    repeats: dict[int, Statement] = {}
    clashes: list[tuple[Statement, ...]] = []
    for same_key in by_key.values():
        if len({statement.figure.quantity for statement in same_key}) > 1:
            clashes.append(tuple(same_key))
            continue
        firsts.append(same_key[0])
        repeats.update({statement.row: same_key[0] for statement in same_key[1:]})
    return Grouped(tuple(firsts), repeats, tuple(clashes))


@dataclass(frozen=True, slots=True)
class InForce:
    """A figure that stands in the ledger for a key."""

    pk: int
    text: str
    unit: str
    file_name: str
    sheet: str
    cell: str
    is_demo: bool

    @property
    def said(self) -> str:
        """`31 μg/m³`: the value with its unit as stored."""
        return said(self.text, self.unit)

    @property
    def source(self) -> str:
        """Where it stands printed; an invented figure stands nowhere and was reported by nobody."""
        if self.is_demo and not self.file_name:
            return "演示数据"
        return Observation(file_name=self.file_name, sheet=self.sheet, cell=self.cell).source


def in_force(statements: Sequence[Statement]) -> Mapping[Key, InForce]:
    """The figures in force for the keys of the statements; one query."""
    years = [statement.year for statement in statements]
    if not years:
        return {}
    rows = (
        Observation.objects.filter(
            county_id__in={statement.county.pk for statement in statements},
            indicator_id__in={statement.indicator.pk for statement in statements},
            year__range=(min(years), max(years)),
            plan_indicator__isnull=True,
        )
        .order_by()
        .values_list(
            "county_id", "indicator_id", "site__name", "year", "period", "basis",
            "pk", "text", "unit", "file_name", "sheet", "cell", "is_demo",
        )
    )  # fmt: skip
    wanted = {statement.key for statement in statements}
    found: dict[Key, InForce] = {}
    for county, indicator, site, year, period, basis, pk, text, unit, file_name, sheet, cell, is_demo in rows:
        key = (county, indicator, site_key(site or ""), year, period, basis)
        if key in wanted:
            found[key] = InForce(pk, text, unit, file_name, sheet, cell, is_demo)
    return found


def is_same(statement: Statement, known: InForce) -> bool:
    """Whether the ledger already says this: the same words, or the same quantity in another unit."""
    figure = statement.figure
    if (known.text, known.unit) == (figure.text, figure.unit):
        return True
    stored = read_figure(known.text, known.unit, statement.indicator)
    return isinstance(stored, Figure) and stored.quantity == figure.quantity
