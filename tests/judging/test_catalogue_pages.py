"""The catalogue and one entry across counties: found by any name, shown verbatim, within the reader's scope."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator, Observation, Site
from judging.catalogue_filter import CatalogueFilter
from judging.summaries.compare import compare, entries
from judging.summaries.series import Series, figures_of, series_keys, series_of
from tests import reference
from tests import small_ledger as small
from tests.seeing import text

pytestmark = pytest.mark.django_db


def observe(county: Any, indicator: Indicator, year: int, value: str, **fields: Any) -> Observation:
    given = {"unit": indicator.unit, "value": Decimal(value), **fields}
    return Observation.objects.create(county=county, indicator=indicator, year=year, text=value, **given)


@pytest.fixture
def three() -> list[Indicator]:
    return [
        small.indicator(
            "pm25", name="PM2.5年均浓度", aliases=["细颗粒物"], direction="lower", unit="μg/m³", order=1
        ),
        small.indicator("pm25-cut", name="PM2.5浓度下降率", direction="rate", order=2, level1="生态文明"),
        small.indicator("pm10", name="可吸入颗粒物", observed_only=True, direction="lower", order=3),
    ]


FILTERS = {
    "by name": ({"text": "PM2.5"}, ["pm25", "pm25-cut"]),
    "by alias": ({"text": "细颗粒物"}, ["pm25"]),
    "by code": ({"text": "pm10"}, ["pm10"]),
    "by the printed name": ({"text": "区PM2.5浓度"}, ["pm25"]),
    "by category": ({"level1": "生态文明"}, ["pm25-cut"]),
    "by direction": ({"direction": "lower"}, ["pm25", "pm10"]),
    "in a plan": ({"used": "plan"}, ["pm25"]),
    "in no plan": ({"used": "observed"}, ["pm25-cut", "pm10"]),
    "nothing": ({"text": "没有"}, []),
    "everything": ({}, ["pm25", "pm25-cut", "pm10"]),
}


@pytest.mark.parametrize(("asked", "codes"), FILTERS.values(), ids=FILTERS)
def test_the_catalogue_is_filtered(three: list[Indicator], asked: dict[str, str], codes: list[str]) -> None:
    plan = small.plan(small.county())
    small.row(plan, three[0], printed_name="区PM2.5浓度")
    assert [found.code for found in CatalogueFilter(asked, [plan.county_id]).qs] == codes


def test_the_list_says_where_an_entry_is_used_and_what_sounds_like_it(
    city: Client, three: list[Indicator]
) -> None:
    three[0].related.add(three[1])
    row = small.row(small.plan(small.county()), three[0])
    observe(row.plan.county, three[0], 2019, "40")
    page = text(city, reverse("indicator-list"))
    assert reverse("plan-indicator", args=[row.pk]) in page
    assert page.count(reverse("indicator", args=["pm25-cut"])) == 2
    assert "3 项" in page


def test_a_clerk_sees_the_whole_catalogue_but_only_own_uses_and_figures(
    client: Client, three: list[Indicator]
) -> None:
    own, foreign = small.county(), small.county("990002", "乙县")
    rows = [small.row(small.plan(county), three[0]) for county in (own, foreign)]
    for county, value in ((own, "41"), (foreign, "77")):
        observe(county, three[0], 2019, value)
    client.force_login(reference.clerk(own))
    for address in (reverse("indicator-list"), reverse("indicator", args=["pm25"])):
        page = text(client, address)
        assert reverse("plan-indicator", args=[rows[0].pk]) in page
        assert reverse("plan-indicator", args=[rows[1].pk]) not in page
    assert ">41<" in page
    assert ">77<" not in page
    assert "乙县" not in page


def test_a_note_tells_a_clerk_nothing_of_other_counties(
    client: Client, city: Client, three: list[Indicator]
) -> None:
    own, _ = small.county(), small.county("990002", "乙县")
    three[0].note = "须填累计值。乙县印77，与甲县不可比。按修约后的值比较"
    three[0].save()
    three[1].related.add(three[0])
    addresses = [reverse("indicator", args=["pm25"]), reverse("indicator", args=["pm25-cut"])]
    assert all("乙县印77" in text(city, address) for address in addresses)
    client.force_login(reference.clerk(own))
    for address in addresses:
        page = text(client, address)
        assert "乙县" not in page
    export = client.get(reverse("indicator-list"), {"format": "xlsx"}).content
    cells = [
        str(cell) for line in openpyxl.load_workbook(io.BytesIO(export)).worksheets[0].values for cell in line
    ]
    assert not [cell for cell in cells if "乙县" in cell]


def test_an_empty_result_says_what_to_do(city: Client, three: list[Indicator]) -> None:
    assert "没有符合条件的指标" in text(city, reverse("indicator-list") + "?text=没有")
    Indicator.objects.all().delete()
    assert "指标目录是空的" in text(city, reverse("indicator-list"))


def test_an_unknown_code_is_not_found(city: Client) -> None:
    assert city.get(reverse("indicator", args=["nothing"])).status_code == 404


def test_counties_stand_side_by_side_verbatim_with_the_years_verdicts(
    city: Client, three: list[Indicator]
) -> None:
    first = small.row(small.plan(small.county()), three[0], target_text="<30", baseline_text="33")
    second = small.row(small.plan(small.county("990002", "乙县")), three[0], target_text="完成省下达任务")
    small.verdict(first, "behind", 2023, explanation="应达29.8，实际31。", value_text="31")
    small.verdict(second, "pending", 2023)
    page = text(city, reverse("indicator", args=["pm25"]) + "?year=2023")
    for said in ("&lt;30", "完成省下达任务", "应达29.8，实际31。", "进度滞后", "目标待下达", "甲县", "乙县"):
        assert said in page, said


def test_a_plan_of_another_period_says_so(city: Client, three: list[Indicator]) -> None:
    county = small.county()
    small.row(small.plan(county), three[0])
    small.row(small.plan(county, "old", period_start=2016, period_end=2020, base_year=2015), three[0])
    assert "规划期 2016–2020，不含 2023 年" in text(city, reverse("indicator", args=["pm25"]) + "?year=2023")


def test_the_newest_year_with_a_figure_is_the_default(three: list[Indicator]) -> None:
    row = small.row(small.plan(small.county()), three[0])
    observe(row.plan.county, three[0], 2019, "40")
    observe(row.plan.county, three[0], 2022, "35")
    assert compare(three[0], [row.plan.county_id], None).year == 2022
    assert compare(three[0], [row.plan.county_id], 1999).year == 2022
    assert compare(three[0], [row.plan.county_id], 2024).year == 2024


def all_series(indicator: Indicator, county_id: int) -> list[Series]:
    figures = figures_of(indicator, [county_id])
    return series_of(
        figures, list(series_keys(figures)), compare(indicator, [county_id], None).observed_years
    )


def test_figures_of_sites_bases_and_parts_of_years_have_their_own_lines(three: list[Indicator]) -> None:
    county = small.county()
    site = Site.objects.create(county=county, name="古桥")
    observe(county, three[0], 2022, "35")
    observe(county, three[0], 2021, "36")
    observe(county, three[0], 2022, "34", basis="扣除沙尘")
    observe(county, three[0], 2022, "33", period="1-9月")
    observe(county, three[0], 2022, "50", site=site)
    assert compare(three[0], [county.pk], None).observed_years == (2021, 2022)
    lines = {
        (line.site, line.basis, line.period): [[f.text for f in cell] for cell in line.cells]
        for line in all_series(three[0], county.pk)
    }
    assert lines == {
        ("", "", ""): [["36"], ["35"]],
        ("", "扣除沙尘", ""): [[], ["34"]],
        ("", "", "1-9月"): [[], ["33"]],
        ("古桥", "", ""): [[], ["50"]],
    }


def test_spellings_of_one_unit_are_no_difference_and_other_units_are_said(
    city: Client, three: list[Indicator]
) -> None:
    first, second = small.county(), small.county("990002", "乙县")
    small.row(small.plan(first), three[0], unit="μg/m³")
    small.row(small.plan(second), three[0], unit="ug/m³")
    observe(first, three[0], 2022, "35", unit="µg/m3")
    page = text(city, reverse("indicator", args=["pm25"]))
    assert "各规划单位不同" not in page
    observe(second, three[0], 2022, "0.04", unit="mg/m³")
    small.row(small.plan(second, "again"), three[0], unit="mg/m³")
    page = text(city, reverse("indicator", args=["pm25"]))
    assert "各规划单位不同（μg/m³、mg/m³）" in page


def test_an_invented_figure_carries_the_banner(city: Client, three: list[Indicator]) -> None:
    address = reverse("indicator", args=["pm25"])
    assert "演示数据：" not in text(city, address)
    observe(small.county(), three[0], 2022, "35", is_demo=True)
    assert "演示数据：2021–2025 年数值为虚构" in text(city, address)


def sheets(client: Client, address: str) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_exports_follow_the_filters_and_name_their_sources(city: Client, three: list[Indicator]) -> None:
    row = small.row(small.plan(small.county()), three[0])
    observe(row.plan.county, three[0], 2022, "35.0", file_name="监测.xlsx", sheet="监测数据", cell="F9")
    found = sheets(city, reverse("indicator-list") + "?direction=rate&format=xlsx")
    assert [line[0] for line in found["指标目录"][2:] if line[0]] == ["pm25-cut", "筛选：方向：变化率达到"]
    found = sheets(city, reverse("indicator", args=["pm25"]) + "?year=2023&format=xlsx")
    assert list(found) == ["2023年各县区", "监测数据"]
    assert "监测.xlsx · 监测数据!F9" in found["监测数据"][2]


def test_the_number_of_queries_does_not_grow(
    three: list[Indicator], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    county = small.county()
    plan = small.plan(county)

    def read() -> None:
        for entry in entries(CatalogueFilter({}, [county.pk]).qs, [county.pk]):
            assert all(other.name for other in entry.indicator.related.all())
        found = compare(three[0], [county.pk], None)
        assert [(line.row.source, str(line.row.plan), line.row.site) for line in found.lines]
        figures = figures_of(three[0], [county.pk])
        series = series_of(figures, list(series_keys(figures)[:50]), found.observed_years)
        assert [(f.county.name, f.site) for s in series for cell in s.cells for f in cell]

    small.row(plan, three[0])
    observe(county, three[0], 2022, "1")
    with django_assert_num_queries(14):
        read()
    for number in range(300):
        other = small.indicator(f"other-{number}")
        other.related.add(three[0])
        small.row(plan, three[0], number + 10)
        site = Site.objects.create(county=county, name=f"点位{number}")
        observe(county, three[0], 2022, "1", site=site)
    with django_assert_num_queries(14):
        read()


def test_the_page_of_an_entry_does_not_grow_with_its_sites(city: Client, three: list[Indicator]) -> None:
    county = small.county()
    small.row(small.plan(county), three[0])
    address = reverse("indicator", args=["pm25"])
    text(city, address)
    counted, sizes = [], []
    for sites in (range(60), range(60, 400)):
        places = Site.objects.bulk_create(Site(county=county, name=f"点位{number:03}") for number in sites)
        Observation.objects.bulk_create(
            Observation(
                county=county,
                indicator=three[0],
                site=site,
                year=year,
                text="35",
                value=Decimal(35),
                unit="μg/m³",
            )
            for site in places
            for year in range(2015, 2025)
        )
        with CaptureQueriesContext(connection) as queries:
            page = text(city, address)
        counted.append(len(queries))
        sizes.append(len(page))
    assert counted[0] == counted[1]
    assert sizes[1] < sizes[0] + 500
    assert page.count('<span class="tag">点位') == 50
    assert "共 400 行，第 1 / 8 页" in page
    assert "?year=2023&amp;page=8#figures" in text(city, address + "?year=2023")
    found = text(city, address + "?year=2023&site=位399")
    assert "点位399" in found
    assert '<input type="hidden" name="year" value="2023">' in found
    assert "没有符合筛选条件的数值" in text(city, address + "?site=没有")


def test_excel_holds_the_figures_of_all_pages_or_of_the_county(city: Client, three: list[Indicator]) -> None:
    for code in ("990001", "990002"):
        county = small.county(code, f"县{code}")
        for number in range(30):
            observe(
                county, three[0], 2022, "35", site=Site.objects.create(county=county, name=f"点位{number}")
            )
    address = reverse("indicator", args=["pm25"])
    found = sheets(city, address + "?page=2&format=xlsx")["监测数据"]
    assert sum(line[1] is not None and "点位" in line[1] for line in found[2:]) == 60
    found = sheets(city, address + "?county=990002&format=xlsx")["监测数据"]
    assert {line[0] for line in found[2:] if line[1]} == {"县990002"}
    assert [line[0] for line in found if str(line[0]).startswith("筛选")] == ["筛选：县区：县990002"]
