"""The page of what changed between two moments: a page of it, whatever the ledger holds; all of it as Excel."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from counties.models import County
from indicators.models import Indicator, Observation, Site
from tests import small_ledger as small
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db

PAGE = "/counties/990001/changes/"


@pytest.fixture
def county() -> County:
    return small.county()


def observe(county: County, indicator: Indicator, sites: range, years: range) -> None:
    places = Site.objects.bulk_create(Site(county=county, name=f"点位{number:04}") for number in sites)
    Observation.objects.bulk_create(
        Observation(
            county=county, indicator=indicator, site=site, year=year,
            text="1.5", value=Decimal("1.5"), unit="%",
        )
        for site in places
        for year in years
    )  # fmt: skip


def test_neither_size_nor_queries_grow_with_the_ledger(city: Client, county: County) -> None:
    indicator = small.indicator()
    city.get(PAGE)
    counted, sizes = [], []
    for sites in (range(20), range(20, 420)):
        observe(county, indicator, sites, range(2015, 2025))
        with CaptureQueriesContext(connection) as queries:
            answer = city.get(PAGE)
        counted.append(len(queries))
        sizes.append(len(answer.content))
    assert counted[0] == counted[1]
    assert sizes[1] < sizes[0] + 500
    assert sizes[1] < 60_000
    assert "相比，4200 处不同" in as_seen(answer)
    assert "第 1 / 84 页" in as_seen(answer)
    assert as_seen(answer).count('<td class="nowrap">监测值</td>') == 50


def test_excel_holds_all_of_them_and_says_the_moments(city: Client, county: County) -> None:
    observe(county, small.indicator(), range(230), range(2015, 2025))
    rows = read_workbook(city.get(PAGE, {"format": "xlsx", "page": "2"}).content).sheets[0].rows
    assert sum(row[0] == "监测值" for row in rows) == 2300
    assert rows[0][0].startswith("甲县 变动 ")
    assert any(row[0].startswith("筛选：自：") for row in rows)


def test_one_kind_is_shown_alone_and_the_newest_change_first(city: Client, county: County) -> None:
    row = small.row(small.plan(county), small.indicator())
    small.verdict(row, "behind", 2023)
    observe(county, row.indicator, range(1), range(2015, 2017))
    page = as_seen(city.get(PAGE))
    assert ">监测值</td>" in page
    assert ">评价</td>" in page
    page = as_seen(city.get(PAGE, {"kind": "评价", "sort": "-at"}))
    assert ">监测值</td>" not in page
    assert ">评价</td>" in page
    assert 'aria-sort="descending"' in page


def test_what_is_no_moment_is_told_and_crossed_moments_show_nothing(city: Client, county: County) -> None:
    observe(county, small.indicator(), range(1), range(2015, 2017))
    page = as_seen(city.get(PAGE, {"first": "昨天"}))
    assert "自“昨天”不是日期和时间，未按它筛选。" in page
    assert "2 处不同" in page
    now = timezone.localtime()
    crossed = {"first": f"{now:%Y-%m-%dT%H:%M}", "last": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}"}
    page = as_seen(city.get(PAGE, crossed))
    assert "起始时刻晚于截止时刻，请对调后再查。" in page
    assert "0 处不同" in page


def test_invented_values_are_marked_where_two_moments_are_compared(city: Client, county: County) -> None:
    indicator = small.indicator()
    given = {"county": county, "indicator": indicator, "unit": "%"}
    Observation.objects.create(**given, year=2025, text="88.3", value="88.3", is_demo=True)
    Observation.objects.create(**given, year=2024, text="88.5", value="88.5")
    answer = city.get(PAGE)
    assert answer.context["shows_demo"] is True
    page = as_seen(answer)
    assert "88.3 %（演示数据）" in page
    assert "88.5 %（演示数据）" not in page
    rows = read_workbook(city.get(PAGE, {"format": "xlsx"}).content).sheets[0].rows
    said = [" ".join(map(str, row)) for row in rows]
    assert any("88.3 %（演示数据）" in one for one in said)
    assert any("演示数据：2021–2025 年数值为虚构" in one for one in said)
    Observation.objects.filter(year=2025).delete()
