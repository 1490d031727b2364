"""人工判定: a reviewer's verdict where no rule decides; beside the rule's status, and counted apart everywhere."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from accounts.permissions import Role
from attainment import Status
from indicators.models import PlanIndicator
from judging.actions.reviewer_verdicts import VerdictRefusedError, judge_by_hand, withdraw_by_hand
from judging.models import Attainment, ReviewerVerdict
from judging.recompute import recompute
from refusals import Unchanged
from tests import reference
from tests import small_ledger as ledger
from tests.reference import person
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
ACHIEVED, MISSED = Status.ACHIEVED, Status.MISSED


@pytest.fixture
def row() -> PlanIndicator:
    plan = ledger.plan(ledger.county())
    made = ledger.row(
        plan, ledger.indicator(name="生态流量"), target_text="达到相关要求，持续改善", attribute="约束性"
    )
    recompute({made.pk: plan.years}, why="data")
    return made


@pytest.fixture
def by() -> User:
    return reference.reviewer()


@pytest.fixture
def city(client: Client, by: User) -> Client:
    client.force_login(by)
    return client


def test_the_row_is_left_to_people(row: PlanIndicator) -> None:
    assert set(Attainment.objects.values_list("status", "reason")) == {("unjudged", "manual")}


def test_it_is_stored_beside_the_rules_status_and_changes_nothing_of_it(row: PlanIndicator, by: User) -> None:
    before = list(Attainment.objects.order_by("year").values())
    judge_by_hand(row, year=2024, status=ACHIEVED, reason=" 三项均达到 ", by=by)
    recompute({row.pk: row.plan.years}, why="data")
    assert list(Attainment.objects.order_by("year").values()) == before
    stored = ReviewerVerdict.objects.get()
    assert (stored.status, stored.reason, stored.by) == ("achieved", "三项均达到", by)
    act = Act.objects.get(kind="人工判定")
    assert (act.by, act.county) == (by, row.plan.county)


def test_another_verdict_supersedes_and_the_first_stays(row: PlanIndicator, by: User) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    judge_by_hand(row, year=2024, status=MISSED, reason="复核未达到", by=by)
    with pytest.raises(Unchanged, match="完全相同"):
        judge_by_hand(row, year=2024, status=MISSED, reason="复核未达到", by=by)
    assert [one.status for one in ReviewerVerdict.objects.in_force()] == ["missed"]
    assert ReviewerVerdict.objects.count() == 2


def test_it_is_taken_back_with_a_reason_and_stays_among_the_versions(row: PlanIndicator, by: User) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    with pytest.raises(VerdictRefusedError, match="撤销须写明理由"):
        withdraw_by_hand(row, year=2024, reason=" ", by=by)
    withdraw_by_hand(row, year=2024, reason="看错了行", by=by)
    assert not ReviewerVerdict.objects.in_force().exists()
    assert ReviewerVerdict.objects.count() == 1
    with pytest.raises(VerdictRefusedError, match="没有在用的人工判定"):
        withdraw_by_hand(row, year=2024, reason="再来", by=by)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_stored(row: PlanIndicator, by: User, reason: str) -> None:
    with pytest.raises(VerdictRefusedError, match="须写明理由"):
        judge_by_hand(row, year=2024, status=ACHIEVED, reason=reason, by=by)
    with pytest.raises(IntegrityError, match="reviewer_verdict_has_reason"), transaction.atomic():
        ReviewerVerdict.objects.create(plan_indicator=row, year=2024, status="achieved", reason="", by=by)
    assert not ReviewerVerdict.objects.exists()


def test_what_a_rule_decides_or_lacks_is_no_persons_to_judge(row: PlanIndicator, by: User) -> None:
    decided = ledger.row(row.plan, ledger.indicator("pm25"), 2)
    pending = ledger.row(row.plan, ledger.indicator("water"), 3, target_text="完成市局下达任务")
    for other in (decided, pending):
        with pytest.raises(VerdictRefusedError, match="没有录入人工判定"):
            judge_by_hand(other, year=2024, status=ACHIEVED, reason="x", by=by)
    with pytest.raises(VerdictRefusedError):
        judge_by_hand(row, year=2030, status=ACHIEVED, reason="x", by=by)


def test_it_is_given_on_the_rows_page_and_shown_with_who_and_why(city: Client, row: PlanIndicator) -> None:
    address = f"{reverse('plan-indicator', args=[row.pk])}?year=2024"
    assert "录入人工判定" in city.get(address).content.decode()
    given = reverse("reviewer-verdict", args=[row.pk, 2024])
    said = {"status": "achieved", "reason": "三项均达到，见年度总结"}
    page = city.post(given, said, follow=True).content.decode()
    assert "人工判定：完成</b>（三项均达到，见年度总结，reviewer，" in page
    assert "暂无法评价" in page
    taken = city.post(f"{given}withdraw/", {"reason": "看错了"}, follow=True).content.decode()
    assert "已撤销 2024 年人工判定" in taken
    assert "人工判定：完成" not in taken


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(city: Client, row: PlanIndicator) -> None:
    page = city.post(reverse("reviewer-verdict", args=[row.pk, 2024]), {"reason": "见总结"}).content.decode()
    assert "请选择判定结果。" in page
    assert "见总结" in page


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("长" * 201, "撤销理由不超过 200 个字，现有 201 个字，请缩短。"),
        ("  ", "撤销须写明理由"),
    ],
)
def test_a_withdrawal_is_refused_with_its_words_and_cuts_none(
    city: Client, row: PlanIndicator, by: User, reason: str, said: str
) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    address = reverse("reviewer-verdict-withdraw", args=[row.pk, 2024])
    page = city.post(address, {"reason": reason}).content.decode()
    assert said in page
    assert f'value="{reason}"' in page
    assert ReviewerVerdict.objects.in_force().count() == 1
    assert (
        "已撤销 2024 年人工判定" in city.post(address, {"reason": "长" * 200}, follow=True).content.decode()
    )
    assert Act.objects.get(kind="撤销人工判定").detail["said"].endswith("长" * 200)
    gone = city.post(address, {"reason": "又看错了"}).content.decode()
    assert "没有在用的人工判定" in gone
    assert 'value="又看错了"' in gone


def test_a_decidable_year_offers_no_form(city: Client, row: PlanIndicator) -> None:
    other = ledger.row(row.plan, ledger.indicator("pm25"), 2)
    page = city.get(reverse("reviewer-verdict", args=[other.pk, 2024])).content.decode()
    assert "这一年不需要人工判定" in page
    assert 'name="status"' not in page


def test_counts_show_it_apart_on_every_page(city: Client, row: PlanIndicator, by: User) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    county = reverse("county", args=[row.plan.county.code])
    for address in (reverse("matrix"), county):
        page = city.get(address, {"year": 2024}).content.decode()
        assert "另有人工判定 1 项（完成 1，未完成 0）" in page, address
        assert "人工判定：完成" in page, address
        assert "另有 1 项不能评价" in page, address
        assert "人工判定：完成" not in city.get(address, {"year": 2023}).content.decode(), address
    assert "另有人工判定 1 项" in city.get(reverse("county-list"), {"year": 2024}).content.decode()
    compared = city.get(reverse("indicator", args=[row.indicator.code]), {"year": 2024}).content.decode()
    assert "人工判定：完成" in compared


def test_exports_have_it_in_a_column_of_its_own(city: Client, row: PlanIndicator, by: User) -> None:
    judge_by_hand(row, year=2024, status=MISSED, reason="未达到", by=by)
    pages = {
        reverse("matrix"): "明细",
        reverse("county", args=[row.plan.county.code]): "规划",
        reverse("indicator", args=[row.indicator.code]): "2024年各县区",
        reverse("plan-indicator", args=[row.pk]): "历年评价",
    }
    for address, name in pages.items():
        content = city.get(address, {"year": "2024", "format": "xlsx"}).content
        sheet = next(one for one in read_workbook(content).sheets if one.name == name)
        texts = [text for line in sheet.rows for text in line]
        assert "人工判定" in texts, address
        assert any(text.startswith("未完成") for text in texts), address
        assert any("暂无法评价" in text for text in texts), address


def test_a_rule_that_can_decide_again_leaves_it_uncounted(city: Client, row: PlanIndicator, by: User) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    PlanIndicator.objects.update(target_text="88")
    recompute({row.pk: row.plan.years}, why="plan")
    page = city.get(reverse("matrix"), {"year": 2024}).content.decode()
    assert "人工判定" not in page
    told = city.get(reverse("plan-indicator", args=[row.pk]), {"year": 2024}).content.decode()
    assert "人工判定仅供参考" in told


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNTY_HEAD, Role.CITY_READER, Role.ADMIN, Role.AUDITOR])
def test_only_reviewers_judge_and_all_read(client: Client, row: PlanIndicator, by: User, role: Role) -> None:
    judge_by_hand(row, year=2024, status=ACHIEVED, reason="达到", by=by)
    county = row.plan.county if role in (Role.CLERK, Role.COUNTY_HEAD) else None
    client.force_login(person("other", role, county))
    address = reverse("reviewer-verdict", args=[row.pk, 2024])
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert client.post(f"{address}withdraw/", {"reason": "x"}).status_code == 404
    page = client.get(reverse("plan-indicator", args=[row.pk]), {"year": 2024}).content.decode()
    assert "人工判定：完成" in page
    assert "改判或撤销" not in page


def test_unknown_rows_and_years_are_unknown(city: Client, row: PlanIndicator) -> None:
    for place in ([row.pk, 2030], [10**9, 2024]):
        assert city.get(reverse("reviewer-verdict", args=place)).status_code == 404
