"""Figures of a file weighed before they come in: what is odd about them, and which verdicts of their year they change."""

import pytest

from attainment import Status
from indicators.actions.observations import apply_observations
from jobs.running import run_queued
from judging.models import Attainment
from tests import real_plans, reference
from tests.indicators.observing import row, staged

pytestmark = pytest.mark.django_db
AIR = {"county": "新荣", "indicator": "PM2.5年均浓度", "unit": "μg/m³"}


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("新荣-两山七河规划.xlsx")
    run_queued()


def test_the_verdict_that_a_figure_changes_is_named_and_comes_about() -> None:
    batch = staged(row(**AIR, year=2022, value="30"), row(**AIR, year=2023, value="270"))
    rows = {one["place"]: one for one in batch.report["rows"]}
    assert rows["F3"]["flags"]
    assert " → " in rows["F2"]["verdict"]
    apply_observations(batch.pk, by=None, only_clean=False, accept="已与原始记录核对")
    run_queued()
    for place, year in (("F2", 2022), ("F3", 2023)):
        stored = Attainment.objects.get(plan_indicator__indicator__code="pm25", year=year)
        assert rows[place]["verdict"].endswith(f"→ {Status(stored.status).label}")


def test_a_figure_that_changes_nothing_names_nothing() -> None:
    apply_observations(staged(row(**AIR, year=2022, value="30")).pk, by=None, only_clean=False)
    run_queued()
    (one,) = staged(row(**AIR, year=2022, value="30.1")).report["rows"]
    assert "verdict" not in one
    assert one["old"] == "30 μg/m³"


def test_a_figure_that_is_only_about_or_not_settled_must_be_accepted() -> None:
    apply_observations(staged(row(value="13.38")).pk, by=None, only_clean=False)
    batch = staged(row(value="约12"), row(year=2019, value="17.5（初步）"), row(year=2020, value="13.4"))
    flags = {one["place"]: [flag["check"] for flag in one.get("flags", ())] for one in batch.report["rows"]}
    assert flags == {"F2": ["tentative"], "F3": ["tentative"], "F4": []}
