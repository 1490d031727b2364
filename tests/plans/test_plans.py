"""The plan pages: the real tables as printed beside their reading, statements held against them, scope, export."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from counties.models import County, Finding, Plan, PlanEdition
from imports.changes import Change
from imports.outcomes import Outcome
from indicators.models import PlanIndicator
from plans.summaries.plans import plan_lines, printed_plan
from projects.models import KeyProject, ProjectListing
from tests import real_plans, reference
from tests import small_ledger as small
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client: Client) -> Client:
    client.force_login(reference.reviewer())
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return as_seen(answer)


def loaded(file_name: str) -> Plan:
    reference.load()
    edition = real_plans.load(file_name)
    assert edition is not None
    return edition.plan


def statement(kind: str, value: str, words: str, **fields: Any) -> dict[str, Any]:
    given = {"kind": kind, "value": value, "text": words, "scope": None, "unit": None, "sheet": "规划说明"}
    return {**given, "address": "B4", **fields}


def stated(plan: Plan, *statements: dict[str, Any]) -> list[tuple[tuple[str, ...], bool]]:
    plan.editions.update(statements=list(statements))
    return [(line.held, line.differs) for line in printed_plan(plan).stated]


def test_the_real_plan_stands_as_printed_with_each_cell_and_its_reading(city: Client) -> None:
    plan = loaded("云冈-生态环境保护规划.xlsx")
    page = text(city, reverse("plan", args=[plan.key]))
    assert len(re.findall(r'<tr id="row-\d+"', page)) == 25
    for said in (
        "区环境空气质量好于Ⅱ级标准的天数比例（%）", "环境空气质量优良天数比例", "数值 ≥ 88", "&lt;30", "数值 &lt; 30",
        "完成市级考核任务", "由上级下达 （市）", "E18 合并", "大气环境质量改善", "约束性 12，预期性 13",
    ):  # fmt: skip
        assert said in page, said


def test_what_the_plan_states_is_held_against_its_tables(city: Client) -> None:
    plan = loaded("云冈-生态环境保护规划.xlsx")
    lines = {line.text: line for line in printed_plan(plan).stated}
    count = lines["主要指标共计26项，其中有11项为约束性指标，15项为预期性指标"]
    assert count.held == ("表中指标 25 项", "表中约束性指标 12 项", "表中预期性指标 13 项")
    assert count.differs
    assert count.place == "规划说明!B4"
    assert not lines["总面积 737.81 平方公里"].differs
    assert "与原文不同" in text(city, reverse("plan", args=[plan.key]))


def test_the_sub_tables_of_the_last_plan_are_repeats(city: Client) -> None:
    plan = loaded("云冈-十三五规划完成情况.xlsx")
    found = printed_plan(plan)
    assert found.rows == 22
    assert sum(table.rows for table in found.tables if table.is_repeat) == 21
    assert [table.is_repeat for table in found.tables] == [False] + [True] * 7
    page = text(city, reverse("plan", args=[plan.key]))
    assert page.count("重复列示，不单独评价") == 7
    assert "期末：数值 33" in page


@pytest.fixture
def plan() -> Plan:
    return small.plan(small.county())


STATEMENTS = {
    "as many indicators": (statement("indicator_count", "1", "共1项"), ("表中指标 1 项",), False),
    "more indicators": (statement("indicator_count", "2", "共2项"), ("表中指标 1 项",), True),
    "of an attribute": (
        statement("indicator_count", "1", "1项约束性", scope="约束性"),
        ("表中约束性指标 0 项",),
        True,
    ),
    "projects": (statement("project_count", "2", "共2项"), ("表中项目 2 项",), False),
    "a sum": (
        statement("investment", "3.5", "3.5亿元", unit="亿元"),
        ("表中项目可计金额 3.5 亿元（2 项中 1 项）",),
        False,
    ),
    "a sum in 万元": (
        statement("investment", "35000", "35000万元", unit="万元"),
        ("表中项目可计金额 3.5 亿元（2 项中 1 项）",),
        False,
    ),
    "another sum": (
        statement("investment", "3.51", "3.51亿元", unit="亿元"),
        ("表中项目可计金额 3.5 亿元（2 项中 1 项）",),
        True,
    ),
    "base year": (statement("base_year", "2020", "以2020年为基准年"), ("台账基准年 2020",), False),
    "another base year": (statement("base_year", "2019", "以2019年为基准年"), ("台账基准年 2020",), True),
    "target year": (statement("target_year", "2025", "2025年为目标年"), ("台账目标年 2025",), False),
}


@pytest.mark.parametrize(("said", "held", "differs"), STATEMENTS.values(), ids=STATEMENTS)
def test_each_kind_of_statement_is_compared(
    plan: Plan, said: dict[str, Any], held: tuple[str, ...], differs: bool
) -> None:
    small.row(plan, small.indicator())
    for number, amount in enumerate(("3.5", None), start=1):
        project = KeyProject.objects.create(county=plan.county, name=f"项目{number}")
        ProjectListing.objects.create(
            project=project, plan=plan, edition=plan.editions.get(), sheet="项目", row_number=number,
            name=project.name, name_cell="B2", investment_yi=amount,
        )  # fmt: skip
    assert stated(plan, said) == [(held, differs)]


def test_findings_stand_under_their_row_or_above_all(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator())
    for number, message in enumerate(("这一行有疑问。", "整部规划有疑问。")):
        finding = Finding.objects.create(
            county=plan.county, plan=plan, rule="r", subject=str(number), severity="warning", message=message,
            fingerprint="f", doubt="unit_conflict" if number == 0 else "",
        )  # fmt: skip
        if number == 0:
            row.findings.add(finding)
    found = printed_plan(plan)
    assert [finding.message for finding in found.findings] == ["整部规划有疑问。"]
    assert [one.message for one in found.tables[0].groups[0].rows[0].findings] == ["这一行有疑问。"]
    page = text(city, reverse("plan", args=[plan.key]))
    assert 'class="doubted"' in page
    assert page.count("这一行有疑问。") == 1


def test_a_closed_row_is_gone_from_the_table_and_told_by_the_edition(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator(name="旧指标"))
    gone = Change(Outcome.GONE, "indicator", "表1", "1", "旧指标", "B1")
    changed = Change(Outcome.CHANGED, "indicator", "表1", "2", "另一项", "B2", {"目标": ("88", "90")})
    edition = PlanEdition.objects.create(
        plan=plan, number=2, file_name="b.xlsx", sha256="1" * 64, changes=[gone.as_json(), changed.as_json()]
    )
    PlanIndicator.objects.filter(pk=row.pk).update(closed_in=edition)
    page = text(city, reverse("plan", args=[plan.key]))
    assert f'id="row-{row.pk}"' not in page
    assert "与上一版相比有 2 处变化" in page
    assert '<span class="tag">删除</span> 表1 1 旧指标' in page
    assert "目标：88 → 90" in page


def test_a_foreign_plan_and_an_unknown_one_are_not_found(client: Client, plan: Plan) -> None:
    client.force_login(reference.clerk(small.county("990002", "乙县")))
    assert client.get(reverse("plan", args=[plan.key])).status_code == 404
    assert client.get(reverse("plan", args=["nothing"])).status_code == 404
    assert plan.title not in text(client, reverse("plan-list"))


def test_the_list_counts_rows_repeats_projects_and_open_findings(city: Client, plan: Plan) -> None:
    measured = small.indicator()
    small.row(plan, measured)
    small.row(plan, measured, 2, is_repeat=True)
    for number, decided in enumerate((False, True)):
        given = {"decision": "dismissed", "decision_reason": "x", "decided_at": "2024-01-01T00:00Z"}
        Finding.objects.create(
            county=plan.county, plan=plan, rule="r", subject=str(number), severity="notice", message="m",
            fingerprint="f", **(given if decided else {}),
        )  # fmt: skip
    (line,) = plan_lines(Plan.objects.all())
    assert (line.rows, line.repeats, line.projects, line.findings) == (1, 1, 0, 1)
    assert line.edition is not None
    assert "另有 1 行重复列示" in text(city, reverse("plan-list"))


def test_before_anything_is_imported_the_pages_say_what_fills_them(city: Client) -> None:
    assert "还没有规划" in text(city, reverse("plan-list"))
    county = County.objects.create(code="990009", name="丁县", short_name="丁", parent=small.city())
    bare = Plan.objects.create(
        key="bare",
        county=county,
        title="规划",
        short_title="规划",
        period_start=2021,
        period_end=2025,
        base_year=2020,
    )
    assert "未导入" in text(city, reverse("plan-list"))
    assert "这部规划还没有导入表格" in text(city, reverse("plan", args=[bare.key]))


def test_only_who_may_import_is_offered_it(client: Client, plan: Plan) -> None:
    client.force_login(reference.administrator())
    assert reverse("import-plan") in text(client, reverse("plan-list"))
    client.force_login(reference.clerk(plan.county))
    assert reverse("import-plan") not in text(client, reverse("plan-list"))


def test_the_export_holds_printed_text_and_reading(city: Client) -> None:
    plan = loaded("云冈-生态环境保护规划.xlsx")
    content = city.get(reverse("plan", args=[plan.key]) + "?format=xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["原文与读取", "文本所述与台账", "质疑"]
    lines = [line for line in book["原文与读取"].iter_rows(min_row=3, values_only=True) if line[1]]
    assert len(lines) == 25
    pm25 = next(line for line in lines if line[1] == "2")
    assert pm25[6:12] == (33, "数值 33", "D7", "<30", "数值 < 30", "E7")
    content = city.get(reverse("plan-list") + "?format=xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["规划文本"]


def test_the_number_of_queries_does_not_grow(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def read() -> None:
        found = printed_plan(Plan.objects.select_related("county").get(pk=plan.pk))
        assert [
            (read.row.indicator.name, read.row.site, read.doubted)
            for table in found.tables
            for group in table.groups
            for read in group.rows
        ]
        assert [(line.plan.county.name, line.edition) for line in plan_lines(Plan.objects.all())]

    measured = small.indicator()
    small.row(plan, measured)
    with django_assert_num_queries(14):
        read()
    for number in range(300):
        row = small.row(plan, measured, number + 10)
        finding = Finding.objects.create(
            county=plan.county,
            plan=plan,
            rule="r",
            subject=str(number),
            severity="notice",
            message="m",
            fingerprint="f",
        )
        row.findings.add(finding)
        small.plan(plan.county, f"plan-{number}")
    with django_assert_num_queries(14):
        read()
