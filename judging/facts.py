"""What the checks of `plausibility` are told of one cell: from inputs of its plan rows, its county and its city."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment import Column, Direction, Kind, Reading, Values, parse, units
from attainment.questions import FALLING, RATES
from counties.models import County
from indicators.models import Indicator, Magnitude, Observation
from judging.questions import Inputs
from plausibility import Magnitudes, Past, Whole, plain
from plausibility.scales import decimal

_FIGURED = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.APPROXIMATE, Kind.RATE})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one cell in `unit`; the fields are those of `plausibility.Facts`."""

    series: tuple[Past, ...]
    is_total: bool
    starts: int | None
    baseline: Past | None
    target: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    area: Whole | None


def around(inputs: Sequence[Inputs], indicator: Indicator, county: County, unit: str) -> Around:
    """Of several rows that ask for the cell the first that knows a year's figure, a target, a period; see `mildest`."""
    direction = Direction(indicator.direction)
    baselines = [past for one in inputs if (past := _baseline(one, unit))]
    targets = (number(one.target.reading, one.unit, unit) for one in inputs)
    return Around(
        series=_series(inputs, unit),
        is_total=_is_total(direction, indicator.values),
        starts=inputs[0].row.plan.base_year if inputs else None,
        baseline=mildest(baselines, direction),
        target=next((value for value in targets if value is not None), None),
        minimum=_bound(indicator.minimum, indicator.unit, unit),
        maximum=_bound(indicator.maximum, indicator.unit, unit),
        area=area_of(county, unit),
    )


def _is_total(direction: Direction, values: str) -> bool:
    """Whether a year's figure is the total since the plan's start (specification §3)."""
    if direction is Direction.CUMULATIVE:
        return values == Values.CUMULATIVE
    return direction in RATES and values != Values.ANNUAL


def number(reading: Reading, own_unit: str, unit: str) -> Decimal | None:
    """The number of a text in `unit`, or the rank of a class; None where there is none or it does not convert."""
    if reading.kind is Kind.CLASS:
        return Decimal(reading.rank) if reading.rank is not None else None
    if reading.kind not in _FIGURED or reading.value is None:
        return None
    source = reading.unit or own_unit
    if not source or not unit or units.same(source, unit):
        return reading.value
    exact = units.convert(reading.value, source, unit)
    return None if exact is None else decimal(exact)


def _series(inputs: Sequence[Inputs], unit: str) -> tuple[Past, ...]:
    """The figures in force, oldest first."""
    found: dict[int, Past] = {}
    for one in inputs:
        for past in series_of(one.series.figures.values(), one.unit, unit):
            found.setdefault(past.year, past)
    return tuple(found[year] for year in sorted(found))


def series_of(figures: Iterable[Observation], own_unit: str, unit: str) -> Iterator[Past]:
    """Figures in force, one a year, as they are told in `unit`; `own_unit` is that of those which name none."""
    for figure in figures:
        value = number(parse(figure.text, Column.OBSERVED), figure.unit or own_unit, unit)
        if value is not None:
            yield Past(f"{figure.year} 年", figure.text, value, figure.year)


def _baseline(inputs: Inputs, unit: str) -> Past | None:
    baseline = inputs.baseline
    if baseline is None or baseline.reading.op is not None:
        return None
    value = number(baseline.reading, inputs.unit, unit)
    label = f"{baseline.year} 年基准"
    return None if value is None else Past(label, baseline.reading.text.strip(), value, baseline.year)


def mildest(baselines: Sequence[Past], direction: Direction) -> Past | None:
    """Where two plans print different baselines, the one that is harder to be worse than counts."""
    pick = max if direction in FALLING else min
    return pick(baselines, key=lambda past: past.value, default=None)


def _bound(bound: Decimal | None, own_unit: str, unit: str) -> Decimal | None:
    if bound is None or not own_unit or not unit or units.same(own_unit, unit):
        return bound
    exact = units.convert(bound, own_unit, unit)
    return None if exact is None else decimal(exact)


def area_of(county: County, unit: str) -> Whole | None:
    """The county's area, where the unit is one of areas."""
    area = None if county.area_km2 is None or not unit else units.convert(county.area_km2, "km²", unit)
    if area is None or county.area_km2 is None:
        return None
    own, value = f"{plain(county.area_km2)} km²", decimal(area)
    text = own if units.same(unit, "km²") else f"{own}（合 {plain(round(value, 4))} {unit}）"
    return Whole(f"{county.name}面积", text, value)


def magnitudes_of(indicator_ids: Collection[int], city_id: int | None) -> Mapping[int, Magnitude]:
    """Indicator → the powers of ten between which the city's figures lie; one query."""
    stored = Magnitude.objects.filter(city=city_id, indicator__in=indicator_ids)
    return {one.indicator_id: one for one in stored}


def in_unit(stored: Magnitude | None, own_unit: str, unit: str) -> Magnitudes | None:
    """The bounds in the unit of a cell, told in the catalogue's."""
    if stored is None:
        return None
    factor = Fraction(1) if units.same(own_unit, unit) else units.factor(own_unit, unit)
    if factor is None:
        return None
    low, high = (Fraction(10) ** power for power in (stored.lowest, stored.highest + 1))
    told = f"{plain(decimal(low))}～{plain(decimal(high))} {own_unit}".strip()
    return Magnitudes(told, decimal(low * factor), decimal(high * factor))
