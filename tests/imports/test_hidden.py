"""What is hidden in a file is left out and said so; a person chooses on the preview to read it, too."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from counties.models import County
from imports.models import ImportBatch
from indicators.actions.observations import preview_observations
from tests import reference
from tests.indicators.observing import HEADER, row, sheet
from tests.proving import signed_in
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def batch() -> ImportBatch:
    book = openpyxl.load_workbook(io.BytesIO(sheet(row(), row(year=2019))))
    book["监测数据"].row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    return preview_observations(content=out.getvalue(), file_name="试.xlsx", by=None)


def test_hidden_rows_are_read_by_choice_in_a_preview_of_their_own(client: Client, batch: ImportBatch) -> None:
    signed_in(client, reference.reviewer())
    assert len(batch.report["rows"]) == 1
    page = as_seen(client.get(reverse("import", args=[batch.pk])))
    assert "连同隐藏的内容重新预览" in page
    page = as_seen(client.post(reverse("import-hidden", args=[batch.pk]), follow=True))
    assert "连同隐藏的内容重新预览" not in page
    assert "2019年" in page
    batch.refresh_from_db()
    assert batch.state == "discarded"
    assert len(ImportBatch.objects.exclude(pk=batch.pk).get().report["rows"]) == 2


def test_the_choice_does_not_hang_on_how_a_sentence_is_worded(client: Client, batch: ImportBatch) -> None:
    assert batch.report["hidden"] == ["第 3 行是隐藏的，未读取。"]
    batch.report = {**batch.report, "notices": [], "problems": []}
    batch.save(update_fields=["report"])
    signed_in(client, reference.reviewer())
    assert "连同隐藏的内容重新预览" in as_seen(client.get(reverse("import", args=[batch.pk])))


def test_only_who_may_bring_the_file_in_chooses(client: Client, batch: ImportBatch) -> None:
    for person in (reference.administrator(), reference.clerk(County.objects.get(code="140214"))):
        signed_in(client, person)
        assert client.post(reverse("import-hidden", args=[batch.pk])).status_code == 404
    batch.refresh_from_db()
    assert batch.state == "previewed"


def brought(sheets: dict[str, list[list[object]]], *, hidden: str = "", column: str = "") -> ImportBatch:
    book = openpyxl.load_workbook(io.BytesIO(books(sheets, hidden=[hidden] if hidden else [])))
    if column:
        book.worksheets[0].column_dimensions[column].hidden = True
    out = io.BytesIO()
    book.save(out)
    options = {"county": "140214"}
    return preview_observations(content=out.getvalue(), file_name="试.xlsx", by=None, options=options)


@pytest.mark.parametrize("name", ["监测数据", "清单"])
def test_a_hidden_sheet_is_read_by_choice(client: Client, name: str) -> None:
    signed_in(client, reference.reviewer())
    batch = brought({name: [[*HEADER], row()], "旧表": [[*HEADER], row(year=2019)]}, hidden="旧表")
    page = as_seen(client.get(reverse("import", args=[batch.pk])))
    assert "工作表“旧表”是隐藏的，未读取" in page
    page = as_seen(client.post(reverse("import-hidden", args=[batch.pk]), follow=True))
    assert "工作表“旧表”是隐藏的，按选择读取" in page
    read = ImportBatch.objects.exclude(pk=batch.pk).get()
    assert {one["title"].split()[-1] for one in read.report["rows"]} == {"2018年", "2019年"}
    client.post(reverse("import-observations-apply", args=[read.pk]))
    read.refresh_from_db()
    assert read.report["counts"]["new"] == 2


def test_what_is_hidden_is_told_before_a_question_which_names_its_header(client: Client) -> None:
    signed_in(client, reference.reviewer())
    table: list[list[object]] = [["指标", "年份", "旧数值", "数值"], ["PM2.5", 2019, 50, 46]]
    batch = brought({"表": table}, column="D")
    page = as_seen(client.get(reverse("import", args=[batch.pk])))
    assert "D 列是隐藏的，未读取" in page
    assert "连同隐藏的内容重新预览" in page
    (question,) = batch.report["open"]
    assert "另有隐藏的列未读取（D1“数值”）" in question["message"]


def test_a_hidden_header_is_named_also_where_a_visible_one_is_only_unknown() -> None:
    table: list[list[object]] = [["断面名称", "年份", "旧数值", "数值"], ["甲桥", 2019, 50, 46]]
    assert (
        "工作表“表”有表头的列是隐藏的，未读取：D1“数值”。"
        in brought({"表": table}, column="D").report["notices"]
    )
