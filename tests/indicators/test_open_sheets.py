"""Sheets that leave something open, on the page: asked, answered, read, put in force; the others do not wait."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports.models import ImportBatch
from indicators.models import Observation
from tests import reference
from tests.proving import signed_in
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db

SECTIONS: list[list[Any]] = [["断面名称", "断面水质类别"], ["堡子湾", "Ⅳ类"]]
AIR: list[list[Any]] = [["年份", "PM2.5(μg/m³)", "二级以上天数"], ["2016年", 43, 285]]


@pytest.fixture(autouse=True)
def _reference() -> None:
    reference.load()


@pytest.fixture
def city(client: Client) -> Client:
    return signed_in(client, reference.reviewer())


def upload(client: Client, sheets: dict[str, list[list[Any]]], county: str = "140212") -> str:
    file = SimpleUploadedFile("新表.xlsx", books(sheets))
    given = {"file": file, "county": county}
    return as_seen(client.post(reverse("import-observations"), given, follow=True))


def send(client: Client, to: str, **given: str) -> str:
    batch = ImportBatch.objects.latest("pk")
    fields = {name.replace("__", "/").replace("_at_", ":"): text for name, text in given.items()}
    return as_seen(client.post(reverse(to, args=[batch.pk]), fields, follow=True))


def test_a_sheet_without_a_year_is_asked_and_answered_and_goes_in(city: Client) -> None:
    page = upload(city, {"断面": SECTIONS})
    assert "表内没有写年份" in page
    assert "表中数值是哪一年的" in page
    page = send(city, "import-observations-answers", 断面__year="2020")
    assert "入账 1 行" in page
    assert 'value="2020"' in page
    send(city, "import-observations-apply")
    stored = Observation.objects.get()
    assert (stored.year, stored.text, stored.county.code) == (2020, "Ⅳ类", "140212")
    assert (stored.site and stored.site.name, stored.sheet, stored.cell) == ("堡子湾", "断面", "B2")


def test_an_open_sheet_keeps_no_other_from_going_in(city: Client) -> None:
    page = upload(city, {"断面": SECTIONS, "空气": AIR})
    assert "导入无误的 1 行" in page
    send(city, "import-observations-apply")
    assert list(Observation.objects.values_list("sheet", "cell", "year")) == [("空气", "B2", 2016)]


def test_a_unit_that_is_not_printed_may_be_said(city: Client) -> None:
    assert "“二级以上天数”的单位" in upload(city, {"空气": AIR})
    page = send(city, "import-observations-answers", 空气__unit_at_C1="天")
    assert "入账 2 行" in page


def test_the_county_is_asked_where_nothing_says_it(city: Client) -> None:
    assert "没有写明是哪个县区的数值" in upload(city, {"空气": AIR}, county="")
    page = send(city, "import-observations-answers", 空气__county="140214")
    assert "云冈" in page
    assert "导入无误的 1 行" in page


def test_an_answer_to_nothing_that_was_asked_is_not_kept(city: Client) -> None:
    upload(city, {"断面": SECTIONS})
    send(city, "import-observations-answers", 断面__year="2020", 别处__year="2019", 断面__odd="x")
    assert ImportBatch.objects.get().options["answers"] == {"断面": {"year": "2020"}}


def test_a_sheet_may_be_left_out_by_choice(city: Client) -> None:
    upload(city, {"断面": SECTIONS, "空气": AIR})
    page = send(city, "import-observations-answers", 断面__sheet="不读")
    assert "按选择未读取" in page
    assert "需要回答后才能读取" not in page


def test_an_answer_that_moved_after_the_preview_stops_the_confirmation(city: Client) -> None:
    upload(city, {"断面": SECTIONS})
    send(city, "import-observations-answers", 断面__year="2020")
    batch = ImportBatch.objects.get()
    batch.options = {**batch.options, "answers": {"断面": {"year": "2019"}}}
    batch.save()
    assert "本次没有入账" in send(city, "import-observations-apply")
    assert not Observation.objects.exists()


def test_a_file_that_no_longer_waits_takes_no_answers(city: Client) -> None:
    upload(city, {"断面": SECTIONS})
    send(city, "import-observations-answers", 断面__year="2020")
    send(city, "import-observations-apply")
    assert "回答没有保存" in send(city, "import-observations-answers", 断面__year="2019")


def test_a_name_that_the_catalogue_does_not_know_is_asked_with_the_catalogue_to_choose_from(
    city: Client,
) -> None:
    page = upload(city, {"断面": [["断面名称", "2020年水质状况"], ["堡子湾", "Ⅳ类"]]})
    assert "“水质状况”是目录中的哪个指标" in page
    assert '<option value="surface-section-class">' in page
    assert '<option value="不读">不录入</option>' in page
    assert "入账 1 行" in send(
        city, "import-observations-answers", 断面__measure_at_B1="surface-section-class"
    )
    page = send(city, "import-observations-answers", 断面__measure_at_B1="不读")
    assert "“水质状况”按选择不录入" in page


def test_a_year_in_numerals_is_understood_and_what_is_none_is_told(city: Client) -> None:
    upload(city, {"断面": SECTIONS})
    assert "回答的“去年”不是年份" in send(city, "import-observations-answers", 断面__year="去年")
    assert "入账 1 行" in send(city, "import-observations-answers", 断面__year="二〇二〇")
