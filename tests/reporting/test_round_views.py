"""填报任务 on the reviewer's pages: counted before it is opened, several years at once, changed, closed, resumed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act
from accounts.permissions import Role
from indicators.models import AssignedTarget
from reporting.models import Entry, Round
from tests import small_ledger as ledger
from tests.reference import person
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    rounds.row(made, "delegated", 2, target_text="完成市局下达任务")
    return made


@pytest.fixture
def city(client: Client, of: rounds.Cast) -> Client:
    client.force_login(of.reviewer)
    return client


def send(city: Client, of: rounds.Cast, *years: int, **more: object) -> str:
    given = {"years": years, "deadline": "2030-02-28", "plans": [of.plan.pk], "evidence_rule": "none"}
    return city.post(reverse("round-open"), {**given, **more}, follow=True).content.decode()


def test_the_page_proposes_last_year_and_the_plans_of_its_period(city: Client, of: rounds.Cast) -> None:
    ledger.plan(of.county, "old", period_start=2016, period_end=2020, base_year=2015)
    form = city.get(reverse("round-open")).context["form"]
    assert form.initial["years"] == [2025]
    assert form.initial["plans"] == [of.plan.pk]


def test_before_opening_it_says_how_many_each_county_gets(city: Client, of: rounds.Cast) -> None:
    asked = {"years": [2024, 2026], "plans": [of.plan.pk]}
    page = city.get(reverse("round-preview"), asked).content.decode()
    assert "甲县" in page
    assert '1 <span class="src">选填 1</span>' in page
    assert "共 2 项" in page
    assert not Round.objects.exists()


@pytest.mark.parametrize("asked", [{}, {"years": "x", "plans": "9" * 30}, {"years": "2024"}])
def test_a_preview_of_nothing_says_what_is_missing(city: Client, asked: dict[str, str]) -> None:
    assert "还没有选年份或规划" in city.get(reverse("round-preview"), asked).content.decode()


def test_an_assigned_target_makes_a_row_required(city: Client, of: rounds.Cast) -> None:
    row = of.plan.indicators.get(target_text="完成市局下达任务")
    fields = {"authority": "市局", "document_number": "1号", "issued_on": date(2023, 1, 1)}
    AssignedTarget.objects.create(plan_indicator=row, text="88", **fields)
    page = city.get(reverse("round-preview"), {"years": 2024, "plans": of.plan.pk}).content.decode()
    assert '2 <span class="src">选填 0</span>' in page


def test_several_years_are_opened_in_one_go(city: Client, of: rounds.Cast) -> None:
    assert "已发起 2023、2024 年度填报，共 4 项。" in send(city, of, 2023, 2024, note="补报")
    assert list(Round.objects.values_list("year", "note")) == [(2024, "补报"), (2023, "补报")]
    assert Act.objects.filter(kind="发起填报任务", by=of.reviewer).count() == 2


def test_an_opened_year_is_not_offered_again(city: Client, of: rounds.Cast) -> None:
    send(city, of, 2024)
    assert "所选年份已经发起" in send(city, of, 2024)
    assert Round.objects.count() == 1


def test_a_plan_without_a_chosen_year_is_refused_and_nothing_is_opened(city: Client, of: rounds.Cast) -> None:
    old = ledger.plan(of.county, "old", period_start=2016, period_end=2020, base_year=2015)
    ledger.row(old, ledger.indicator("water"))
    page = send(city, of, 2024, plans=[of.plan.pk, old.pk])
    assert "规划期不含所选年份" in page
    assert not Round.objects.exists()


def test_what_was_typed_stands_beside_its_error(city: Client, of: rounds.Cast) -> None:
    page = send(city, of, deadline="", note="口径见通知")
    assert "请至少选择一个年份。" in page
    assert "请填截止日期。" in page
    assert "口径见通知" in page


def test_the_round_is_changed_and_what_was_entered_stays(city: Client, of: rounds.Cast) -> None:
    send(city, of, 2024)
    rounds.typed(Entry.objects.get(indicator__code="good-days"), "90", of.clerk)
    rounds.row(of, "pm25", 3)
    given = {"deadline": "2030-03-31", "plans": [of.plan.pk], "evidence_rule": "all", "note": "延期"}
    page = city.post(reverse("round", args=[2024]), given, follow=True).content.decode()
    assert "新增 1 项" in page
    changed = Round.objects.get()
    assert (changed.deadline, changed.evidence_rule, changed.note) == (date(2030, 3, 31), "all", "延期")
    assert Entry.objects.get(indicator__code="good-days").text == "90"


def test_a_round_is_closed_and_resumed(city: Client, of: rounds.Cast) -> None:
    send(city, of, 2024)
    assert (
        "已结束，县区不能再填" in city.post(reverse("round-close", args=[2024]), follow=True).content.decode()
    )
    assert (
        "该填报任务已经结束" in city.post(reverse("round-close", args=[2024]), follow=True).content.decode()
    )
    assert "已恢复" in city.post(reverse("round-resume", args=[2024]), follow=True).content.decode()
    assert Round.objects.get().is_open


def test_the_list_counts_what_each_county_owes(city: Client, of: rounds.Cast) -> None:
    send(city, of, 2024)
    rounds.approved(Entry.objects.get(indicator__code="good-days"), "85", of)
    ((_, _, lines),) = city.get(reverse("round-list")).context["rounds"]
    line = lines[0]
    counted = (line.required, line.optional, line.missing, line.optional_blank, line.approved, line.all)
    assert counted == (1, 1, 0, 1, 1, 2)


def test_a_round_past_its_deadline_says_by_how_many_days(city: Client, of: rounds.Cast) -> None:
    send(city, of, 2024)
    Round.objects.update(deadline=timezone.localdate() - timedelta(days=3))
    page = city.get(reverse("round-list")).content.decode()
    assert "已逾期 3 天" in page.partition("<table")[0], "beside the round, before its counties"


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNTY_HEAD, Role.CITY_READER, Role.ADMIN, Role.AUDITOR])
def test_rounds_are_the_reviewers_own(client: Client, of: rounds.Cast, role: Role) -> None:
    rounds.opened(of)
    client.force_login(person("other", role, of.county if role in (Role.CLERK, Role.COUNTY_HEAD) else None))
    for name in ("round-list", "round-open", "round-preview"):
        assert client.get(reverse(name)).status_code == 404
    for name in ("round", "round-close", "round-resume"):
        assert client.post(reverse(name, args=[2024])).status_code == 404
    assert Round.objects.get().is_open
