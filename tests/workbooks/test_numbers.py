"""Plain numbers are read exactly; everything that only looks like one is not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks.numbers import plain_number, whole_number, written

READ = {
    "88": "88", "-5": "-5", "+3": "3", " 16.40 ": "16.40", "1,234.5": "1234.5", "12,345,678": "12345678",
    "０．５": "0.5", "－３": "-3", "−3": "-3", "0.0096": "0.0096", "１，２３４": "1234",
}  # fmt: skip
NOT_READ = [
    "",
    "-",
    "/",
    "1e3",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "12,34",
    "1 000",
    "l00",
    ".5",
    "5.",
    "90%",
    "3亿",
    "≥1",
    "１e３",
    "٣",
    "1,2345",
    "--1",
]


@pytest.mark.parametrize(("text", "number"), READ.items(), ids=READ)
def test_a_plain_number_is_exact(text: str, number: str) -> None:
    assert str(plain_number(text)) == number


@pytest.mark.parametrize("text", NOT_READ)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert plain_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_decimal_survives_being_printed(value: Decimal) -> None:
    assert plain_number(format(value, "f")) == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = plain_number(text)
    assert number is None or number.is_finite()


def test_a_whole_number_is_a_year_but_a_year_with_its_word_is_not() -> None:
    assert (whole_number("2020"), whole_number(" 2020.0 "), whole_number("２０２０")) == (2020, 2020, 2020)
    assert [whole_number(text) for text in ("2020年", "2020.5", "-1", "", "1e3")] == [None] * 5


@pytest.mark.parametrize(
    ("value", "text"),
    [("148.97", "148.97"), ("8.6E+3", "8600"), ("0.002000", "0.002"), ("10", "10"), ("0E-8", "0")],
)
def test_a_number_is_written_without_exponent_or_trailing_zeros(value: str, text: str) -> None:
    assert written(Decimal(value)) == text
