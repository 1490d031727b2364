"""Whether a target that a superior set can be meant as it is typed: ten times all that its row knows is asked about.

A remark refuses nothing: a person says it again, or sees it in the preview (docs/decisions/0022-checks-of-figures.md).
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attainment import Column, Kind, Reading, parse
from attainment.questions import FALLING
from attainment.vocabulary import Direction, Scope
from indicators.flows import is_flow
from judging.facts import area_of, number
from judging.questions import Inputs
from plausibility import outside
from plausibility.scales import slip, times

TENFOLD = 10
_BASELINE = "基准"
_WITHOUT_A_WAY = frozenset({Direction.CAP, Direction.FLOOR, Direction.UNKNOWN})
"""A limit is no end of a way: it may be tightened and eased year by year."""
_FIGURES = frozenset({Kind.NUMBER, Kind.APPROXIMATE, Kind.ANNOTATED, Kind.CUMULATIVE, Kind.INTERVAL})


def remark_on(inputs: Inputs, text: str, *, year: int | None = None, scope: str = "") -> str:
    """One sentence without a full stop, or nothing: the text is beyond what the indicator can be, or tenfold or a tenth
    of baseline and target alike.

    `year`, `scope`: those of an annual target. What one year of a flow adds is held against nothing, and a total on
    the way may be small; but no year on the way demands more than the end does.
    """
    reading = parse(text, Column.TARGET)
    value = _value(inputs, reading)
    if beyond := impossible(inputs, text):
        return f"“{text}”{beyond}，请核对数值和单位"
    if larger := _larger(inputs, value):
        return f"“{text}”{larger}，请核对数值和单位"
    if not value or scope == Scope.YEAR:
        return ""
    known = [(label, said, near) for label, said, near in _known(inputs, year) if near * value > 0]
    on_the_way = year is not None and is_flow(inputs.direction)
    if not known or not all(_far(value, near, on_the_way=on_the_way) for _, _, near in known):
        return _beyond_the_end(inputs, text, value, year)
    label, said, near = known[0]
    found = slip(value, near, inputs.unit)
    why = f"{found.sentence}，请核实" if found else "请核对数值和单位"
    return f"“{text}”是{label}“{said}”的{times(value, near)}，{why}"


def impossible(inputs: Inputs, text: str) -> str:
    """What no observation of the indicator may be can hardly be its target: 450 % of a share; "" where it can."""
    indicator, reading = inputs.row.indicator, parse(text, Column.TARGET)
    value = None
    if reading.kind in _FIGURES and not reading.previous:
        value = number(reading, inputs.unit, indicator.unit)
    return (
        ""
        if value is None
        else outside(Fraction(value), indicator.minimum, indicator.maximum, indicator.unit)
    )


def _larger(inputs: Inputs, value: Decimal | None) -> str:
    """An area of more than the county has."""
    area = area_of(inputs.row.plan.county, inputs.unit)
    return (
        f"大于{area.name} {area.text}"
        if area is not None and value is not None and value > area.value
        else ""
    )


def _beyond_the_end(inputs: Inputs, text: str, value: Decimal, year: int | None) -> str:
    """A year on the way that demands more than the end of the period does. Room under a cap is there to be used."""
    due = inputs.row.target_year
    if year is None or year >= due or inputs.direction in _WITHOUT_A_WAY:
        return ""
    found = next(_known(inputs, year, newest_first=True), None)
    if found is None or found[0] == _BASELINE:
        return ""
    label, said, end = found
    if value == end or (value < end) is not (inputs.direction in FALLING):
        return ""
    return f"“{text}”比{due}年的{label}“{said}”要求更高，请核实年份和数值"


def _far(value: Decimal, near: Decimal, *, on_the_way: bool) -> bool:
    ratio = Fraction(value) / Fraction(near)
    return ratio >= TENFOLD or (not on_the_way and ratio <= Fraction(1, TENFOLD))


def _known(
    inputs: Inputs, year: int | None, *, newest_first: bool = False
) -> Iterator[tuple[str, str, Decimal]]:
    """What stands in the row already: printed target, what is in force for the period, baseline."""
    readings = [("规划目标", inputs.target.reading)]
    if year is not None and inputs.assigned is not None:
        readings.insert(0 if newest_first else 1, ("下达目标", parse(inputs.assigned.text, Column.TARGET)))
    if inputs.baseline is not None:
        readings.append((_BASELINE, inputs.baseline.reading))
    for label, reading in readings:
        if value := _value(inputs, reading):
            yield label, reading.text.strip(), value


def _value(inputs: Inputs, reading: Reading) -> Decimal | None:
    if reading.kind not in _FIGURES or reading.previous or reading.value is None:
        return None
    unit = inputs.unit
    if reading.kind in (Kind.CUMULATIVE, Kind.INTERVAL):
        return reading.value
    return number(reading, unit, unit)
