"""The reviewer's pages of targets: what waits, setting it, taking it back, lists by Excel; hidden from all others."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from counties.models import County
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from jobs.running import run_queued
from tests import real_plans, reference
from tests.proving import signed_in
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
DOCUMENT = {
    "authority": "大同市生态环境局",
    "document_number": "同环发〔2022〕1号",
    "issued_on": "2022-06-01",
}


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")
    run_queued()


@pytest.fixture
def city(client: Client) -> Client:
    return signed_in(client, reference.reviewer())


def pm25() -> PlanIndicator:
    return PlanIndicator.objects.judged().get(indicator__code="pm25")


def send(client: Client, act: str, **given: str) -> str:
    said = {f"{act}-{name}": value for name, value in {**DOCUMENT, **given}.items()}
    address = reverse("target-assign", args=[pm25().pk])
    return as_seen(client.post(address, {"act": act, **said}, follow=True))


def test_the_list_opens_with_what_waits_and_its_count(city: Client) -> None:
    page = city.get(reverse("target-list")).content.decode()
    assert "目标待下达 24 行" in page
    assert "PM2.5" in page
    assert "用水总量" not in page


def test_the_list_is_narrowed_by_county_plan_authority_and_standing(city: Client) -> None:
    def names(**wanted: str) -> int:
        return len(city.get(reverse("target-list"), wanted).context["lines"])

    assert names(county="140225") == 24
    assert names(county="140214") == 0
    assert names(plan="140225-lsqh") == 24
    assert names(standing="all") == 30
    assert (names(authority="国家"), names(authority="上级")) == (24, 0)


def test_an_empty_list_says_why(city: Client) -> None:
    page = city.get(reverse("target-list"), {"county": "140214"}).content.decode()
    assert "没有符合筛选条件的指标" in page


def test_the_list_is_downloaded_for_filling_with_the_same_filters(city: Client) -> None:
    response = city.get(reverse("target-list"), {"format": "xlsx", "authority": "国家"})
    shown = len(city.get(reverse("target-list"), {"authority": "国家"}).context["lines"])
    sheet = read_workbook(response.content).sheets[0]
    assert (sheet.name, len(sheet.rows)) == ("下达目标", shown + 1)


def test_the_list_costs_the_same_for_few_and_many(city: Client) -> None:
    counts = []
    for plan in ("", "云冈-两山七河规划.xlsx"):
        if plan:
            real_plans.load(plan)
        with CaptureQueriesContext(connection) as queries:
            assert city.get(reverse("target-list"), {"standing": "all"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_target_is_set_on_the_rows_page(city: Client) -> None:
    page = send(city, "assign", text="45")
    assert "已下达目标“45”，相关评价将重新计算。" in page
    assert "读作 ≤ 45 μg/m³" in page
    assert "更改下达目标" in page
    stored = AssignedTarget.objects.get()
    assert (stored.text, stored.document_number) == ("45", DOCUMENT["document_number"])


def test_an_unreadable_target_is_answered_beside_its_field(city: Client) -> None:
    page = send(city, "assign", text="完成省下达任务", document_number="")
    assert "仍是“由上级下达”" in page
    assert "请填写文号" in page
    assert 'value="完成省下达任务"' in page
    assert not AssignedTarget.objects.exists()


def test_an_annual_target_and_a_superiors_verdict_are_set_beside_it(city: Client) -> None:
    assert "已录入2023年度目标“50”" in send(city, "annual", text="50", year="2023")
    assert "已录入2024年上级认定“未完成”" in send(city, "verdict", year="2024", status="missed")
    assert AnnualTarget.objects.get().year == 2023
    assert SuperiorVerdict.objects.get().status == "missed"


@pytest.mark.parametrize("year", ["", "2020", "2026"])
def test_a_year_outside_the_plan_is_not_accepted(city: Client, year: str) -> None:
    send(city, "annual", text="50", year=year)
    send(city, "verdict", year=year, status="missed")
    assert not AnnualTarget.objects.exists()
    assert not SuperiorVerdict.objects.exists()


def test_the_same_again_is_answered_and_not_stored_twice(city: Client) -> None:
    send(city, "assign", text="45")
    assert "完全相同" in send(city, "assign", text="45")
    assert AssignedTarget.objects.count() == 1


def test_a_printed_target_cannot_be_replaced(city: Client) -> None:
    row = PlanIndicator.objects.judged().get(indicator__code="water-total")
    address = reverse("target-assign", args=[row.pk])
    assert "无须下达：规划已印出目标" in city.get(address).content.decode()
    said = {f"assign-{name}": value for name, value in {**DOCUMENT, "text": "20"}.items()}
    city.post(address, {"act": "assign", **said})
    assert not AssignedTarget.objects.exists()


def test_while_typing_the_reading_and_its_effect_are_shown(city: Client) -> None:
    address = reverse("target-reading", args=[pm25().pk])
    page = city.get(address, {"assign-text": "45"}).content.decode()
    assert "读作：<b>≤ 45 μg/m³</b>" in page
    assert "目标待下达" in page
    assert "2025 年" in page
    assert "无法识别为可比较的要求" in city.get(address, {"assign-text": "持续改善"}).content.decode()
    assert "2025 年" not in city.get(address, {"annual-text": "50"}).content.decode()
    assert not AssignedTarget.objects.exists()


def test_a_version_is_withdrawn_with_a_reason(city: Client) -> None:
    send(city, "assign", text="45")
    version = AssignedTarget.objects.get()
    address = reverse("target-withdraw", args=[pm25().pk, "assigned", version.pk])
    assert "撤销须写明理由" in city.post(address, {"reason": ""}, follow=True).content.decode()
    assert "已撤销" in city.post(address, {"reason": "录错了行"}, follow=True).content.decode()
    assert not AssignedTarget.objects.in_force().exists()
    assert "已经失效" in city.post(address, {"reason": "再来"}, follow=True).content.decode()


def test_a_refused_withdrawal_stands_there_as_it_was_written(city: Client) -> None:
    send(city, "assign", text="45")
    send(city, "annual", text="50", year="2024")
    version = AssignedTarget.objects.get()
    address = reverse("target-withdraw", args=[pm25().pk, "assigned", version.pk])
    page = city.post(address, {"reason": "长" * 201}, follow=True).content.decode()
    assert page.count("撤销理由不超过 200 个字，现有 201 个字，请缩短。") == 2  # above, and beside the form
    # In its own line, opened; the other statement's form is empty and shut.
    assert page.count(f'value="{"长" * 201}"') == 1
    assert page.count('<details class="no-print" open>') == 1
    again = city.get(reverse("target-assign", args=[pm25().pk])).content.decode()
    assert "长长" not in again
    assert AssignedTarget.objects.in_force().exists()


def test_a_version_of_another_row_is_not_withdrawn(city: Client) -> None:
    send(city, "assign", text="45")
    version = AssignedTarget.objects.get()
    other = PlanIndicator.objects.judged().exclude(pk=pm25().pk)[0]
    for pk, kind in ((other.pk, "assigned"), (pm25().pk, "annual"), (pm25().pk, "nonsense")):
        address = reverse("target-withdraw", args=[pk, kind, version.pk])
        assert city.post(address, {"reason": "x"}).status_code == 404
    assert AssignedTarget.objects.in_force().exists()


def test_a_filled_list_is_uploaded_previewed_and_confirmed(city: Client) -> None:
    response = city.get(reverse("target-list"), {"format": "xlsx"})
    upload = SimpleUploadedFile("清单.xlsx", response.content)
    page = city.post(reverse("import-targets"), {"file": upload}, follow=True).content.decode()
    assert "24 行：可下达 0 行，未填 24 行，退回 0 行" in page
    assert "没有需要录入的目标" in page
    bad = SimpleUploadedFile("坏.xlsx", b"x")
    assert (
        "不是 Excel 工作簿"
        in city.post(reverse("import-targets"), {"file": bad}, follow=True).content.decode()
    )
    assert "请先选择" in city.post(reverse("import-targets"), {}, follow=True).content.decode()


def test_everybody_but_a_reviewer_gets_the_answer_of_an_unknown_page(client: Client) -> None:
    people = (reference.clerk(County.objects.get(code="140225")), reference.administrator())
    pk = pm25().pk
    addresses = [
        reverse("target-list"),
        reverse("target-assign", args=[pk]),
        reverse("target-reading", args=[pk]),
        reverse("target-withdraw", args=[pk, "assigned", 1]),
        reverse("import-targets"),
        reverse("import-targets-apply", args=[1]),
    ]
    for person in people:
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404


def test_an_unknown_row_and_a_repeated_one_are_404(city: Client) -> None:
    real_plans.load("云冈-十三五规划完成情况.xlsx")
    repeated = PlanIndicator.objects.filter(is_repeat=True)[0]
    for pk in (repeated.pk, 10**9):
        assert city.get(reverse("target-assign", args=[pk])).status_code == 404


def test_a_replaced_target_stays_among_the_versions(city: Client) -> None:
    send(city, "assign", text="45")
    page = send(city, "assign", text="44")
    assert "历次记录（2）" in page
    assert "<b>45</b>" in page


def test_the_versions_say_who_replaced_or_withdrew_them_and_why(city: Client) -> None:
    send(city, "assign", text="45")
    send(city, "assign", text="44")
    version = AssignedTarget.objects.in_force().get()
    address = reverse("target-withdraw", args=[pm25().pk, "assigned", version.pk])
    listed = (
        city.post(address, {"reason": "录错了行"}, follow=True).content.decode().partition('id="versions"')[2]
    )
    withdrawn, replaced = listed.split("<b>44</b>")[1].split("<b>45</b>")
    assert "已撤销" in withdrawn
    assert "理由：录错了行" in withdrawn
    assert "被代替" in replaced
    assert "理由" not in replaced
    who = str(version.entered_by)
    assert (withdrawn.count(who), replaced.count(who)) == (2, 2)  # entered, and taken back


@pytest.mark.parametrize(
    ("act", "more"), [("assign", {"text": "45"}), ("verdict", {"year": "2024", "status": "missed"})]
)
def test_a_document_of_tomorrow_is_refused(city: Client, act: str, more: dict[str, str]) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = send(city, act, issued_on=tomorrow.isoformat(), **more)
    assert f"发文日期 {tomorrow:%Y-%m-%d} 还没有到" in page
    assert not AssignedTarget.objects.exists()
    assert not SuperiorVerdict.objects.exists()


def test_a_target_ten_times_its_baseline_is_set_by_the_second_click(city: Client) -> None:
    baseline = pm25().baseline_text
    far = f"{Decimal(baseline) * 10:f}"
    reading = city.get(reverse("target-reading", args=[pm25().pk]), {"assign-text": far}).content.decode()
    assert f"“{far}”是基准“{baseline}”的约 10 倍，疑为小数点错位，请核实" in reading
    page = send(city, "assign", text=far)
    assert "确属无误的，请再点一次按钮" in page
    assert f'name="assign-sure" value="{far}"' in page
    assert not AssignedTarget.objects.exists()
    assert "确属无误" in send(city, "assign", text=f"{far}1", sure=far)
    assert f"已下达目标“{far}”" in send(city, "assign", text=far, sure=far)
    assert "确属无误" in send(city, "annual", text="1", year="2024")
