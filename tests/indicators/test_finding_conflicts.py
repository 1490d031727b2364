"""Two targets, two values, two plans: what is a contradiction and what says the same in other words."""

import pytest

from counties.findings import NOTICE, WARNING, Rule
from indicators.findings import conflicts
from tests.indicators.finding_rows import ledger, measure, plan, row

MAIN = plan(1)
RATE = measure("cod-cut-rate", "%", "rate")


def test_two_targets_for_one_indicator_keep_its_row_unjudged() -> None:
    first = row(1, of=MAIN, target="<30")
    second = row(2, of=MAIN, seq="", table="表1.1-3", target="35", is_repeat=True)

    (found,) = conflicts.two_targets(ledger(second, first))

    assert (found.rule, found.doubt, found.plan_rows) == (Rule.TARGET_CONFLICT, "target_conflict", (1, 2))
    assert "“<30”μg/m³" in found.message
    assert "“35”μg/m³" in found.message
    assert [cell.text for cell in found.cells] == ["<30", "35"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("85", "85%"),
        ("≥85", "85"),
        ("0.85", "0.850"),
        ("完成市局下达任务", "完成市级考核任务"),
        ("/", "暂无数据"),
    ],
)
def test_the_same_target_in_other_words_is_no_conflict(first: str, second: str) -> None:
    share = measure("share", "%", "higher")
    rows = [row(1, what=share, target=first), row(2, what=share, seq="2", target=second)]

    assert not list(conflicts.two_targets(ledger(*rows)))


def test_a_cut_printed_as_a_number_and_as_a_decrease_is_one_target() -> None:
    number = row(1, what=RATE, target="19.91")
    worded = row(2, what=RATE, unit="吨", target="降低19.91%", is_repeat=True)

    assert not list(conflicts.two_targets(ledger(number, worded)))


def test_a_rise_is_not_the_cut_of_the_same_size() -> None:
    rows = [row(1, what=RATE, target="降低5%"), row(2, what=RATE, seq="2", target="增长5%")]

    assert list(conflicts.two_targets(ledger(*rows)))


def test_another_unit_of_the_same_size_is_the_same_target() -> None:
    area = measure("area", "km²", "higher")
    rows = [
        row(1, what=area, unit="亩", target="1500"),
        row(2, what=area, unit="公顷", seq="2", target="100"),
    ]

    assert not list(conflicts.two_targets(ledger(*rows)))


def test_two_final_values_are_told_and_doubt_nothing() -> None:
    share = measure("county-sewage-rate", "%", "higher")
    rows = [
        row(7, what=share, seq="7", target="85", final="90"),
        row(14, what=share, seq="14", target="85", final="100"),
    ]

    (found,) = conflicts.two_values(ledger(*rows))

    assert (found.rule, found.doubt) == (Rule.VALUE_CONFLICT, "")
    assert "[7] 指标印“90”%" in found.message


def test_an_indicator_listed_twice_alike_is_a_notice() -> None:
    rows = [row(1, target="30"), row(2, seq="2", target="30")]

    (found,) = conflicts.listed_twice(ledger(*rows))

    assert (found.rule, found.severity) == (Rule.LISTED_TWICE, NOTICE)


def test_two_plans_of_one_county_that_print_other_numbers_are_a_warning() -> None:
    rows = [row(1, of=plan(1), baseline="33", target="30"), row(2, of=plan(2), baseline="33", target="28")]

    (found,) = conflicts.plans_differ(ledger(*rows))

    assert (found.plan_id, found.severity, found.plan_rows) == (None, WARNING, (1, 2))
    assert "目标" in found.message
    assert "基准值" not in found.message


def test_a_plan_that_is_silent_where_the_other_speaks_is_only_a_notice() -> None:
    rows = [row(1, of=plan(1), target="不缩小"), row(2, of=plan(2), target="暂无数据")]

    (found,) = conflicts.plans_differ(ledger(*rows))

    assert found.severity == NOTICE


def test_plans_of_other_counties_or_periods_are_not_compared() -> None:
    rows = [
        row(1, of=plan(1), target="30"),
        row(2, of=plan(2, county_id=99), target="28"),
        row(3, of=plan(3, period=(2016, 2020)), target="35"),
    ]

    assert not list(conflicts.plans_differ(ledger(*rows)))
