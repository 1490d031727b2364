"""Figures of a file weighed before they come in: what is odd about them, and which verdicts of their year they change."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attainment import Status
from counties.models import County, Finding, Plan, Ruling
from imports.models import ImportBatch
from indicators.actions.observations import apply_observations
from indicators.models import AnnualTarget, Indicator, Magnitude, PlanIndicator
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


def test_the_confirmation_takes_what_the_preview_weighed_while_nothing_has_moved() -> None:
    batch = staged(row(**AIR, year=2022, value="30"))
    _mark(batch)
    apply_observations(batch.pk, by=None, only_clean=False)
    batch.refresh_from_db()
    assert [one["hints"] for one in batch.report["rows"]] == [["从预览取来"]]
    assert "weighed" not in batch.report


def test_what_moved_since_is_weighed_again() -> None:
    batch = staged(row(**AIR, year=2022, value="30"))
    _mark(batch)
    _figure()
    apply_observations(batch.pk, by=None, only_clean=False)
    batch.refresh_from_db()
    assert "从预览取来" not in str(batch.report["rows"])


def _mark(batch: ImportBatch) -> None:
    batch.report["weighed"]["rows"] = {"2": [[], ["从预览取来"], ""]}
    batch.save()


def _figure() -> None:
    apply_observations(staged(row(**AIR, year=2021, value="33")).pk, by=None, only_clean=False)


def _pm25() -> PlanIndicator:
    return PlanIndicator.objects.judged().get(indicator__code="pm25")


def _target() -> None:
    AnnualTarget.objects.create(
        plan_indicator=_pm25(), year=2022, text="31", document_number="1号", issued_on="2022-01-01"
    )


def _doubt() -> None:
    county = _pm25().plan.county
    found = Finding.objects.create(
        county=county,
        rule="试",
        subject="试",
        severity="error",
        message="试。",
        doubt="target_conflict",
        fingerprint="试",
    )
    found.plan_indicators.add(_pm25())


def _ruling() -> None:
    Ruling.objects.create(
        county=_pm25().plan.county,
        plan=_pm25().plan,
        listed="indicators",
        row=_pm25().pk,
        kind="target",
        value="30",
        reason="试",
        by=reference.reviewer(),
    )


def _magnitude() -> None:
    city = _pm25().plan.county.parent
    assert city is not None
    Magnitude.objects.create(city=city, indicator=_pm25().indicator, lowest=0, highest=1)


MOVES: dict[str, Callable[[], object]] = {
    "a figure of another year": _figure,
    "an annual target": _target,
    "a doubt": _doubt,
    "a ruling": _ruling,
    "the city's magnitudes": _magnitude,
    "a stored verdict": lambda: Attainment.objects.filter(plan_indicator=_pm25(), year=2022).update(
        status="held"
    ),
    "the printed target": lambda: PlanIndicator.objects.filter(pk=_pm25().pk).update(target_text="29"),
    "the plan's years": lambda: Plan.objects.filter(pk=_pm25().plan_id).update(base_year=2019),
    "the catalogue": lambda: Indicator.objects.filter(code="pm25").update(maximum=400),
    "the county's area": lambda: County.objects.filter(code="140212").update(area_km2=1),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_whatever_is_read_for_it_is_in_the_basis(move: Callable[[], object]) -> None:
    before = _basis()
    assert _basis() == before
    move()
    assert _basis() != before


def test_what_another_county_reports_is_not() -> None:
    before = _basis()
    apply_observations(staged(row(year=2022, value="13.5")).pk, by=None, only_clean=False)
    assert _basis() == before


def _basis() -> str:
    basis: str = staged(row(**AIR, year=2022, value="30")).report["weighed"]["basis"]
    return basis


def test_ten_times_the_rows_ask_no_more_of_the_database() -> None:
    counted = []
    for years in (range(2021, 2022), range(2016, 2026)):
        with CaptureQueriesContext(connection) as asked:
            batch = staged(*(row(**AIR, year=year, value="30") for year in years))
        with CaptureQueriesContext(connection) as more:
            apply_observations(batch.pk, by=None, only_clean=True, accept="试验")
        counted.append((len(asked), len(more)))
    assert counted[0] >= counted[1]
