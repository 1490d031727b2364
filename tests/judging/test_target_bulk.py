"""One document's targets for every county that waits: filled in, looked at, then set all at once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from accounts.permissions import Role
from indicators.models import AnnualTarget, AssignedTarget, Observation, PlanIndicator
from jobs.models import Job
from jobs.running import run_queued
from tests import small_ledger as ledger
from tests.reference import person
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
DOCUMENT = {
    "authority": "大同市生态环境局",
    "document_number": "同环发〔2022〕1号",
    "issued_on": "2022-06-01",
}


@pytest.fixture(autouse=True)
def rows() -> list[PlanIndicator]:
    good = ledger.indicator(name="优良天数比例")
    made = []
    for number, name in enumerate(("甲县", "乙县", "丙县"), start=1):
        county = ledger.county(f"99000{number}", name)
        text = "90" if name == "丙县" else "完成市局下达任务"
        made.append(ledger.row(ledger.plan(county), good, target_text=text, baseline_cell="C1"))
        Observation.objects.create(county=county, indicator=good, year=2024, text="85", value=85, unit="%")
    return made


def send(city: Client, act: str, /, year: str = "", **given: str) -> str:
    address = reverse("target-bulk", args=["good-days"]) + (f"?year={year}" if year else "")
    return as_seen(city.post(address, {"act": act, **DOCUMENT, **given}, follow=True))


def seen(city: Client, /, year: str = "", **given: str) -> str:
    address = reverse("target-bulk", args=["good-days"]) + (f"?year={year}" if year else "")
    return str(city.post(address, {"act": "preview", **DOCUMENT, **given}).context["seen"])


def test_the_list_says_which_counties_still_wait(city: Client) -> None:
    page = as_seen(city.get(reverse("target-bulk-list")))
    assert "目标待下达 2 行，涉及 1 个指标" in page
    assert '2 <span class="src">/ 3 行</span>' in page
    assert "甲 规划、乙 规划" in page


def test_only_rows_without_a_printed_target_take_one_of_the_period(city: Client) -> None:
    page = as_seen(city.get(reverse("target-bulk", args=["good-days"])))
    assert "甲 规划" in page
    assert "丙 规划" not in page
    annual = as_seen(city.get(reverse("target-bulk", args=["good-days"]), {"year": 2024}))
    assert "丙 规划" in annual


def test_one_value_for_all_is_looked_at_before_it_is_set(city: Client) -> None:
    page = send(city, "preview", same="84")
    assert "≥ 84 %" in page
    assert "2024 年 <span" in page
    assert "目标待下达" in page
    assert "提前完成" in page
    assert "下达 2 行目标" in page
    assert "其中 2 行的结论将有变化" in page
    assert not AssignedTarget.objects.exists()


def test_what_was_looked_at_is_set_in_one_go(city: Client) -> None:
    page = send(city, "assign", same="84", seen=seen(city, same="84"))
    assert "已下达 优良天数比例 2 行目标" in page
    assert list(AssignedTarget.objects.values_list("text", flat=True)) == ["84", "84"]
    assert Act.objects.filter(kind="下达目标").count() == 2
    assert Job.objects.count() == 1
    run_queued()
    assert "没有待下达的目标" in page


def test_every_county_may_have_its_own(city: Client, rows: list[PlanIndicator]) -> None:
    given = {f"text_{rows[0].pk}": "83", "same": "84"}
    send(city, "assign", seen=seen(city, **given), **given)
    texts = dict(AssignedTarget.objects.values_list("plan_indicator", "text"))
    assert texts == {rows[0].pk: "83", rows[1].pk: "84"}


def test_one_value_for_all_never_replaces_what_is_set(city: Client, rows: list[PlanIndicator]) -> None:
    given = {f"text_{rows[0].pk}": "83"}
    send(city, "assign", seen=seen(city, **given), **given)
    send(city, "assign", same="84", seen=seen(city, same="84"))
    texts = dict(AssignedTarget.objects.in_force().values_list("plan_indicator", "text"))
    assert texts == {rows[0].pk: "83", rows[1].pk: "84"}


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_without_a_look_nothing_is_set(city: Client, token: str) -> None:
    assert "没有下达；请查看新的预览再确认" in send(city, "assign", same="84", seen=token)
    assert not AssignedTarget.objects.exists()


def test_what_changed_after_the_look_is_shown_again(city: Client) -> None:
    token = seen(city, same="84")
    assert "没有下达" in send(city, "assign", same="86", seen=token)
    Observation.objects.filter(county__code="990001").update(text="80", value=80)
    assert "没有下达" in send(city, "assign", same="84", seen=token)
    assert not AssignedTarget.objects.exists()


def test_an_unreadable_value_is_answered_beside_its_row(city: Client, rows: list[PlanIndicator]) -> None:
    page = send(city, "preview", **{f"text_{rows[0].pk}": "持续改善"}, document_number="")
    assert "“持续改善”无法识别为可比较的要求" in page
    assert "请填写文号" in page
    assert 'value="持续改善"' in page


def test_nothing_filled_in_says_so(city: Client) -> None:
    assert "没有填任何目标值" in send(city, "preview")


def test_annual_targets_are_set_for_all_counties_too(city: Client) -> None:
    page = send(city, "preview", "2024", same="85")
    assert "下达 3 行目标" in page
    assert "达到序时进度" in page
    send(city, "assign", "2024", same="85", seen=seen(city, "2024", same="85"))
    assert list(AnnualTarget.objects.values_list("year", "text")) == [(2024, "85")] * 3
    assert not AssignedTarget.objects.exists()


@pytest.mark.parametrize("year", ["1999", "x", "2026"])
def test_a_year_outside_every_plan_is_unknown(city: Client, year: str) -> None:
    assert city.get(reverse("target-bulk", args=["good-days"]), {"year": year}).status_code == 404
    assert city.get(reverse("target-bulk", args=["no-such"])).status_code == 404


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNTY_HEAD, Role.CITY_READER, Role.ADMIN, Role.AUDITOR])
def test_targets_are_the_reviewers_own(client: Client, rows: list[PlanIndicator], role: Role) -> None:
    county = rows[0].plan.county if role in (Role.CLERK, Role.COUNTY_HEAD) else None
    client.force_login(person("other", role, county))
    assert client.get(reverse("target-bulk-list")).status_code == 404
    assert client.get(reverse("target-bulk", args=["good-days"])).status_code == 404
    assert client.post(reverse("target-bulk", args=["good-days"]), DOCUMENT).status_code == 404
