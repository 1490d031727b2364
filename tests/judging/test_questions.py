"""A stored figure reaches the judge in its own unit, or not at all; never as if it stood in the row's."""

from decimal import Decimal

import pytest

from indicators.models import Observation
from judging.questions import observed_reading


@pytest.mark.parametrize(
    ("text", "value", "unit", "row_unit", "read_value", "read_unit"),
    [
        ("2100", "2100", "万m³", "亿m³", "2100", "万m³"),
        ("约2100", None, "万m³", "亿m³", "2100", "万m³"),
        ("0.21亿m³", "0.21", "亿m³", "万m³", "0.21", "亿m³"),
        ("0.21", "0.21", "亿立方米", "亿m³", "0.21", None),
        ("23.17%", "23.17", "%", "%", "23.17", "%"),
    ],
)
def test_another_unit_is_said_in_the_text_for_exact_conversion(
    text: str, value: str | None, unit: str, row_unit: str, read_value: str, read_unit: str | None
) -> None:
    figure = Observation(text=text, value=Decimal(value) if value else None, unit=unit)
    reading = observed_reading(figure, row_unit)
    assert (reading.value, reading.unit) == (Decimal(read_value), read_unit)


@pytest.mark.parametrize("text", ["2100（现状值）", "2100左右"])
def test_a_text_that_cannot_carry_its_unit_is_unusable(text: str) -> None:
    assert observed_reading(Observation(text=text, unit="万m³"), "亿m³").value is None
