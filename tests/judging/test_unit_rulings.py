"""A unit that a person rules is held against the county, the catalogue, the figures and the other counties, at the page."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from counties.models import County, Finding, Ruling
from indicators.models import Indicator, Observation, PlanIndicator
from tests import reference
from tests import small_ledger as ledger
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client: Client) -> Client:
    client.force_login(reference.reviewer())
    return client


def measured() -> Indicator:
    return ledger.indicator("erosion", name="水土流失治理面积", unit="km²", minimum=0)


def printed(of: County, what: Indicator, **fields: str) -> PlanIndicator:
    """A row that prints 22 万km² in a county of 1006 km², and the finding that says so."""
    County.objects.filter(pk=of.pk).update(area_km2=Decimal(1006))
    texts: dict[str, Any] = {
        "unit": "万km²",
        "baseline_text": "20",
        "target_text": "22",
        "attribute": "预期性",
        **fields,
    }
    row = ledger.row(ledger.plan(of), what, baseline_cell="C1", **texts)
    found = Finding.objects.create(
        county=of, plan=row.plan, rule="beyond_area", subject=of.code, severity="error",
        message="m", fingerprint="f", doubt="unit_conflict",
    )  # fmt: skip
    found.plan_indicators.add(row)
    return row


def asked(city: Client, row: PlanIndicator, unit: str) -> tuple[str, dict[str, str]]:
    """The preview as it is seen, and what its button sends."""
    typed = {"kind": "unit", "unit-value": unit, "unit-reason": "经与编制单位核对"}
    shown = city.post(reverse("row-rulings", args=[row.pk]), typed, follow=True)
    return as_seen(shown), {**typed, "unit-seen": shown.context["preview"].digest}


def confirmed(city: Client, row: PlanIndicator, sent: dict[str, str]) -> str:
    proof = {"confirm_password": "reviewer-Passw0rd"}
    return as_seen(city.post(reverse("ruling-confirm", args=[row.pk]), {**sent, **proof}, follow=True))


def test_a_unit_under_which_the_county_is_too_small_is_stood_by_or_not_ruled(city: Client) -> None:
    row = printed(ledger.county(), measured())
    page, sent = asked(city, row, "亿亩")
    assert "按“亿亩”，目标“22”大于甲县面积 1006 km²" in page
    assert "按“亿亩”，基准值“20”大于甲县面积 1006 km²" in page
    assert "核实无误" in page
    assert "请勾选“核实无误”" in confirmed(city, row, sent)
    assert not Ruling.objects.exists()
    assert "已裁定：" in confirmed(city, row, {**sent, "unit-sure": "on"})


def test_a_unit_that_fits_is_ruled_without_a_question(city: Client) -> None:
    row = printed(ledger.county(), measured())
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=2024, text="21", value=21, unit="km²"
    )
    page, sent = asked(city, row, "km²")
    assert "核实无误" not in page
    assert "已裁定：" in confirmed(city, row, sent)


def test_a_unit_that_makes_the_target_a_hundredth_of_the_figures_is_asked_about(city: Client) -> None:
    row = printed(ledger.county(), measured())
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=2024, text="21", value=21, unit="km²"
    )
    page, sent = asked(city, row, "公顷")
    assert "按“公顷”，目标“22”是 2024 年监测数据“21km²”的约 1/95，请核对单位" in page
    assert "请勾选“核实无误”" in confirmed(city, row, sent)


def test_figures_in_the_unit_that_is_wrong_are_asked_about_where_the_target_is_still_to_come(
    city: Client,
) -> None:
    row = printed(ledger.county(), measured(), target_text="完成市局下达任务")
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=2024, text="4", value=4, unit="万km²"
    )
    page, sent = asked(city, row, "km²")
    assert "按“km²”，基准值“20”是 2024 年监测数据“4万km²”的约 1/2000，请核对单位" in page
    assert "请勾选“核实无误”" in confirmed(city, row, sent)


def test_a_unit_unlike_that_of_all_other_counties_is_asked_about(city: Client) -> None:
    what = measured()
    row = printed(ledger.county(), what)
    for number, name in enumerate(("乙县", "丙县", "丁县"), start=2):
        printed(ledger.county(f"99000{number}", name), what, unit="km²")
    assert "核实无误" not in asked(city, row, "km²")[0]
    page = asked(city, row, "公顷")[0]
    assert "基准值“20”公顷按每平方公里折算，不到其他各县区的 1/" in page
    assert "乙县" not in page


def test_a_unit_of_another_kind_than_the_catalogues_is_asked_about(city: Client) -> None:
    row = printed(ledger.county(), measured())
    assert "“万t”不能换算为指标目录的单位“km²”，请核对单位" in asked(city, row, "万t")[0]
