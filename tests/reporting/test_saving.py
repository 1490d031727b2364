"""Many people in one cell: nobody's figure is lost unseen."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from custody.scope import CITY, within
from reporting.actions.saving import SaveResult, Typed, save_cells
from reporting.models import Entry
from tests.reporting import rounds

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 50


def together(work: Callable[[int], SaveResult], times: int) -> list[SaveResult]:
    def closing(number: int) -> SaveResult:
        try:
            with within(CITY):
                return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(closing, range(times)))


def test_of_fifty_at_once_one_is_saved_and_all_others_are_told() -> None:
    of = rounds.cast()
    rounds.row(of)
    entry = rounds.opened(of).entries.get()
    outcomes = together(
        lambda number: save_cells([Typed(entry.pk, 0, text=f"{81 + number / 10}")], by=of.clerk)[0].outcome,
        PEOPLE,
    )
    assert Counter(outcomes) == {SaveResult.SAVED: 1, SaveResult.CONFLICT: PEOPLE - 1}
    entry.refresh_from_db()
    assert (entry.version, entry.steps.count()) == (1, 1)
    assert entry.steps.get().text == entry.text


def test_fifty_who_read_again_before_they_save_all_leave_their_step() -> None:
    of = rounds.cast()
    rounds.row(of)
    entry = rounds.opened(of).entries.get()

    def insisting(number: int) -> SaveResult:
        version = 0
        while True:
            saved = save_cells([Typed(entry.pk, version, text=f"{81 + number / 10}")], by=of.clerk)[0]
            if saved.outcome is not SaveResult.CONFLICT:
                return saved.outcome
            version = saved.entry.version

    assert set(together(insisting, PEOPLE)) == {SaveResult.SAVED}
    entry.refresh_from_db()
    assert entry.version == PEOPLE
    said = list(entry.steps.order_by("version").values_list("text", flat=True))
    assert len(set(said)) == PEOPLE
    assert said[-1] == Entry.objects.get().text


@pytest.mark.parametrize(
    ("text", "unit", "kept"),
    [
        ("０．９", "mg/L", "0.9"),
        ("１，２３４．５", "万亩", "1234.5"),
        ("－３", "℃", "-3"),
        ("13.2%", "%", "13.2"),
        ("１３．２％", "%", "13.2"),
        ("13.2%", "mg/L", "13.2%"),
        ("累计13.2%", "%", "累计13.2%"),
        ("Ⅲ类", "", "Ⅲ类"),
        ("1,23", "%", "1,23"),
        ("１０．５～１２％", "%", "10.5～12%"),
        ("见附件2。3月", "", "见附件2。3月"),
        ("断流，未监测", "", "断流，未监测"),
    ],
)
def test_a_value_is_kept_by_one_rule_whatever_its_door(text: str, unit: str, kept: str) -> None:
    from reporting.reading import as_stored

    assert as_stored(text, unit) == kept
