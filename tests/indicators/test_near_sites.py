"""A site that is printed otherwise than registered is asked, and never registered beside it unasked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from counties.models import County
from imports.models import ImportBatch
from indicators.importers.names import Names
from indicators.models import Indicator, Observation, Site
from tests import reference
from tests.proving import signed_in
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db

TABLE = [
    ["河流", "断面名称", "2020年断面水质类别"],
    ["十里河", "小站", "Ⅳ类"],
    ["十里河", "高山", "Ⅲ类"],
    ["口泉河", "五一桥", "IV类"],
]
Answer = Callable[..., str]


@pytest.fixture
def county() -> County:
    reference.load()
    return County.objects.get(code="140214")


@pytest.fixture
def known(county: County) -> Site:
    site = Site.objects.create(county=county, name="十里河小站")
    indicator = Indicator.objects.get(code="surface-section-class")
    Observation.objects.create(
        county=county, indicator=indicator, site=site, year=2020, text="Ⅴ类", unit="类", file_name="甲.xlsx"
    )
    return site


@pytest.fixture
def page(client: Client, known: Site) -> str:
    signed_in(client, reference.reviewer())
    file = SimpleUploadedFile("表.xlsx", books({"表2.3-1": TABLE}))
    given = {"file": file, "county": known.county.code}
    return as_seen(client.post(reverse("import-observations"), given, follow=True))


@pytest.fixture
def answer(client: Client, page: str) -> Answer:
    def send(to: str = "import-observations-answers", **given: str) -> str:
        fields = {"表2.3-1/site:B2": given.pop("site")} if "site" in given else {}
        address = reverse(to, args=[ImportBatch.objects.get().pk])
        return as_seen(client.post(address, {**fields, **given}, follow=True))

    return send


def test_a_site_that_is_part_of_a_registered_one_waits_for_an_answer(page: str) -> None:
    assert "有 1 个监测点位与已登记的相近" in page
    assert "就是已登记的 十里河小站" in page
    assert "导入无误的 2 行" in page


def test_only_the_others_go_in_unanswered(answer: Answer, known: Site) -> None:
    answer("import-observations-apply")
    assert set(Site.objects.exclude(pk=known.pk).values_list("name", flat=True)) == {"高山", "五一桥"}


def test_the_answer_holds_the_figure_against_the_one_in_force(answer: Answer, known: Site) -> None:
    page = answer(site="十里河小站")
    assert "的数值“Ⅳ类”与在账数值“Ⅴ类 类”不同" in page
    assert "（已回答）" in page
    answer("import-observations-apply")
    assert not Site.objects.filter(name="小站").exists()


def test_a_new_site_beside_a_near_one_must_be_accepted(answer: Answer) -> None:
    page = answer(site="新点位")
    assert "“小站”将登记为新点位，与已登记的“十里河小站”相近，请核实不是同一处" in page
    answer("import-observations-apply")
    assert not Site.objects.filter(name="小站").exists()
    answer("import-observations-apply", accept_check="site", accept_reason="两处断面相距五公里")
    assert Site.objects.filter(name="小站").exists()


def test_a_site_whose_figures_are_left_out_is_not_registered(answer: Answer) -> None:
    answer(site="新点位")
    page = answer("import-observations-apply", leave_flagged="on")
    assert "已入账 2 行" in page
    assert set(Site.objects.values_list("name", flat=True)) == {"十里河小站", "高山", "五一桥"}
    assert [one["name"] for one in ImportBatch.objects.get().report["new_sites"]] == ["高山", "五一桥"]


@pytest.mark.parametrize(
    ("known_as", "printed", "near"),
    [
        ("堡子湾（御河，国控）", "堡子湾", True),
        ("堡子湾", "堡子湾（御河，国控）", True),
        ("浑河小辛庄（省考）", "小辛庄断面", True),
        ("1号井", "11号井", False),
        ("利仁皂", "御河", False),
    ],
)
def test_what_is_near(county: County, known_as: str, printed: str, near: bool) -> None:
    Site.objects.create(county=county, name=known_as)
    found = Names().sites_around(county, printed)
    assert [site.name for site in found] == ([known_as] if near else [])


def test_the_sites_of_another_county_are_not_near(county: County) -> None:
    Site.objects.create(county=County.objects.get(code="140212"), name="十里河小站")
    assert Names().sites_around(county, "小站") == []


def test_the_command_tells_by_which_key_the_site_is_answered(
    known: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(books({"表2.3-1": TABLE}))
    given = {"county": known.county.code, "only_clean": True}
    with pytest.raises(CommandError):
        call_command("import_observations", str(file), dry_run=True, county=known.county.code)
    assert "（可答：十里河小站、新点位）：--answer '表2.3-1:site:B2=…'" in capsys.readouterr().out
    call_command("import_observations", str(file), **given, answer=["表2.3-1:site:B2=十里河小站"])
    assert not Site.objects.filter(name="小站").exists()
    assert Site.objects.filter(name="高山").exists()


def test_the_river_of_the_table_is_told_and_suggests_the_site_that_names_it(page: str, known: Site) -> None:
    assert "“小站”（十里河）是哪一处" in page
    assert f"（可能是 {known.name}）" in page
    (sheet,) = ImportBatch.objects.get().report["open"]
    (ask,) = (one for one in sheet["asks"] if one["key"] == "site:B2")
    assert ask["suggestion"] == known.name
