"""The checks of one cell: every case that ever passed unseen, told from facts alone."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attainment import Direction
from plausibility import Facts, Magnitudes, Past, Severity, Sum, Whole, check
from tests.plausibility.cells import base, cell, codes, past, said, series

PM25: dict[str, Any] = {"unit": "μg/m³", "direction": Direction.LOWER}
COUNT: dict[str, Any] = {"unit": "个", "direction": Direction.COUNT}
TOTAL: dict[str, Any] = {"direction": Direction.RATE, "is_total": True, "starts": 2020}
AREA: dict[str, Any] = {
    "unit": "千公顷",
    "direction": Direction.FLOOR,
    "area": Whole("甲县面积", "1000 km²（合 100 千公顷）", Decimal(100)),
}
CITY = Magnitudes("10～1000 μg/m³", Decimal(10), Decimal(1000))
MEND, EXPLAIN, HINT = Severity

CLIMBING = series(y2020="21.6", y2021="21.8", y2022="22.0", y2023="22.2")
ODD: dict[str, tuple[Facts, str, Severity]] = {
    # 逻辑性
    "PM2.5 = 0 after 50": (cell("0", series=series(y2023="50"), **PM25), "zero", EXPLAIN),
    "PM2.5 = 0 with nothing known": (cell("0", **PM25), "zero", EXPLAIN),
    "0 % where 88 is wanted": (cell("0", target=Decimal(88)), "zero", EXPLAIN),
    "four parks, then none": (cell("0", series=series(y2023="4"), **COUNT), "zero", EXPLAIN),
    "1.5 个": (cell("1.5", **COUNT), "whole", MEND),
    "12.5 天": (cell("12.5", unit="天"), "whole", MEND),
    "耕地 547 千公顷 in a county of 100": (cell("547", **AREA), "area", EXPLAIN),
    "below the catalogue's bound": (cell("-3", minimum=Decimal(0), unit="吨"), "bounds", MEND),
    "above the catalogue's bound": (cell("101", maximum=Decimal(100)), "bounds", MEND),
    "about": (cell("约3个左右"), "tentative", EXPLAIN),
    "“无” on a due item": (cell("无", is_silent=True), "silent", EXPLAIN),
    "no figure at all": (cell("待定", trouble="数值“待定”不是数值。"), "unreadable", MEND),
    # 连续性
    "ten times last year": (cell("214", series=series(y2023="20.1")), "tenfold", EXPLAIN),
    "ten times the year before the last, nothing last year": (
        cell("214", series=series(y2022="20.1")),
        "tenfold",
        EXPLAIN,
    ),
    "a step unlike the others, with a gap": (
        cell("79.3", series=series(y2018="85.2", y2019="85.5", y2020="86.0", y2022="87.1")),
        "step",
        EXPLAIN,
    ),
    "two digits the other way round": (
        cell("78.8", series=series(y2020="86.0", y2021="86.7", y2022="87.1", y2023="87.3")),
        "digits",
        EXPLAIN,
    ),
    "two digits the other way round, far from the target": (
        cell("23.2", target=Decimal("22.5"), series=CLIMBING),
        "digits",
        EXPLAIN,
    ),
    "a total that falls within its period": (
        cell("10.6", series=series(y2022="10.3", y2023="10.7"), **TOTAL),
        "falling",
        EXPLAIN,
    ),
    "worse than the baseline": (cell("54", baseline=base("53"), **PM25), "worse", EXPLAIN),
    # 对比性
    "of another magnitude than the city, nothing earlier": (
        cell("3", others=CITY, **PM25),
        "magnitude",
        EXPLAIN,
    ),
    # 重复
    "last year's figure again": (cell("20.1", series=series(y2022="19.7", y2023="20.1")), "repeated", HINT),
}


@pytest.mark.parametrize("case", ODD)
def test_what_is_odd_is_said_with_what_has_to_be_done(case: str) -> None:
    facts, code, severity = ODD[case]
    remark = said(facts)
    assert (remark.code, remark.severity) == (code, severity)


ORDINARY: dict[str, Facts] = {
    "an ordinary figure": cell("21.4", series=series(y2022="18.9", y2023="20.1"), baseline=base("16.5")),
    "a blank cell": cell(""),
    "a flow that begins again with the new period": cell(
        "2.1", year=2026, series=series(y2024="10.3", y2025="13.4"), **{**TOTAL, "starts": 2025}
    ),
    "the last bad section gone": cell("0", direction=Direction.LOWER, series=series(y2023="2")),
    "no park yet": cell("0", target=Decimal(1), **COUNT),
    "a zero that always was one": cell("0", series=series(y2022="0", y2023="0")),
    "a few parks more": cell("8", series=series(y2023="1"), **COUNT),
    "a jump that last year had already made": cell("62", series=series(y2023="60"), baseline=base("5.4")),
    "100 % again": cell("100", series=series(y2022="99.6", y2023="100"), maximum=Decimal(100)),
    "a row that never moves": cell("20.1", series=series(y2021="20.1", y2022="20.1", y2023="20.1")),
    "two digits that come again by themselves": cell("30", series=series(y2022="31", y2023="30"), **PM25),
    "the target met, not two digits the other way round": cell(
        "23.2", target=Decimal("23.17"), series=CLIMBING
    ),
    "a noisy row": cell("39", year=2018, series=series(y2016="63", y2017="78"), **PM25),
    "small beside the city, as it was last year": cell("3", series=series(y2023="3.1"), others=CITY, **PM25),
    "within the county": cell("99", **AREA),
    "“无” where nothing is due": cell("无", is_silent=True, is_due=False),
    "断流": cell("断流"),
    "room under a cap that is used": cell("5.5", direction=Direction.CAP, baseline=base("5.4")),
    "a direction nobody knows": cell("5.3", direction=Direction.UNKNOWN, baseline=base("5.4")),
    "a printed baseline of a flow, which is last period's result": cell("0.4", baseline=base("5.4"), **TOTAL),
    "a water class": cell("Ⅳ类", value=Decimal(4), direction=Direction.CLASS, series=series(y2023="3")),
}


@pytest.mark.parametrize("case", ORDINARY)
def test_what_is_ordinary_is_not_remarked_upon(case: str) -> None:
    assert check(ORDINARY[case]) == []


WORDS: dict[str, tuple[Facts, str]] = {
    "worse, less is better": (
        cell("54", baseline=base("53"), **PM25),
        "高于 2020 年基准值 53（越低越好），请核实",
    ),
    "worse, more is better": (
        cell("5.3", baseline=base("5.4")),
        "低于 2020 年基准值 5.4（越高越好），请核实",
    ),
    "a worse class": (
        cell(
            "Ⅴ类",
            value=Decimal(5),
            direction=Direction.CLASS,
            baseline=Past("2020 年基准", "Ⅳ类", Decimal(4), 2020),
        ),
        "劣于 2020 年基准值 Ⅳ类，请核实",
    ),
    "falling": (
        cell("10.6", year=2025, series=series(y2023="10.3", y2024="10.7"), **TOTAL),
        "本项填累计值，现小于 2024 年的 10.7，请核实",
    ),
    "below": (cell("-3", minimum=Decimal(0)), "不应小于 0，请核对数值和单位"),
    "above": (cell("101", maximum=Decimal(100)), "不应大于 100%，请核对数值和单位"),
    "zero": (
        cell("0", series=series(y2023="50"), **PM25),
        "填报值为 0，而 2023 年为 50；确为 0 的请说明，没有数据的请选无数据原因",
    ),
    "area": (cell("547", **AREA), "大于甲县面积 1000 km²（合 100 千公顷），请核对数值和单位"),
    "city": (
        cell("3", others=CITY, **PM25),
        "与全市各县区这一指标的数量级（10～1000 μg/m³）不符，请核对数值和单位",
    ),
    "step": (
        cell("81.3", series=series(y2020="86.0", y2021="86.3", y2022="86.9", y2023="87.2")),
        "比 2023 年的 87.2 低 5.9，而以往每年变化 0.3～0.6，请核实",
    ),
    "never moved": (
        cell("81.3", series=series(y2020="87.2", y2021="87.2", y2022="87.2", y2023="87.2")),
        "比 2023 年的 87.2 低 5.9，而以往每年不变，请核实",
    ),
    "digits": (
        cell("78.8", series=series(y2020="86.0", y2021="86.7", y2022="87.1", y2023="87.3")),
        "比 2023 年的 87.3 低 8.5，而以往每年变化 0.2～0.7；疑为相邻数字颠倒，请核实",
    ),
}


@pytest.mark.parametrize("case", WORDS)
def test_the_sentence(case: str) -> None:
    facts, sentence = WORDS[case]
    assert said(facts).sentence == sentence


@pytest.mark.parametrize(
    ("text", "suggestion"), [("214", "21.4"), ("2.14", "21.4"), ("201", "20.1"), ("2140", "21.4")]
)
def test_a_slipped_decimal_point_is_found_with_the_figure_that_was_meant(text: str, suggestion: str) -> None:
    remark = said(cell(text, series=series(y2023="20.1")))
    assert (remark.code, remark.suggestion) == ("tenfold", suggestion)
    assert "2023 年“20.1”" in remark.sentence


def test_swapped_digits_are_suggested_the_right_way_round() -> None:
    facts, _, _ = ODD["two digits the other way round"]
    assert said(facts).suggestion == "87.8"


def test_a_percentage_typed_as_a_share_is_told_as_such() -> None:
    remark = said(cell("0.2317", series=series(y2023="20.1")))
    assert (remark.code, remark.suggestion) == ("fraction", "23.17")
    assert "疑将 23.17% 填成了小数" in remark.sentence


def test_a_share_is_told_by_the_target_where_nothing_is_known_of_earlier_years() -> None:
    assert codes(cell("0.2317", target=Decimal(25))) == ["fraction"]
    assert codes(cell("0.2317", target=Decimal("0.3"))) == []


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
    remark = said(cell(text, unit=unit, series=series(y2023=near)))
    if suggestion:
        assert (remark.code, remark.suggestion) == ("unit", suggestion)
        assert f"按“{other}”填写" in remark.sentence
    else:
        assert remark.code == "tenfold"


def test_a_jump_from_the_baseline_alone_is_told() -> None:
    assert codes(cell("62", baseline=base("5.4"))) == ["tenfold"]


@pytest.mark.parametrize(
    ("direction", "text", "expected"),
    [
        (Direction.HIGHER, "5.3", ["worse"]),
        (Direction.FLOOR, "5.3", ["worse"]),
        (Direction.LOWER, "5.5", ["worse"]),
        (Direction.LOWER, "5.4", []),
    ],
)
def test_worse_than_the_baseline_follows_the_direction(
    direction: Direction, text: str, expected: list[str]
) -> None:
    assert codes(cell(text, direction=direction, baseline=base("5.4"))) == expected


def test_a_negative_cut_is_told() -> None:
    assert codes(cell("-1.2", direction=Direction.RATE)) == ["worse"]


def test_the_first_year_of_a_period_is_held_against_nothing_of_the_one_before() -> None:
    given = {**TOTAL, "series": series(y2019="17.2", y2020="19.9", y2022="5.1")}
    assert codes(cell("2.4", year=2021, **given)) == []
    assert codes(cell("4.9", year=2023, **given)) == ["falling"]


def test_a_part_is_not_larger_than_its_whole() -> None:
    whole = Whole("PM10年均浓度", "20", Decimal(20))
    assert codes(cell("21", direction=Direction.LOWER, wholes=(whole,))) == ["part"]
    assert codes(cell("19.5", direction=Direction.LOWER, parts=(whole,))) == ["part"]


def test_parts_add_up_within_the_rounding_of_what_is_printed() -> None:
    def one(tolerance: str) -> Sum:
        return Sum("用水总量", Decimal("0.65"), ("农业", "工业"), Decimal("0.6"), Decimal(tolerance))

    assert "合计 0.6%，与“用水总量”0.65%不等" in said(cell("21", sums=(one("0.01"),))).sentence
    assert check(cell("21", sums=(one("0.05"),))) == []


def test_what_cannot_be_read_says_so_and_nothing_else() -> None:
    remark = said(cell("201", trouble="数值“201”不应大于 100%。", series=series(y2023="20.1")))
    assert (remark.code, remark.suggestion) == ("unreadable", "20.1")
    assert remark.sentence == "数值“201”不应大于 100%。"


figures = st.decimals(min_value=Decimal("-1e20"), max_value=Decimal("1e20"), places=10)
years = st.integers(min_value=2010, max_value=2030)
pasts = st.builds(Past, st.just("去年"), st.just("1"), figures, years)
parts = st.lists(st.builds(Whole, st.text(), st.text(), figures), max_size=2).map(tuple)
sums = st.builds(Sum, st.text(), figures, st.just(("甲",)), figures, figures)


@given(
    st.builds(
        Facts,
        text=st.text() | figures.map(str),
        year=years,
        unit=st.sampled_from(["", "%", "亩", "亿m³", "类", "个", "μg/m³", "不知道"]),
        direction=st.sampled_from(Direction),
        value=st.none() | figures,
        trouble=st.sampled_from(["", "无法识别。"]),
        is_silent=st.booleans(),
        is_due=st.booleans(),
        series=st.lists(pasts, max_size=6).map(lambda found: tuple(sorted(found, key=lambda one: one.year))),
        is_total=st.booleans(),
        starts=st.none() | years,
        baseline=st.none() | pasts,
        target=st.none() | figures,
        minimum=st.none() | figures,
        maximum=st.none() | figures,
        area=st.none() | st.builds(Whole, st.text(), st.text(), figures),
        others=st.none() | st.just(CITY),
        wholes=parts,
        parts=parts,
        sums=st.lists(sums, max_size=1).map(tuple),
    )
)
def test_the_checks_answer_every_question(one: Facts) -> None:
    assert all(remark.sentence for remark in check(one))
    if not one.text:
        assert check(one) == []


def test_a_figure_of_the_cells_own_year_is_no_other_years() -> None:
    assert cell("21", series=(past(2024, "99"),)).known == ()


@pytest.mark.parametrize("text", ["约12", "12左右", "17.5（初步）", "15（预计）", "12（快报）", "约12 %"])
def test_a_figure_that_is_not_the_measured_one_asks_for_words(text: str) -> None:
    found = said(cell(text, value=Decimal(12)))
    assert (found.code, found.severity) == ("tentative", Severity.EXPLAIN)
    assert text in found.sentence


@pytest.mark.parametrize("text", ["12", "13.66（现状值）", "12（2020年）"])
def test_a_note_that_doubts_nothing_asks_for_nothing(text: str) -> None:
    assert codes(cell(text, value=Decimal(12))) == []
