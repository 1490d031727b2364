"""Magnitudes unlike every other county's, and one quantity printed in many units; conversion is exact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment.units import canonical, convert
from counties.findings import NOTICE, WARNING, Found, Rule, subject_of
from indicators.findings.rows import Ledger, Row, by_indicator
from indicators.findings.wording import quoted

# Quantities that grow with the size of a county, by a unit of each family; shares, concentrations, classes
# and counted objects do not.
EXTENSIVE_UNITS = ("km²", "m³", "t", "万吨标准煤", "亿元")
# Slipped units differ by 10, 15, 100 or 10⁴. Ten times the middle of the others, and at least three times the
# nearest of them, so that one odd county does not make the others look odd.
FROM_MIDDLE = Decimal(10).log10()
FROM_NEAREST = Decimal(3).log10()
# Below two others there is no middle.
FEWEST_OTHERS = 2
# Two units side by side (km² and 公顷) are ordinary; three invite slips.
MANY_UNITS = 3


@dataclass(frozen=True, slots=True)
class _Density:
    """A row's baseline per km² of its county."""

    row: Row
    per_km2: Fraction


def unlike_neighbours(ledger: Ledger) -> Iterator[Found]:
    """A baseline that per km² is ten times, or a tenth of, what the other counties of the city print."""
    for group in by_indicator(row for row in ledger.rows if not row.is_repeat):
        densities = _densities(group)
        for own in densities:
            others = [other for other in densities if other is not own]
            if len(others) >= FEWEST_OTHERS and _is_unlike(own, others):
                yield _unlike(own, others)


def _densities(group: Sequence[Row]) -> list[_Density]:
    """One row per county; an impossible area and a zero tell nothing about the neighbours."""
    unit = next((u for u in EXTENSIVE_UNITS if convert(1, group[0].measure.unit, u) is not None), None)
    found: dict[int, _Density] = {}
    for row in group:
        amount = row.amount(row.baseline, unit) if unit else None
        area = Fraction(row.plan.area_km2 or 0)
        if not area or not amount or amount < 0 or (unit == "km²" and amount > area):
            continue
        found.setdefault(row.plan.county_id, _Density(row, amount / area))
    return list(found.values())


def _is_unlike(own: _Density, others: Sequence[_Density]) -> bool:
    """Far from the geometric middle of the others and from each of them, to the same side."""
    steps = [_decimal(own.per_km2 / other.per_km2).log10() for other in others]
    one_side = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    middle = abs(sum(steps, Decimal(0))) / len(steps)
    return one_side and middle >= FROM_MIDDLE and min(map(abs, steps)) >= FROM_NEAREST


def _decimal(ratio: Fraction) -> Decimal:
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def _unlike(own: _Density, others: Sequence[_Density]) -> Found:
    """Told to one county: how far it is from the others, not what they print (docs/decisions/0012)."""
    row = own.row
    ratios = [own.per_km2 / other.per_km2 for other in others]
    if own.per_km2 < others[0].per_km2:
        compared = f"不到其他各县区的 1/{_at_least(1 / max(ratios))}"
    else:
        compared = f"是其他各县区的 {_at_least(min(ratios))} 倍以上"
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=Rule.UNLIKE_NEIGHBOURS,
        subject=subject_of(*row.identity),
        severity=WARNING,
        message=f"{row.label}：基准值{quoted(row.baseline, row)}按每平方公里折算，{compared}（比较了 {len(others)} 个县区）。请核对单位和数值。",
        cells=(row.cell(), row.cell(row.baseline)),
        plan_rows=(row.pk,),
        facts=tuple(f"{other.row.baseline.text} {other.row.unit}" for other in others),
    )


def _at_least(ratio: Fraction) -> int:
    """The ratio cut to its first digit: 9.2 → 9, 508 → 500."""
    whole = int(ratio)
    step = int("1" + "0" * (len(str(whole)) - 1))
    return whole // step * step


def unit_kinds(ledger: Ledger) -> Iterator[Found]:
    """One quantity printed in three or more units across the city: told to each county that prints it."""
    for group in by_indicator(row for row in ledger.rows if not row.is_repeat and row.unit):
        kinds = {canonical(row.unit) or row.unit for row in group}
        if len(kinds) < MANY_UNITS:
            continue
        for row in group:
            yield Found(
                county_id=row.plan.county_id,
                plan_id=row.plan.pk,
                rule=Rule.UNIT_KINDS,
                subject=subject_of(*row.identity),
                severity=NOTICE,
                message=f"{row.label}：各县区所印单位不一（共 {len(kinds)} 种，此处为“{row.unit}”）。比较时按精确倍数折算为{row.measure.unit}，原文照存。",
                cells=(row.cell(),),
                plan_rows=(row.pk,),
                facts=tuple(sorted({other.unit for other in group})),
            )
