"""How figures are written (§5): one voice for sentences, pages, charts, Excel and Word."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attainment import Column, Direction, Scale, parse, tell
from attainment.arithmetic import rounded
from attainment.classes import class_name
from attainment.scales import apart

D = Decimal
AIR = Scale(Direction.LOWER, 0, "μg/m³")
FOREST = Scale(Direction.HIGHER, 2, "%")
WATER = Scale(Direction.CLASS, 0, "类")
PARKS = Scale(Direction.COUNT, 2, "个")


@pytest.mark.parametrize(
    ("scale", "value", "text"),
    [
        (AIR, "30.6", "30.6"),
        (AIR, "30", "30.0"),
        (AIR, "0.04", "0.04"),
        (AIR, "-0.04", "-0.04"),
        (AIR, "0", "0.0"),
        (AIR, "8.6E+3", "8600.0"),
        (FOREST, "25.845", "25.84"),
        (FOREST, "25.855", "25.86"),
        (PARKS, "3", "3"),
        (PARKS, "2.5", "2"),
        (PARKS, "0.4", "0.4"),
        (WATER, "3", "3"),
        (AIR, "1E-13", "0.0000000000001"),
    ],
)
def test_a_computed_figure(scale: Scale, value: str, text: str) -> None:
    assert scale.computed(D(value)) == text


def test_a_distance_has_its_unit_and_classes_are_counted() -> None:
    assert AIR.distance(D("0.6")) == "0.6μg/m³"
    assert WATER.distance(D(2)) == "2个类别"
    assert WATER.difference(D(2)) == "2个类别"
    assert AIR.difference(D("0.6")) == "0.6"
    assert Scale(Direction.LOWER, 1).distance(D("0.6")) == "0.6"


def test_a_required_class_has_its_name() -> None:
    assert [WATER.required(D(rank)) for rank in range(1, 7)] == ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"]
    assert WATER.required(D(7)) == "7"
    assert AIR.required(D(6)) == "6.0"
    assert class_name(D("2.5")) is None


def test_shares_and_speeds() -> None:
    assert AIR.share(D("0.6")) == "60.0%"
    assert AIR.share(D("0.0004")) == "0.04%"
    assert AIR.share(D("1.2345")) == "123.4%"
    assert PARKS.ratio(D("1.499")) == "1.50"
    assert WATER.ratio(D("0.5")) == "0.5"


def test_a_pace_never_looks_like_a_bound_that_it_is_not() -> None:
    paces = ["1.0667", "0.9496", "0.95", "0.95001", "0.996", "1.0999", "0.601"]
    assert [AIR.pace(D(pace)) for pace in paces] == [
        "1.07",
        "0.9496",
        "0.95",
        "0.95001",
        "0.996",
        "1.0999",
        "0.601",
    ]


def test_figures_of_formulas_are_exact_where_short() -> None:
    shown = {
        "1": "1",
        "85.50": "85.5",
        "8.6E+3": "8600",
        "0.333333333": "0.333333",
        "0.0000001": "0.0000001",
        "-0.5": "-0.5",
    }
    assert {value: AIR.formula(D(value)) for value in shown} == shown


@pytest.mark.parametrize(
    ("scale", "text", "shown"),
    [
        (AIR, "30", "30μg/m³"),
        (AIR, " 30 ", "30μg/m³"),
        (AIR, "0.03mg/m³", "0.03mg/m³"),
        (Scale(Direction.FLOOR, 0, "公顷"), "4万km²", "4万km²"),
        (FOREST, "23.17%", "23.17%"),
        (WATER, "劣V类", "劣V类"),
    ],
)
def test_a_printed_value_has_one_unit(scale: Scale, text: str, shown: str) -> None:
    assert scale.printed(parse(text, Column.OBSERVED)) == shown


@pytest.mark.parametrize(
    ("scale", "text", "shown"),
    [
        (AIR, "30", "≤30"),
        (FOREST, "27.04", "≥27.04"),
        (FOREST, "-5", "≥-5"),
        (FOREST, "６０％", "≥６０％"),
        (FOREST, ">90", ">90"),
        (FOREST, "达到90", "达到90"),
        (FOREST, "不低于88", "不低于88"),
        (FOREST, "10-15", "10-15"),
        (WATER, "Ⅲ类", "Ⅲ类"),
        (Scale(Direction.UNKNOWN, 0), "0", "0"),
    ],
)
def test_a_bare_target_gets_the_sign_of_its_direction(scale: Scale, text: str, shown: str) -> None:
    assert scale.target(parse(text, Column.TARGET)) == shown


def test_only_what_looks_alike_gets_more_decimals() -> None:
    texts = tell(
        FOREST, lambda scale: " ".join(scale.computed(D(v)) for v in ("0.384", "0.38", "1.999", "5"))
    )
    assert texts == "0.384 0.38 2.00 5.00"
    printed = parse("0.38", Column.OBSERVED)
    assert (
        tell(FOREST, lambda scale: f"{scale.required(D('0.384'))} {scale.verbatim(printed)}") == "0.384 0.38"
    )
    assert (
        tell(FOREST, lambda scale: f"{scale.share(D('0.59962'))} {scale.share(D('0.6'))}") == "59.96% 60.0%"
    )


figures = st.decimals(-100, 100, places=4) | st.sampled_from([D("0.38"), D("0.384"), D(0), D("1E-20"), D(30)])


@given(st.lists(figures, max_size=6), st.lists(figures, max_size=4), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_different_figures_look_different_and_equal_ones_alike(
    computed: list[Decimal], printed: list[Decimal], places: int
) -> None:
    finer = apart(computed, printed, places)
    looks = {value: rounded(value, finer.get(value, places)) for value in computed}
    for value, look in looks.items():
        assert all(look != other for other in [*printed, D(0)] if other != value)
        assert all(look != looks[other] for other in computed if other != value)
        assert abs(look - value) <= D(10) ** -places / 2
    exact = [value for value in finer if rounded(value, places) == value]
    assert exact == []
