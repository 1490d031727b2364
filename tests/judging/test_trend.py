"""The chart of a row: where its marks stand, which path leads to the target, what an outlook rests on."""

from decimal import Decimal
from typing import Any

import pytest

from attainment import Prospect
from indicators.models import AnnualTarget, Observation, PlanIndicator
from judging.models import Attainment
from judging.questions import Inputs, load_inputs
from judging.recompute import recompute
from judging.summaries.trend import Mark, Trend, outlook_of, question_for_chart, trend_of
from tests import small_ledger as small

pytestmark = pytest.mark.django_db


def row(*, target: str = "88", baseline: str = "80", **fields: Any) -> PlanIndicator:
    """One row of an invented plan; `fields` are the indicator's."""
    plan = small.plan(small.county())
    return small.row(
        plan, small.indicator(**fields), target_text=target, baseline_text=baseline, baseline_cell="C1"
    )


def observe(of: PlanIndicator, values: dict[int, str], **fields: Any) -> None:
    for year, text in values.items():
        number = Decimal(text) if text.replace(".", "").isdigit() else None
        Observation.objects.create(
            county=of.plan.county, indicator=of.indicator, site=of.site, year=year, text=text, value=number,
            unit=of.unit, **fields,
        )  # fmt: skip


def inputs_of(of: PlanIndicator) -> Inputs:
    return load_inputs([of.pk])[0]


def drawn(of: PlanIndicator) -> Trend:
    inputs = inputs_of(of)
    question = question_for_chart(inputs)
    assert question is not None
    return trend_of(inputs, question)


def marks(trend: Trend, mark: Mark) -> list[tuple[int, str, str]]:
    return [(point.year, f"{point.value:f}", point.text) for point in trend.points if point.mark is mark]


def test_a_level_row_shows_baseline_history_annual_targets_and_target() -> None:
    one = row()
    observe(one, {2018: "78", 2021: "82.5", 2022: "断流"})
    AnnualTarget.objects.create(
        plan_indicator=one,
        year=2023,
        text="85",
        authority="市局",
        document_number="1",
        issued_on="2023-01-01",
    )
    trend = drawn(one)
    assert marks(trend, Mark.BASELINE) == [(2020, "80", "80")]
    assert marks(trend, Mark.OBSERVED) == [(2018, "78", "78"), (2021, "82.5", "82.5")]
    assert marks(trend, Mark.ANNUAL) == [(2023, "85", "≥85")]
    assert marks(trend, Mark.TARGET) == [(2025, "88", "≥88")]
    assert (trend.first_year, trend.last_year, trend.path_name) == (2018, 2025, "目标路径")


PATHS: dict[str, dict[str, Any]] = {
    "a level": {},
    "whole steps": {"baseline": "0", "target": "3", "direction": "count", "unit": "个"},
    "whole steps down": {"baseline": "劣Ⅴ类", "target": "Ⅲ类", "direction": "class", "unit": ""},
    "a rate": {"baseline": "19.9", "target": "10", "direction": "rate"},
    "an intensity": {"baseline": "—", "target": "15", "direction": "log_rate"},
    "a strict limit": {"baseline": "40", "target": "<30", "direction": "lower", "decimals": 0},
    "annual flows": {"baseline": "—", "target": "30", "direction": "cumulative", "unit": "亩"},
}


@pytest.mark.parametrize("given", PATHS.values(), ids=PATHS)
def test_the_path_is_what_the_verdicts_require(given: dict[str, Any]) -> None:
    one = row(**given)
    start = {"lower": "40", "class": "劣Ⅴ类"}.get(given.get("direction", ""), "0")
    observe(one, dict.fromkeys(range(2021, 2025), "80" if not given else start))
    recompute({one.pk: one.plan.years}, why="data")
    path = dict(drawn(one).path)
    required = {
        verdict.data_year: verdict.required
        for verdict in Attainment.objects.filter(plan_indicator=one, required__isnull=False)
    }
    assert len(required) >= 4
    for year, value in required.items():
        assert value is not None
        assert abs(path[year or 0] - value) < Decimal("1e-9"), year


def test_a_limit_to_keep_is_a_flat_line() -> None:
    trend = drawn(row(baseline="0.648", target="0.78", direction="cap", unit="亿m³"))
    assert trend.path_name == "控制线"
    assert trend.path == ((2020, Decimal("0.78")), (2025, Decimal("0.78")))


def test_without_a_baseline_there_is_a_line_but_no_way_to_it() -> None:
    trend = drawn(row(baseline="—"))
    assert trend.path_name == "目标线"
    assert marks(trend, Mark.BASELINE) == []


def test_a_delegated_row_shows_its_values_without_a_target() -> None:
    one = row(target="完成市级考核任务")
    observe(one, {2021: "82"})
    trend = drawn(one)
    assert (trend.path, marks(trend, Mark.TARGET)) == ((), [])
    assert marks(trend, Mark.OBSERVED) == [(2021, "82", "82")]


def test_annual_flows_are_drawn_as_totals_since_the_start() -> None:
    one = row(target="30", baseline="99", direction="cumulative", unit="亩")
    observe(one, {2019: "7", 2021: "5", 2022: "6.5"})
    trend = drawn(one)
    assert marks(trend, Mark.BASELINE) == [(2020, "0", "0")]
    assert marks(trend, Mark.OBSERVED) == [(2021, "5", "5.0"), (2022, "11.5", "11.5")]
    assert trend.quantity == "自2020年起的当年值累计"


def test_a_total_with_a_hole_says_at_least() -> None:
    one = row(target="30", direction="cumulative", unit="亩")
    observe(one, {2021: "5", 2023: "6"})
    assert marks(drawn(one), Mark.OBSERVED) == [(2021, "5", "5.0"), (2023, "11", "至少11.0")]


def test_a_value_in_another_unit_is_placed_in_the_rows_unit_and_printed_as_it_is() -> None:
    one = row(baseline="0.6", target="0.78", direction="cap", unit="亿m³")
    Observation.objects.create(
        county=one.plan.county,
        indicator=one.indicator,
        year=2021,
        text="6480",
        value=Decimal(6480),
        unit="万m³",
    )
    assert marks(drawn(one), Mark.OBSERVED) == [(2021, "0.648", "6480万m³")]


def test_a_class_stands_at_its_rank() -> None:
    one = row(baseline="Ⅴ类", target="Ⅲ类", direction="class", unit="")
    observe(one, {2021: "IV类"})
    trend = drawn(one)
    assert trend.is_class
    assert marks(trend, Mark.OBSERVED) == [(2021, "4", "IV类")]


def test_figures_after_the_target_year_are_another_plans() -> None:
    one = row()
    observe(one, {2025: "90", 2026: "91"})
    assert [year for year, _, _ in marks(drawn(one), Mark.OBSERVED)] == [2025]


def test_an_outlook_rests_on_the_newest_unbroken_run() -> None:
    one = row()
    observe(
        one, {2015: "10", 2017: "81", 2018: "82", 2019: "83", 2020: "84", 2021: "85", 2022: "86", 2023: "87"}
    )
    outlook = outlook_of(inputs_of(one).question(2023))
    assert (outlook.n, outlook.h, outlook.prospect) == (7, 2, Prospect.LIKELY)


def test_an_outlook_does_not_look_past_the_asked_year() -> None:
    one = row()
    observe(one, {2019: "83", 2020: "84", 2021: "85", 2022: "86", 2023: "60"})
    assert outlook_of(inputs_of(one).question(2022)).n == 4


def test_a_change_of_basis_ends_the_run() -> None:
    one = row()
    observe(one, {2018: "80", 2019: "81", 2020: "82"}, basis="扣除沙尘")
    observe(one, {2021: "83", 2022: "84"}, basis="实况")
    outlook = outlook_of(inputs_of(one).question(2022))
    assert (outlook.n, outlook.prospect) == (2, Prospect.NONE)


def test_a_point_says_its_one_unit() -> None:
    level = row(target="29", baseline="33", direction="lower", unit="μg/m³")
    observe(level, {2021: "32", 2022: "0.031mg/m³"})
    said = {(point.mark.value, point.year): point.said for point in drawn(level).points}
    assert said == {
        ("baseline", 2020): "33μg/m³",
        ("observed", 2021): "32μg/m³",
        ("observed", 2022): "0.031mg/m³",
        ("target", 2025): "≤29μg/m³",
    }


def test_a_point_of_a_flow_says_what_it_is_about() -> None:
    flow = row(target="30", direction="cumulative", unit="亩")
    observe(flow, {2021: "5", 2022: "6.5"})
    assert [point.said for point in drawn(flow).of(Mark.OBSERVED)] == [
        "累计5.0亩（2021年5）",
        "累计11.5亩（2021年5、2022年6.5合计）",
    ]
