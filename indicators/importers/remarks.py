"""What a person is asked about a figure before it comes in force: is it so many times its neighbour by a slip?

Only figures in force are compared, of the same key: for a correction the one that it replaces, else the nearest
year. A remark refuses nothing (docs/decisions/0022-checks-of-figures.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from attainment import Direction
from attainment.arithmetic import ARITHMETIC
from indicators.importers.checking import Checked, Replacement
from indicators.importers.figures import Figure, read_figure
from indicators.importers.resolving import Statement, site_key
from indicators.models import Observation
from plausibility import Facts, Past
from plausibility.continuity import out_of_scale
from plausibility.scales import decimal, is_far, slip, times

_Series = tuple[int, int, str, str, str]
"""A key without its year."""


def remarks_of(checked: Checked) -> Mapping[int, str]:
    """Row → the remark on it, for the rows that may be written; one query."""
    found = {change.statement.row: _moved(change) for change in checked.changes}
    series = _series(checked.new)
    found |= {one.row: _unlike(one, series.get(_series_of(one), ())) for one in checked.new}
    return {row: said for row, said in found.items() if said}


def _moved(change: Replacement) -> str:
    statement, known = change.statement, change.known
    old = _amount(read_figure(known.text, known.unit, statement.indicator))
    new = _amount(statement.figure)
    if old is None or new is None or not is_far(new, old):
        return ""
    found = slip(new, old, statement.indicator.unit)
    why = f"{found.sentence}，请核实" if found else "请核对数值和单位"
    return f"是在账数值“{known.said}”的{times(new, old)}，{why}"


def _unlike(statement: Statement, past: Sequence[Past]) -> str:
    value = _amount(statement.figure)
    if value is None or not past:
        return ""
    facts = Facts(
        text=statement.figure.text,
        year=statement.year,
        unit=statement.indicator.unit,
        direction=Direction(statement.indicator.direction),
        value=value,
        series=tuple(past),
    )
    with localcontext(ARITHMETIC):
        return next((remark.sentence for remark in out_of_scale(facts, value)), "")


def _amount(figure: object) -> Decimal | None:
    """The figure in the catalogue's unit; None for a class, for no data, and for what cannot be read."""
    quantity = figure.quantity[1] if isinstance(figure, Figure) else None
    return decimal(quantity) if isinstance(quantity, Fraction) else None


def _series_of(statement: Statement) -> _Series:
    county, indicator, site, _, period, basis = statement.key
    return county, indicator, site, period, basis


def _series(statements: Sequence[Statement]) -> Mapping[_Series, Sequence[Past]]:
    """The figures in force of the years around, oldest first."""
    indicators = {one.indicator.pk: one.indicator for one in statements}
    wanted = {_series_of(one) for one in statements}
    found: dict[_Series, list[Past]] = defaultdict(list)
    for county, pk, site, year, period, basis, text, unit in _stored(statements):
        key = county, pk, site_key(site or ""), period, basis
        amount = _amount(read_figure(text, unit, indicators[pk])) if key in wanted else None
        if amount is not None:
            found[key].append(Past(f"{year} 年", text, amount, year))
    return found


def _stored(
    statements: Sequence[Statement],
) -> Iterator[tuple[int, int, str | None, int, str, str, str, str]]:
    if not statements:
        return iter(())
    rows = Observation.objects.filter(
        county_id__in={one.county.pk for one in statements},
        indicator_id__in={one.indicator.pk for one in statements},
        plan_indicator__isnull=True,
    ).order_by("year")
    columns = ("county_id", "indicator_id", "site__name", "year", "period", "basis", "text", "unit")
    return rows.values_list(*columns).iterator()
