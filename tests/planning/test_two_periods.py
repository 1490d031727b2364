"""Two periods at once: a second plan through the real importer, its figures invented, beside the first."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from indicators.actions.recompute import ask_for_rows
from indicators.models import Observation, PlanIndicator
from jobs.running import run_queued
from judging.summaries.periods import newest_full, year_at_hand, year_of_period
from planning.demo.figures import load_demo
from tests import real_plans as real
from tests import small_ledger as small
from tests.planning.next_period import next_plan
from tests.seeing import text

pytestmark = pytest.mark.django_db


def observed(row: PlanIndicator, year: int, value: str = "87") -> None:
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, site=row.site, year=year, text=value, value=value
    )


@pytest.mark.parametrize(
    ("filled", "planned", "shown"),
    [
        pytest.param({}, {}, None, id="nothing"),
        pytest.param({2024: 150, 2025: 149}, {}, 2025, id="one row fewer than the year before"),
        pytest.param({2025: 156, 2026: 1}, {}, 2025, id="the first figure of a year"),
        pytest.param({2025: 156, 2026: 78}, {}, 2025, id="half"),
        pytest.param({2025: 156, 2026: 79}, {}, 2026, id="more than half"),
        pytest.param({2025: 54, 2026: 4}, {2025: 54, 2026: 7}, 2026, id="most of a shorter plan"),
        pytest.param({2025: 54, 2026: 3}, {2025: 54, 2026: 7}, 2025, id="few of a shorter plan"),
    ],
)
def test_the_newest_year_with_most_figures(
    filled: dict[int, int], planned: dict[int, int], shown: int | None
) -> None:
    assert newest_full(filled, planned) == shown


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        pytest.param(-2, 0, id="within"),
        pytest.param(0, 0, id="its first year"),
        pytest.param(-4, 0, id="its last year"),
        pytest.param(2, 2, id="to come"),
        pytest.param(-6, -2, id="over"),
    ],
)
def test_without_figures_the_year_at_hand(first: int, shown: int) -> None:
    now = timezone.localdate().year
    assert year_at_hand(range(now + first, now + first + 5)) == now + shown
    plan = small.plan(small.county(), period_start=now + first, period_end=now + first + 4, base_year=2000)
    small.row(plan, small.indicator())
    assert year_of_period([plan]) == now + shown


def test_one_new_plan_and_its_first_figure_change_no_page_of_the_city(city: Client) -> None:
    real.load_all()
    load_demo()
    plan = next_plan("140213")
    run_queued()
    pages = ("/matrix/", "/counties/", "/counties/140213/", "/counties/140212/")
    for page in pages:
        assert "2021–2025 规划期 · 2025 年（目标年）" in text(city, page), page
    row = plan.indicators.filter(indicator__direction="higher").order_by("pk")[0]
    observed(row, 2026, "99")
    run_queued()
    for page in pages:
        assert "2021–2025 规划期 · 2025 年（目标年）" in text(city, page), page
    # Also where a single indicator has a row of either period.
    assert "2025 年" in text(city, f"/indicators/{row.indicator.code}/")
    assert "约束性指标未全部完成" in text(city, "/matrix/")


def test_a_switch_names_the_other_period_and_how_many_counties_have_it(city: Client) -> None:
    real.load_all()
    next_plan("140213")
    run_queued()
    for page in ("/matrix/", "/counties/"):
        found = text(city, page)
        assert '<a href="?period=2026-2030">2026–2030（1 个县区）</a>' in found
    other = text(city, "/matrix/?period=2026-2030")
    assert '<a href="?period=2021-2025">2021–2025（4 个县区）</a>' in other
    # Nobody has a figure of it yet: the present year, not one to come that would seem to lack data.
    shown = min(max(timezone.localdate().year, 2026), 2030)
    assert f"2026–2030 规划期 · {shown} 年" in other
    # A year alone says its period.
    assert "2021–2025 规划期 · 2024 年" in text(city, "/matrix/?year=2024")


def test_the_banner_of_the_last_final_year_stays_until_the_next_period_is_judged(city: Client) -> None:
    county = small.county()
    days = small.indicator(name="优良天数")
    old, new = (
        small.plan(county),
        small.plan(county, "next", period_start=2026, period_end=2030, base_year=2025),
    )
    missed = small.row(old, days, attribute="约束性")
    small.verdict(missed, "missed", 2025, colour="red")
    fresh = small.row(new, days, attribute="约束性")
    small.verdict(fresh, "no_data", 2026)
    for page in ("/matrix/", "/counties/", f"/counties/{county.code}/"):
        found = text(city, f"{page}?period=2026-2030&year=2026")
        assert "2025 年（上一规划期目标年）约束性指标未全部完成（1 项）" in found, page
        assert f'href="/rows/{missed.pk}/?year=2025">优良天数</a>' in found
    small.verdict(fresh, "on_track", 2027, colour="green")
    assert "约束性指标未全部完成" not in text(city, "/matrix/?period=2026-2030&year=2026")


def test_without_any_figure_a_period_that_few_counties_have_is_not_opened(city: Client) -> None:
    counties = [small.county(f"99000{n}", f"{n}县") for n in (1, 2, 3)]
    days = small.indicator()
    for county in counties:
        small.row(small.plan(county), days)
    new = small.plan(counties[0], "next", period_start=2026, period_end=2030, base_year=2025)
    observed(small.row(new, days), 2026)
    assert "2021–2025 规划期 · 2025 年" in text(city, "/matrix/")
    # On the one county's page its figure counts: it is most of what the shorter plan asks for.
    page = text(city, f"/counties/{counties[0].code}/")
    assert "2026–2030 规划期 · 2026 年" in page
    # How many counties have the other period is no question of one county's page.
    assert '<a href="?period=2021-2025">2021–2025</a>' in page


def test_the_count_of_a_flow_restarts_with_its_period(city: Client) -> None:
    county = small.county()
    trees = small.indicator("trees", name="造林面积", unit="公顷", direction="cumulative", values="annual")
    old, new = (
        small.plan(county),
        small.plan(county, "next", period_start=2026, period_end=2030, base_year=2025),
    )
    small.row(old, trees, target_text="1000")
    fresh = small.row(new, trees, target_text="500", baseline_text="")
    for year, value in ((2024, "300"), (2025, "400"), (2026, "60"), (2027, "70")):
        observed(fresh, year, value)
    ask_for_rows([fresh.pk], why="plan", cause="试验", by=None)
    run_queued()
    page = text(city, f"/rows/{fresh.pk}/?year=2027")
    assert "130" in page
    assert "830" not in page
    assert "700" not in page


def test_publishing_begins_with_the_year_that_the_pages_show(city: Client) -> None:
    real.load_all()
    load_demo()
    next_plan("140213")
    run_queued()
    assert city.get("/publications/new/")["Location"] == "/publications/new/2025/"


def test_a_new_round_offers_the_plans_of_its_year_only(city: Client) -> None:
    county = small.county()
    days = small.indicator()
    old, new = (
        small.plan(county),
        small.plan(county, "next", period_start=2026, period_end=2030, base_year=2025),
    )
    for plan in (old, new):
        small.row(plan, days)
    page = text(city, "/reporting/rounds/open/?year=2026")
    assert _ticked(page) == [f"plans={new.pk}", "years=2026"]
    page = text(city, "/reporting/rounds/open/?year=2025")
    assert _ticked(page) == [f"plans={old.pk}", "years=2025"]


def _ticked(page: str) -> list[str]:
    boxes = re.findall(r"<input type=\"checkbox\"[^>]*>", page)
    found = []
    for box in boxes:
        if "checked" in box:
            name, value = re.search(r'name="(\w+)"', box), re.search(r'value="(\d+)"', box)
            assert name
            assert value
            found.append(f"{name[1]}={value[1]}")
    return sorted(found)
