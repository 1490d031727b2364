"""The powers of ten of a city's figures: coarse, of three counties or more, and nobody's figure in them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from counties.models import County
from indicators.actions.findings import ask_for_findings
from indicators.actions.magnitudes import derive
from indicators.models import Indicator, Magnitude, Observation
from jobs.running import run_queued
from judging.facts import in_unit
from tests import small_ledger as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> Indicator:
    return ledger.indicator("area", unit="km²")


@pytest.fixture
def counties() -> list[County]:
    return [ledger.county(f"99000{number}", f"{name}县") for number, name in enumerate("甲乙丙丁", start=1)]


def in_force(county: County, area: Indicator, text: str, year: int = 2023, unit: str = "km²") -> Observation:
    return Observation.objects.create(
        county=county, indicator=area, year=year, text=text, value=Decimal(text), unit=unit
    )


def bounds() -> list[tuple[int, int]]:
    derive(ledger.city())
    return list(Magnitude.objects.values_list("lowest", "highest"))


def test_three_counties_have_magnitudes_and_two_have_none(area: Indicator, counties: list[County]) -> None:
    in_force(counties[0], area, "12.5")
    in_force(counties[1], area, "340")
    assert bounds() == []
    in_force(counties[2], area, "99")
    assert bounds() == [(1, 2)]


def test_many_years_of_two_counties_are_two_counties(area: Indicator, counties: list[County]) -> None:
    for year in range(2015, 2024):
        for county in counties[:2]:
            in_force(county, area, "12", year)
    assert bounds() == []


def test_figures_that_move_within_their_powers_of_ten_move_nothing(
    area: Indicator, counties: list[County]
) -> None:
    """Whatever a county types or asks, the table says the same for every figure that another may have."""
    told = set()
    for text in ("10", "11.9", "55", "99.999"):
        Observation.objects.all().delete()
        for county, own in zip(counties, (text, "340", "80"), strict=False):
            in_force(county, area, own)
        told |= set(bounds())
    assert told == {(1, 2)}


def test_units_are_converted_and_zero_has_no_magnitude(area: Indicator, counties: list[County]) -> None:
    in_force(counties[0], area, "15000", unit="公顷")
    in_force(counties[1], area, "340")
    in_force(counties[2], area, "0")
    assert bounds() == []
    in_force(counties[2], area, "-21", 2022)
    assert bounds() == [(1, 2)]


def test_what_no_three_counties_have_any_more_is_forgotten(area: Indicator, counties: list[County]) -> None:
    made = [in_force(county, area, "12") for county in counties[:3]]
    assert bounds() == [(1, 1)]
    made[0].delete()
    assert bounds() == []


def test_the_job_that_looks_at_the_city_derives_them(area: Indicator, counties: list[County]) -> None:
    for county in counties[:3]:
        in_force(county, area, "12")
    job = ask_for_findings(by=None)
    run_queued()
    job.refresh_from_db()
    assert job.result["magnitudes"] == 1
    assert Magnitude.objects.get().city == ledger.city()


def test_the_bounds_are_told_in_the_catalogues_unit_and_compared_in_the_cells(area: Indicator) -> None:
    stored = Magnitude(city=ledger.city(), indicator=area, lowest=1, highest=2)
    found = in_unit(stored, "km²", "公顷")
    assert found is not None
    assert (found.text, found.lowest, found.highest) == ("10～1000 km²", Decimal(1000), Decimal(100000))
    assert in_unit(stored, "km²", "t") is None


def test_the_lowest_is_not_above_the_highest(area: Indicator) -> None:
    with pytest.raises(IntegrityError, match="magnitude_in_order"), transaction.atomic():
        Magnitude.objects.create(city=ledger.city(), indicator=area, lowest=2, highest=1)
