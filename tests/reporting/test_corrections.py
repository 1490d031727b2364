"""A reviewer's file beside approved entries: with a reason it corrects and flags, without one it is refused."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from imports.applying import ImportRefusedError
from imports.models import ImportBatch
from indicators.actions.correcting import Ground, correct_figure
from indicators.actions.observations import apply_observations, preview_observations
from indicators.models import Correction, Observation
from reporting.actions.messages import deliver
from reporting.actions.reviewing import approve, reopen
from reporting.models import Entry
from reporting.states import State
from reporting.summaries.declarations import declared
from tests.proving import signed_in
from tests.reporting import rounds
from tests.seeing import as_seen
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
    sheet = OutSheet("监测数据", COLUMNS, [(of.county.name, entry.measured.name, 2024, text, "%")])
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


def test_a_reason_belongs_to_the_rows_it_was_given_for(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    other = rounds.row(of, "pm25", 2)
    told = {entry.measured: "89.5", other.indicator: "35"}
    rows = [(of.county.name, indicator.name, 2024, text, "%") for indicator, text in told.items()]
    content = workbook_bytes([OutSheet("监测数据", COLUMNS, rows)])
    batch = preview_observations(content=content, file_name="年鉴.xlsx", by=of.reviewer)
    apply_observations(batch.pk, by=of.reviewer, only_clean=False, reason="依据年鉴订正")
    events: Any = Observation
    reasons = {
        event.text: (event.pgh_context or {}).get("reason")
        for event in events.pgh_event_model.objects.filter(batch=batch)
    }
    assert reasons == {"89.5": "依据年鉴订正", "35": None}
    (given,) = Correction.objects.all()
    assert (given.observation.indicator, given.before, given.after) == (entry.indicator, "90", "89.5")
    assert (given.reason, given.batch, given.by) == ("依据年鉴订正", batch, of.reviewer)


# What somebody with SQL of the application role cannot do to a figure that was approved.


def refused(match: str = "was approved") -> Any:
    stack = ExitStack()
    stack.enter_context(pytest.raises(IntegrityError, match=match))
    stack.enter_context(transaction.atomic())
    return stack


def test_a_reason_written_into_an_old_import_unlocks_nothing(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    batch = staged(entry, "88", of)
    ImportBatch.objects.update(options={"correction_reason": "订正"}, report={"correction_reason": "订正"})
    with refused():
        Observation.objects.update(text="95", batch=batch)


@pytest.mark.parametrize(
    "other",
    [{"after": "96"}, {"before": "89"}, {"observation_id": 0}, {"at": datetime(2026, 1, 1, tzinfo=UTC)}],
    ids=["another text", "another figure before", "another row", "another transaction"],
)
def test_a_correction_covers_its_own_change_only(
    of: rounds.Cast, entry: Entry, other: dict[str, Any]
) -> None:
    rounds.approved(entry, "90", of)
    given = {"observation": Observation.objects.get(), "before": "90", "after": "95", "reason": "订正"}
    made = Correction.objects.create(**{**given, **other})
    with refused():
        Observation.objects.update(text="95")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(**given)


def test_a_temporary_table_hides_no_entry_from_the_guard(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    with refused(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE reporting_entry (LIKE public.reporting_entry) ON COMMIT DROP")
        cursor.execute("UPDATE public.indicators_observation SET text = '95'")


def test_an_entry_keeps_the_figure_that_it_put_in_force(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    with refused("keeps the figure"):
        Entry.objects.filter(pk=entry.pk).update(observation=None, version=99)


def test_a_figure_under_review_takes_the_value_of_its_text(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    reopen(entry.pk, reason="误报", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    rounds.under_review(entry, "92", of)
    with refused():
        Observation.objects.update(text="92", value=29)


def test_an_approved_figure_stays_what_it_measures(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    with refused("stays what it measures"):
        Observation.objects.update(year=2023)


def test_the_head_is_told_of_a_correction_and_the_declaration_says_what_is_in_force(
    of: rounds.Cast, entry: Entry, client: Client
) -> None:
    rounds.approved(entry, "90", of)
    # A correction's moment is that of its transaction, here the one around the test.
    User.objects.filter(pk=of.head.pk).update(opened_at=timezone.now() - timedelta(days=1))
    figure, ground = Observation.objects.get(), Ground("年鉴订正", "同统〔2025〕3号")
    before = declared(entry.round, of.county, of.head)
    correct_figure(figure.pk, text="89.5", note="", ground=ground, seen="90", accepted=True, by=of.reviewer)
    deliver(timezone.now() + timedelta(seconds=1))
    (told,) = of.head.messages.filter(kind="corrected")
    assert "90 → 89.5" in told.title.replace(" %", "")
    now = declared(entry.round, of.county, of.head)
    assert "与在账不一致：在账已更正为 89.5" in now.lines[0].remark
    assert now.fingerprint == before.fingerprint  # the paper that was signed still holds


def test_an_approved_figure_is_not_offered_to_be_taken_out(
    of: rounds.Cast, entry: Entry, client: Client
) -> None:
    rounds.approved(entry, "90", of)
    page = reverse("figure-correct", args=[Observation.objects.get().pk])
    told = as_seen(signed_in(client, of.reviewer).get(page))
    assert "不能撤下" in told
    assert "撤下数值" not in told
