"""Taking an import back beside somebody else: once, and never under an approval."""

import pytest

from accounts.models import User
from custody.scope import CITY, within
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.actions.observations import apply_observations, preview_observations
from indicators.models import Observation
from reporting.actions.reviewing import approve
from reporting.models import Entry
from tests.at_once import at_once, by
from tests.reporting import rounds
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COLUMNS = [OutColumn(name) for name in ("县区", "指标", "年份", "数值", "单位")]


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def applied(of: rounds.Cast, entry: Entry, text: str) -> ImportBatch:
    sheet = OutSheet("监测数据", COLUMNS, [(of.county.name, entry.measured.name, 2024, text, "%")])
    batch = preview_observations(content=workbook_bytes([sheet]), file_name="年鉴.xlsx", by=of.reviewer)
    apply_observations(batch.pk, by=of.reviewer, only_clean=False)
    return batch


def test_of_two_who_take_it_back_one_does_and_the_other_is_told(of: rounds.Cast, entry: Entry) -> None:
    batch = applied(of, entry, "88")
    results = at_once(*[by(of.reviewer, undo, batch.pk, reason="传错了文件") for _ in range(4)])
    refused = [str(one) for one in results if isinstance(one, Exception)]
    assert (len(refused), set(refused)) == (3, {"这次导入已经撤销，不能再次撤销。"})
    assert not Observation.objects.exists()


def test_an_approval_and_taking_back_end_with_the_approved_figure(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    batch = applied(of, entry, "88")
    at_once(
        by(of.reviewer, undo, batch.pk, reason="传错了文件"),
        by(User.objects.get(pk=of.reviewer.pk), approve, [entry.pk]),
    )
    with within(CITY):
        assert Entry.objects.get(pk=entry.pk).text == Observation.objects.get().text == "90"
