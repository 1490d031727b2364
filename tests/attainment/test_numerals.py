"""Chinese numerals: what is read is exactly what is written."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attainment.cells import parse
from attainment.folding import words
from attainment.numerals import han_number, shares, stands_alone, written
from attainment.vocabulary import Column, Kind


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("两", "2"),
        ("两百五十", "250"),
        ("一百零五", "105"),
        ("一千零五十", "1050"),
        ("一千零五", "1005"),
        ("三千二百", "3200"),
        ("十二万五千", "125000"),
        ("二十万零三百", "200300"),
        ("一亿零五千", "100005000"),
        ("一亿零三万", "100030000"),
        ("三点五", "3.5"),
        ("零点五〇", "0.50"),
    ],
)
def test_careful_numerals_are_a_number(numerals: str, value: str) -> None:
    assert str(han_number(numerals)) == value


@pytest.mark.parametrize(
    "numerals", words("百 一百二 三五 七八 一二三 二〇二五 一百十 一千五十 两两 十十 零五 一点 点五 万")
)
def test_careless_numerals_are_none(numerals: str) -> None:
    assert han_number(numerals) is None


@given(st.integers(0, 10**12 - 1))
@settings(max_examples=500, deadline=None)
def test_every_number_is_read_as_it_is_written(value: int) -> None:
    assert han_number(written(value)) == value


@given(st.text(alphabet="零一二两三九十百千万亿点", min_size=1, max_size=9))
@settings(max_examples=500, deadline=None)
def test_whatever_is_read_is_written_the_same_way(numerals: str) -> None:
    value = han_number(numerals)
    if value is not None:
        whole, _, decimals = numerals.partition("点")
        assert written(int(value)) == whole.replace("两", "二")
        assert len(decimals) == -int(value.as_tuple().exponent)


def test_shares_are_percentages() -> None:
    assert shares("不低于百分之八十五点五") == "不低于八十五点五%"
    assert shares("千分之5以下") == "5‰以下"
    assert shares("百分之百") == "100%"
    assert shares("三分之一") == "三分之一"


def test_a_single_numeral_needs_a_unit_that_makes_no_word_of_it() -> None:
    """`一` alone may be a dash, `十分` means very."""
    assert [stands_alone(*pair) for pair in (("一", None), ("十", "分"), ("一", "起"))] == [False] * 3
    assert [stands_alone(*pair) for pair in (("零", None), ("二", "处"), ("二十", None), ("十二", "分"))] == [
        True
    ] * 4
    assert han_number("十") == Decimal(10)


@pytest.mark.parametrize("text", ["八点一", "一百处", "百分之八十", "零发生"])
def test_a_reported_figure_is_written_in_digits(text: str) -> None:
    assert parse(text, Column.OBSERVED).kind is Kind.TEXT
    assert parse(text, Column.TARGET).value is not None
