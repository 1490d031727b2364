"""Two names of one place: found as near, merged on record, and known by both names from then on."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from counties.models import County
from indicators.actions.sites import merge_sites
from indicators.importers.names import Names
from indicators.models import Indicator, Observation, Site
from jobs.models import Job
from refusals import Refused
from tests import reference
from tests import small_ledger as ledger
from tests.proving import signed_in

pytestmark = pytest.mark.django_db
LONG = "堡子湾（御河，国控）"


@pytest.fixture(autouse=True)
def _reference() -> None:
    reference.load()


@pytest.fixture
def county() -> County:
    return County.objects.get(code="140212")


def figure(site: Site, year: int, text: str) -> Observation:
    indicator = Indicator.objects.get(code="surface-section-class")
    return Observation.objects.create(
        county=site.county,
        indicator=indicator,
        site=site,
        year=year,
        text=text,
        unit="类",
        file_name="甲.xlsx",
    )


@pytest.fixture
def two(county: County) -> tuple[Site, Site]:
    return Site.objects.create(county=county, name="堡子湾"), Site.objects.create(county=county, name=LONG)


@pytest.mark.parametrize(("known", "written"), [("堡子湾", LONG), (LONG, "堡子湾")])
def test_a_name_within_another_is_near(county: County, known: str, written: str) -> None:
    Site.objects.create(county=county, name=known)
    names = Names()
    assert names.near_sites(county, written) == [known]
    assert names.site(county, written) is None


def test_figures_come_under_one_site_and_both_names_lead_to_it(two: tuple[Site, Site]) -> None:
    short, long = two
    figure(short, 2019, "Ⅳ类")
    moved = figure(long, 2020, "Ⅴ类")
    merge_sites(kept=short.pk, merged=long.pk, by=None)
    moved.refresh_from_db()
    assert (moved.site, Site.objects.get().aliases) == (short, [LONG])
    assert Names().site(short.county, LONG) == short
    act = Act.objects.get(kind="合并监测点位")
    assert act.subject == f"{LONG} → 堡子湾"
    assert act.detail["moved"] == ["地表水断面水质类别 2020年 Ⅴ类"]


def test_a_row_that_comes_under_a_site_with_figures_is_judged_again(two: tuple[Site, Site]) -> None:
    """The merged name has no figure of its own: the figures of the one that stays are the row's from now on."""
    short, long = two
    figure(short, 2022, "Ⅳ类")
    measured = Indicator.objects.get(code="surface-section-class")
    row = ledger.row(ledger.plan(short.county), measured, site=long, baseline_text="Ⅴ类", target_text="Ⅳ类")
    merge_sites(kept=short.pk, merged=long.pk, by=None)
    job = Job.objects.get(title__startswith="重算")
    assert [pk for pk, _ in job.arguments["pairs"]] == [row.pk]
    assert Job.objects.filter(title="复核数据质疑").exists()


def test_two_figures_for_one_thing_keep_both_sites(two: tuple[Site, Site]) -> None:
    short, long = two
    figure(short, 2020, "Ⅳ类")
    figure(long, 2020, "Ⅴ类")
    with pytest.raises(Refused, match="地表水断面水质类别 2020年"):
        merge_sites(kept=short.pk, merged=long.pk, by=None)
    assert (Site.objects.count(), Act.objects.filter(kind="合并监测点位").count()) == (2, 0)


def test_sites_of_two_counties_are_two_places(two: tuple[Site, Site]) -> None:
    other = Site.objects.create(county=County.objects.get(code="140214"), name="堡子湾")
    with pytest.raises(Refused, match="不在同一县区"):
        merge_sites(kept=two[0].pk, merged=other.pk, by=None)
    with pytest.raises(Refused, match="两个不同"):
        merge_sites(kept=two[0].pk, merged=two[0].pk, by=None)


def test_a_keeper_of_reference_data_chooses_which_one_stays(client: Client, two: tuple[Site, Site]) -> None:
    keeper = signed_in(client, reference.administrator())
    page, chosen = reverse("admin:indicators_site_changelist"), [site.pk for site in two]
    asked = keeper.post(page, {"action": "merge", "_selected_action": chosen}).content.decode()
    assert "保留哪一个" in asked
    assert Site.objects.count() == 2
    keeper.post(page, {"action": "merge", "_selected_action": chosen, "kept": two[0].pk})
    assert [site.name for site in Site.objects.all()] == ["堡子湾"]
    assert not Job.objects.exists()
