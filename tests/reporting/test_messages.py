"""Everybody is told once what concerns him, in the application; mail neither loses nor repeats it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Deputy, Membership, User
from accounts.permissions import Role
from counties.models import Department
from indicators.actions.targets import Document, assign_target
from judging.actions.publishing import draft_of, publish
from judging.recompute import recompute
from reporting.actions.messages import deliver, mail, mark_read
from reporting.actions.reviewing import reopen, return_entries
from reporting.models import Entry, Message
from reporting.notices import CALLS
from reporting.tasks import deliver as deliver_task
from reporting.tasks import lapse
from tests import small_ledger as ledger
from tests.reference import person
from tests.reporting import rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def told(user: User) -> list[tuple[str, str]]:
    """What happened to the person's figures; the calls for the day's work have their own tests."""
    return list(user.messages.exclude(kind__in=CALLS).order_by("pk").values_list("kind", "title"))


def now() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def days_before(deadline: date, days: int) -> datetime:
    noon = datetime.combine(deadline - timedelta(days=days), datetime.min.time()) + timedelta(hours=12)
    return timezone.make_aware(noon)


def test_a_return_reaches_the_clerk_with_its_words_and_once(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    return_entries([entry.pk], words="与断面月报不符", by=of.reviewer)
    deliver(now())
    assert deliver(now()) == 0
    (message,) = of.clerk.messages.filter(kind="returned")
    assert message.title == f"2024 年度填报退回 1 项：{entry.name}"
    assert message.body == "reviewer：与断面月报不符"
    assert message.link == f"{reverse('entry-grid', args=[2024, of.county.code])}?show=returned#e{entry.pk}"
    assert told(of.head) == []
    assert told(of.reviewer) == []


@pytest.mark.django_db(transaction=True)
def test_a_second_return_is_told_again(of: rounds.Cast, entry: Entry) -> None:
    for text, words in (("90", "不符"), ("91", "仍不符")):
        rounds.under_review(entry, text, of)
        return_entries([entry.pk], words=words, by=of.reviewer)
    deliver(now())
    returns = of.clerk.messages.filter(kind="returned").order_by("pk")
    assert [message.read_at is None for message in returns] == [False, True]
    assert list(returns.values_list("body", flat=True)) == [
        "reviewer：不符",
        "reviewer：仍不符",
    ]


def test_a_clerk_of_another_department_or_county_is_not_told(of: rounds.Cast, entry: Entry) -> None:
    water, forest = (
        Department.objects.create(code=code, name=name)
        for code, name in (("water", "水务局"), ("forest", "林业局"))
    )
    Entry.objects.update(department=water)
    Membership.objects.filter(user=of.clerk).update(department=water)
    elsewhere = person("forest", Role.CLERK, of.county)
    Membership.objects.filter(user=elsewhere).update(department=forest)
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.under_review(
        entry, "90", rounds.Cast(of.county, of.plan, User.objects.get(pk=of.clerk.pk), of.head, of.reviewer)
    )
    return_entries([entry.pk], words="不符", by=of.reviewer)
    deliver(now())
    assert [len(told(user)) for user in (of.clerk, elsewhere, stranger.clerk)] == [1, 0, 0]


def test_a_deputy_is_told_in_the_days_of_the_deputyship(of: rounds.Cast, entry: Entry) -> None:
    deputy = person("deputy")
    today = timezone.localdate()
    acting = Deputy.objects.create(
        membership=of.clerk.memberships.get(), deputy=deputy, starts_on=today, ends_on=today, reason="出差"
    )
    rounds.under_review(entry, "90", of)
    return_entries([entry.pk], words="不符", by=of.reviewer)
    Deputy.objects.filter(pk=acting.pk).update(
        starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1)
    )
    deliver(now())
    assert told(deputy) == []
    Deputy.objects.filter(pk=acting.pk).update(starts_on=today, ends_on=today)
    deliver(now())
    assert [kind for kind, _ in told(deputy)] == ["returned"]


def test_whoever_is_stood_in_for_is_told_by_whom_and_how_long(of: rounds.Cast) -> None:
    deputy, today = person("deputy", Role.COUNTY_HEAD, of.county), timezone.localdate()
    lent = Deputy.objects.create(
        membership=of.clerk.memberships.get(), deputy=deputy, starts_on=today, ends_on=today, reason="出差"
    )
    for _ in range(2):
        deliver(now())
    days = f"{today:%Y-%m-%d} 至 {today:%Y-%m-%d}"
    assert told(of.clerk) == [("deputy", f"deputy 将代理您的“甲县 县区填报员”，{days}")]
    Deputy.objects.filter(pk=lent.pk).update(ends_on=today + timedelta(days=3))
    deliver(now())
    assert [kind for kind, _ in told(of.clerk)] == ["deputy", "deputy"]


def test_a_deadline_is_told_seven_three_and_one_day_before_and_once_after(
    of: rounds.Cast, entry: Entry
) -> None:
    deadline = entry.round.deadline
    for days in (8, 7, 6, 3, 2, 1, 0, -1, -2):
        deliver(days_before(deadline, days))
    assert [title.split("，")[0] for _, title in told(of.clerk)] == [
        "2024 年度填报还有 7 天截止",
        "2024 年度填报还有 3 天截止",
        "2024 年度填报还有 1 天截止",
        "2024 年度填报已于 02-28 截止",
    ]
    assert [kind for kind, _ in told(of.head)] == ["due_soon", "due_soon", "due_soon", "overdue"]
    assert told(of.reviewer) == []


def test_after_days_without_a_beat_only_the_nearest_warning_is_told(of: rounds.Cast, entry: Entry) -> None:
    deliver(days_before(entry.round.deadline, 2))
    assert [title for _, title in told(of.clerk)] == ["2024 年度填报还有 2 天截止，还有必填 1 项未提交"]


def test_a_county_that_owes_nothing_is_not_warned(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "90", of)
    deliver(days_before(entry.round.deadline, 1))
    deliver(days_before(entry.round.deadline, -1))
    assert told(of.clerk) == []


def test_an_optional_cell_warns_nobody(of: rounds.Cast) -> None:
    rounds.row(of, target_text="完成市下达任务")
    opened = rounds.opened(of)
    deliver(days_before(opened.deadline, 1))
    assert told(of.clerk) == []


def test_a_target_that_was_set_reaches_clerk_and_head(of: rounds.Cast) -> None:
    row = rounds.row(of, target_text="完成市下达任务")
    document = Document("大同市生态环境局", "同环发〔2024〕3号", date(2024, 3, 1))
    assign_target(row, text="≥90", document=document, by=of.reviewer)
    deliver(now())
    assert told(of.clerk) == told(of.head) == [("target_assigned", f"目标已下达 1 项：{row.name}")]
    assert "≥90" in of.clerk.messages.get().body
    assert told(of.reviewer) == []


def test_a_reopened_cell_is_told_to_clerk_and_head_and_locks_itself(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "90", of)
    today = timezone.localdate()
    reopen(entry.pk, reason="误报", document_number="1号", deadline=today, by=of.reviewer)
    deliver(now())
    assert [kind for kind, _ in told(of.clerk)] == [kind for kind, _ in told(of.head)] == ["reopened"]
    grid = reverse("entry-grid", args=[2024, of.county.code])
    assert of.clerk.messages.get(kind="reopened").link == f"{grid}?show=returned#e{entry.pk}"
    assert of.head.messages.get(kind="reopened").link == reverse("entry", args=[entry.pk])
    lapse()
    entry.refresh_from_db()
    assert entry.state == "reopened"
    from reporting.models import Reopening

    Reopening.objects.update(deadline=today - timedelta(days=1))
    lapse()
    entry.refresh_from_db()
    assert entry.state == "approved"


def test_a_published_year_is_told_to_everybody(of: rounds.Cast) -> None:
    recompute({rounds.row(of).pk: [2024]}, why="data")
    publish(
        year=2024, document_number="8号", issued_on=date(2025, 4, 1), note="", with_demo=False,
        seen=draft_of(2024).digest, by=of.reviewer,
    )  # fmt: skip
    newcomer = person("newcomer", Role.CITY_READER)
    User.objects.filter(pk=newcomer.pk).update(opened_at=timezone.now() + timedelta(hours=1))
    deliver(now())
    assert [len(told(user)) for user in (of.clerk, of.head, of.reviewer, newcomer)] == [1, 1, 1, 0]


def test_the_inbox_shows_counts_and_marks(of: rounds.Cast, entry: Entry, client: Client) -> None:
    rounds.under_review(entry, "90", of)
    return_entries([entry.pk], words="与断面月报不符", by=of.reviewer)
    deliver_task()
    client.force_login(of.clerk)
    page = client.get(reverse("message-list")).content.decode()
    assert "2 条未读" in page
    assert "与断面月报不符" in page
    assert page.count('<span class="badge">2</span>') >= 2
    message = of.clerk.messages.get(kind="returned")
    opened = client.post(reverse("message-open", args=[message.pk]))
    assert opened["Location"] == message.link
    assert "1 条未读" in client.get(reverse("message-list")).content.decode()


def test_nobody_opens_the_message_of_another(of: rounds.Cast, entry: Entry, client: Client) -> None:
    message = Message.objects.create(user=of.head, kind="returned", key="x", title="退回")
    client.force_login(of.clerk)
    assert client.post(reverse("message-open", args=[message.pk])).status_code == 404
    client.post(reverse("messages-read"))
    message.refresh_from_db()
    assert message.read_at is None
    assert mark_read(of.head) == 1


def with_mail(settings: LazySettings, of: rounds.Cast) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    User.objects.filter(pk=of.clerk.pk).update(email="clerk@example.org")
    for number in range(3):
        Message.objects.create(user=of.clerk, kind="returned", key=f"m{number}", title=f"退回 {number}")


def test_mail_goes_out_once_where_it_is_configured(of: rounds.Cast, settings: LazySettings) -> None:
    with_mail(settings, of)
    assert [mail(now()), mail(now())] == [3, 0]
    assert len({message.extra_headers["Message-ID"] for message in outbox.outbox}) == 3


def test_without_a_mail_server_nothing_is_sent(of: rounds.Cast, settings: LazySettings) -> None:
    with_mail(settings, of)
    settings.EMAIL_HOST = ""
    assert mail(now()) == 0
    assert outbox.outbox == []


def test_a_mail_server_that_fails_loses_and_repeats_nothing(
    of: rounds.Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.mail import EmailMessage

    with_mail(settings, of)
    calls: list[str] = []
    send = EmailMessage.send

    def sometimes(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        calls.append(str(self.body))
        if len(calls) == 2:
            raise ConnectionRefusedError("down")
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", sometimes)
    assert mail(now()) == 1
    assert of.clerk.messages.filter(mailed_at__isnull=True).count() == 2
    assert mail(now()) == 2
    assert sorted(message.body.split("\n")[0] for message in outbox.outbox) == ["退回 0", "退回 1", "退回 2"]


def test_who_was_moved_to_another_county_no_longer_reads_the_words_about_the_old_one(
    of: rounds.Cast, entry: Entry, client: Client
) -> None:
    rounds.under_review(entry, "90", of)
    return_entries([entry.pk], words="与断面月报不符", by=of.reviewer)
    deliver(now())
    (message,) = of.clerk.messages.filter(kind="returned")
    Membership.objects.filter(user=of.clerk).update(county=ledger.county("990007", "庚县"))
    client.force_login(of.clerk)
    page = as_seen(client.get(reverse("message-list")))
    assert "与断面月报不符" not in page
    assert "已不由您负责" in page
    answer = client.post(reverse("message-open", args=[message.pk]), follow=True)
    assert answer.status_code == 200
    assert "已不由您负责" in as_seen(answer)
