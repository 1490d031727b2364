"""The matrix page on the real plans with invented figures, and on small ledgers."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Act
from attainment import Status
from counties.models import Department, Plan
from indicators.models import Observation
from jobs.running import run_queued
from judging.models import Attainment
from lists.demo_note import DEMO_NOTE
from planning.demo.figures import load_demo
from tests import real_plans as real
from tests import reference
from tests import small_ledger as small
from tests.seeing import text

pytestmark = pytest.mark.django_db

# A test's own transaction turns the request's into a savepoint, with a few statements more than in life.
TRANSACTION = re.compile("SAVEPOINT|RELEASE")


@pytest.fixture
def plan() -> Plan:
    return small.plan(small.county())


def test_the_real_plans_fill_the_matrix_within_its_limit_of_queries(city: Client) -> None:
    real.load_all()
    load_demo()
    run_queued()
    text(city, "/matrix/?year=2023")
    with CaptureQueriesContext(connection) as queries:
        page = text(city, "/matrix/?year=2023")
    assert len([query for query in queries if not TRANSACTION.match(query["sql"])]) <= 15
    rows = Attainment.objects.filter(year=2023, plan_indicator__plan__period_end=2025)
    assert page.count('<a href="/rows/') == rows.count() == 198
    assert [page.count(name) > 0 for name in ("平城区", "云冈区", "新荣区", "浑源县")] == [True] * 4
    assert page.count("<small>两山七河规划</small>") == 1  # only 云冈 has two plans to tell apart
    assert DEMO_NOTE in page
    final = text(city, "/matrix/")
    assert "2025 年（目标年）" in final
    assert "约束性指标未全部完成" in final


def test_without_observations_the_last_year_is_shown_in_honest_grey(city: Client, plan: Plan) -> None:
    small.verdict(small.row(plan, small.indicator()), "no_data", 2025, value_text="")
    page = text(city, "/matrix/")
    assert "2025 年（目标年）" in page
    assert "尚无可评价的指标" in page
    assert DEMO_NOTE not in page


def test_the_newest_year_with_an_observation_is_the_default(city: Client, plan: Plan) -> None:
    days = small.indicator()
    row = small.row(plan, days)
    for year, period in ((2020, ""), (2022, ""), (2024, "1-9月")):
        Observation.objects.create(
            county=plan.county, indicator=days, year=year, period=period, text="87", value=Decimal(87)
        )
    small.verdict(row, "on_track", 2022)
    assert "2022 年</span>" in text(city, "/matrix/")


def test_the_newest_period_is_the_default_and_another_can_be_asked_for(city: Client, plan: Plan) -> None:
    old = small.plan(plan.county, "old", period_start=2016, period_end=2020, base_year=2015)
    small.row(plan, small.indicator("new", name="新指标"))
    small.row(old, small.indicator("old", name="旧指标"))
    assert "新指标" in text(city, "/matrix/")
    page = text(city, "/matrix/?period=2016-2020")
    assert ("旧指标" in page, "新指标" in page, "2016–2020 规划期 · 2020 年" in page) == (True, False, True)


def test_a_year_or_filter_that_does_not_exist_is_said(city: Client, plan: Plan) -> None:
    small.row(plan, small.indicator(name="某指标"))
    page = text(city, "/matrix/?year=2031&status=purple&period=1900-1905&department=abc")
    assert "“2031”不在 2021–2025 规划期内，现显示 2025 年。" in page
    assert "没有“1900-1905”这一规划期" in page
    assert "状态“purple”不在可选范围内，未按它筛选。" in page
    assert "部门“abc”不在可选范围内，未按它筛选。" in page
    assert "某指标" in page


def test_a_cell_leads_to_its_row_and_year_and_says_the_sentence(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator())
    small.verdict(row, "behind", 2023, explanation="应达 87.7，实际 87", required=Decimal("87.7"))
    page = text(city, "/matrix/?year=2023")
    assert f'href="/rows/{row.pk}/?year=2023" title="应达 87.7，实际 87"' in page
    assert "87 → ≥88　应达 87.7" in page
    assert f'<span class="s y" data-m="▼">{Status.BEHIND.label}</span>' in page


def test_printed_text_is_never_markup(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator(name="<b>指标</b>"), target_text='"><script>')
    small.verdict(row, "early", 2023, value_text="<i>1</i>", explanation='"><script>')
    page = text(city, "/matrix/?year=2023")
    assert "<i>1</i>" not in page
    assert "<b>指标</b>" not in page
    assert '"><script>' not in page


def test_a_row_without_a_stored_verdict_is_named_and_leads_to_the_jobs(city: Client, plan: Plan) -> None:
    small.row(plan, small.indicator())
    page = text(city, "/matrix/?year=2023")
    assert "有 1 行尚未计算" in page
    assert 'href="/jobs/"' in page
    assert "尚未计算</span>" in page


def test_a_plan_without_an_indicator_shows_a_dash_and_no_status(city: Client, plan: Plan) -> None:
    other = small.plan(small.county("990002", "乙县"))
    small.verdict(small.row(plan, small.indicator()), "on_track")
    small.row(other, small.indicator("else"))
    page = text(city, "/matrix/?year=2023")
    assert page.count('title="本县规划无此指标"') == 2


def test_a_missed_binding_indicator_raises_the_banner(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator(name="优良天数"), attribute="约束性")
    small.verdict(row, "missed", 2025)
    assert "约束性指标未全部完成（1 项）" in text(city, "/matrix/?year=2025")
    Attainment.objects.update(status="achieved")
    assert "约束性指标未全部完成" not in text(city, "/matrix/?year=2025")


def test_the_two_plans_of_one_county_count_once_and_show_their_conflict(city: Client, plan: Plan) -> None:
    days = small.indicator()
    second = small.plan(plan.county, "second", short_title="环保规划")
    small.verdict(small.row(plan, days), "on_track")
    small.verdict(small.row(second, days, target_text="90"), "behind")
    page = text(city, "/matrix/?year=2023")
    assert "两处规划不一" in page
    assert "目标不一：88、90；结论不一：达到序时进度、进度滞后" in page
    assert "/ 1 项已评价" in page


def test_a_clerk_sees_the_own_county_only(client: Client, plan: Plan) -> None:
    other = small.plan(small.county("990002", "乙县"))
    days = small.indicator()
    for one in (plan, other):
        small.verdict(small.row(one, days), "on_track")
    client.force_login(reference.clerk(plan.county))
    page = text(client, "/matrix/?year=2023")
    assert ("甲县" in page, "乙县" in page) == (True, False)
    assert page.count('<a href="/rows/') == 1


def test_a_stranger_sees_nothing(client: Client, plan: Plan) -> None:
    assert client.get("/matrix/").status_code == 302
    client.force_login(reference.person("stranger"))
    assert client.get("/matrix/").status_code == 404


def test_an_empty_city_says_what_fills_the_page(client: Client) -> None:
    client.force_login(reference.administrator())
    page = text(client, "/matrix/")
    assert "尚未导入规划表" in page
    assert 'href="/imports/plan/"' in page


def test_filters_that_leave_nothing_say_so(city: Client, plan: Plan) -> None:
    small.verdict(small.row(plan, small.indicator()), "on_track")
    assert "没有符合筛选条件的指标" in text(city, "/matrix/?year=2023&status=red")


def test_excel_has_the_same_rows_with_sentence_and_source_and_is_on_record(city: Client, plan: Plan) -> None:
    row = small.row(plan, small.indicator(name="优良天数"), target_text="88.0")
    small.verdict(row, "behind", 2023, explanation="差 0.7", uses_demo=True)
    small.verdict(small.row(plan, small.indicator("good", name="另一项"), 2), "on_track", 2023)
    answer = city.get("/matrix/?year=2023&status=behind&format=xlsx")
    assert answer["Content-Disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    table = [[cell.value for cell in line] for line in book["矩阵"]]
    assert table[2][1:] == ["优良天数", "%", "▼进度滞后 87 → ≥88.0（演示数据）"]
    assert table[3] == [None] * 4
    assert [table[4][0], table[6][0]] == ["筛选：状态：▼ 进度滞后", DEMO_NOTE]
    details = [cell.value for cell in book["明细"][3]]
    assert details[:2] == ["甲县", plan.short_title]
    assert details[3:7] == ["优良天数", "优良天数", "%", "未标注"]
    assert (details[10], book["明细"]["K3"].number_format) == (88, "0.0")
    assert details[12:-3] == [None, 2023, "进度滞后", None, "差 0.7", None, f"{plan.key}.xlsx · 指标!B1"]
    assert details[-3:] == [None, None, "是"]
    assert Act.objects.filter(kind="导出表格", subject__contains="达成矩阵").count() == 1


def test_a_cell_and_a_row_mark_the_invented_figure_singly(city: Client, plan: Plan) -> None:
    small.verdict(small.row(plan, small.indicator()), "behind", 2023, uses_demo=True)
    small.verdict(small.row(plan, small.indicator("good"), 2), "on_track", 2023)
    for address in ("/matrix/?year=2023", f"/counties/{plan.county.code}/?year=2023"):
        page = city.get(address).content.decode()
        assert page.count('title="用到演示数据（虚构）">*</small>') == 1
        assert "* 用到演示数据（虚构）" in page


def test_unmarked_plans_are_named_beside_their_count(city: Client, plan: Plan) -> None:
    rows = [small.row(plan, small.indicator(f"measured{number}"), number) for number in (1, 2)]
    for row in rows:
        small.verdict(row, "on_track", 2023)
    assert "甲县未印指标属性" in text(city, "/matrix/?year=2023")
    for row, stays in zip(rows, (True, False), strict=True):
        small.ruled(row, "attribute", "约束性")
        assert ("甲县未印指标属性" in text(city, "/matrix/?year=2023")) is stays


def test_a_year_before_any_invented_value_carries_no_banner(city: Client) -> None:
    real.load_all()
    load_demo()
    run_queued()
    assert DEMO_NOTE not in text(city, "/matrix/?period=2016-2020")
    assert not Attainment.objects.filter(year__lte=2020, uses_demo=True).exists()
    assert Attainment.objects.filter(year=2021, uses_demo=True).exists()


def test_the_chosen_filter_stays_chosen_and_its_words_are_never_markup(city: Client, plan: Plan) -> None:
    small.verdict(small.row(plan, small.indicator(level2="<水>")), "behind", 2023)
    Department.objects.create(code="x", name='"><b>局')
    page = text(city, "/matrix/?year=2023&status=behind")
    assert '<option value="behind" selected>▼ 进度滞后</option>' in page
    assert '<optgroup label="按颜色">' in page
    assert '<option value="2023" selected>2023</option>' in page
    assert page.count(" selected>") == 6
    assert "<水>" not in page
    assert '"><b>局' not in page


def test_the_banner_names_all_that_were_missed_the_ninth_and_later_open(city: Client, plan: Plan) -> None:
    for number in range(1, 11):
        row = small.row(plan, small.indicator(f"i{number}", name=f"第{number}项"), number, attribute="约束性")
        small.verdict(row, "missed", 2025, colour="red")
    for page in ("/matrix/", "/counties/", f"/counties/{plan.county.code}/"):
        banner = text(city, f"{page}?year=2025").split('role="alert"')[1].split("</div>")[0]
        assert '<details class="more no-print"><summary>另 2 项</summary>' in banner, page
        # What paper cannot open stands there in full.
        assert sorted(banner.count(f"第{number}项") for number in range(1, 11)) == [1] * 8 + [2] * 2


def test_every_number_of_the_tiles_leads_to_as_many_rows(city: Client, plan: Plan) -> None:
    counts = {"achieved": 3, "missed": 2, "pending": 1, "no_data": 1, "excluded": 2}
    colours = {"achieved": "green", "missed": "red"}
    kinds = [status for status, number in counts.items() for _ in range(number)]
    for number, status in enumerate(kinds, start=1):
        row = small.row(plan, small.indicator(f"i{number}"), number, attribute="约束性")
        small.verdict(row, status, 2025, colour=colours.get(status, "grey"))
    page = text(city, "/matrix/?year=2025")
    tiles = page.split('<div class="tiles">')[1].split('<div class="legend-line"')[0]
    led = {
        re.sub(r"\s+", " ", words): address.replace("&amp;", "&")
        for address, words in re.findall('<a href="([^"]+)" title="只看这些指标">([^<]+)</a>', tiles)
    }
    rows = {
        words: text(city, f"/matrix/{address}").count('cell"><a href="/rows/')
        for words, address in led.items()
    }
    assert rows == {
        "3": 3,
        "/ 5 项已评价": 5,
        "另有 2 项不能评价，其中 1 项目标待下达": 2,
        "2 项不参评": 2,
        "71%": 5,
        "5 / 7 项": 5,
        "目标待下达 1": 1,
        "数据缺失 1": 1,
        "不参评 2，不计入": 2,
    }
