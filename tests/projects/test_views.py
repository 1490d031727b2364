"""The pages of key projects on the real plans."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from counties.models import County
from projects.models import KeyProject, ProjectListing
from tests import real_plans, reference, small_ledger
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db

YUNGANG = ("云冈-两山七河规划.xlsx", "云冈-生态环境保护规划.xlsx")


@pytest.fixture
def reviewer(client: Client) -> None:
    reference.load()
    client.force_login(reference.reviewer())


def shown(client: Client, address: str = "") -> str:
    return client.get(reverse("project-list") + address).content.decode()


def test_a_plan_s_total_says_what_it_leaves_out(client: Client, reviewer: None) -> None:
    real_plans.load("新荣-两山七河规划.xlsx")

    page = shown(client, "?plan=140212-lsqh")

    assert "合计 148.97 亿元（27 项中 26 项有金额；1 项未列金额，未计；0 项存疑未计）" in page
    assert "新荣-两山七河规划.xlsx · 重点项目!C8" in page


def test_projects_of_two_plans_are_one_line_and_counted_once(client: Client, reviewer: None) -> None:
    for name in YUNGANG:
        real_plans.load(name)

    page = shown(client)

    left_out = "（22 项中 21 项有金额；1 项未列金额，未计；0 项存疑未计；两规划重复 7 项只计一次）"
    assert f'<b title="合计 90.595097 亿元{left_out}">合计 90.60 亿元{left_out}</b>' in page
    assert page.count("小桦岭沟灰场治理</a>") == 1


def test_a_flagged_amount_is_shown_and_not_counted(client: Client, reviewer: None) -> None:
    real_plans.load("平城-两山七河规划.xlsx")

    page = shown(client, "?amount=flagged")

    assert "合计 0 亿元（1 项中 0 项有金额；1 项金额存疑，未计）" in page
    assert "原文 603.51 亿元" in page


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("?county=140225", 17),
        ("?county=140213", 0),
        ("?q=污水", 3),
        ("?builder=能源局", 4),
        ("?finish=2022", 2),
        ("?amount=none", 0),
        ("?department=energy", 4),
        ("?category=重点工程项目基本信息表", 17),
    ],
)
def test_filters_narrow_the_list(client: Client, reviewer: None, address: str, number: int) -> None:
    real_plans.load("浑源-两山七河规划.xlsx")

    answer = client.get(reverse("project-list") + address)

    assert len(answer.context["lines"]) == number


def test_a_project_shows_both_listings_and_where_they_differ(client: Client, reviewer: None) -> None:
    for name in YUNGANG:
        real_plans.load(name)
    project = KeyProject.objects.get(name__contains="小桦岭沟")

    page = client.get(reverse("project", args=[project.pk])).content.decode()

    assert "山西漳电大唐热电厂有限公司" in page
    assert "山西漳电大唐热电有限公司" in page
    assert page.count("不一致</span>") == 1
    assert "云冈-两山七河规划.xlsx · 重点项目!B10" in page
    assert "前期工作进展和建设条件落实情况" in page


def test_a_clerk_sees_the_own_county_only(client: Client) -> None:
    reference.load()
    for name in ("新荣-两山七河规划.xlsx", "浑源-两山七河规划.xlsx"):
        real_plans.load(name)
    client.force_login(reference.clerk(County.objects.get(code="140225")))
    own = KeyProject.objects.filter(county__code="140225").first()
    foreign = KeyProject.objects.filter(county__code="140212").first()
    assert own is not None
    assert foreign is not None

    assert len(client.get(reverse("project-list")).context["lines"]) == 17
    assert client.get(reverse("project", args=[own.pk])).status_code == 200
    assert client.get(reverse("project", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("project", args=[foreign.pk + 9999])).status_code == 404


def test_excel_has_every_listing_and_the_total_under_it(client: Client, reviewer: None) -> None:
    for name in YUNGANG:
        real_plans.load(name)

    rows = read_workbook(client.get(reverse("project-list") + "?format=xlsx").content).sheets[0].rows

    listings = [row for row in rows if row[0] == "云冈区"]
    assert len(listings) == ProjectListing.objects.count() == 29
    assert sum(row[9] == "同一项目，已计一次" for row in listings) == 7
    assert any("合计 90.595097 亿元" in row[0] for row in rows)


def test_an_empty_ledger_says_what_fills_it(client: Client, reviewer: None) -> None:
    assert "重点项目随规划表一并导入" in shown(client)
    assert "没有符合筛选条件的项目" in shown(client, "?q=没有")


def test_the_list_asks_the_same_number_of_queries_for_3_and_300(client: Client, reviewer: None) -> None:
    plan = small_ledger.plan(small_ledger.county())
    shown(client)
    counted = []
    for number in (3, 300):
        for place in range(number):
            project = KeyProject.objects.create(county=plan.county, name=f"{number}-{place}")
            ProjectListing.objects.create(
                project=project,
                plan=plan,
                edition=plan.editions.get(),
                sheet="重点项目",
                row_number=place,
                name=project.name,
                name_cell="B3",
            )
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_the_versions_of_a_project_say_amount_and_period_once(client: Client, reviewer: None) -> None:
    plan = small_ledger.plan(small_ledger.county())
    project = KeyProject.objects.create(county=plan.county, name="甲项目")
    ProjectListing.objects.create(
        project=project,
        plan=plan,
        edition=plan.editions.get(),
        sheet="重点项目",
        row_number=3,
        name=project.name,
        name_cell="B3",
        investment_text="24000",
        investment_yi="2.4",
        start_text="2021-2025",
        finish_text="2021-2025",
    )

    page = client.get(reverse("project-history", args=[project.pk])).content.decode()

    assert "<b>2.4</b>" in page
    assert "2.40000000" not in page
    assert page.count("2021-2025") == 1
