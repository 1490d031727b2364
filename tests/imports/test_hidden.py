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
from tests.indicators.observing import row, sheet
from tests.proving import signed_in
from tests.seeing import as_seen

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


def test_only_who_may_bring_the_file_in_chooses(client: Client, batch: ImportBatch) -> None:
    for person in (reference.administrator(), reference.clerk(County.objects.get(code="140214"))):
        signed_in(client, person)
        assert client.post(reverse("import-hidden", args=[batch.pk])).status_code == 404
    batch.refresh_from_db()
    assert batch.state == "previewed"
