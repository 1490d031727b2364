"""The life of an entry from blank to force, and every hand that is not allowed on it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Act, Membership
from accounts.permissions import Role
from imports.models import ImportBatch
from indicators.models import Correction, Observation
from jobs.models import Job
from reporting.actions.refusals import MoveRefusedError, RoundRefusedError
from reporting.actions.reviewing import approve, begin_review, lapse_reopenings, reopen, return_entries
from reporting.actions.rounds import change_round, refresh_round
from reporting.actions.saving import SaveResult, Typed, save_cells
from reporting.actions.submitting import sign, submit, withdraw
from reporting.models import Entry, Reopening
from reporting.safeguards import ENTRIES, FIGURES, PROGRESS
from reporting.states import State
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def test_a_round_asks_once_for_an_indicator_that_two_plans_print(of: rounds.Cast) -> None:
    from tests import small_ledger as ledger

    first = rounds.row(of)
    other = ledger.plan(of.county, key="second")
    ledger.row(other, first.indicator)
    opened = rounds.opened(of, plans=[of.plan, other])
    assert [entry.indicator for entry in opened.entries.all()] == [first.indicator]


def test_a_year_outside_the_period_is_refused(of: rounds.Cast) -> None:
    rounds.row(of)
    with pytest.raises(RoundRefusedError, match="规划期不含 2027 年"):
        rounds.opened(of, year=2027)


def test_a_row_that_is_no_longer_printed_hides_its_entry_and_keeps_it(of: rounds.Cast, entry: Entry) -> None:
    rounds.typed(entry, "90", of.clerk)
    of.plan.indicators.update(closed_in=of.plan.editions.get())
    refresh_round(entry.round)
    entry.refresh_from_db()
    assert (entry.is_asked, entry.text) == (False, "90")


def test_an_approved_entry_is_in_force_with_who_and_why(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90.10", of)
    figure = Observation.objects.get()
    assert (figure.text, figure.value, figure.entered_by) == ("90.10", Decimal("90.10"), of.clerk)
    assert entry.stands is State.APPROVED
    assert Job.objects.filter(title__contains="重算").exists()
    moves = list(entry.steps.values_list("move", flat=True))
    assert moves == ["approve", "begin_review", "sign", "submit", "save"]
    assert Act.objects.filter(kind="填报审核通过", county=of.county).count() == 1


def test_nobody_signs_or_approves_what_he_entered(of: rounds.Cast, entry: Entry) -> None:
    Membership.objects.create(user=of.head, role=Role.CLERK, county=of.county)
    rounds.typed(entry, "90", of.head)
    submit([entry.pk], by=of.clerk)
    with pytest.raises(MoveRefusedError, match="由您本人填报"):
        sign([entry.pk], by=of.head)
    with pytest.raises(IntegrityError, match="entry_not_signed_by_author"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(signed_by=of.head, version=10)


def test_a_cell_under_review_does_not_move(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    assert rounds.typed(entry, "91", of.clerk).outcome is SaveResult.LOCKED
    with pytest.raises(MoveRefusedError, match="现为“审核中”"):
        withdraw([entry.pk], by=of.clerk)
    with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(text="91", version=99)


def test_a_return_needs_words_and_they_stay(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    with pytest.raises(MoveRefusedError, match="请写明退回的理由"):
        return_entries([entry.pk], words=" ", by=of.reviewer)
    return_entries([entry.pk], words="与月报不符", by=of.reviewer)
    rounds.typed(entry, "89", of.clerk)
    assert entry.steps.get(move="return").words == "与月报不符"


def test_the_second_of_two_people_sees_both_values(of: rounds.Cast, entry: Entry) -> None:
    save_cells([Typed(entry.pk, 0, text="90")], by=of.clerk)
    (late,) = save_cells([Typed(entry.pk, 0, text="91")], by=of.clerk)
    assert late.outcome is SaveResult.CONFLICT
    assert late.entry.text == "90"
    assert "改为“90”" in late.message


def test_another_county_finds_nothing_to_save(of: rounds.Cast, entry: Entry) -> None:
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    assert save_cells([Typed(entry.pk, 0, text="90")], by=stranger.clerk) == []
    with pytest.raises(MoveRefusedError, match="不在您的范围内"):
        submit([entry.pk], by=stranger.clerk)


@pytest.mark.parametrize("text", ["若干", "九十", "八点一"])
def test_what_cannot_be_read_is_kept_and_not_submitted(of: rounds.Cast, entry: Entry, text: str) -> None:
    rounds.typed(entry, text, of.clerk)
    entry.refresh_from_db()
    assert (entry.text, entry.value) == (text, None)
    with pytest.raises(MoveRefusedError, match="不是数值"):
        submit([entry.pk], by=of.clerk)


def test_an_approved_figure_moves_by_nothing_but_its_reopened_entry(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    with pytest.raises(IntegrityError, match="was approved"), transaction.atomic():
        Observation.objects.update(text="95")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Observation.objects.all()._raw_delete("default")
    reopen(
        entry.pk,
        reason="误报",
        document_number="同环函〔2025〕1号",
        deadline=date(2030, 1, 1),
        by=of.reviewer,
    )
    assert Observation.objects.get().text == "90"
    rounds.approved(entry, "92", of)
    assert Observation.objects.get().text == "92"
    assert Reopening.objects.get().ended_at is not None


def test_a_reopened_cell_locks_itself_with_the_figure_in_force(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    today = timezone.localdate()
    reopen(entry.pk, reason="误报", document_number="1号", deadline=today, by=of.reviewer)
    rounds.typed(entry, "95", of.clerk)
    assert lapse_reopenings(today) == 0
    assert lapse_reopenings(today + timedelta(days=1)) == 1
    entry.refresh_from_db()
    assert (entry.stands, entry.text) == (State.APPROVED, "90")


def test_of_a_correction_that_came_too_late_no_word_stays_beside_the_figure(
    of: rounds.Cast, entry: Entry
) -> None:
    first, late = (
        ImportBatch.objects.create(kind="entries", file_name=name, sha256="0" * 64, county=of.county)
        for name in ("一.xlsx", "二.xlsx")
    )
    said = Typed(entry.pk, entry.version, text="90", note="监测站数据", explanation="已核实", cell="D4")
    save_cells([said], by=of.clerk, batch=first)
    submit([entry.pk], by=of.clerk)
    sign([entry.pk], by=of.head)
    begin_review([entry.pk], by=of.reviewer)
    approve([entry.pk], by=of.reviewer)
    before: dict[str, Any] = dict(Entry.objects.values().get())
    today = timezone.localdate()
    reopen(entry.pk, reason="误报", document_number="1号", deadline=today, by=of.reviewer)
    entry.refresh_from_db()
    words = Typed(entry.pk, entry.version, text="9", note="改用年报", explanation="口径不同", cell="D9")
    save_cells([words], by=of.clerk, batch=late)

    assert lapse_reopenings(today + timedelta(days=1)) == 1

    after: dict[str, Any] = dict(Entry.objects.values().get())
    moved = {name for name in before if before[name] != after[name]} - {"version"}
    # When the figure was written: the moment of its approval.
    assert moved <= {"entered_at", "warnings"}
    assert (after["note"], after["explanation"], after["cell"]) == ("监测站数据", "已核实", "D4")
    assert (after["batch_id"], after["signed_by_id"]) == (first.pk, of.head.pk)


def test_a_signature_does_not_come_back_to_who_corrected_the_figure_since(
    of: rounds.Cast, entry: Entry
) -> None:
    rounds.approved(entry, "90", of)
    figure = Observation.objects.get()
    Correction.objects.create(
        observation=figure, before="90", after="91", reason="公报订正", batch=ImportBatch.objects.create()
    )
    Observation.objects.filter(pk=figure.pk).update(text="91", entered_by=of.head)
    today = timezone.localdate()
    reopen(entry.pk, reason="误报", document_number="1号", deadline=today, by=of.reviewer)
    rounds.typed(entry, "95", of.clerk)
    assert lapse_reopenings(today + timedelta(days=1)) == 1
    entry.refresh_from_db()
    assert (entry.text, entry.entered_by, entry.signed_by) == ("91", of.head, None)


def test_a_draft_is_never_approved_past_its_review(of: rounds.Cast, entry: Entry) -> None:
    rounds.typed(entry, "90", of.clerk)
    with pytest.raises(MoveRefusedError, match="现为“草稿”"):
        approve([entry.pk], by=of.reviewer)
    figure = Observation.objects.create(
        county=of.county, indicator=entry.measured, year=2024, text="90", unit="%"
    )
    with pytest.raises(IntegrityError, match="was not re-opened"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(
            state="approved", observation=figure, approved_by=of.reviewer, version=9
        )


def test_a_round_that_grows_keeps_what_was_entered(of: rounds.Cast, entry: Entry) -> None:
    rounds.typed(entry, "90", of.clerk)
    rounds.row(of, "pm25", 2)
    added = change_round(
        entry.round, deadline=date(2030, 3, 1), plans=[of.plan], evidence_rule="none", note="", by=of.reviewer
    )
    entry.refresh_from_db()
    assert (added, entry.text) == (1, "90")


def test_the_database_holds_the_table_of_moves() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'reporting_guard_%'")
        installed = [source for (source,) in cursor.fetchall()]
    assert len(installed) == 3
    assert all(source in ENTRIES + FIGURES + PROGRESS for source in installed)
