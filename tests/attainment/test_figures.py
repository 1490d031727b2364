"""The figures and flags of a verdict (§4)."""

from decimal import Decimal

import pytest

from attainment import Compare, Flag, Status
from attainment.arithmetic import rounded
from tests.attainment.asking import judge, observed, seen


def test_a_strict_target_is_aimed_one_step_inside_but_satisfied_as_printed() -> None:
    verdict = judge("lower", "33", "<30", observed(y2025="29.5"), year=2025, decimals=0)
    assert seen(verdict.status, verdict.gap, verdict.completion) == (Status.ACHIEVED, 0, Decimal("0.875"))
    verdict = judge("higher", "80", ">90", observed(y2025="90"), year=2025, decimals=2)
    assert seen(verdict.status, verdict.gap) == (Status.MISSED, Decimal("0.01"))
    verdict = judge("count", "0", ">4", observed(y2025="4"), year=2025, decimals=1)
    assert seen(verdict.status, verdict.gap) == (Status.MISSED, 1)


@pytest.mark.parametrize(
    ("direction", "target", "value", "satisfied"),
    [
        ("higher", "10-15", "10", True),
        ("higher", "10-15", "9.9", False),
        ("lower", "10-15", "15", True),
        ("cap", "10-15", "15.1", False),
        ("higher", "约70", "66.5", True),
        ("higher", "约70", "66.4", False),
        ("lower", "约70", "73.5", True),
    ],
)
def test_intervals_and_approximate_targets(direction: str, target: str, value: str, satisfied: bool) -> None:
    verdict = judge(direction, "—", target, observed(y2025=value), year=2025)
    assert (verdict.status is Status.ACHIEVED) is satisfied


def test_an_approximate_percentage_allows_one_point_at_most() -> None:
    assert judge("higher", "0", "约70", observed(y2025="69"), year=2025, unit="%").status is Status.ACHIEVED
    assert judge("higher", "0", "约70", observed(y2025="68.9"), year=2025, unit="%").status is Status.MISSED
    assert judge("higher", "0", "约70%", observed(y2025="68.9"), year=2025).status is Status.MISSED


def test_comparisons_round_the_value_and_never_the_target() -> None:
    rows = {"compare": Compare.ROUNDED, "decimals": 0, "year": 2025}
    assert judge("lower", "40", "30", observed(y2025="30.4"), **rows).status is Status.ACHIEVED
    assert judge("lower", "40", "30", observed(y2025="30.5"), **rows).status is Status.ACHIEVED
    assert judge("lower", "40", "30", observed(y2025="30.6"), **rows).status is Status.MISSED
    assert judge("lower", "40", "30.2", observed(y2025="30.6"), **rows).status is Status.MISSED


def test_a_value_that_rounds_to_its_baseline_is_neither_better_nor_worse() -> None:
    rows = {"compare": Compare.ROUNDED, "decimals": 0}
    for value in ("39.6", "40.4"):
        verdict = judge("lower", "40", "30", observed(y2023=value), **rows)
        assert (verdict.status, verdict.flags) == (Status.BEHIND, (Flag.FAR_BEHIND, Flag.NOT_STARTED))
    assert judge("lower", "40", "30", observed(y2023="40.6"), **rows).status is Status.REGRESSED
    assert judge("lower", "40", "30", observed(y2023="40.4"), decimals=0).status is Status.REGRESSED


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value"),
    [("higher", "90", "100", "99.96"), ("lower", "5", "0", "0.04")],
)
def test_nought_and_a_hundred_are_never_reached_by_rounding(
    direction: str, baseline: str, target: str, value: str
) -> None:
    verdict = judge(direction, baseline, target, observed(y2025=value), year=2025, compare=Compare.ROUNDED)
    assert seen(verdict.status, Flag.ROUNDING_SENSITIVE in verdict.flags) == (Status.MISSED, False)


def test_rounding_that_decides_is_flagged_either_way() -> None:
    for compare, status in ((Compare.FULL, Status.MISSED), (Compare.ROUNDED, Status.ACHIEVED)):
        verdict = judge("lower", "40", "30", observed(y2025="30.4"), year=2025, decimals=0, compare=compare)
        assert seen(verdict.status, verdict.flags) == (status, (Flag.ROUNDING_SENSITIVE,))


def test_a_margin_that_only_rounding_gives_is_nought() -> None:
    verdict = judge("lower", "29", "30", observed(y2023="30.4"), decimals=0, compare=Compare.ROUNDED)
    assert seen(verdict.status, verdict.margin) == (Status.HELD, 0)


def test_a_cap_tells_how_much_of_its_increment_is_used() -> None:
    verdict = judge("cap", "0.648", "0.78", observed(y2023="0.700"), decimals=3)
    assert verdict.headroom_used is not None
    assert rounded(verdict.headroom_used, 4) == Decimal("0.3939")
    assert judge("cap", "0.78", "0.78", observed(y2023="0.7")).headroom_used is None
    assert judge("cap", "—", "0.78", observed(y2023="0.7")).headroom_used is None


def test_a_breach_is_mended_in_equal_parts_even_for_an_intensity() -> None:
    verdict = judge("log_rate", "0", "0", observed(y2023="-3"))
    assert seen(verdict.status, verdict.gap, verdict.needed_per_year) == (Status.BREACHED, 3, Decimal("1.5"))
    verdict = judge("count", "5", "≥5", observed(y2023="2"), decimals=0)
    assert seen(verdict.status, verdict.gap, verdict.needed_per_year) == (Status.BREACHED, 3, 2)


def test_an_intensity_is_cut_by_the_same_share_every_year() -> None:
    halfway = judge("log_rate", "0", "34.39", observed(y2022="19"), year=2022, ty=2024)
    assert seen(halfway.completion, halfway.pace, halfway.required) == (Decimal("0.5"), 1, 19)
    assert halfway.needed_per_year == 10


def test_the_last_digits_of_a_logarithm_decide_nothing() -> None:
    verdict = judge("log_rate", "0", "19", observed(y2022="10"), year=2022, ty=2024)
    assert seen(verdict.completion, verdict.pace, verdict.flags) == (Decimal("0.5"), 1, ())


def test_a_target_that_only_rounding_parts_from_its_baseline_has_no_completion() -> None:
    verdict = judge("higher", "88.05", "88.05", observed(y2023="88.05"), compare=Compare.ROUNDED)
    assert seen(verdict.completion, verdict.pace, verdict.required) == (None, None, Decimal("88.05"))


def test_what_was_reached_and_lost_has_rebounded() -> None:
    lost = observed(y2020="95", y2021="91", y2023="85")
    assert Flag.REBOUNDED in judge("higher", "80", "90", lost).flags
    assert Flag.REBOUNDED not in judge("higher", "80", "90", observed(y2020="95", y2023="85")).flags
    assert Flag.REBOUNDED not in judge("higher", "80", "90", lost, partial_years=frozenset({2021})).flags


def test_narrowing_and_worsening_are_told_apart() -> None:
    assert judge("lower", "143", "≤145", observed(y2023="144")).flags == (
        Flag.MARGIN_NARROWED,
        Flag.WORSE_THAN_BASELINE,
    )
    assert judge("cap", "0.6", "0.8", observed(y2023="0.7")).flags == (Flag.MARGIN_NARROWED,)
    assert judge("cap", "0.6", "0.8", observed(y2023="0.9")).flags == ()


def test_approximate_inputs_and_trivial_targets_are_flagged() -> None:
    assert Flag.APPROXIMATE in judge("higher", "80", "约90", observed(y2023="86")).flags
    assert Flag.APPROXIMATE in judge("higher", "80", "90", observed(y2023="约86")).flags
    assert judge("count", "0", "0", observed(y2023="0"), decimals=0).flags == (Flag.TRIVIAL_TARGET,)
