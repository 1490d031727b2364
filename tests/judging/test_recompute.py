"""Stored verdicts: exactly the pairs that depend on a change; incremental equals full; no change, no log."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from attainment import RULES_VERSION
from counties.models import County, Finding
from indicators.actions.recompute import (
    ChangedFigure,
    ask_for_everything,
    ask_for_figures,
    ask_for_rows,
    dependents,
)
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Indicator,
    Observation,
    PlanIndicator,
    Site,
    SuperiorVerdict,
)
from jobs.running import run_queued
from judging.actions.outdated import ask_for_missing, ask_for_new_rules
from judging.models import Attainment, AttainmentChange
from judging.questions import load_inputs
from judging.recompute import COMPARED, recompute
from tests import real_plans, reference

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def hunyuan(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")
    run_queued()


def row(seq: str) -> PlanIndicator:
    return PlanIndicator.objects.get(plan__key="140225-lsqh", seq=seq)


def observe(seq: str, year: int, text: str, **fields: Any) -> Observation:
    target = row(seq)
    value = Decimal(text) if text.replace(".", "").isdigit() else None
    return Observation.objects.create(
        county=target.plan.county,
        indicator=target.indicator,
        year=year,
        text=text,
        value=value,
        unit=fields.pop("unit", target.unit),
        **fields,
    )


def figure(observation: Observation) -> ChangedFigure:
    return ChangedFigure(
        observation.county_id, observation.indicator_id, observation.site_id, observation.year
    )


def everything() -> list[tuple[object, ...]]:
    names = ["plan_indicator_id", "year", *COMPARED]
    return list(Attainment.objects.order_by("plan_indicator_id", "year").values_list(*names))


def verdict(seq: str, year: int) -> Attainment:
    return Attainment.objects.get(plan_indicator=row(seq), year=year)


def settle(observations: Iterable[Observation]) -> None:
    ask_for_figures([figure(o) for o in observations], cause="试", by=None)
    run_queued()


def test_every_printed_row_has_a_verdict_for_every_year() -> None:
    assert Attainment.objects.count() == 30 * 5
    assert set(Attainment.objects.filter(plan_indicator=row("1")).values_list("status", flat=True)) == {
        "pending"
    }


def test_a_figure_reaches_its_year_and_the_later_ones_of_its_rows_only() -> None:
    observation = observe("22", 2023, "0.70")
    assert dependents([figure(observation)]) == {row("22").pk: [2023, 2024, 2025]}


def test_a_cap_below_its_limit_is_held_and_says_so() -> None:
    settle([observe("22", 2023, "0.70")])
    held = verdict("22", 2023)
    assert (held.status, held.colour, held.margin) == ("held", "green", Decimal("0.08"))
    assert held.headroom_used is not None
    assert round(held.headroom_used, 3) == Decimal("0.394")
    assert held.value_text == "0.70"
    assert "≤0.78" in held.explanation


def test_a_figure_in_another_unit_is_converted_exactly() -> None:
    settle([observe("22", 2025, "7000", unit="万m³")])
    assert (verdict("22", 2025).status, verdict("22", 2025).margin) == ("achieved", Decimal("0.08"))


def test_incremental_equals_full() -> None:
    settle([observe("22", 2023, "0.70"), observe("30", 2024, "13.1")])
    settle([observe("22", 2025, "0.79"), observe("27", 2025, "2")])
    stepwise = everything()
    Attainment.objects.all().delete()
    ask_for_everything(by=None)
    run_queued()
    assert everything() == stepwise


def test_a_few_rows_at_a_time_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, rows = everything(), list(PlanIndicator.objects.judged().values_list("pk", flat=True))
    Attainment.objects.all().delete()
    monkeypatch.setattr("judging.recompute.ROWS", 4)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, _step: str = "") -> None:
        told.append((done, total))

    done = recompute({row: range(2021, 2026) for row in rows}, why="rule", progress=tell)  # type: ignore[arg-type] # all that a Job's progress is asked
    assert everything() == whole
    assert (done.judged, done.written, done.changed) == (len(whole), len(whole), 0)
    assert told[-1] == (len(rows), len(rows))
    assert len(told) == -(-len(rows) // 4)


def test_recomputing_without_a_change_leaves_no_trace() -> None:
    settle([observe("22", 2023, "0.70")])
    changes, generations = (
        AttainmentChange.objects.count(),
        set(Attainment.objects.values_list("pk", "generation")),
    )
    ask_for_everything(by=None)
    run_queued()
    assert AttainmentChange.objects.count() == changes
    assert set(Attainment.objects.values_list("pk", "generation")) == generations
    assert ask_for_missing(by=None) is None


def test_a_change_is_logged_with_from_to_and_why() -> None:
    settle([observe("22", 2023, "0.70")])
    change = AttainmentChange.objects.get(plan_indicator=row("22"), year=2023)
    assert (change.from_status, change.to_status, change.why, change.cause) == (
        "no_data",
        "held",
        "data",
        "试",
    )


def judged_by_old_rules(seq: str, year: int) -> None:
    """As an earlier version of the rules left it."""
    Attainment.objects.filter(plan_indicator=row(seq), year=year).update(
        rules_version="0", explanation="旧规则的说明。", status="breached"
    )


def newest(seq: str, year: int) -> AttainmentChange:
    return AttainmentChange.objects.filter(plan_indicator=row(seq), year=year).order_by("-pk")[0]


def test_new_rules_judge_anew_and_are_named_as_the_cause() -> None:
    settle([observe("22", 2023, "0.70")])
    judged_by_old_rules("22", 2023)
    job = ask_for_new_rules(by=None)
    assert job is not None
    assert job.arguments["pairs"] == [(row("22").pk, [2023])]
    run_queued()
    change = newest("22", 2023)
    assert (change.from_status, change.to_status, change.get_why_display()) == ("breached", "held", "规则")
    assert change.cause == f"评价规则由第0版更新为第{RULES_VERSION}版"
    assert ask_for_new_rules(by=None) is None


def test_new_rules_are_named_beside_another_cause() -> None:
    settle([observe("22", 2023, "0.70")])
    judged_by_old_rules("22", 2023)
    Observation.objects.filter(indicator=row("22").indicator, year=2023).update(text="0.71", value="0.71")
    recompute({row("22").pk: [2023]}, why="data", cause="x" * 300)
    change = newest("22", 2023)
    assert change.why == "data"
    assert change.cause.endswith(f"x；同时评价规则由第0版更新为第{RULES_VERSION}版")


def test_every_start_asks_for_what_older_rules_judged() -> None:
    settle([observe("22", 2023, "0.70")])
    judged_by_old_rules("22", 2023)
    reference.load()
    run_queued()
    assert (verdict("22", 2023).status, newest("22", 2023).why) == ("held", "rule")


def test_the_assigned_text_counts_for_the_reporting_precision() -> None:
    target = row("1")
    AssignedTarget.objects.create(
        plan_indicator=target,
        text="≥80.25",
        authority="大同市生态环境局",
        document_number="同环发〔2022〕1号",
        issued_on=dt.date(2022, 1, 1),
    )
    Indicator.objects.filter(pk=target.indicator_id).update(decimals=None)
    assert load_inputs([target.pk])[0].decimals == 2


def test_an_assigned_target_takes_the_place_of_a_delegated_one() -> None:
    settle([observe("1", 2025, "82.0")])
    AssignedTarget.objects.create(
        plan_indicator=row("1"),
        text="≥80",
        authority="大同市生态环境局",
        document_number="同环发〔2022〕1号",
        issued_on=dt.date(2022, 1, 1),
    )
    ask_for_rows([row("1").pk], why="target", cause="下达", by=None)
    run_queued()
    assert (verdict("1", 2025).status, verdict("1", 2025).target_text) == ("achieved", "≥80")


def test_an_annual_target_and_a_superiors_verdict_are_read() -> None:
    common = {"authority": "市", "document_number": "1号", "issued_on": dt.date(2023, 1, 1)}
    observe("30", 2023, "13.0")
    AnnualTarget.objects.create(plan_indicator=row("30"), year=2023, text="12.9", **common)
    SuperiorVerdict.objects.create(plan_indicator=row("29"), year=2025, status="missed", **common)
    recompute({row("30").pk: [2023], row("29").pk: [2025]}, why="target")
    assert (verdict("30", 2023).status, verdict("30", 2023).flags) == ("on_track", ["annual_target"])
    assert (verdict("29", 2025).status, verdict("29", 2025).flags) == ("missed", ["superior_verdict"])


def test_an_open_doubt_keeps_a_row_unjudged_until_a_person_decides() -> None:
    settle([observe("22", 2025, "0.70")])
    doubt = Finding.objects.create(
        county=row("22").plan.county,
        plan=row("22").plan,
        rule="试",
        subject="22",
        severity="error",
        message="单位不可能成立",
        doubt="unit_conflict",
        fingerprint="x",
    )
    row("22").findings.add(doubt)
    recompute({row("22").pk: [2025]}, why="doubt")
    assert (verdict("22", 2025).status, verdict("22", 2025).reason) == ("unjudged", "unit_conflict")


def test_several_bases_without_a_preference_are_a_conflict() -> None:
    observe("22", 2025, "0.70", basis="快报")
    observe("22", 2025, "0.72", basis="年报")
    recompute({row("22").pk: [2025]}, why="data")
    assert (verdict("22", 2025).status, verdict("22", 2025).reason) == ("unjudged", "basis_conflict")


def test_the_figure_without_a_basis_is_preferred_to_others() -> None:
    observe("22", 2025, "0.90", basis="快报")
    observe("22", 2025, "0.72")
    recompute({row("22").pk: [2025]}, why="data")
    assert (verdict("22", 2025).status, verdict("22", 2025).value_text) == ("achieved", "0.72")


def test_part_of_a_year_and_a_sites_value_are_never_the_countys_figure() -> None:
    site = Site.objects.create(county=row("22").plan.county, name="某断面")
    observe("22", 2025, "0.10", site=site)
    observe("22", 2025, "0.20", period="1-9月")
    recompute({row("22").pk: [2025]}, why="data")
    assert (verdict("22", 2025).status, verdict("22", 2025).reason) == ("unjudged", "partial_year")


def test_an_older_generation_never_meets_newer_inputs() -> None:
    first = Attainment.objects.order_by("-generation").values_list("generation", flat=True)[0]
    settle([observe("22", 2023, "0.70")])
    assert verdict("22", 2023).generation > first


def test_inputs_cost_the_same_number_of_queries_for_one_row_and_for_thirty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ids = list(PlanIndicator.objects.judged().values_list("pk", flat=True))
    with django_assert_num_queries(7):
        load_inputs(ids[:1])
    with django_assert_num_queries(7):
        load_inputs(ids)


def test_another_countys_figure_reaches_nothing_here() -> None:
    other = County.objects.get(code="140213")
    figure_elsewhere = ChangedFigure(other.pk, Indicator.objects.get(code="water-total").pk, None, 2023)
    assert dependents([figure_elsewhere]) == {}


def test_a_total_of_yearly_flows_is_kept_as_the_total_that_was_judged() -> None:
    AssignedTarget.objects.create(
        plan_indicator=row("18"),
        text="10",
        authority="市",
        document_number="1号",
        issued_on=dt.date(2022, 1, 1),
    )
    settle([observe("18", 2021, "2.5"), observe("18", 2022, "3.0"), observe("18", 2023, "1.5")])
    judged = verdict("18", 2023)
    assert judged.value_text == "7.0"
    assert judged.observation is not None
    assert judged.observation.text == "1.5"
