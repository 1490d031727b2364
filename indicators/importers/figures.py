"""One printed value with its unit: readable or not, and what it says exactly.

The judge's own grammar reads the text (docs/attainment.md §1); nothing is rounded and nothing converted in
what is stored. `quantity` is for comparing two statements only: 0.21 亿m³ and 2100 万m³ are the same.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment import Column, Direction, Kind, Reading, parse, units
from imports.troubles import Trouble, Why
from indicators.models import Indicator
from plausibility import outside

TEXT_LENGTH = 100
INTEGER_DIGITS = 20
FRACTION_DIGITS = 10
"""What the column `value` keeps exactly; a longer number would be rounded in silence, so it is refused."""

_NO_UNIT = frozenset({"", "-", "—", "——", "/", "无"})
_CLASS_UNIT = "类"
_RATES = frozenset({Direction.RATE, Direction.LOG_RATE})
_NUMBERS = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.APPROXIMATE})


Quantity = tuple[str, Fraction | int | str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A readable statement: the text verbatim, its unit as printed, the number if it is a plain one."""

    text: str
    unit: str
    value: Decimal | None
    no_data_reason: str
    quantity: Quantity

    @property
    def is_no_data(self) -> bool:
        return self.quantity[0] == "none"


def _read(text: str) -> Reading:
    return parse(text, Column.OBSERVED)


def said(text: str, unit: str) -> str:
    """`31 μg/m³`: a value with its unit, where it prints none itself and is not the statement that there is none."""
    reading = _read(text)
    return text if not unit or reading.unit or reading.kind is Kind.MISSING else f"{text} {unit}"


def read_unit(printed: str, indicator: Indicator) -> Trouble | None:
    """Why the printed unit cannot be used for the indicator; None where it can."""
    if printed in _NO_UNIT:
        if indicator.unit in ("", _CLASS_UNIT):
            return None
        return Trouble("unit", Why.UNIT, f"未填单位；指标“{indicator.name}”的单位是“{indicator.unit}”")
    if units.canonical(printed) is None:
        return Trouble("unit", Why.UNIT, f"的单位“{printed}”无法识别", _unit_hint(indicator))
    if not indicator.unit:
        known = units.same(printed, "无量纲")
        return None if known else Trouble("unit", Why.UNIT, f"的单位“{printed}”不对", _unit_hint(indicator))
    if units.factor(printed, indicator.unit) is None:
        return Trouble("unit", Why.UNIT, f"的单位“{printed}”与指标单位不能换算", _unit_hint(indicator))
    return None


def _unit_hint(indicator: Indicator) -> str:
    return (
        f"指标“{indicator.name}”的单位是“{indicator.unit}”，可填能精确换算的单位"
        if indicator.unit
        else f"指标“{indicator.name}”无量纲，单位留空"
    )


def read_figure(text: str, unit: str, indicator: Indicator) -> Figure | Trouble:
    """What a printed value says for the indicator; `unit` has passed `read_unit` or is blank."""
    if len(text) > TEXT_LENGTH:
        return Trouble("value", Why.LENGTH, f"的数值超过 {TEXT_LENGTH} 个字")
    reading = _read(text)
    printed = "" if unit in _NO_UNIT else unit
    if reading.kind is Kind.MISSING:
        return Figure(text, printed, None, reading.reason or "", ("none", reading.reason or ""))
    if reading.unit and printed and not units.same(reading.unit, printed):
        return Trouble(
            "value",
            Why.UNIT,
            f"的数值“{text}”自带单位“{reading.unit}”，与单位栏“{printed}”不同",
            "请改为一致",
        )
    own = printed or reading.unit or ""
    if indicator.direction == Direction.CLASS:
        return _class(text, own, reading)
    return _number(text, own, reading, indicator)


def _class(text: str, unit: str, reading: Reading) -> Figure | Trouble:
    if reading.kind is Kind.CLASS and reading.op is None and reading.rank is not None:
        return Figure(text, unit, None, "", ("class", reading.rank))
    return Trouble(
        "value", Why.VALUE, f"的数值“{text}”不是水质类别", "请填如“Ⅲ类”“劣Ⅴ类”，无数据填“—”并在备注写明原因"
    )


def _number(text: str, unit: str, reading: Reading, indicator: Indicator) -> Figure | Trouble:
    rate = reading.kind is Kind.RATE and indicator.direction in _RATES
    plain = reading.kind in _NUMBERS and (reading.op is None or reading.kind is Kind.APPROXIMATE)
    if reading.value is None or not (rate or plain):
        return _unreadable(text, reading)
    if not _fits(reading.value):
        return Trouble(
            "value",
            Why.VALUE,
            f"的数值“{text}”位数过多",
            f"整数最多 {INTEGER_DIGITS} 位，小数最多 {FRACTION_DIGITS} 位",
        )
    if not _carries_unit(text, unit, reading, indicator):
        hint = f"请填换算成“{indicator.unit}”的数值，或把单位写在数字后面"
        return Trouble("value", Why.UNIT, f"的数值“{text}”带有说明，不能按单位“{unit}”换算", hint)
    exact = units.convert(reading.value, unit, indicator.unit) if unit and indicator.unit else None
    amount = Fraction(reading.value) if exact is None else exact
    if rate and reading.change == "increase":
        amount = -amount
    outside = _outside(text, amount, indicator)
    if outside is not None:
        return outside
    said = "about" if reading.op is not None else "number"
    value = reading.value if reading.kind is Kind.NUMBER and reading.op is None else None
    return Figure(text, unit, value, "", (said, amount))


def _carries_unit(text: str, unit: str, reading: Reading, indicator: Indicator) -> bool:
    """Whether a verdict in another unit could convert the text: `约15` can say its unit, `15（现状值）` cannot."""
    if not unit or reading.unit is not None or not indicator.unit or units.same(unit, indicator.unit):
        return True
    return _read(f"{text}{unit}").value is not None


def _unreadable(text: str, reading: Reading) -> Trouble:
    if reading.kind is Kind.NUMBER and reading.op is not None:
        return Trouble("value", Why.VALUE, f"的数值“{text}”是一个界限，不是监测结果", "请填实际数值")
    if reading.kind is Kind.CLASS:
        return Trouble("value", Why.VALUE, f"的数值“{text}”是水质类别，而该指标要数值", "请核对指标名称")
    return Trouble("value", Why.VALUE, f"的数值“{text}”不是数值", "请改为如 12.3，或填“—”并在备注写明原因")


def _fits(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= FRACTION_DIGITS and value.adjusted() < INTEGER_DIGITS


def unexplained(figure: Figure, note: str) -> bool:
    """Whether it says that there is no figure, and neither it nor the remark says why."""
    if not figure.is_no_data or figure.no_data_reason:
        return False
    reading = _read(note)
    return reading.kind is Kind.MISSING and not reading.reason


def _outside(text: str, amount: Fraction, indicator: Indicator) -> Trouble | None:
    """The catalogue's bounds are the limits of what is possible, not of what is plausible."""
    said = outside(amount, indicator.minimum, indicator.maximum, indicator.unit)
    return Trouble("value", Why.RANGE, f"的数值“{text}”{said}", "请核对数值和单位") if said else None
