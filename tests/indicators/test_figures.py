"""A printed value with its unit is read exactly or refused with the reason; nothing is rounded or converted."""

from decimal import Decimal
from fractions import Fraction

import pytest

from imports.troubles import Trouble, Why
from indicators.importers.figures import Figure, read_figure, read_unit
from indicators.models import Indicator

WATER = Indicator(name="用水总量", unit="亿m³", direction="cap", minimum=Decimal(0))
SHARE = Indicator(name="森林覆盖率", unit="%", direction="higher", minimum=Decimal(0), maximum=Decimal(100))
CLASS = Indicator(name="断面水质类别", unit="类", direction="class")
INDEX = Indicator(name="综合指数", unit="", direction="lower")
CUT = Indicator(name="削减比例", unit="%", direction="rate", maximum=Decimal(100))


def figure(text: str, unit: str, indicator: Indicator) -> Figure:
    found = read_figure(text, unit, indicator)
    assert isinstance(found, Figure), found
    return found


def trouble(text: str, unit: str, indicator: Indicator) -> Why:
    found = read_figure(text, unit, indicator)
    assert isinstance(found, Trouble), found
    return found.why


def test_a_number_keeps_its_text_and_its_unit() -> None:
    found = figure("16.40", "万m³", WATER)
    assert (found.text, found.unit, found.value) == ("16.40", "万m³", Decimal("16.40"))


def test_the_same_quantity_in_two_units_is_one_statement() -> None:
    assert figure("0.21", "亿m³", WATER).quantity == figure("2100", "万立方米", WATER).quantity


def test_a_percent_sign_in_a_percent_column_changes_nothing() -> None:
    assert figure("23.17%", "%", SHARE).quantity == ("number", Fraction("23.17"))


def test_the_unit_may_stand_behind_the_number() -> None:
    assert figure("0.21亿m³", "", WATER).unit == "亿m³"


def test_two_different_units_in_one_row_are_refused() -> None:
    assert trouble("0.21亿m³", "万m³", WATER) is Why.UNIT


@pytest.mark.parametrize("text", ["—", "/", "断流", "未监测"])
def test_an_explicit_no_data_is_kept_and_is_never_zero(text: str) -> None:
    found = figure(text, "%", SHARE)
    assert (found.is_no_data, found.value) == (True, None)
    assert found.quantity != figure("0", "%", SHARE).quantity


def test_only_a_printed_reason_is_a_reason() -> None:
    assert figure("断流", "类", CLASS).no_data_reason == "断流"
    assert figure("/", "类", CLASS).no_data_reason == ""


def test_spellings_of_a_class_are_one_class() -> None:
    ranks = {figure(text, "类", CLASS).quantity for text in ("Ⅳ类", "IV类", "IV")}
    assert ranks == {("class", 4)}


@pytest.mark.parametrize("text", ["4", "4类", "≤Ⅲ类", "Ⅲ类及以上"])
def test_only_a_class_is_a_class(text: str) -> None:
    assert trouble(text, "类", CLASS) is Why.VALUE


@pytest.mark.parametrize(
    "text", ["1.2.3", "1e3", "≥88", "10-15", "Ⅲ类", "持续改善", "完成省市下达任务", "〔18〕"]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    assert trouble(text, "%", SHARE) is Why.VALUE


def test_an_approximate_figure_is_not_the_exact_one() -> None:
    about = figure("约15", "%", SHARE)
    assert about.value is None
    assert about.quantity != figure("15", "%", SHARE).quantity


def test_a_figure_with_words_must_be_able_to_carry_another_unit() -> None:
    assert figure("约2100", "万m³", WATER).quantity == ("about", Fraction(2100, 10000))
    assert figure("2100万m³（现状值）", "万m³", WATER).quantity == ("number", Fraction(2100, 10000))
    assert figure("0.21（现状值）", "亿立方米", WATER).quantity == ("number", Fraction("0.21"))
    assert trouble("2100（现状值）", "万m³", WATER) is Why.UNIT
    assert trouble("2100左右", "万m³", WATER) is Why.UNIT


def test_an_increase_counts_negative_in_a_row_of_rates() -> None:
    assert figure("增长10%", "%", CUT).quantity == ("number", Fraction(-10))
    assert figure("下降10%", "%", CUT).quantity == figure("10", "%", CUT).quantity


def test_a_rate_is_no_level() -> None:
    assert trouble("下降10%", "%", SHARE) is Why.VALUE


@pytest.mark.parametrize("text", ["100.01", "-1"])
def test_an_impossible_amount_is_refused(text: str) -> None:
    assert trouble(text, "%", SHARE) is Why.RANGE


@pytest.mark.parametrize("text", ["0.12345678901", "123456789012345678901"])
def test_more_digits_than_are_kept_exactly_are_refused(text: str) -> None:
    assert trouble(text, "亿m³", WATER) is Why.VALUE


@pytest.mark.parametrize(
    ("unit", "indicator"),
    [
        ("亿立方米", WATER),
        ("m3", WATER),
        ("％", SHARE),
        ("", INDEX),
        ("—", INDEX),
        ("", CLASS),
        ("类", CLASS),
    ],
)
def test_a_unit_of_the_family_is_accepted(unit: str, indicator: Indicator) -> None:
    assert read_unit(unit, indicator) is None


@pytest.mark.parametrize(
    ("unit", "indicator"),
    [("（未印，疑吨）", WATER), ("吨", WATER), ("", WATER), ("‰", SHARE), ("%", INDEX), ("%", CLASS)],
)
def test_any_other_unit_is_refused(unit: str, indicator: Indicator) -> None:
    found = read_unit(unit, indicator)
    assert found is not None
    assert found.why is Why.UNIT
