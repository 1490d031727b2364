"""The checks while typing: what is odd about a figure, told from facts alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting.checks import Facts, Past, Sum, Whole, check
from reporting.scales import is_far, slip

from attainment import Direction


def past(year: int, text: str) -> Past:
    return Past(f"{year} 年", text, Decimal(text))


def facts(text: str, **given: object) -> Facts:
    """A percentage that was 20.1 last year and 5.4 at the baseline, higher is better."""
    known = Facts(
        text=text,
        unit="%",
        direction=Direction.HIGHER,
        value=Decimal(text),
        last=past(2023, "20.1"),
        baseline=Past("2020 年基准", "5.4", Decimal("5.4")),
    )
    return replace(known, **given)  # type: ignore[arg-type]


def codes(one: Facts) -> list[str]:
    return [remark.code for remark in check(one)]


def test_an_ordinary_figure_is_not_remarked_upon() -> None:
    assert check(facts("21.4")) == []


def test_a_blank_cell_is_not_remarked_upon() -> None:
    assert check(replace(facts("0"), text="")) == []


@pytest.mark.parametrize(
    ("text", "suggestion"), [("214", "21.4"), ("2.14", "21.4"), ("201", "20.1"), ("2140", "21.4")]
)
def test_a_slipped_decimal_point_is_found_with_the_figure_that_was_meant(text: str, suggestion: str) -> None:
    (remark,) = check(facts(text))
    assert (remark.code, remark.suggestion) == ("tenfold", suggestion)
    assert "2023 年“20.1”" in remark.sentence


def test_a_percentage_typed_as_a_share_is_told_as_such() -> None:
    (remark,) = check(facts("0.2317"))
    assert (remark.code, remark.suggestion) == ("fraction", "23.17")
    assert "像是把 23.17% 填成了小数" in remark.sentence


def test_a_share_is_told_by_the_target_where_nothing_is_known_of_earlier_years() -> None:
    assert codes(facts("0.2317", last=None, baseline=None, target=Decimal(25))) == ["fraction"]
    assert codes(facts("0.2317", last=None, baseline=None, target=Decimal("0.3"))) == []


@pytest.mark.parametrize(
    ("text", "unit", "near", "other", "suggestion"),
    [
        ("1.23", "亩", "12000", "万亩", "12300"),
        ("12300", "万亩", "1.2", "亩", "1.23"),
        ("6200", "km²", "6.1", "m²", ""),
        ("0.065", "万m³", "648", "亿m³", "650"),
        ("820", "亩", "12000", "万m²", "12300"),
    ],
)
def test_a_figure_in_a_neighbouring_unit_is_told_with_its_conversion(
    text: str, unit: str, near: str, other: str, suggestion: str
) -> None:
    given = facts(
        text, unit=unit, value=Decimal(text), last=Past("2023 年", near, Decimal(near)), baseline=None
    )
    (remark,) = check(given)
    if suggestion:
        assert (remark.code, remark.suggestion) == ("unit", suggestion)
        assert f"按“{other}”填写" in remark.sentence
    else:
        assert remark.code == "tenfold"


def test_a_jump_that_last_year_had_already_made_is_not_told_again() -> None:
    assert codes(facts("62", last=past(2023, "60"))) == []


def test_a_jump_from_the_baseline_alone_is_told() -> None:
    assert codes(facts("62", last=None)) == ["tenfold"]


def test_a_few_parks_more_are_no_slip() -> None:
    assert codes(facts("8", direction=Direction.COUNT, unit="个", last=past(2023, "1"), baseline=None)) == []


@pytest.mark.parametrize(
    ("direction", "text", "expected"),
    [
        (Direction.HIGHER, "5.3", ["worse"]),
        (Direction.FLOOR, "5.3", ["worse"]),
        (Direction.LOWER, "5.5", ["worse"]),
        (Direction.LOWER, "5.4", []),
        (Direction.CAP, "5.5", []),
        (Direction.UNKNOWN, "5.3", []),
    ],
)
def test_worse_than_the_baseline_follows_the_direction(
    direction: Direction, text: str, expected: list[str]
) -> None:
    assert codes(facts(text, direction=direction, last=None)) == expected


def test_a_worse_water_class_is_told() -> None:
    one = facts("Ⅴ类".replace("Ⅴ类", "5"), direction=Direction.CLASS, unit="类", last=None)
    given = replace(one, text="Ⅴ类", baseline=Past("2020 年基准", "Ⅳ类", Decimal(4)))
    (remark,) = check(given)
    assert remark.sentence == "比 2020 年基准“Ⅳ类”差"


def test_the_printed_baseline_of_a_flow_is_last_periods_result_and_compared_with_nothing() -> None:
    assert codes(facts("0.4", direction=Direction.RATE, last=None)) == []


def test_a_negative_cut_is_told() -> None:
    assert codes(facts("-1.2", direction=Direction.RATE, last=None)) == ["worse"]


def test_a_running_total_does_not_fall() -> None:
    one = facts("19.9", direction=Direction.RATE, accumulates=True)
    (remark,) = check(one)
    assert remark.sentence == "此项填累计值，却比 2023 年“20.1”少"
    assert codes(replace(one, accumulates=False)) == []


def test_a_part_is_not_larger_than_its_whole() -> None:
    whole = Whole("PM10年均浓度", "20", Decimal(20))
    assert codes(facts("21", direction=Direction.LOWER, baseline=None, wholes=(whole,))) == ["part"]
    assert codes(facts("19.5", direction=Direction.LOWER, baseline=None, parts=(whole,))) == ["part"]


def test_parts_add_up_within_the_rounding_of_what_is_printed() -> None:
    one = Sum("用水总量", Decimal("0.65"), ("农业", "工业"), Decimal("0.6"), Decimal("0.01"))
    (remark,) = check(facts("21", sums=(one,)))
    assert "合计 0.6%，与“用水总量”0.65%不等" in remark.sentence
    assert check(facts("21", sums=(replace(one, tolerance=Decimal("0.05")),))) == []


def test_what_cannot_be_read_says_so_and_nothing_else() -> None:
    (remark,) = check(facts("201", trouble="数值“201”超出范围。"))
    assert (remark.code, remark.sentence, remark.suggestion) == ("unreadable", "数值“201”超出范围。", "20.1")


figures = st.decimals(min_value=Decimal("-1e20"), max_value=Decimal("1e20"), places=10)
pasts = st.none() | st.builds(Past, st.just("去年"), st.just("1"), st.none() | figures)
wholes = st.lists(st.builds(Whole, st.text(), st.text(), figures), max_size=2).map(tuple)


@given(
    st.builds(
        Facts,
        text=st.text(),
        unit=st.sampled_from(["", "%", "亩", "亿m³", "类", "不知道"]),
        direction=st.sampled_from(Direction),
        value=st.none() | figures,
        trouble=st.sampled_from(["", "读不懂。"]),
        last=pasts,
        baseline=pasts,
        target=st.none() | figures,
        accumulates=st.booleans(),
        wholes=wholes,
        parts=wholes,
        sums=st.lists(st.builds(Sum, st.text(), figures, st.just(("甲",)), figures, figures), max_size=1).map(
            tuple
        ),
    )
)
def test_the_checks_answer_every_question(one: Facts) -> None:
    assert all(remark.sentence for remark in check(one))
    if not one.text:
        assert check(one) == []


@given(figures.filter(bool), st.sampled_from([10, 100, 1000]))
def test_a_slip_by_tens_is_always_mended_to_the_figure_it_was(value: Decimal, ten: int) -> None:
    wrong = value * ten
    found = slip(wrong, value, "")
    assert is_far(wrong, value)
    assert found is not None
    assert abs(Decimal(found.text) - value) <= Decimal("0.000001")
