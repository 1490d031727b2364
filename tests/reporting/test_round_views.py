"""填报任务 on the reviewer's pages: counted before it is opened, several years at once, changed, closed, resumed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act
from accounts.permissions import Role
from indicators.models import AssignedTarget
from reporting.actions.reviewing import return_entries
from reporting.actions.rounds import close_round
from reporting.models import Entry, Round
from tests import small_ledger as ledger
from tests.reference import person
from tests.reporting import rounds
from tests.seeing import as_seen

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


def test_a_deadline_of_the_past_is_refused(city: Client, of: rounds.Cast) -> None:
    assert "截止日期 2020-01-01 已过，请填今天或以后的日期" in send(city, of, 2024, deadline="2020-01-01")
    assert not Round.objects.exists()
    send(city, of, 2024)
    given = {"deadline": "2020-01-01", "plans": [of.plan.pk], "evidence_rule": "none"}
    assert "已过" in city.post(reverse("round", args=[2024]), given, follow=True).content.decode()
    # A round that is overdue keeps its day: its plans and words can be changed all the same.
    Round.objects.update(deadline=date(2020, 1, 1))
    assert "已修改" in city.post(reverse("round", args=[2024]), given, follow=True).content.decode()


def test_a_county_leaves_a_round_only_after_its_cells_were_listed(city: Client, of: rounds.Cast) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.row(other, "water", 1)
    send(city, of, 2024, plans=[of.plan.pk, other.plan.pk])
    entry = Entry.objects.get(county=of.county, indicator__code="good-days")
    rounds.typed(entry, "90", of.clerk)
    given = {"deadline": "2030-02-28", "plans": [other.plan.pk], "evidence_rule": "none"}
    asked = city.post(reverse("round", args=[2024]), given)
    assert "甲县 2 项，其中 1 项已填" in asked.content.decode()
    assert Entry.objects.filter(is_asked=False).count() == 0
    # A county more than was listed is asked about anew.
    assert (
        "移出本任务"
        in city.post(reverse("round", args=[2024]), given | {"sure": "990002:1"}).content.decode()
    )
    sure = asked.context["sure"]
    page = city.post(reverse("round", args=[2024]), given | {"sure": sure}, follow=True).content.decode()
    assert "已修改 2024 年度填报任务" in page
    assert "另有 2 项，其县区已移出本任务" in page
    assert "规划不再列出" not in page
    assert "本县区已移出该年度填报任务" in city.get(reverse("entry", args=[entry.pk])).content.decode()


def test_the_grid_of_a_county_that_is_not_asked_says_so(client: Client, of: rounds.Cast) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.row(other, "water", 1)
    rounds.opened(other)
    client.force_login(of.clerk)
    page = client.get(reverse("entry-grid", args=[2024, "990001"])).content.decode()
    assert "本年度没有需要您填报的指标" in page
    for never in ("必填的都已填", "上传填报表", "核对并提交"):
        assert never not in page


def test_an_ended_round_offers_nothing_to_hand_in_but_what_was_given_back(
    client: Client, of: rounds.Cast
) -> None:
    entry, draft = rounds.opened(of).entries.order_by("pk")
    rounds.under_review(entry, "85", of)
    rounds.typed(draft, "90", of.clerk, explanation="已核实")
    close_round(Round.objects.get(), by=of.reviewer)
    client.force_login(of.clerk)
    grid, handing = (reverse(name, args=[2024, "990001"]) for name in ("entry-grid", "entry-submit"))
    page = client.get(grid).content.decode()
    assert "本年度填报任务已于" in page
    assert "上传填报表" not in page
    assert "核对并提交" not in page
    page = as_seen(client.get(handing))
    assert "另有 1 项草稿没有提交，不能再提交" in page
    draft.refresh_from_db()
    refused = client.post(handing, {"cell": f"{draft.pk}:{draft.version}"}, follow=True).content.decode()
    assert "2024 年度填报已结束；没有提交任何一项" in refused
    return_entries([entry.pk], words="请核对", by=of.reviewer)
    page = client.get(grid).content.decode()
    assert "只有退回、重开的项可以改动和提交" in page
    assert "上传填报表" in page
