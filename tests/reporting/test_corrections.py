"""A reviewer's file beside approved entries: with a reason it corrects and flags, without one it is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from imports.applying import ImportRefusedError
from imports.models import ImportBatch
from indicators.actions.observations import apply_observations, preview_observations
from indicators.models import Observation
from reporting.actions.reviewing import approve
from reporting.models import Entry
from reporting.states import State
from tests.reporting import rounds
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

pytestmark = pytest.mark.django_db
COLUMNS = [OutColumn(name) for name in ("县区", "指标", "年份", "数值", "单位")]


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def staged(entry: Entry, text: str, of: rounds.Cast) -> ImportBatch:
    sheet = OutSheet("监测数据", COLUMNS, [(of.county.name, entry.indicator.name, 2024, text, "%")])
    return preview_observations(content=workbook_bytes([sheet]), file_name="年鉴.xlsx", by=of.reviewer)


def test_a_correction_with_its_reason_changes_the_figure_and_flags_the_entry(
    of: rounds.Cast, entry: Entry
) -> None:
    rounds.approved(entry, "90", of)
    batch = staged(entry, "89.5", of)
    apply_observations(batch.pk, by=of.reviewer, only_clean=False, reason="依据年鉴订正")
    entry = Entry.objects.select_related("observation").get(pk=entry.pk)
    assert Observation.objects.get().text == "89.5"
    assert (entry.text, entry.stands, entry.differs) == ("90", State.APPROVED, True)


def test_without_a_reason_the_sheet_says_what_to_do(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    batch = staged(entry, "89.5", of)
    said = str(batch.report)
    assert "与在账数值“90 %”不同" in said
    assert "如确需更改，请选“更正”并写明理由" in said
    with pytest.raises(ImportRefusedError, match="有 1 行未通过核对"):
        apply_observations(batch.pk, by=of.reviewer, only_clean=False)
    assert Observation.objects.get().text == "90"


def test_the_page_asks_for_the_reason(of: rounds.Cast, entry: Entry, client: Client) -> None:
    rounds.approved(entry, "90", of)
    client.force_login(of.reviewer)
    page = client.get(reverse("import", args=[staged(entry, "89.5", of).pk])).content.decode()
    assert "更正" in page
    assert "理由" in page


def test_a_new_figure_may_come_while_its_entry_is_under_way(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    apply_observations(staged(entry, "88", of).pk, by=of.reviewer, only_clean=False)
    assert Observation.objects.get().text == "88"
    approve([entry.pk], by=of.reviewer)
    assert Observation.objects.get().text == "90"
    entry = Entry.objects.select_related("observation").get(pk=entry.pk)
    assert entry.differs is False
