"""The rules (§4), one test per rule and per order of rules that matters."""

import decimal
from typing import Any

import pytest

from attainment import Column, Flag, Reason, Status, SuperiorVerdict, Verdict, evaluate, parse
from tests.attainment.asking import annual, ask, judge, observed, seen

NOW = observed(y2023="86")


@pytest.mark.parametrize(("target", "reason"), [("/", "no_target"), ("不涉及", "not_applicable")])
def test_rule_1_without_a_target_the_row_is_excluded(target: str, reason: str) -> None:
    verdict = judge("higher", "80", target, NOW, superior_verdict=SuperiorVerdict(Status.ACHIEVED))
    assert seen(verdict.status, verdict.reason, verdict.data_year) == (Status.EXCLUDED, reason, None)


@pytest.mark.parametrize("status", [Status.ACHIEVED, Status.MISSED])
def test_rule_2_a_superior_decides_whatever_the_figures(status: Status) -> None:
    verdict = judge(
        "higher", "80", "持续改善", {}, superior_verdict=SuperiorVerdict(status, "晋环〔2025〕1号")
    )
    assert seen(verdict.status, verdict.flags, verdict.gap) == (status, (Flag.SUPERIOR_VERDICT,), None)


@pytest.mark.parametrize("assigned", [None, "完成省下达任务", "—", "暂无数据"])
def test_rule_3_a_delegated_target_is_pending_until_something_readable_is_assigned(
    assigned: str | None,
) -> None:
    assert judge("higher", "80", "完成市下达任务", NOW, assigned=assigned).status is Status.PENDING


def test_an_assigned_text_takes_the_place_of_a_delegated_or_absent_target_only() -> None:
    assert judge("higher", "80", "完成市下达任务", NOW, assigned="85").status is Status.EARLY
    assert judge("higher", "80", "/", NOW, assigned="85").status is Status.EARLY
    assert judge("higher", "80", "/", NOW, assigned="完成市下达任务").status is Status.EXCLUDED
    assert judge("higher", "80", "90", NOW, assigned="85").status is Status.ON_TRACK
    assert judge("higher", "80", "完成市下达任务", NOW, assigned="持续改善").reason == Reason.MANUAL


RULE_4: list[tuple[str, str, str, dict[str, Any]]] = [
    ("manual", "higher", "持续改善", {}),
    ("manual", "unknown", "≥50且不下降", {}),
    ("direction_unknown", "unknown", "0", {}),
    ("direction_conflict", "higher", "≤90", {}),
    ("direction_conflict", "lower", "≥30", {}),
    ("direction_conflict", "cap", "不减少", {}),
    ("direction_conflict", "rate", "增长10%", {}),
    ("direction_conflict", "log_rate", "不增加", {}),
    ("direction_conflict", "class", "劣于Ⅲ类", {}),
    ("unit_conflict", "higher", "降低18%", {}),
    ("unit_conflict", "higher", "增长10%", {}),
    ("unit_conflict", "higher", "〔18〕", {}),
    ("unit_conflict", "rate", "〔18〕", {}),
    ("unit_conflict", "class", "3", {}),
    ("unit_conflict", "higher", "Ⅲ类", {}),
    ("unit_conflict", "rate", "不下降", {}),
    ("unit_conflict", "cumulative", "不下降", {}),
    ("unit_conflict", "cumulative", "下降5%", {"unit": "km²"}),
    ("unit_conflict", "higher", "≥90吨", {"unit": "%"}),
    ("unit_conflict", "higher", "≥3‰", {"unit": "%"}),
    ("unit_conflict", "lower", "同比下降4%", {"unit": "%"}),
    ("unit_conflict", "class", "较上年提高2个百分点", {}),
    ("unit_conflict", "lower", "较上年下降2个百分点", {"unit": "吨"}),
    ("unit_conflict", "rate", "不低于上年", {}),
    ("direction_conflict", "lower", "不低于上年", {}),
    ("direction_conflict", "rate", "同比增长4%", {}),
    ("basis_conflict", "rate", "同比下降4%", {}),
    ("basis_conflict", "lower", "不高于上年", {}),
    ("basis_conflict", "higher", "较上年好转", {"doubts": ("target_conflict",)}),
    ("basis_conflict", "higher", "较上年提高2个百分点", {"unit": "%"}),
    ("basis_conflict", "cumulative", "比上年增加2万亩", {"unit": "公顷"}),
    ("basis_conflict", "class", "不劣于上年", {}),
    ("manual", "higher", "同比下降4%，且≤35", {}),
    ("basis_conflict", "rate", "比2015年下降18%", {}),
    ("basis_conflict", "floor", "不低于2015年水平", {}),
    ("basis_conflict", "log_rate", "100（比2015年）", {}),
    ("domain", "log_rate", "100", {"doubts": ("target_conflict",)}),
    ("domain", "log_rate", ">99.95", {}),
    ("target_conflict", "higher", "90", {"doubts": ("target_conflict", "unit_conflict")}),
]


@pytest.mark.parametrize(("reason", "direction", "target", "more"), RULE_4)
def test_rule_4_the_target_stands_in_the_way(
    reason: str, direction: str, target: str, more: dict[str, Any]
) -> None:
    verdict = judge(direction, "80", target, {}, **more)
    assert seen(verdict.status, verdict.reason, verdict.flags) == (Status.UNJUDGED, reason, ())


def test_a_comparison_year_may_be_the_start_or_the_baselines() -> None:
    for year in (2019, 2020):
        verdict = judge("rate", "3", f"比{year}年下降18%", {}, by=2019, plan_base_year=2020)
        assert verdict.status is Status.NO_DATA
    assert (
        judge("rate", "3", "比2018年下降18%", {}, by=2019, plan_base_year=2020).reason
        == Reason.BASIS_CONFLICT
    )


def test_rule_4_what_only_a_value_can_show_waits_for_the_value() -> None:
    bases = {2023: "扣除沙尘"}
    assert judge("log_rate", "0", "13.5", observed(y2023="100")).reason == Reason.DOMAIN
    assert judge("higher", "80", "90", NOW, basis="实况", bases=bases).reason == Reason.BASIS_CONFLICT
    assert judge("higher", "80", "90", {}, basis="实况", bases=bases).status is Status.NO_DATA
    assert judge("higher", "80", "90", NOW, basis="实况", bases={2023: "实况"}).status is Status.ON_TRACK
    assert judge("floor", "—", "不缩小", NOW, basis="实况", bases=bases).reason == Reason.BASIS_CONFLICT


@pytest.mark.parametrize(
    ("observations", "partial", "status", "reason"),
    [
        ({}, (), Status.NO_DATA, None),
        (observed(y2023="断流", y2021="86"), (), Status.NO_DATA, "断流"),
        (observed(y2023="良好"), (), Status.NO_DATA, None),
        (observed(y2023="≥86"), (), Status.NO_DATA, None),
        (NOW, (2023,), Status.UNJUDGED, "partial_year"),
        (observed(y2023="断流"), (2023,), Status.NO_DATA, "断流"),
        (observed(y2022="86"), (2022,), Status.NO_DATA, None),
    ],
)
def test_rule_5_without_a_usable_full_year_value(
    observations: Any, partial: tuple[int, ...], status: Status, reason: str | None
) -> None:
    verdict = judge("higher", "80", "90", observations, partial_years=frozenset(partial))
    assert seen(verdict.status, verdict.reason, verdict.gap) == (status, reason, None)


def test_rule_6_a_target_that_is_the_missing_baseline_cannot_be_judged() -> None:
    verdict = judge("cap", "—", "不增加", NOW)
    assert seen(verdict.status, verdict.reason, verdict.gap) == (
        Status.UNJUDGED,
        Reason.BASELINE_MISSING,
        None,
    )


@pytest.mark.parametrize(("value", "status"), [("89.9", Status.MISSED), ("90", Status.ACHIEVED)])
def test_rule_7_in_the_final_year_only_the_target_counts(value: str, status: Status) -> None:
    verdict = judge("higher", "80", "90", observed(y2025=value), year=2025)
    assert verdict.status is status


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "status"),
    [
        ("higher", "95", "90", "91", Status.HELD),
        ("higher", "95", "90", "89", Status.BREACHED),
        ("cap", "0.6", "0.8", "0.9", Status.BREACHED),
        ("cap", "—", "0.8", "0.7", Status.HELD),
        ("floor", "—", "300", "299", Status.BREACHED),
        ("class", "Ⅱ类", "不恶化", "Ⅱ类", Status.HELD),
        ("class", "Ⅱ类", "不恶化", "Ⅲ类", Status.BREACHED),
        ("rate", "19.93", "0", "0", Status.HELD),
        ("rate", "19.93", "0", "-1", Status.BREACHED),
    ],
)
def test_rule_8_what_was_met_at_the_start_is_held_or_breached(
    direction: str, baseline: str, target: str, value: str, status: Status
) -> None:
    verdict = judge(direction, baseline, target, observed(y2023=value))
    assert seen(verdict.status, verdict.completion, verdict.pace, verdict.required) == (
        status,
        None,
        None,
        None,
    )


def test_rule_9_a_target_met_before_its_year_is_early_even_without_a_baseline() -> None:
    assert judge("higher", "—", "90", observed(y2023="90")).status is Status.EARLY


@pytest.mark.parametrize(
    ("target", "value", "baseline", "status", "linear"),
    [
        ("85", "86", "80", Status.ON_TRACK, Status.ON_TRACK),
        ("86.5", "86", "80", Status.BEHIND, Status.ON_TRACK),
        ("82", "83", "80", Status.ON_TRACK, Status.BEHIND),
        ("82", "79", "80", Status.REGRESSED, Status.REGRESSED),
        ("78", "79", "80", Status.ON_TRACK, Status.REGRESSED),
        ("82", "79", "—", Status.BEHIND, Status.UNJUDGED),
    ],
)
def test_rule_10_an_annual_target_decides_and_the_straight_line_is_told_beside_it(
    target: str, value: str, baseline: str, status: Status, linear: Status
) -> None:
    verdict = judge("higher", baseline, "90", observed(y2023=value), annual_targets=annual(2023, target))
    assert seen(verdict.status, verdict.linear_status) == (status, linear)
    assert Flag.ANNUAL_TARGET in verdict.flags


@pytest.mark.parametrize(
    "text", ["持续改善", "完成市下达任务", "—", "≤95", "Ⅲ类", "下降5%", "90吨", "≥50且不下降"]
)
def test_an_annual_target_that_cannot_be_read_for_the_row_is_absent(text: str) -> None:
    verdict = judge("higher", "80", "90", NOW, annual_targets=annual(2023, text), unit="%")
    assert seen(verdict.status, verdict.linear_status, verdict.flags) == (Status.ON_TRACK, None, ())


def test_the_annual_target_is_that_of_the_year_the_value_is_of() -> None:
    targets = {**annual(2022, "85"), **annual(2023, "89")}
    verdict = judge("higher", "80", "90", observed(y2022="85"), annual_targets=targets)
    assert seen(verdict.status, verdict.flags) == (Status.ON_TRACK, (Flag.ANNUAL_TARGET, Flag.AS_OF_YEAR))


def test_rule_11_without_a_baseline_there_is_a_gap_but_no_progress() -> None:
    verdict = judge("higher", "—", "90", NOW)
    assert seen(verdict.status, verdict.reason, verdict.data_year) == (
        Status.UNJUDGED,
        "baseline_missing",
        2023,
    )
    assert seen(verdict.gap, verdict.needed_per_year, verdict.completion) == (4, 2, None)


def test_rule_12_worse_than_the_baseline_is_a_regression() -> None:
    assert judge("lower", "40", "30", observed(y2023="41")).status is Status.REGRESSED
    assert judge("rate", "12", "10", observed(y2023="增长2%")).status is Status.REGRESSED


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "status"),
    [
        ("count", "0", "5", "3", Status.ON_TRACK),
        ("count", "0", "5", "2", Status.BEHIND),
        ("count", "0", ">4", "3", Status.ON_TRACK),
        ("class", "劣Ⅴ类", "Ⅲ类", "Ⅴ类", Status.ON_TRACK),
        ("class", "劣Ⅴ类", "Ⅱ类", "Ⅴ类", Status.BEHIND),
    ],
)
def test_rule_13_counts_and_classes_move_in_whole_steps(
    direction: str, baseline: str, target: str, value: str, status: Status
) -> None:
    verdict = judge(direction, baseline, target, observed(y2023=value), decimals=0)
    assert seen(verdict.status, verdict.pace) == (status, None)


@pytest.mark.parametrize(
    ("value", "status", "flags"),
    [
        ("86.6", Status.ON_TRACK, (Flag.AHEAD,)),
        ("86.5", Status.ON_TRACK, ()),
        ("86.0", Status.ON_TRACK, ()),
        ("85.9", Status.ON_TRACK, (Flag.NEAR,)),
        ("85.7", Status.ON_TRACK, (Flag.NEAR,)),
        ("85.6", Status.BEHIND, ()),
        ("83.6", Status.BEHIND, ()),
        ("83.5", Status.BEHIND, (Flag.FAR_BEHIND,)),
        ("80.0", Status.BEHIND, (Flag.FAR_BEHIND, Flag.NOT_STARTED)),
    ],
)
def test_rule_14_pace_decides(value: str, status: Status, flags: tuple[Flag, ...]) -> None:
    verdict = judge("higher", "80", "90", observed(y2023=value))
    assert seen(verdict.status, verdict.flags) == (status, flags)


def test_rule_14_reaching_the_rounded_requirement_is_on_track_too() -> None:
    verdict = judge("higher", "99.0", "99.5", observed(y2022="99.2"), year=2022, decimals=1)
    assert seen(verdict.status, verdict.flags) == (Status.ON_TRACK, ())
    verdict = judge("higher", "99.0", "99.4", observed(y2021="99.1"), year=2021, decimals=1)
    assert seen(verdict.status, verdict.flags) == (Status.ON_TRACK, (Flag.AHEAD,))
    verdict = judge("lower", "33", "<30", observed(y2023="30.9"), decimals=0)
    assert seen(verdict.status, verdict.flags) == (Status.ON_TRACK, (Flag.PRECISION_EQUAL,))


def test_no_progress_is_never_on_track_by_rounding() -> None:
    verdict = judge("higher", "80", "81", observed(y2021="80"), year=2021, decimals=0)
    assert verdict.status is Status.BEHIND


def test_a_verdict_carries_its_word_and_colour() -> None:
    verdict = judge("higher", "80", "90", NOW)
    assert seen(verdict.label, verdict.colour.label, verdict.status.mark) == ("达到序时进度", "绿", "●")


PARTS: list[tuple[tuple[str, ...], int, dict[int, Any], Status, str | None, int | None]] = [
    (("≥82", "不下降"), 2023, observed(y2023="79.9"), Status.BREACHED, None, 2023),
    (("不下降", "≥82"), 2023, observed(y2023="82"), Status.EARLY, None, 2023),
    (("≥82", "≥90"), 2023, observed(y2023="84"), Status.BEHIND, None, 2023),
    (("≥82", "持续改善"), 2023, observed(y2023="84"), Status.UNJUDGED, "manual", None),
    (("≥82", "完成市下达任务", "持续改善"), 2023, observed(y2023="84"), Status.PENDING, None, None),
    (("≥90", "完成市下达任务"), 2023, observed(y2023="79"), Status.REGRESSED, None, 2023),
    (("≥82", "≤95吨", "持续改善"), 2023, observed(y2023="84"), Status.UNJUDGED, "direction_conflict", None),
    (("≥82", "不下降"), 2023, {}, Status.NO_DATA, None, None),
    (("≥82", "持续改善"), 2023, observed(y2023="断流"), Status.NO_DATA, "断流", None),
    (("≥82", "/", "不涉及"), 2025, observed(y2025="82"), Status.ACHIEVED, None, 2025),
    (("/", "不涉及"), 2023, observed(y2023="82"), Status.EXCLUDED, "no_target", None),
    (("≥82", "不下降"), 2023, observed(y2022="79.9"), Status.BREACHED, None, 2022),
]


@pytest.mark.parametrize(("parts", "year", "observations", "status", "reason", "data_year"), PARTS)
def test_the_first_of_the_worst_parts_decides(
    parts: tuple[str, ...],
    year: int,
    observations: Any,
    status: Status,
    reason: str | None,
    data_year: int | None,
) -> None:
    verdict = judge("higher", "80", "≥82且不下降", observations, parts=parts, year=year)
    assert verdict == Verdict(status, reason, data_year=data_year, flags=(Flag.COMPOSITE,))


def test_parts_replace_whatever_target_rules_1_to_3_do_not_answer() -> None:
    split: dict[str, Any] = {"parts": ("≥82", "≥85")}
    assert judge("higher", "80", "90", NOW, **split).flags == (Flag.COMPOSITE,)
    assert judge("higher", "80", "/", NOW, **split).status is Status.EXCLUDED
    assert judge("higher", "80", "完成市下达任务", NOW, **split).status is Status.PENDING
    assert (
        judge("higher", "80", "完成市下达任务", NOW, assigned="≥81且不下降", **split).status is Status.EARLY
    )
    superior = SuperiorVerdict(Status.MISSED)
    assert judge("higher", "80", "90", NOW, superior_verdict=superior, **split).status is Status.MISSED
    assert judge("higher", "80", "90", NOW, doubts=("target_conflict",), **split).reason == "target_conflict"
    targets = annual(2023, "87")
    assert judge("higher", "80", "≥90且不下降", NOW, parts=("≥90",), annual_targets=targets) == Verdict(
        Status.BEHIND, data_year=2023, flags=(Flag.COMPOSITE,)
    )


def test_the_answer_does_not_depend_on_the_callers_arithmetic() -> None:
    question = ask("higher", "1", "3.000000001", observed(y2023="1.7"))
    with decimal.localcontext(decimal.Context(prec=3, rounding=decimal.ROUND_UP)):
        narrow = evaluate(question)
    assert narrow == evaluate(question)
    assert parse("1.23456789", Column.TARGET).value == decimal.Decimal("1.23456789")
