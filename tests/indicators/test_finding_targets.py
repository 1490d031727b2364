"""Targets against baselines, claims against numbers, units against the catalogue, names and numbering."""

import pytest

from counties.findings import NOTICE, WARNING
from indicators.findings import claims, names, targets, units
from tests.indicators.finding_rows import ledger, measure, row

CLASS = measure("section-class", "类", "class")


@pytest.mark.parametrize(
    ("direction", "baseline", "target"),
    [("lower", "143", "≤145"), ("higher", "90", "85"), ("count", "3", "2"), ("lower", "29", "<30")],
)
def test_a_target_worse_than_the_baseline_is_a_warning(direction: str, baseline: str, target: str) -> None:
    what = measure("any", "%", direction)

    (found,) = targets.target_backwards(ledger(row(what=what, baseline=baseline, target=target)))

    assert found.severity == WARNING


@pytest.mark.parametrize(
    ("direction", "baseline", "target"),
    [("lower", "33", "<30"), ("higher", "88", "88"), ("cap", "0.648", "0.78"), ("unknown", "0", "5")],
)
def test_a_target_ahead_of_the_baseline_or_a_cap_is_not_backwards(
    direction: str, baseline: str, target: str
) -> None:
    what = measure("any", "%", direction)

    assert not list(targets.target_backwards(ledger(row(what=what, baseline=baseline, target=target))))


def test_classes_are_compared_by_rank() -> None:
    worse = row(what=CLASS, baseline="Ⅲ类", target="IV类")
    better = row(what=CLASS, baseline="V类", target="IV类")

    assert list(targets.target_backwards(ledger(worse)))
    assert not list(targets.target_backwards(ledger(better)))


def test_a_cap_above_the_present_level_is_a_notice() -> None:
    cap = measure("water", "亿m³", "cap")

    (found,) = targets.cap_raised(ledger(row(what=cap, baseline="0.648", target="0.78")))

    assert found.severity == NOTICE


def test_a_claim_that_the_numbers_contradict_is_told() -> None:
    (found,) = claims.claim_contradicted(ledger(row(target="<30", final="33", claim="完成")))

    assert "规划自述“完成”，但期末值“33”μg/m³未满足目标“<30”μg/m³" in found.message


@pytest.mark.parametrize(
    ("target", "final", "claim"),
    [
        ("35", "33", "完成"),
        ("<30", "33", "未完成"),
        ("划定，不降低", "划定，不降低", "完成"),
        ("<30", "33", ""),
        ("完成市级考核任务", "33", "完成"),
    ],
)
def test_claims_that_hold_or_that_nobody_can_judge_are_left_alone(
    target: str, final: str, claim: str
) -> None:
    assert not list(claims.claim_contradicted(ledger(row(target=target, final=final, claim=claim))))


def test_a_claim_of_failure_over_good_numbers_is_told_too() -> None:
    assert list(claims.claim_contradicted(ledger(row(target="35", final="33", claim="未完成"))))


def test_a_unit_of_another_family_keeps_a_main_row_unjudged_but_not_a_repeated_one() -> None:
    cut = measure("cut", "%", "rate")

    (main,) = units.unit_family(ledger(row(what=cut, unit="吨", target="降低5%")))
    (repeat,) = units.unit_family(ledger(row(what=cut, unit="吨", target="降低5%", is_repeat=True)))

    assert (main.doubt, repeat.doubt) == ("unit_conflict", "")


@pytest.mark.parametrize("unit", ["ug/m³", "μg/m3", "mg/m³"])
def test_a_unit_of_the_same_family_fits(unit: str) -> None:
    assert not list(units.unit_family(ledger(row(unit=unit))))


def test_no_printed_unit_is_told_where_the_catalogue_has_one() -> None:
    assert list(units.unit_missing(ledger(row(unit=""))))
    assert not list(units.unit_missing(ledger(row(unit="", what=CLASS))))
    assert not list(units.unit_missing(ledger(row(unit="", what=measure("index", "", "higher")))))


def test_a_left_out_number_is_told_once_per_table() -> None:
    rows = [row(1, seq="1"), row(2, seq="2"), row(4, seq="4"), row(9, seq="", table="表1.1-3")]

    (found,) = names.sequence_gap(ledger(*rows))

    assert (found.subject, found.facts) == ("表 2-1", ("3",))


def test_an_unknown_department_is_told_with_its_rows() -> None:
    rows = [row(pk, data_source="信访局", unknown_departments=("信访局",)) for pk in (1, 2)]

    (found,) = names.unknown_department(ledger(*rows))

    assert found.plan_rows == (1, 2)


def test_a_slip_is_told_with_what_it_was_mapped_to() -> None:
    slipped = row(name="受污染建筑用地安全利用率（%）", data_source="文旅居", target="成省市下达任务")

    found = [one.message for one in names.slips(ledger(slipped))]

    assert len(found) == 3
    assert "“建设用地”之误；归入目录指标“目录 pm25”" in found[0]
