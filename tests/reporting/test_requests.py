"""申请重开: asked with a reason, answered with words or by re-opening, all of it on record."""

import re
import time
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act
from reporting.actions.messages import deliver
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.requests import ask_reopening, decline_reopening
from reporting.actions.reviewing import reopen
from reporting.actions.rounds import close_round
from reporting.models import Entry
from reporting.states import State
from tests.reporting import rounds

pytestmark = pytest.mark.django_db
REASON = "监测站复核后订正为 88.4"


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    found = rounds.approved(rounds.opened(of).entries.get(), "87", of)
    close_round(found.round, by=of.reviewer)
    return found


@pytest.fixture
def city(of: rounds.Cast) -> Client:
    """The reviewer, who has proved the own identity a moment ago."""
    client = Client()
    client.force_login(of.reviewer)
    session = client.session
    session["confirmed_at"] = time.time()
    session.save()
    return client


@pytest.fixture
def county(of: rounds.Cast) -> Client:
    client = Client()
    client.force_login(of.clerk)
    return client


def asked(entry: Entry) -> bool:
    return Entry.objects.asked_again().filter(pk=entry.pk).exists()


def test_a_clerk_asks_from_the_list_of_past_years_and_the_figure_stands(
    of: rounds.Cast, entry: Entry, county: Client
) -> None:
    mine = county.get(reverse("entries")).content.decode()
    grid = reverse("entry-grid", args=[2024, of.county.code])
    assert "以往年度" in mine
    assert reverse("declaration", args=[2024, of.county.code]) in mine
    assert grid in mine
    address = reverse("entry-ask", args=[entry.pk])
    assert address in county.get(grid).content.decode()
    assert "请写明申请重开的理由" in county.post(address, {"reason": " "}).content.decode()
    page = county.post(address, {"reason": REASON}, follow=True).content.decode()
    assert "已申请重开，市级审核员会收到消息" in page
    assert REASON in page
    # What is asked is not offered again.
    assert "已申请重开" in county.get(grid).content.decode()
    assert address not in county.get(grid).content.decode()
    entry.refresh_from_db()
    assert (entry.stands, entry.text) == (State.APPROVED, "87")
    assert entry.steps.filter(move="ask", words=REASON, by=of.clerk).count() == 1
    assert Act.objects.filter(kind="填报申请重开", county=of.county).count() == 1


def counted(city: Client) -> str:
    """The number beside 审核 in the navigation."""
    page = city.get(reverse("message-list")).content.decode()
    found = re.search(r'href="/reporting/review/"[^>]*>\s*审核\s*(?:<[^>]*>)?\s*(\d*)', page)
    assert found
    return found[1]


def test_the_navigation_counts_a_request_until_it_is_answered(
    of: rounds.Cast, entry: Entry, city: Client
) -> None:
    rounds.row(of, "pm25", 2)
    other = rounds.opened(of, 2023).entries.order_by("pk").last()
    assert other is not None
    assert counted(city) == ""
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    assert counted(city) == "1"
    rounds.under_review(other, "30", of)
    assert counted(city) == "2"
    decline_reopening(entry.pk, words="原值无误", by=of.reviewer)
    assert counted(city) == "1"
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    assert counted(city) == "2"


def test_it_reaches_the_reviewer_who_reopens_from_there(of: rounds.Cast, entry: Entry, city: Client) -> None:
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    deliver(timezone.now())
    message = of.reviewer.messages.get(kind="reopen_asked")
    assert message.title == f"甲县申请重开 2024 年“{entry.name}”（已审核 87）"
    page = city.get(message.link).content.decode()
    assert "办理重开申请" in page
    queue = city.get(reverse("review-queue")).content.decode()
    assert "重开申请 1 项" in queue
    address = reverse("entry-reopen", args=[entry.pk])
    assert address in queue
    form = city.get(address).content.decode()
    assert f">\n{REASON}</textarea>" in form
    said = {"reason": REASON, "document_number": "8号", "deadline": "2030-01-31"}
    city.post(address, said)
    entry.refresh_from_db()
    assert entry.stands is State.REOPENED
    assert not asked(entry)
    deliver(timezone.now())
    message.refresh_from_db()
    assert message.read_at is not None
    assert of.clerk.messages.filter(kind="reopened").count() == 1


def test_it_is_declined_with_words_that_reach_the_clerk(of: rounds.Cast, entry: Entry, city: Client) -> None:
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    address = reverse("entry-decline", args=[entry.pk])
    assert "请写明不予重开的理由" in city.post(address, {"words": ""}, follow=True).content.decode()
    long = city.post(address, {"words": "长" * 301}, follow=True).content.decode()
    assert "理由有 301 个字，最多 300 个字" in long
    assert f"required>{'长' * 301}</textarea>" in long
    page = city.post(address, {"words": "年报已公布"}, follow=True).content.decode()
    assert "已答复不予重开" in page
    entry.refresh_from_db()
    assert entry.stands is State.APPROVED
    assert not asked(entry)
    deliver(timezone.now())
    message = of.clerk.messages.get(kind="reopen_declined")
    assert message.body == "reviewer：年报已公布"
    assert message.link == reverse("entry", args=[entry.pk])
    assert of.reviewer.messages.filter(kind="reopen_asked", read_at__isnull=True).count() == 0


def test_it_is_asked_once_and_again_after_the_answer(of: rounds.Cast, entry: Entry) -> None:
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    with pytest.raises(MoveRefusedError, match="已申请重开"):
        ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    decline_reopening(entry.pk, words="不符合规定", by=of.reviewer)
    with pytest.raises(MoveRefusedError, match="没有待办理的重开申请"):
        decline_reopening(entry.pk, words="不符合规定", by=of.reviewer)
    ask_reopening(entry.pk, reason=REASON, by=of.clerk)
    assert asked(entry)


def test_only_the_own_clerk_asks_and_only_for_what_is_approved(of: rounds.Cast, entry: Entry) -> None:
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    with pytest.raises(MoveRefusedError, match="不在您的范围内"):
        ask_reopening(entry.pk, reason=REASON, by=stranger.clerk)
    with pytest.raises(MoveRefusedError, match="没有权限"):
        ask_reopening(entry.pk, reason=REASON, by=of.head)
    reopen(entry.pk, reason="误报", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    with pytest.raises(MoveRefusedError, match="现为“已重开”，不能申请重开"):
        ask_reopening(entry.pk, reason=REASON, by=of.clerk)
