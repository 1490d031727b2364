"""A part of a year is written one way, because it is a part of a figure's key."""

import pytest

from indicators.importers.periods import read_period


@pytest.mark.parametrize("text", ["", " ", "全年", "1-12月", "１～１２月", "年度", "1月至12月"])
def test_the_full_year_is_blank(text: str) -> None:
    assert read_period(text) == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1-9月", "1-9月"),
        ("1—9月", "1-9月"),
        ("1月—9月", "1-9月"),
        ("１～９月份", "1-9月"),
        ("1 至 9 月", "1-9月"),
        ("前三季度", "1-9月"),
        ("上半年", "1-6月"),
        ("下半年", "7-12月"),
        ("第一季度", "1-3月"),
        ("4季度", "10-12月"),
        ("3月", "3月"),
        ("3-3月", "3月"),
    ],
)
def test_a_part_of_the_year_has_one_spelling(text: str, written: str) -> None:
    assert read_period(text) == written


@pytest.mark.parametrize(
    "text", ["夏天", "9-1月", "0-3月", "1-13月", "13月", "1-9", "2023年", "五季度", "月"]
)
def test_what_names_no_part_of_a_year_is_not_read(text: str) -> None:
    assert read_period(text) is None
