"""The calls for the day's work: told once, to whom they fall, leading to their place, and read once they are handled."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from counties.models import PlanEdition, Revision
from imports.models import ImportBatch
from indicators.models import Correction, Observation
from reporting.actions.messages import deliver, mail
from reporting.actions.requests import ask_reopening
from reporting.actions.reviewing import approve, begin_review, return_entries, stop_review
from reporting.actions.rounds import change_round, refresh_round
from reporting.actions.submitting import keep_value, sign, submit, withdraw
from reporting.models import Entry, Message
from tests import small_ledger as ledger
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    rounds.row(of)
    return rounds.opened(of).entries.get()


def ring() -> int:
    return deliver(timezone.now() + timedelta(seconds=1))


def only(user: User, kind: str) -> Message:
    return user.messages.get(kind=kind)


def unread(user: User) -> list[str]:
    return list(user.messages.filter(read_at__isnull=True).order_by("pk").values_list("kind", flat=True))


def handed_up(of: rounds.Cast, entry: Entry) -> None:
    rounds.typed(entry, "87", of.clerk, explanation="已核实")
    submit([entry.pk], by=of.clerk)


def test_a_new_round_is_told_to_clerk_and_head_until_nothing_waits(of: rounds.Cast, entry: Entry) -> None:
    assert ring() == 2
    assert ring() == 0
    message = only(of.clerk, "new_round")
    assert message.title == "新任务：2024 年度填报，甲县必填 1 项，2030-02-28 截止"
    assert message.link == reverse("entry-grid", args=[2024, of.county.code])
    assert only(of.head, "new_round").link == reverse("signing", args=[2024, of.county.code])
    assert of.reviewer.messages.count() == 0
    handed_up(of, entry)
    ring()
    assert "new_round" not in unread(of.clerk)
    assert "new_round" not in unread(of.head)


def test_a_county_that_comes_in_later_is_told_then(of: rounds.Cast, entry: Entry) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    ledger.row(other.plan, entry.measured, 1)
    ring()
    assert other.clerk.messages.count() == 0
    change_round(
        entry.round, deadline=entry.round.deadline, plans=[of.plan, other.plan], evidence_rule="none", note="",
        by=of.reviewer,
    )  # fmt: skip
    User.objects.update(opened_at=timezone.now() - timedelta(days=9))
    ring()
    assert "乙县必填 1 项" in only(other.clerk, "new_round").title


def test_what_was_submitted_calls_the_head_until_it_is_signed(of: rounds.Cast, entry: Entry) -> None:
    handed_up(of, entry)
    ring()
    ring()
    message = only(of.head, "to_sign")
    assert message.title == "待签发 1 项：甲县 2024 年度填报"
    assert message.body == f"{of.clerk}提交：{entry.name}"
    assert message.link == reverse("signing", args=[2024, of.county.code])
    sign([entry.pk], by=of.head)
    ring()
    assert "to_sign" not in unread(of.head)


def test_what_was_withdrawn_in_time_calls_nobody(of: rounds.Cast, entry: Entry) -> None:
    handed_up(of, entry)
    withdraw([entry.pk], by=of.clerk)
    ring()
    assert not of.head.messages.filter(kind="to_sign").exists()


def test_what_was_signed_calls_the_reviewers_until_it_is_decided(of: rounds.Cast, entry: Entry) -> None:
    handed_up(of, entry)
    sign([entry.pk], by=of.head)
    ring()
    message = only(of.reviewer, "to_review")
    assert message.title == "待审核 1 项：甲县 2024 年度填报"
    assert message.link == reverse("review-county", args=[2024, of.county.code])
    begin_review([entry.pk], by=of.reviewer)
    stop_review([entry.pk], by=of.reviewer)
    begin_review([entry.pk], by=of.reviewer)
    ring()
    assert unread(of.reviewer) == ["to_review"]
    approve([entry.pk], by=of.reviewer)
    ring()
    assert unread(of.reviewer) == []


def test_a_return_is_read_once_it_is_handed_in_again(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "87", of)
    return_entries([entry.pk], words="不符", by=of.reviewer)
    ring()
    keep_value(entry.pk, words="无误", by=of.clerk)
    ring()
    assert "returned" in unread(of.clerk)
    submit([entry.pk], by=of.clerk)
    ring()
    assert "returned" not in unread(of.clerk)


def test_a_warning_of_the_deadline_gives_way_to_the_next_and_ends_with_the_work(
    of: rounds.Cast, entry: Entry
) -> None:
    for days in (7, 3):
        noon = datetime.combine(entry.round.deadline - timedelta(days=days), datetime.min.time())
        deliver(timezone.make_aware(noon + timedelta(hours=12)))
    assert unread(of.clerk).count("due_soon") == 1
    handed_up(of, entry)
    deliver(timezone.make_aware(noon + timedelta(hours=13)))
    assert "due_soon" not in unread(of.clerk)


def test_today_is_the_last_day(of: rounds.Cast, entry: Entry) -> None:
    assert entry.round.time_left(entry.round.deadline) == "今天截止"
    assert entry.round.time_left(entry.round.deadline - timedelta(days=2)) == "还有 2 天"
    assert entry.round.time_left(entry.round.deadline + timedelta(days=2)) == "已逾期 2 天"


def test_a_correction_is_told_to_those_whose_figure_it_was(of: rounds.Cast, entry: Entry) -> None:
    rounds.approved(entry, "87", of)
    corrected(of, "86.5")
    ring()
    ring()
    message = only(of.clerk, "corrected")
    assert f"更正了您上报的 1 项：{entry.name}" in message.title
    assert "87 → 86.5" in message.body
    assert message.link == reverse("entry", args=[entry.pk])
    assert of.head.messages.filter(kind="corrected").count() == 1
    assert of.reviewer.messages.filter(kind="corrected").count() == 0


def corrected(of: rounds.Cast, text: str) -> None:
    """The one figure in force, replaced by a file with its reason."""
    figure, file = Observation.objects.get(), keep_file_batch(of)
    Correction.objects.create(
        observation=figure, before=figure.text, after=text, reason="公报订正", batch=file
    )
    figure.text, figure.batch, figure.entered_at = text, file, timezone.now()
    figure.save()


def keep_file_batch(of: rounds.Cast) -> ImportBatch:
    return ImportBatch.objects.create(
        kind=ImportBatch.Kind.OBSERVATIONS,
        file_name="公报.xlsx",
        uploaded_by=of.reviewer,
        sha256="0" * 64,
    )


def test_a_new_edition_is_told_to_its_county_and_the_reviewers(of: rounds.Cast, entry: Entry) -> None:
    first = of.plan.editions.get()
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    ring()
    assert not Message.objects.filter(kind="new_edition").exists()
    edition = PlanEdition.objects.create(
        plan=of.plan,
        number=first.number + 1,
        file_name="规划（修订）.xlsx",
        sha256="1" * 64,
        changes=[
            {"kind": "changed", "seq": "1", "name": "PM2.5", "fields": {}, "verdict": "2023年 完成 → 未完成"},
            {"kind": "gone", "seq": "2", "name": "用水总量", "fields": {}},
        ],
        carried=[{"title": "1 PM2.5", "said": "下达目标 22（文）", "was": "万km²", "now": "公顷"}],
        revision=Revision.objects.create(plan=of.plan, answers="slip", reason="录错一格"),
    )
    ring()
    message = only(of.clerk, "new_edition")
    edition.refresh_from_db()
    when = f"{timezone.localtime(edition.imported_at):%Y-%m-%d %H:%M}"
    assert message.title == f"{of.plan} 有新版次：第 {first.number + 1} 版（{when} 入账）"
    assert message.body == (
        "与上一版相比变更 1 行，删除 1 行\n结论变化 1 行：1 PM2.5（2023年 完成 → 未完成）\n删除 1 行：2 用水总量\n"
        "目标按原单位带入，待核实 1 行：1 PM2.5 下达目标 22（文）\n修改依据：录入更正：录错一格\n文件：规划（修订）.xlsx"
    )
    assert message.link == reverse("plan", args=[of.plan.key])
    assert of.reviewer.messages.filter(kind="new_edition").count() == 1
    assert stranger.clerk.messages.filter(kind="new_edition").count() == 0


def test_a_plan_that_a_person_brought_in_is_told_to_its_county(of: rounds.Cast, entry: Entry) -> None:
    PlanEdition.objects.filter(plan=of.plan).update(imported_by=of.reviewer, imported_at=timezone.now())
    ring()
    message = only(of.clerk, "new_edition")
    assert message.title == f"新规划已入账：{of.plan}"
    assert message.link == reverse("plan", args=[of.plan.key])


def test_every_message_leads_to_a_page_that_its_person_may_open(of: rounds.Cast, entry: Entry) -> None:
    rounds.row(of, "pm25", 2)
    other = rounds.opened(of, 2023).entries.order_by("pk").first()
    assert other is not None
    rounds.under_review(other, "80", of)
    return_entries([other.pk], words="不符", by=of.reviewer)
    rounds.approved(entry, "87", of)
    ask_reopening(entry.pk, reason="误报", by=of.clerk)
    corrected(of, "86.5")
    ring()
    told = Message.objects.select_related("user")
    assert {message.kind for message in told} >= {"new_round", "returned", "reopen_asked", "corrected"}
    for message in told:
        client = Client()
        client.force_login(message.user)
        assert client.get(message.link).status_code == 200, (message.user, message.kind, message.link)


def test_what_is_handled_is_not_mailed(of: rounds.Cast, entry: Entry, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    User.objects.filter(pk=of.head.pk).update(email="head@example.org")
    handed_up(of, entry)
    ring()
    sign([entry.pk], by=of.head)
    ring()
    assert mail(timezone.now()) == 0


def test_what_is_counted_is_what_is_listed(of: rounds.Cast, entry: Entry) -> None:
    rounds.row(of, "water", 2)
    refresh_round(entry.round)
    other = Entry.objects.exclude(pk=entry.pk).get()
    for one in (entry, other):
        rounds.typed(one, "87", of.clerk, explanation="已核实")
    submit([entry.pk, other.pk], by=of.clerk)
    sign([entry.pk], by=of.head)
    ring()
    message = only(of.head, "to_sign")
    assert message.title == "待签发 1 项：甲县 2024 年度填报"
    assert other.name in message.body
    assert entry.name not in message.body
