"""The list of imports and one import's report: seen by the city, hidden from clerks, dropped by those who may."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from counties.models import County
from imports.models import ImportBatch
from tests import reference
from tests.indicators.observing import row, staged
from tests.proving import signed_in
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def city(client: Client) -> Client:
    return signed_in(client, reference.reviewer())


def test_the_list_shows_file_state_and_result(city: Client) -> None:
    staged(row(), row(value="x", year=2019))
    page = city.get(reverse("import-list")).content.decode()
    assert "试.xlsx" in page
    assert "待确认" in page
    assert "2 行：可入账 1 行，退回 1 行（数值无法识别 1）" in page


def test_filters_keep_what_fits_and_an_empty_result_says_why(city: Client) -> None:
    staged(row())
    assert "试.xlsx" in city.get(reverse("import-list"), {"kind": "observations"}).content.decode()
    page = city.get(reverse("import-list"), {"kind": "plan"}).content.decode()
    assert "没有符合筛选条件的导入" in page


def test_an_empty_list_says_what_fills_it(city: Client) -> None:
    assert "还没有导入记录" in city.get(reverse("import-list")).content.decode()


def test_the_list_is_a_workbook_too(city: Client) -> None:
    staged(row())
    response = city.get(reverse("import-list"), {"format": "xlsx"})
    rows = read_workbook(response.content).sheets[0].rows
    assert rows[2][:2] == ("监测数据", "试.xlsx")


def test_the_list_costs_the_same_for_few_and_many(city: Client) -> None:
    counts = []
    for years in (range(1990, 1993), range(1993, 2030)):
        for year in years:
            staged(row(year=year))
        with CaptureQueriesContext(connection) as queries:
            assert city.get(reverse("import-list")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_report_names_every_cell_with_its_remedy(city: Client) -> None:
    batch = staged(row(), row(value="1.2.3", year=2019), row(county="云岗"))
    page = city.get(reverse("import", args=[batch.pk])).content.decode()
    assert "F3 的数值“1.2.3”不是数值" in page
    assert "相近的有：“云冈”" in page
    assert "导入无误的 1 行" in page


def test_the_problems_can_be_narrowed_to_one_reason(city: Client) -> None:
    batch = staged(row(value="1.2.3"), row(county="云岗"))
    page = city.get(reverse("import", args=[batch.pk]), {"why": "县区不明"}).content.decode()
    assert "A3 的县区“云岗”" in page
    assert "1.2.3" not in page


def test_the_marked_copy_marks_the_cell(city: Client) -> None:
    batch = staged(row(value="1.2.3"))
    response = city.get(reverse("import-marked", args=[batch.pk]))
    result, original = read_workbook(response.content).sheets[:2]
    assert result.name == "导入结果"
    assert any("F2 的数值“1.2.3”不是数值；请改为如 12.3" in text for line in result.rows for text in line)
    assert original.rows[1][5] == "1.2.3"


def test_a_reviewer_drops_a_waiting_import(city: Client) -> None:
    batch = staged(row())
    page = city.post(reverse("import-discard", args=[batch.pk]), follow=True).content.decode()
    assert "已放弃“试.xlsx”" in page
    assert ImportBatch.objects.get().state == "discarded"


def test_an_administrator_looks_but_puts_nothing_in_force(client: Client) -> None:
    batch = staged(row())
    client.force_login(reference.administrator())
    page = client.get(reverse("import", args=[batch.pk])).content.decode()
    assert "可入账" in page
    assert "入账 1 行</button>" not in page
    assert client.post(reverse("import-discard", args=[batch.pk])).status_code == 404
    assert client.post(reverse("import-observations-apply", args=[batch.pk])).status_code == 404
    assert ImportBatch.objects.get().state == "previewed"


@pytest.mark.parametrize("name", ["import", "import-marked", "import-discard"])
def test_an_unknown_import_and_a_clerk_get_the_same_answer(client: Client, name: str) -> None:
    batch = staged(row())
    client.force_login(reference.clerk(County.objects.get(code="140214")))
    assert client.get(reverse("import-list")).status_code == 404
    for pk in (batch.pk, batch.pk + 1000):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk])).status_code == 404


def test_confirming_asks_for_the_password_and_what_was_written_travels_along(client: Client) -> None:
    client.force_login(reference.reviewer())
    batch = staged(row())
    address = reverse("import-observations-apply", args=[batch.pk])
    asked = client.post(address, {"correct": "on", "reason": "年鉴订正"}).content.decode()
    assert "请再次验证身份" in asked
    assert '<input type="hidden" name="reason" value="年鉴订正">' in asked
    assert ImportBatch.objects.get().state == "previewed"
    client.post(address, {"confirm_password": "wrong"})
    assert ImportBatch.objects.get().state == "previewed"
    client.post(address, {"confirm_password": "reviewer-Passw0rd"})
    assert ImportBatch.objects.get().state == "applied"
