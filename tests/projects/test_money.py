"""Amounts become 亿元 only where nothing has to be guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.money import LARGEST_YI, brief_yi, exact_yi, read_amount, unit_of

EXACT = [
    ("35.27", "亿元", "35.27"), ("0.279097", "亿元", "0.279097"), ("58.25", "亿元", "58.25"), ("79.79", "亿元", "79.79"),
    ("200", "万元", "0.02"), ("20", "万元", "0.002"), ("1,060", "万元", "0.106"), ("174000", "万元", "17.4"),
    ("0", "亿元", "0"), (" 6.20 ", "亿元", "6.20"), ("300万元", "万元", "0.03"), ("2.4亿元", None, "2.4"), ("3亿", "亿元", "3"),
    ("5000000", "元", "0.05"),
]  # fmt: skip
UNREAD = [
    ("603.51", "亿元", "过大"), ("100", "亿元", "过大"), ("1000000", "万元", "过大"), ("-3", "亿元", "负数"),
    ("约3.5", "亿元", "不是可以直接读取"), ("1.2-1.5", "亿元", "不是可以直接读取"), ("3亿元", "万元", "不一致"), ("12,34", "亿元", "不是"),
    ("1e2", "亿元", "不是"), ("200", None, "没有单位"), ("0.348", "万元", "不足 1 万元"), ("0.00001", "亿元", "不足 1 万元"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "yi"), EXACT)
def test_a_certain_amount_is_exact(text: str, unit: str | None, yi: str) -> None:
    amount = read_amount(text, unit)
    assert (amount.text, amount.yi, amount.problem) == (text, Decimal(yi), None)


@pytest.mark.parametrize(("text", "unit", "words"), UNREAD)
def test_a_doubtful_amount_stays_unparsed_with_a_sentence(text: str, unit: str | None, words: str) -> None:
    amount = read_amount(text, unit)
    assert (amount.text, amount.yi) == (text, None)
    assert amount.problem is not None
    assert words in amount.problem


@pytest.mark.parametrize("text", ["", " ", "/", "-", "—", "无", "待定"])
def test_no_amount_is_no_problem(text: str) -> None:
    amount = read_amount(text, "亿元")
    assert (amount.yi, amount.problem) == (None, None)


def test_the_unit_is_the_one_that_the_header_names() -> None:
    assert unit_of("概算总投资(亿元)") == "亿元"
    assert unit_of("投资金额 (万元)") == "万元"
    assert unit_of("单位：元") == "元"
    assert unit_of("概算总投资") is None
    assert unit_of("投资(万元，亿元)") is None


@given(st.text(max_size=15), st.sampled_from(["亿元", "万元", None]))
def test_any_text_is_an_amount_within_the_limits_or_none(text: str, unit: str | None) -> None:
    amount = read_amount(text, unit)
    assert amount.text == text
    assert amount.yi is None or Decimal(0) <= amount.yi < LARGEST_YI


@given(st.decimals(1, 99_000, places=4))
def test_ten_thousand_wan_are_one_yi(value: Decimal) -> None:
    yi = read_amount(format(value, "f"), "万元").yi
    assert yi is not None
    assert yi * 10_000 == value


@pytest.mark.parametrize(
    ("value", "brief", "exact"),
    [
        ("491.294717", "491.29", "491.294717"),
        ("2.40000000", "2.40", "2.4"),
        ("2E+1", "20.00", "20"),
        ("0.00320000", "0.0032", "0.0032"),
        ("0E-8", "0", "0"),
        ("0.005", "0.005", "0.005"),
        ("0.015", "0.02", "0.015"),
    ],
)
def test_an_amount_has_one_brief_and_one_exact_form(value: str, brief: str, exact: str) -> None:
    assert brief_yi(Decimal(value)) == brief
    assert exact_yi(Decimal(value)) == exact


@given(st.decimals(min_value=0, max_value=10**6, places=8))
def test_what_is_not_nothing_never_reads_as_nothing_and_no_digit_is_lost(value: Decimal) -> None:
    assert (Decimal(brief_yi(value)) == 0) is (value == 0)
    assert Decimal(exact_yi(value)) == value
    assert "E" not in exact_yi(value)
