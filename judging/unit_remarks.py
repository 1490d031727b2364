"""Whether the unit that a person rules can be meant: under it, what the row prints is held against its county, the
catalogue, the figures on account and the other counties.

A remark refuses nothing: a person stands by it before it is ruled (docs/decisions/0022-checks-of-figures.md).
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from attainment import Column, Reading, parse
from attainment.units import factor
from counties.models import Ruling
from indicators.findings.loading import load_ledger
from indicators.findings.neighbours import unlike_neighbours
from indicators.flows import is_flow
from judging.facts import area_of, number, series_of
from judging.questions import Inputs
from judging.target_remarks import TENFOLD, impossible
from plausibility.scales import times


def remarks_on_unit(inputs: Inputs, unit: str) -> Iterator[str]:
    """Sentences without a full stop."""
    own = inputs.row.indicator.unit
    if own and factor(unit, own) is None:
        yield f"“{unit}”不能换算为指标目录的单位“{own}”，请核对单位"
        return
    ruling = Ruling(kind=Ruling.Kind.UNIT.value, value=unit)
    under = inputs.under(inputs.ruled.beside(ruling))
    for remark in (*_beyond(under), *_unlike_figures(under), *_unlike_others(under)):
        yield f"按“{unit}”，{remark}"


def _readings(inputs: Inputs) -> Iterator[tuple[str, Reading]]:
    """What the row is judged by, once it is read in the unit."""
    yield "目标", inputs.target.reading
    if inputs.assigned is not None:
        yield "下达目标", parse(inputs.assigned.text, Column.TARGET)
    if inputs.baseline is not None:
        yield "基准值", inputs.baseline.reading


def _beyond(inputs: Inputs) -> Iterator[str]:
    """More than the county has of land, or than the catalogue holds possible."""
    area = area_of(inputs.row.plan.county, inputs.unit)
    for label, reading in _readings(inputs):
        value = number(reading, inputs.unit, inputs.unit)
        if area is not None and value is not None and value > area.value:
            yield f"{label}“{reading.text.strip()}”大于{area.name} {area.text}，请核对单位和数值"
        elif said := impossible(inputs, reading.text):
            yield f"{label}“{reading.text.strip()}”{said}，请核对单位和数值"


def _unlike_figures(inputs: Inputs) -> Iterator[str]:
    """What the row is judged by, tenfold or a tenth of each figure that names its own unit: that one stays as it is.

    Of a flow the target may be that of all years together, and a figure that of one.
    """
    unit = inputs.unit
    told = ((label, reading, number(reading, unit, unit)) for label, reading in _readings(inputs))
    label, reading, value = next((one for one in told if one[2]), ("", None, None))
    named = (one for one in inputs.series.figures.values() if one.unit)
    known = [one for one in series_of(named, unit, unit) if value and one.value * value > 0]
    room = TENFOLD * (len(inputs.row.plan.years) if is_flow(inputs.direction) else 1)
    if (
        reading is None
        or value is None
        or not known
        or not all(_far(value, one.value, room) for one in known)
    ):
        return
    last = max(known, key=lambda one: one.year)
    figure = inputs.series.figures[last.year]
    said = f"{label}“{reading.text.strip()}”是 {last.label}监测数据“{figure.text}{figure.unit}”"
    yield f"{said}的{times(value, last.value)}，请核对单位"


def _far(value: Decimal, near: Decimal, room: int) -> bool:
    ratio = Fraction(value) / Fraction(near)
    return ratio >= room or ratio <= Fraction(1, TENFOLD)


def _unlike_others(inputs: Inputs) -> Iterator[str]:
    """What the rule of the findings would say of the row, printed it the unit that is ruled."""
    row, city = inputs.row, inputs.row.plan.county.parent
    if city is None:
        return
    stored = load_ledger(city, lambda _: [])
    rows = (replace(one, unit=inputs.unit) if one.pk == row.pk else one for one in stored.rows)
    alike = (one for one in rows if one.measure.code == row.indicator.code)
    for found in unlike_neighbours(replace(stored, rows=tuple(alike))):
        if row.pk in found.plan_rows:
            said = found.message.split("：", 1)[1].split("。", 1)[0]
            yield f"{said}，请核对单位"
