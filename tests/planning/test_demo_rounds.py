"""Rounds to try the product out: opened once with a label, taken out again where nobody has typed anything."""

import pytest

from accounts.models import Act
from planning.demo.rounds import NOTE, open_demo_rounds, remove_demo_rounds
from reporting.models import Entry, Round
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    return made


def test_two_years_are_opened_with_a_label_and_only_once(of: rounds.Cast) -> None:
    assert open_demo_rounds() == 2
    assert open_demo_rounds() == 0
    unsigned = Round.objects.filter(opened_by__isnull=True)
    assert list(unsigned.values_list("year", "note")) == [(2025, NOTE), (2024, NOTE)]
    assert "演示" in NOTE
    assert Entry.objects.count() == 2


def test_a_year_that_people_opened_is_left_alone(of: rounds.Cast) -> None:
    rounds.opened(of, 2024)
    assert open_demo_rounds() == 1
    assert Round.objects.get(year=2024).note == ""


def test_without_plans_nothing_is_opened() -> None:
    assert open_demo_rounds() == 0
    assert not Round.objects.exists()


def test_taking_out_leaves_what_somebody_has_typed(of: rounds.Cast) -> None:
    open_demo_rounds()
    rounds.typed(Entry.objects.get(round__year=2024), "85", of.clerk)
    assert remove_demo_rounds() == 1
    assert list(Round.objects.values_list("year", flat=True)) == [2024]
    assert Act.objects.filter(kind="清除演示填报任务").count() == 1


def test_rounds_of_people_are_never_taken_out(of: rounds.Cast) -> None:
    rounds.opened(of, 2024)
    assert remove_demo_rounds() == 0
    assert Round.objects.exists()
