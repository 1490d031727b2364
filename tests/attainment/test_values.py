"""Which value is judged (§3): units, flows, years, baselines, questions that cannot be asked."""

from decimal import Decimal
from typing import Any

import pytest

from attainment import Flag, QuestionError, Reason, Status, Values
from attainment.arithmetic import MAX_DECIMALS
from attainment.targets import baseline_value
from tests.attainment.asking import ask, judge, observed, seen


def test_an_interim_year_falls_back_one_year_and_never_further() -> None:
    verdict = judge("higher", "80", "90", observed(y2022="85", y2023="断流"))
    assert seen(verdict.data_year, verdict.flags) == (2022, (Flag.AHEAD, Flag.AS_OF_YEAR))
    assert judge("higher", "80", "90", observed(y2021="85")).status is Status.NO_DATA
    assert judge("higher", "80", "90", observed(y2020="85"), year=2021).status is Status.NO_DATA


def test_a_part_year_value_gives_way_to_the_year_before() -> None:
    verdict = judge("higher", "80", "90", observed(y2022="85", y2023="89"), partial_years=frozenset({2023}))
    assert verdict.data_year == 2022


def test_the_final_year_stands_for_itself() -> None:
    assert judge("higher", "80", "90", observed(y2024="95"), year=2025).status is Status.NO_DATA


def test_a_value_in_another_unit_of_the_family_is_converted_exactly() -> None:
    verdict = judge("cap", "0.60", "7800万m³", observed(y2023="6500万立方米"), unit="亿m³", decimals=2)
    assert seen(verdict.status, verdict.margin) == (Status.HELD, Decimal("0.13"))
    assert judge("cap", "0.60", "0.78", observed(y2023="65吨"), unit="亿m³").status is Status.NO_DATA


@pytest.mark.parametrize(
    ("baseline", "known"),
    [
        ("80", True),
        ("80%", True),
        ("80（现状值）", True),
        ("80%（现状值）", True),
        ("80（2020年）", True),
        ("80（2019年）", False),
        ("80m³（现状值）", False),
        ("80吨", False),
        ("≥80", False),
        ("约80", False),
        ("70-80", False),
        ("下降8%", False),
        ("Ⅲ类", False),
        ("完成市下达任务", False),
        ("—", False),
        ("不涉及", False),
    ],
)
def test_only_a_plain_figure_is_a_baseline(baseline: str, known: bool) -> None:
    verdict = judge("higher", baseline, "90", observed(y2023="86"), unit="%")
    assert (verdict.reason == Reason.BASELINE_MISSING) is not known
    assert (verdict.completion is not None) is known


@pytest.mark.parametrize(("baseline", "rank"), [("Ⅳ类", 4), ("达到或优于Ⅲ类", None), ("80", None)])
def test_only_a_plain_class_is_the_baseline_of_classes(baseline: str, rank: int | None) -> None:
    assert baseline_value(ask("class", baseline, "Ⅲ类", {}, decimals=0), None) == rank


def test_without_a_baseline_the_plans_base_year_starts_the_clock() -> None:
    assert judge("cap", None, "0.8", observed(y2021="0.7"), year=2021).status is Status.HELD


FLOW = observed(y2021="1", y2022="2", y2023="3")


@pytest.mark.parametrize(
    ("direction", "values", "total"),
    [
        ("cumulative", None, "6"),
        ("cumulative", Values.ANNUAL, "6"),
        ("cumulative", Values.CUMULATIVE, "3"),
        ("rate", None, "3"),
        ("rate", Values.CUMULATIVE, "3"),
        ("rate", Values.ANNUAL, "6"),
        ("log_rate", None, "3"),
        ("log_rate", Values.ANNUAL, "5.8906"),
        ("higher", Values.ANNUAL, "3"),
    ],
)
def test_a_flow_is_the_total_since_the_start(direction: str, values: Values | None, total: str) -> None:
    verdict = judge(direction, "0", "10", FLOW, values=values)
    assert verdict.gap == 10 - Decimal(total)


def test_a_printed_baseline_of_a_flow_is_the_last_plans_result_and_never_b() -> None:
    assert judge("rate", "47.6", "8", observed(y2023="1")).completion == Decimal("0.125")


def test_the_clock_of_a_flow_starts_at_the_plans_base_year() -> None:
    verdict = judge("rate", "12.5", "10", observed(y2023="6"), by=2019, plan_base_year=2020)
    assert seen(verdict.required, verdict.flags) == (6, (Flag.BASELINE_YEAR,))
    verdict = judge("higher", "0", "12", observed(y2023="8"), by=2019, plan_base_year=2020)
    assert verdict.required == 8


@pytest.mark.parametrize(
    ("direction", "observations", "year", "status", "reason"),
    [
        ("cumulative", observed(y2021="2", y2023="2"), 2023, Status.UNJUDGED, "years_missing"),
        ("cumulative", observed(y2021="4", y2023="2"), 2023, Status.EARLY, None),
        ("cumulative", observed(y2021="4", y2022="2"), 2025, Status.ACHIEVED, None),
        ("cumulative", observed(y2021="2", y2022="2"), 2025, Status.NO_DATA, None),
        ("cumulative", observed(y2021="4", y2022="2"), 2024, Status.NO_DATA, None),
        ("cumulative", {}, 2025, Status.NO_DATA, None),
        ("rate", observed(y2021="4", y2023="4"), 2023, Status.UNJUDGED, "years_missing"),
        ("log_rate", observed(y2021="4", y2023="4"), 2023, Status.UNJUDGED, "years_missing"),
        ("rate", observed(y2021="4", y2022="4"), 2025, Status.NO_DATA, None),
    ],
)
def test_a_hole_in_a_build_up(
    direction: str, observations: Any, year: int, status: Status, reason: str | None
) -> None:
    verdict = judge(direction, "0", "5", observations, year=year, values=Values.ANNUAL)
    assert seen(verdict.status, verdict.reason) == (status, reason)
    assert (Flag.LOWER_BOUND in verdict.flags) is (status in (Status.EARLY, Status.ACHIEVED))


def test_no_value_at_all_is_no_lower_bound() -> None:
    assert judge("cumulative", "0", "0", {}, year=2025).status is Status.NO_DATA


def test_a_part_year_inside_a_build_up_is_a_hole() -> None:
    verdict = judge("cumulative", "0", "50", FLOW, partial_years=frozenset({2022}))
    assert verdict.reason == Reason.YEARS_MISSING


def test_a_year_that_cuts_everything_is_outside_the_logarithm() -> None:
    both = observed(y2021="150", y2022="150", y2023="1")
    assert judge("log_rate", "0", "10", both, values=Values.ANNUAL).reason == Reason.DOMAIN


def test_the_basis_of_every_year_in_a_total_counts() -> None:
    bases = {2022: "口径一", 2023: "口径二"}
    assert judge("cumulative", "0", "50", FLOW, bases=bases, basis="口径二").reason == Reason.BASIS_CONFLICT
    assert judge("cumulative", "0", "50", FLOW, bases=bases).status is Status.BEHIND


@pytest.mark.parametrize(
    ("direction", "text", "usable"),
    [
        ("higher", "86（现状值）", True),
        ("higher", "约86", True),
        ("higher", "80-86", False),
        ("higher", "降低8%", False),
        ("higher", "Ⅲ类", False),
        ("rate", "降低8%", True),
        ("rate", "约8", True),
        ("rate", "下降8%以上", True),
        ("class", "Ⅲ类", True),
        ("class", "优于Ⅲ类", True),
        ("class", "3", False),
    ],
)
def test_which_observed_texts_are_usable(direction: str, text: str, usable: bool) -> None:
    target = "Ⅱ类" if direction == "class" else "90"
    verdict = judge(direction, "劣Ⅴ类" if direction == "class" else "80", target, observed(y2023=text))
    assert (verdict.status is not Status.NO_DATA) is usable


@pytest.mark.parametrize(
    ("direction", "values", "text", "usable"),
    [
        ("rate", None, "比2020年下降8%", True),
        ("rate", None, "8%（比2020年）", True),
        ("rate", None, "比2015年下降8%", False),
        ("rate", None, "8%（比2015年）", False),
        ("rate", None, "比2022年下降8%", False),
        ("rate", None, "同比下降8%", False),
        ("log_rate", None, "较上年下降8%", False),
        ("log_rate", Values.ANNUAL, "较上年下降8%", True),
        ("rate", Values.ANNUAL, "比2022年下降8%", True),
        ("rate", Values.ANNUAL, "8%（比2022年）", True),
        ("rate", Values.ANNUAL, "比2020年下降8%", False),
        ("rate", Values.ANNUAL, "比2021年下降8%", False),
        ("higher", None, "8%（比2015年）", True),
        ("cumulative", None, "8（比2015年）", True),
    ],
)
def test_a_rate_must_compare_with_the_year_that_its_row_compares_with(
    direction: str, values: Values | None, text: str, usable: bool
) -> None:
    earlier = observed(y2021="1", y2022="1")
    verdict = judge(direction, "1", "90", {**earlier, **observed(y2023=text)}, values=values)
    assert (verdict.data_year == 2023) is usable


def test_in_the_first_year_the_year_before_is_the_start() -> None:
    first: dict[str, Any] = {"year": 2021}
    assert judge("rate", "", "10", observed(y2021="同比下降3%"), **first).data_year == 2021
    assert (
        judge("rate", "", "10", observed(y2021="同比下降3%"), values=Values.ANNUAL, **first).data_year == 2021
    )


def test_a_year_that_compares_with_another_is_a_hole_in_a_build_up() -> None:
    mixed = observed(y2021="3", y2022="比2020年下降6%", y2023="2")
    assert judge("rate", "", "50", mixed, values=Values.ANNUAL).reason == Reason.YEARS_MISSING
    part: dict[str, Any] = {"partial_years": frozenset({2023}), "values": None}
    assert judge("rate", "", "50", observed(y2023="同比下降3%"), **part).status is Status.NO_DATA
    assert judge("rate", "", "50", observed(y2023="下降3%"), **part).reason == Reason.PARTIAL_YEAR


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"year": 2020}, "2020"),
        ({"year": 2026}, "2026"),
        ({"decimals": 13}, "13"),
        ({"decimals": -1}, "-1"),
    ],
)
def test_a_question_outside_the_plan_is_refused_with_a_sentence(more: dict[str, Any], place: str) -> None:
    with pytest.raises(QuestionError, match=place):
        ask("higher", "80", "90", {}, **more)


def test_a_question_without_any_base_year_is_refused() -> None:
    with pytest.raises(QuestionError, match="没有基准年"):
        ask("higher", None, "90", {}, plan_base_year=None)


def test_the_most_decimals_are_still_some() -> None:
    assert ask("higher", "80", "90", {}, decimals=MAX_DECIMALS).decimals == MAX_DECIMALS


def test_part_of_a_year_is_told_in_whatever_unit_it_is_reported() -> None:
    verdict = judge(
        "higher", "60", "90", observed(y2023="6500公顷"), unit="km²", partial_years=frozenset({2023})
    )
    assert (verdict.status, verdict.reason) == (Status.UNJUDGED, Reason.PARTIAL_YEAR)
