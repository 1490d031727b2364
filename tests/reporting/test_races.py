"""Real threads, real transactions: no update is lost, and what was approved is what is in force."""

import random
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import connection, transaction

from accounts.models import User
from custody.scope import CITY, within
from indicators.actions.observations import apply_observations, preview_observations
from indicators.models import Observation
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.reviewing import approve, begin_review, reopen, return_entries
from reporting.actions.saving import Saved, SaveResult, Typed, save_cells
from reporting.actions.submitting import sign, submit, withdraw
from reporting.models import Entry
from reporting.states import State
from tests.at_once import at_once, by, in_own_transactions
from tests.reporting import rounds
from tests.sampling import whole_or
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = whole_or(40, 200)


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def test_of_fifty_threads_on_one_cell_none_loses_an_update(of: rounds.Cast, entry: Entry) -> None:
    """Each thread adds its own number, reading again after each conflict: as clerks do."""
    conflicts: list[Saved] = []

    def add(number: int) -> Callable[[], object]:
        def until_saved() -> int:
            with within(CITY):
                clerk = User.objects.get(pk=of.clerk.pk)
            for attempt in range(200):
                with within(CITY):
                    seen = Entry.objects.get(pk=entry.pk)
                note = f"{seen.note},{number}" if seen.note else str(number)
                with within(CITY):
                    (saved,) = save_cells(
                        [Typed(entry.pk, seen.version, text=str(number), note=note)], by=clerk
                    )
                if saved.outcome is SaveResult.SAVED:
                    return attempt
                assert saved.outcome is SaveResult.CONFLICT
                conflicts.append(saved)
            raise AssertionError("never saved")

        return until_saved

    done = in_own_transactions(*(add(number) for number in range(1, 51)))
    assert all(isinstance(attempts, int) for attempts in done)
    entry.refresh_from_db()
    assert sorted(map(int, entry.note.split(","))) == list(range(1, 51))
    assert entry.version == 50
    kept = list(history_of(entry))
    assert [version for version, _ in kept] == list(range(51))
    # Every version holds what the one before it held, and one number more.
    assert [note for _, note in kept[1:]] == [",".join(entry.note.split(",")[:n]) for n in range(1, 51)]
    assert conflicts
    assert all("改为“" in conflict.message for conflict in conflicts)


def history_of(entry: Entry) -> Sequence[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version, note FROM reporting_entryevent WHERE id = %s ORDER BY pgh_id", [entry.pk]
        )
        return list(cursor.fetchall())


def test_of_fifty_threads_that_saw_one_version_one_wins(of: rounds.Cast, entry: Entry) -> None:
    results = at_once(*(by(of.clerk, save_cells, [Typed(entry.pk, 0, text=str(n))]) for n in range(50)))
    told = [saved for result in results if isinstance(result, list) for saved in result]
    saved = [one for one in told if one.outcome is SaveResult.SAVED]
    lost = [one for one in told if one.outcome is SaveResult.CONFLICT]
    entry.refresh_from_db()
    assert (len(saved), len(lost), entry.version, entry.text) == (1, 49, 1, saved[0].entry.text)
    assert {one.entry.text for one in lost} == {entry.text}


def correction(of: rounds.Cast, code: str, text: str) -> int:
    """An observation file of one figure, previewed."""
    columns = [OutColumn(name) for name in ("县区", "指标", "年份", "数值", "单位", "来源")]
    sheet = OutSheet("监测数据", columns, [(of.county.name, code, 2024, text, "%", "月报")])
    return preview_observations(content=workbook_bytes([sheet]), file_name="更正.xlsx", by=of.reviewer).pk


def test_what_was_approved_is_what_is_in_force(of: rounds.Cast, entry: Entry) -> None:
    """Edit, submit, sign, freeze, approve, return and a correction, many times, in a new order each time."""
    dice = random.Random(4)
    approvals = 0
    for number in range(ROUNDS):
        entry.refresh_from_db()
        if entry.stands is State.APPROVED:
            with within(CITY):
                reopen(
                    entry.pk,
                    reason="复核",
                    document_number=f"{number}号",
                    deadline=date(2030, 1, 1),
                    by=of.reviewer,
                )
            entry.refresh_from_db()
        before = entry.observation.text if entry.observation else None
        ids, text = [entry.pk], f"{40 + number / 10:.1f}"
        _towards_approval(entry, dice, of, text)
        entry.refresh_from_db()
        version, said = entry.version, f"{70 + number / 10:.1f}"
        moves = [
            by(of.clerk, save_cells, [Typed(entry.pk, version, text=said)]),
            by(of.clerk, submit, ids),
            by(of.clerk, withdraw, ids),
            by(of.head, sign, ids),
            by(of.reviewer, begin_review, ids),
            by(of.reviewer, approve, ids),
            by(of.reviewer, return_entries, ids, words="不符"),
        ]
        dice.shuffle(moves)
        results = at_once(*moves)
        strange = [
            one for one in results if isinstance(one, Exception) and not isinstance(one, MoveRefusedError)
        ]
        assert not strange
        entry.refresh_from_db()
        approvals += _agrees(entry, before)
    assert approvals > ROUNDS // 10


def _towards_approval(entry: Entry, dice: random.Random, of: rounds.Cast, text: str) -> None:
    """Bring the entry some of the way, so that every state is raced."""
    steps: list[Callable[[], object]] = [
        lambda: rounds.typed(entry, text, of.clerk, explanation="已核实"),
        lambda: submit([entry.pk], by=of.clerk),
        lambda: sign([entry.pk], by=of.head),
        lambda: begin_review([entry.pk], by=of.reviewer),
    ]
    for step in steps[: dice.choice([1, 2, 3, 4, 4, 4])]:
        with within(CITY):
            try:
                step()
            except MoveRefusedError:
                continue


def _agrees(entry: Entry, before: str | None) -> bool:
    """An approved entry is in force word for word; anything else left the figure in force as it was."""
    figure = Observation.objects.filter(entry=entry).first()
    if entry.stands is not State.APPROVED:
        assert (figure.text if figure else None) == before
        return False
    assert figure is not None
    last = entry.steps.filter(move="approve").first()
    assert last is not None
    assert figure.text == entry.text == last.text
    assert figure.value == entry.value
    return True


def test_an_approval_and_a_correction_never_mix(of: rounds.Cast, entry: Entry) -> None:
    """A reviewer's file and an approval of the same figure: one after the other, and a difference is flagged."""
    code = entry.measured.name
    for number in range(20):
        entry.refresh_from_db()
        if entry.stands is State.APPROVED:
            with within(CITY):
                reopen(
                    entry.pk, reason="复核", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer
                )
        with within(CITY):
            rounds.under_review(entry, f"{50 + number}", of)
            batch = correction(of, code, f"{80 + number / 10}")
        results = at_once(
            by(of.reviewer, approve, [entry.pk]),
            by(of.reviewer, apply_observations, batch, only_clean=False, reason="订正"),
        )
        entry.refresh_from_db()
        figure = Observation.objects.get(entry=entry)
        assert entry.stands is State.APPROVED, results
        last = "correction" if figure.batch_id == batch else "approval"
        assert figure.text == (f"{80 + number / 10}" if last == "correction" else entry.text)
        assert entry.differs == (figure.text != entry.text)
    assert transaction.get_connection().in_atomic_block is False
