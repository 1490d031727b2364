"""A change of the catalogue in the admin asks for the verdicts that it touches, and for no others."""

import pytest
from django.test import Client
from django.urls import reverse

from counties.models import Plan, PlanEdition
from indicators.models import Indicator, PlanIndicator
from jobs.models import Job
from tests import reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> PlanIndicator:
    reference.load()
    plan = Plan.objects.get(key="140214-hb")
    edition = PlanEdition.objects.create(plan=plan, number=1, file_name="a.xlsx", sha256="0" * 64)
    indicator = Indicator.objects.get(code="pm25")
    return PlanIndicator.objects.create(
        plan=plan, edition=edition, indicator=indicator, sheet="s", row_number=1, table="t", seq="2",
        printed_name="PM2.5", name="PM2.5", name_cell="A1", target_year=2025,
    )  # fmt: skip


def form_of(indicator: Indicator, **changed: str) -> dict[str, object]:
    """The change form as the browser sends it back, with some fields changed."""
    fields = [
        "name",
        "unit",
        "direction",
        "decimals",
        "compare",
        "values",
        "level1",
        "level2",
        "order",
        "note",
    ]
    form: dict[str, object] = {name: getattr(indicator, name) for name in fields}
    form |= {"aliases": "|".join(indicator.aliases), "minimum": "0"}
    form["default_department"] = indicator.default_department_id
    form["related"] = [other.pk for other in indicator.related.all()]
    return {name: "" if value is None else value for name, value in (form | changed).items()}


def test_a_changed_direction_asks_for_all_years_of_its_rows(client: Client, row: PlanIndicator) -> None:
    client.force_login(reference.administrator())

    answer = client.post(
        reverse("admin:indicators_indicator_change", args=[row.indicator_id]),
        form_of(row.indicator, direction="cap"),
    )

    assert answer.status_code == 302
    job = Job.objects.get(task="judging.tasks.recompute")
    assert job.arguments["pairs"] == [[row.pk, [2021, 2022, 2023, 2024, 2025]]]
    assert job.asked_by is not None
    assert job.asked_by.username == "administrator"


def test_an_indicator_that_no_plan_prints_asks_for_no_verdict(client: Client, row: PlanIndicator) -> None:
    client.force_login(reference.administrator())
    indicator = Indicator.objects.get(code="pm10")

    answer = client.post(
        reverse("admin:indicators_indicator_change", args=[indicator.pk]), form_of(indicator, decimals="2")
    )

    assert answer.status_code == 302
    assert Indicator.objects.get(code="pm10").decimals == 2
    assert not Job.objects.filter(task="judging.tasks.recompute").exists()
