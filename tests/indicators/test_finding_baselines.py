"""Baselines of another quantity or year, claims instead of numbers, and figures in force that disagree."""

import pytest

from counties.findings import Rule
from indicators.findings import baselines
from tests.indicators.finding_rows import figure, ledger, measure, plan, row

CUT = measure("gdp-water-cut", "%", "log_rate")
SHARE = measure("forest-rate", "%", "higher")


@pytest.mark.parametrize(
    ("text", "said"),
    [("33.98m³（现状值）", "单位是“m³”"), ("17.71%（比 2015 年）", "相对 2015 年")],
)
def test_a_baseline_of_another_kind_is_told(text: str, said: str) -> None:
    (found,) = baselines.baseline_kind(ledger(row(what=CUT, baseline=text)))

    assert said in found.message
    assert found.cells[1].text == text


@pytest.mark.parametrize("text", ["85.5", "85.5%", "85.5（现状值）", "/", "17.71%（比 2020 年）"])
def test_a_baseline_of_the_row_s_own_kind_is_not(text: str) -> None:
    assert not list(baselines.baseline_kind(ledger(row(what=CUT, baseline=text))))


def test_another_baseline_year_is_one_finding_with_all_its_rows() -> None:
    rows = [
        row(1, what=SHARE, baseline="87.1", baseline_year=2019),
        row(2, what=SHARE, baseline="10.57", baseline_year=2019),
        row(3, what=SHARE, baseline="/", baseline_year=2019),
    ]

    (found,) = baselines.baseline_year(ledger(*rows))

    assert (found.subject, found.plan_rows) == ("2019", (1, 2))
    assert "2 行基准值是 2019 年的" in found.message


def test_the_plan_s_own_base_year_is_nothing_to_tell() -> None:
    assert not list(baselines.baseline_year(ledger(row(baseline="33"))))


def test_one_claim_in_several_rows_is_one_finding() -> None:
    claim = "完成市下达的“十三五”减排任务"
    rows = [row(pk, what=CUT, baseline=claim) for pk in (1, 2, 3)]

    (found,) = baselines.baseline_claim(ledger(*rows))

    assert (found.rule, found.plan_rows) == (Rule.BASELINE_CLAIM, (1, 2, 3))


def test_results_of_the_last_period_are_told_once_per_plan() -> None:
    rows = [
        row(1, what=CUT, baseline="1.6"),
        row(2, of=plan(2), what=CUT, baseline="8.74"),
        row(3, what=SHARE, baseline="13.66"),
        row(4, what=CUT, baseline="0"),
    ]

    found = list(baselines.past_result(ledger(*rows)))

    assert [one.plan_rows for one in found] == [(1,), (2,)]


def test_a_baseline_that_the_figure_in_force_contradicts_is_told_with_both_cells() -> None:
    stood = row(what=SHARE, baseline="17.41")

    (found,) = baselines.baseline_observed(
        ledger(stood, figures=(figure("18.12", unit="%", code="forest-rate"),))
    )

    assert "“17.41”%" in found.message
    assert "“18.12”%" in found.message
    assert [cell.cell for cell in found.cells] == ["E6", "F2"]


@pytest.mark.parametrize(
    ("own", "unit", "observed", "observed_unit"),
    [("0.648", "亿m³", "6480", "万m³"), ("0.0096", "亿m³", "96", "万m³"), ("0.650", "亿m³", "0.65", "亿m³")],
)
def test_the_same_quantity_in_another_unit_agrees(
    own: str, unit: str, observed: str, observed_unit: str
) -> None:
    water = measure("water", "亿m³", "cap")
    figures = (figure(observed, unit=observed_unit, code="water"),)

    assert not list(
        baselines.baseline_observed(ledger(row(what=water, unit=unit, baseline=own), figures=figures))
    )


def test_a_figure_of_another_year_or_a_flow_is_not_compared() -> None:
    other_year = ledger(
        row(what=SHARE, baseline="17.41"), figures=(figure("18", year=2019, unit="%", code="forest-rate"),)
    )
    flow = ledger(row(what=CUT, baseline="1.6"), figures=(figure("5", unit="%", code="gdp-water-cut"),))

    assert not list(baselines.baseline_observed(other_year))
    assert not list(baselines.baseline_observed(flow))
