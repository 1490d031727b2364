"""What a clerk still owes: counted once, optional cells apart, every return with its words."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Deputy, Membership, User
from accounts.permissions import Role
from counties.models import Department
from indicators.models import AssignedTarget
from reporting.actions.messages import deliver
from reporting.actions.reviewing import reopen, return_entries
from reporting.actions.rounds import close_round, refresh_round
from reporting.models import Entry
from reporting.optional import Because, because
from reporting.summaries.owed import Owed, owed, owed_count, past
from reporting.summaries.queue import standings
from tests.reference import person
from tests.reporting import rounds

pytestmark = pytest.mark.django_db

TODAY = date(2030, 2, 22)


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made, "owed", 1)
    rounds.row(made, "filled", 2)
    rounds.row(made, "delegated", 3, target_text="完成市局下达任务")
    rounds.opened(made)
    return made


def only(user: User, today: date = TODAY) -> Owed:
    (found,) = owed(user, today)
    return found


def entry(code: str) -> Entry:
    return Entry.objects.get(indicator__code=code)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_missing_cells_are_counted_without_the_optional_ones(of: rounds.Cast) -> None:
    rounds.typed(entry("filled"), "81", of.clerk)
    tally = only(of.clerk).tally
    assert (tally.missing, tally.drafts, tally.spare, tally.total) == (1, 1, 1, 3)
    assert owed_count(of.clerk) == 1


def test_what_is_asked_is_the_same_whatever_is_filled_and_whoever_counts(of: rounds.Cast) -> None:
    before = only(of.clerk).tally
    rounds.typed(entry("delegated"), "85", of.clerk)
    after = only(of.clerk).tally
    assert (before.total, after.total) == (3, 3)
    assert before.asked == after.asked == "必填 2 项，选填 1 项"
    (line,) = standings([entry("owed").round], [of.county], TODAY)
    assert (line.all, line.required, line.optional) == (3, 2, 1)
    client = Client()
    client.force_login(of.clerk)
    for address in (reverse("entries"), reverse("entry-grid", args=[2024, of.county.code])):
        assert "必填 2 项，选填 1 项" in client.get(address).content.decode()


def test_a_message_tells_what_must_and_what_may_be_filled_apart(of: rounds.Cast) -> None:
    rounds.typed(entry("delegated"), "85", of.clerk)
    deliver(timezone.now() + timedelta(seconds=1))
    titles = [one.title for one in of.clerk.messages.all()]
    assert titles == ["新任务：2024 年度填报，甲县必填 2 项，选填 1 项，2030-02-28 截止"]
    round_ = entry("owed").round
    round_.deadline = timezone.localdate() - timedelta(days=1)
    round_.save()
    deliver(timezone.now() + timedelta(seconds=1))
    overdue = of.clerk.messages.get(kind="overdue")
    assert "还有必填 2 项，选填 1 项未提交" in overdue.title


def test_a_target_that_is_set_makes_the_cell_owed_at_once(of: rounds.Cast) -> None:
    AssignedTarget.objects.create(
        plan_indicator=entry("delegated").measured.plan_rows.get(),
        text="≥85",
        document_number="1号",
        issued_on=TODAY,
        authority="市",
        entered_by=of.reviewer,
    )
    assert (only(of.clerk).tally.missing, only(of.clerk).tally.spare) == (3, 0)


@pytest.mark.parametrize(
    ("printed", "assigned", "why"),
    [
        ("88", "", None),
        ("完成上级下达任务", "", Because.PENDING),
        ("完成上级下达任务", "≥85", None),
        ("/", "", Because.NO_TARGET),
        ("不涉及", "", Because.NOT_APPLICABLE),
        ("88", "不涉及", None),
    ],
)
def test_why_a_cell_is_optional(printed: str, assigned: str, why: Because | None) -> None:
    assert because(printed, assigned) is why


def test_days_left_and_overdue(of: rounds.Cast) -> None:
    assert (only(of.clerk).days_left, only(of.clerk).is_overdue) == (6, False)
    late = only(of.clerk, date(2030, 3, 2))
    assert (late.days_left, late.is_overdue) == (-2, True)


def test_a_returned_cell_comes_with_the_reviewers_words(of: rounds.Cast) -> None:
    rounds.under_review(entry("filled"), "81", of)
    return_entries([entry("filled").pk], words="与月报不符", by=of.reviewer)
    found = only(of.clerk)
    assert [(one.entry.text, one.words, one.by) for one in found.returned] == [
        ("81", "与月报不符", "reviewer")
    ]
    assert found.tally.owed == 2


def test_the_earliest_deadline_stands_first_and_what_is_handed_in_last(of: rounds.Cast) -> None:
    for year, deadline in ((2022, date(2030, 2, 25)), (2023, date(2030, 3, 5))):
        rounds.opened(of, year, deadline=deadline)
    assert [one.round.year for one in owed(of.clerk, TODAY)] == [2022, 2024, 2023]
    for code in ("owed", "filled"):
        rounds.under_review(Entry.objects.get(indicator__code=code, round__year=2022), "81", of)
    assert [one.round.year for one in owed(of.clerk, TODAY)] == [2024, 2023, 2022]


def test_ended_years_are_listed_with_how_far_they_came(of: rounds.Cast) -> None:
    one = rounds.approved(entry("filled"), "81", of)
    assert past(of.clerk) == []
    close_round(one.round, by=of.reviewer)
    (found,) = past(of.clerk)
    assert (found.round.year, found.county, found.approved, found.total) == (2024, of.county, 1, 3)


def test_of_a_closed_round_only_reopened_cells_remain(of: rounds.Cast) -> None:
    one = rounds.approved(entry("filled"), "81", of)
    close_round(one.round, by=of.reviewer)
    assert owed(of.clerk, TODAY) == []
    reopen(one.pk, reason="误报", document_number="1号", deadline=date(2030, 3, 1), by=of.reviewer)
    assert only(of.clerk).tally.reopened == 1
    assert owed_count(of.clerk) == 1


def test_by_department_and_for_a_clerk_of_one(of: rounds.Cast) -> None:
    water = Department.objects.create(code="water", name="水务局", order=1)
    entry("owed").measured.plan_rows.get().departments.set([water])
    Entry.objects.filter(pk=entry("owed").pk).update(department=water)
    assert [(name, part.missing) for name, part in only(of.clerk).by_department] == [
        ("水务局", 1),
        ("未指定部门", 1),
    ]
    Membership.objects.filter(user=of.clerk).update(department=water)
    assert [name for name, _ in only(fresh(of.clerk)).by_department] == ["水务局"]


def test_a_deputy_sees_what_the_represented_person_owes(of: rounds.Cast) -> None:
    stand_in = person("standin", Role.COUNTY_HEAD, of.county)
    today = timezone.localdate()
    stand_in.acting = Deputy.objects.create(
        membership=of.clerk.memberships.get(),
        deputy=stand_in,
        starts_on=today,
        ends_on=today + timedelta(days=3),
        reason="休假",
    )
    assert only(stand_in).tally.missing == 2


def test_a_constant_number_of_questions(of: rounds.Cast) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            owed(of.clerk, TODAY)
            owed_count(of.clerk)
        return len(queries)

    owed(of.clerk, TODAY)
    few = questions()
    for number in range(4, 20):
        rounds.row(of, f"more-{number}", number)
    refresh_round(entry("owed").round)
    assert questions() == few
