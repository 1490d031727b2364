"""The list of counties without ranks, and one county with its plans as printed."""

import io
import re

import openpyxl
import pytest
from django.test import Client

from counties.models import Finding, Plan
from lists.demo_note import DEMO_NOTE
from tests import reference
from tests import small_ledger as small
from tests.seeing import as_seen, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return small.plan(small.county())


def test_a_county_shows_each_row_as_printed_with_its_verdict_and_sentence(city: Client, plan: Plan) -> None:
    row = small.row(
        plan, small.indicator(name="优良天数"), level1="质量", level2="空气", target_text="不低于88"
    )
    small.verdict(row, "behind", 2023, explanation="应达87.7，实际87。", data_year=2022)
    page = text(city, f"/counties/{plan.county.code}/?year=2023")
    for said in ("质量 · 空气", "优良天数", "不低于88", "应达87.7，实际87。", "2022 年值", "指标!B1"):
        assert said in page, said


def test_an_assigned_target_stands_under_the_printed_one(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator(), target_text="完成市级考核任务")
    small.verdict(row, "on_track", 2023, target_text="91")
    page = text(city, f"/counties/{plan.county.code}/?year=2023")
    assert "完成市级考核任务" in page
    assert "已下达目标 91" in page


def test_a_questioned_row_says_so_until_the_finding_is_decided(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator())
    finding = Finding.objects.create(
        county=plan.county, rule="r", subject="s", severity="warning", message="m", fingerprint="f"
    )
    row.findings.add(finding)
    address = f"/counties/{plan.county.code}/?year=2023"
    assert "有质疑" in text(city, address)
    finding.delete()
    assert "有质疑" not in text(city, address)


def test_the_conflict_of_two_plans_names_the_row_that_counts(city: Client, plan: Plan) -> None:
    days = small.indicator(name="优良天数")
    second = small.plan(plan.county, "second", short_title="环保规划")
    small.verdict(small.row(plan, days), "on_track", 2023)
    small.verdict(small.row(second, days, 7, target_text="90"), "behind", 2023)
    page = text(city, f"/counties/{plan.county.code}/?year=2023")
    assert "两个规划不一致的指标 1 项" in page
    assert "目标不一：88、90" in page
    assert "环保规划 序号 7" in page


def test_foreign_and_unknown_counties_take_the_same_path(client: Client, plan: Plan) -> None:
    other = small.county("990002", "乙县")
    client.force_login(reference.clerk(plan.county))
    answers = [client.get(f"/counties/{code}/") for code in (other.code, "999999", small.city().code)]
    assert [answer.status_code for answer in answers] == [404] * 3
    pages = {re.sub(r"[A-Za-z0-9]{64}", "(token)", as_seen(answer)) for answer in answers}
    assert len(pages) == 1
    assert client.get(f"/counties/{plan.county.code}/").status_code == 200


def test_the_list_gives_n_of_n_with_the_unjudged_beside_it(city: Client, plan: Plan) -> None:
    for number, status in enumerate(["on_track", "behind", "pending"], start=1):
        row = small.row(plan, small.indicator(f"i{number}"), number, attribute="约束性")
        small.verdict(row, status, 2023)
    page = text(city, "/counties/?year=2023")
    assert '<b class="n">1</b> / 2</a><div class="src">另有 1 项不能评价</div>' in page
    assert "不作排名" in page


def test_a_clerks_list_holds_the_own_county_only(client: Client, plan: Plan) -> None:
    small.plan(small.county("990002", "乙县"))
    client.force_login(reference.clerk(plan.county))
    page = text(client, "/counties/")
    assert ("甲县" in page, "乙县" in page) == (True, False)


def test_a_county_without_a_plan_says_what_is_missing(city: Client) -> None:
    page = text(city, f"/counties/{small.county().code}/")
    assert "尚未导入规划表" in page
    assert "甲县" in page


def test_a_page_with_an_invented_value_carries_the_banner(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator())
    small.verdict(row, "on_track", 2023, uses_demo=True)
    for page in ("/counties/", f"/counties/{plan.county.code}/"):
        assert DEMO_NOTE in text(city, f"{page}?year=2023")
        assert DEMO_NOTE not in text(city, f"{page}?year=2024")


def test_excel_of_a_county_has_one_sheet_per_plan_in_printed_order(city: Client, plan: Plan) -> None:
    small.plan(plan.county, "second", short_title="环保规划")
    for number, code in ((2, "later"), (1, "first")):
        one = small.row(plan, small.indicator(code, name=code), number)
        small.verdict(one, "on_track", 2023, uses_demo=code == "later")
    answer = city.get(f"/counties/{plan.county.code}/?year=2023&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["规划", "环保规划"]
    assert [cell.value for cell in book["规划"]["D"]][2:4] == ["first", "later"]
    assert [row[-1].value for row in book["规划"].iter_rows(min_row=2, max_row=4)] == ["演示数据", None, "是"]


def test_excel_of_the_list_states_met_judged_and_assessable(city: Client, plan: Plan) -> None:
    for number, status in enumerate(["on_track", "behind", "pending"], start=1):
        row = small.row(plan, small.indicator(f"i{number}"), number, attribute="约束性")
        small.verdict(row, status, 2023)
    answer = city.get("/counties/?year=2023&format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["县区"]
    assert [cell.value for cell in sheet[3]][3:6] == [1, 2, 3]
