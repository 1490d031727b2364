"""The page of one plan row: scope, years, sentence and steps, evidence with its cells, export."""

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Act
from counties.models import Finding, PlanEdition
from indicators.models import AnnualTarget, AssignedTarget, Indicator, Observation, PlanIndicator, Site
from judging.models import Attainment, AttainmentChange
from judging.recompute import recompute
from tests import reference
from tests import small_ledger as small
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> PlanIndicator:
    return small.row(
        small.plan(small.county()),
        small.indicator(name="优良天数比例"),
        baseline_cell="C1",
        target_cell="D1",
        attribute="约束性",
        table="表3.4-1 生态环境保护规划指标",
    )


def observe(of: PlanIndicator, year: int, text: str, **fields: Any) -> Observation:
    value = Decimal(text) if text.replace(".", "").isdigit() else None
    given = {"county": of.plan.county, "indicator": of.indicator, "unit": "%", "value": value, **fields}
    return Observation.objects.create(year=year, text=text, **given)


def address(of: PlanIndicator, year: int | None = None) -> str:
    return reverse("plan-indicator", args=[of.pk]) + (f"?year={year}" if year else "")


def text(client: Client, of: PlanIndicator, year: int | None = None) -> str:
    answer = client.get(address(of, year))
    assert answer.status_code == 200
    return as_seen(answer)


def judge(of: PlanIndicator) -> None:
    recompute({of.pk: of.plan.years}, why="data")


def test_the_sentence_its_steps_and_its_figures_stand_on_the_page(city: Client, row: PlanIndicator) -> None:
    observe(row, 2023, "87.1", file_name="监测.xlsx", sheet="监测数据", cell="F18")
    judge(row)
    page = text(city, row, 2023)
    for said in (
        Attainment.objects.get(plan_indicator=row, year=2023).explanation,
        "达到序时进度",
        "约束性",
        "表3.4-1",
        "规则14",
        "（87.1−80）÷（88−80）",
        "监测.xlsx · 监测数据!F18",
        "990001-plan.xlsx · 指标!D1",
        "方向：越高越好",
    ):
        assert said in page, said


def test_without_a_year_the_newest_with_a_figure_is_shown(city: Client, row: PlanIndicator) -> None:
    observe(row, 2019, "70")
    observe(row, 2022, "86")
    assert 'aria-current="page" rel="prev">' not in text(city, row)
    assert re.search(r'\?year=2022" aria-current="page"', text(city, row))


def test_without_any_figure_the_last_year_is_shown(city: Client, row: PlanIndicator) -> None:
    assert re.search(r'\?year=2025" aria-current="page"', text(city, row))


def test_the_years_before_and_after_can_be_reached_by_key(city: Client, row: PlanIndicator) -> None:
    page = text(city, row, 2023)
    assert '<a href="?year=2022" rel="prev">' in page
    assert '<a href="?year=2024" rel="next">' in page


@pytest.mark.parametrize("year", ["2020", "2026", "x", "-1", "2023.0", "9" * 30])
def test_a_year_that_the_plan_does_not_judge_is_not_found(
    city: Client, row: PlanIndicator, year: str
) -> None:
    assert city.get(f"{address(row)}?year={year}").status_code == 404


def test_a_foreign_row_and_an_unknown_one_are_the_same_to_a_clerk(client: Client, row: PlanIndicator) -> None:
    client.force_login(reference.clerk(small.county("990002", "乙县")))
    assert client.get(address(row)).status_code == 404
    assert client.get(reverse("plan-indicator", args=[row.pk + 1000])).status_code == 404


def test_a_clerk_sees_the_own_countys_row(client: Client, row: PlanIndicator) -> None:
    client.force_login(reference.clerk(row.plan.county))
    assert "优良天数比例" in text(client, row)


def test_a_verdict_that_is_not_computed_says_so(city: Client, row: PlanIndicator) -> None:
    page = text(city, row)
    assert "尚未计算" in page
    assert "这一结论如何得出" not in page


def test_inputs_that_changed_since_the_verdict_are_announced_and_not_explained(
    city: Client, row: PlanIndicator
) -> None:
    observe(row, 2023, "87.1")
    judge(row)
    Observation.objects.update(text="81", value=Decimal(81))
    page = text(city, row, 2023)
    assert "依据已有变化，正在后台重新计算" in page
    assert "这一结论如何得出" not in page
    assert Attainment.objects.get(plan_indicator=row, year=2023).explanation in page


def test_what_is_in_the_books_and_not_used_is_listed_with_the_reason(
    city: Client, row: PlanIndicator
) -> None:
    observe(row, 2023, "87.1")
    observe(row, 2023, "86.5", basis="扣除沙尘")
    observe(row, 2024, "88.8", period="1-9月")
    observe(row, 2023, "90.1", site=Site.objects.create(county=row.plan.county, name="古桥"))
    judge(row)
    page = text(city, row, 2023)
    for said in ("口径“扣除沙尘”，已采用另一口径", "时段“1-9月”，不是全年", "点位“古桥”，不代表全县区"):
        assert said in page, said


def test_words_have_no_unit_and_numbers_have(city: Client, row: PlanIndicator) -> None:
    PlanIndicator.objects.update(target_text="完成市级考核任务")
    page = text(city, row)
    assert re.search(r"<b>完成市级考核任务</b>\s*(?!<span class=\"unit\">)<br>", page)
    assert '<b>80</b> <span class="unit">%</span>' in page


def test_findings_and_changes_stand_beside_the_figures(city: Client, row: PlanIndicator) -> None:
    finding = Finding.objects.create(
        county=row.plan.county, plan=row.plan, rule="target_conflict", subject="s", severity="error",
        message="两处目标不同。", doubt="target_conflict", fingerprint="f",
    )  # fmt: skip
    row.findings.add(finding)
    AttainmentChange.objects.create(
        plan_indicator=row, year=2023, from_status="behind", to_status="on_track", to_explanation="x",
        why="data", cause="导入 监测.xlsx",
    )  # fmt: skip
    page = text(city, row)
    assert "两处目标不同。" in page
    assert "暂不评价" in page
    assert "2023年：进度滞后 → 达到序时进度" in page
    assert "数据：导入 监测.xlsx" in page


def version(row: PlanIndicator, **fields: Any) -> dict[str, Any]:
    given = {"plan_indicator": row, "authority": "市局", "document_number": "同环发〔2022〕1号"}
    return {**given, "issued_on": "2022-03-01", **fields}


def test_versions_of_targets_are_all_listed(city: Client, row: PlanIndicator) -> None:
    PlanIndicator.objects.update(target_text="完成市级考核任务")
    AssignedTarget.objects.create(**version(row, text="86", superseded_at="2023-01-01T00:00:00Z"))
    AssignedTarget.objects.create(**version(row, text="87"))
    AnnualTarget.objects.create(**version(row, text="85.5", year=2023))
    page = text(city, row, 2023)
    for said in (
        "<b>86</b>",
        "已被取代",
        "<b>87</b>",
        "市局 同环发〔2022〕1号（2022-03-01）",
        "2023年度目标",
    ):
        assert said in page, said
    assert "年度目标：85.5（同环发〔2022〕1号）" in page


def test_a_reviewer_is_led_to_assign_a_delegated_target_and_a_clerk_is_not(
    client: Client, row: PlanIndicator
) -> None:
    PlanIndicator.objects.update(target_text="完成市级考核任务")
    judge(row)
    client.force_login(reference.reviewer())
    assert reverse("target-assign", args=[row.pk]) in text(client, row)
    client.force_login(reference.clerk(row.plan.county))
    assert reverse("target-assign", args=[row.pk]) not in text(client, row)


def test_an_invented_value_carries_the_banner_and_lends_itself_no_source(
    city: Client, row: PlanIndicator
) -> None:
    assert "演示数据：" not in text(city, row)
    observe(row, 2023, "87.1", is_demo=True)
    page = text(city, row)
    assert "演示数据：2021–2025 年数值为虚构" in page
    assert "年度填报" not in page


def test_a_row_that_a_later_edition_dropped_keeps_its_page(city: Client, row: PlanIndicator) -> None:
    edition = PlanEdition.objects.create(plan=row.plan, number=2, file_name="b.xlsx", sha256="1" * 64)
    observe(row, 2023, "87.1")
    PlanIndicator.objects.update(closed_in=edition)
    page = text(city, row)
    assert "本行已不在现行规划中" in page
    assert "尚未计算" not in page
    # Its figures are not of another basis, nor are there none.
    assert "本行已由规划第2版删去，不再采用数值" in page
    assert "已采用另一口径" not in page
    assert "尚无全年数据" not in page


def test_a_repeated_row_points_to_the_one_that_is_judged(city: Client, row: PlanIndicator) -> None:
    again = small.row(row.plan, row.indicator, 2, is_repeat=True, table="表2.1")
    page = text(city, again)
    assert "子表重复列示，不单独评价" in page
    assert address(row) in page


def test_a_cell_that_looks_like_markup_is_shown_as_text(city: Client, row: PlanIndicator) -> None:
    PlanIndicator.objects.update(name="<b>粗</b>", target_text="<script>alert(1)</script>")
    page = text(city, row)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_export_holds_verdicts_evidence_and_changes_and_is_on_record(
    city: Client, row: PlanIndicator
) -> None:
    observe(row, 2023, "87.10", file_name="监测.xlsx", sheet="监测数据", cell="F18")
    judge(row)
    answer = city.get(address(row, 2023) + "&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["历年评价", "依据", "结论变化"]
    verdicts = {line[0]: line for line in book["历年评价"].iter_rows(min_row=3, values_only=True)}
    assert verdicts["2023"][1:3] == ("达到序时进度", 87.1)
    sources = [line[4] for line in book["依据"].iter_rows(min_row=3, values_only=True)]
    assert "监测.xlsx · 监测数据!F18" in sources
    assert Act.objects.filter(kind="导出表格").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_figures(
    city: Client, row: PlanIndicator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    observe(row, 2023, "87.1")
    judge(row)
    with django_assert_max_num_queries(40) as few:
        text(city, row, 2023)
    for number in range(300):
        site = Site.objects.create(county=row.plan.county, name=f"点位{number}")
        observe(row, 2023, "50", site=site)
        Finding.objects.create(
            county=row.plan.county,
            rule="r",
            subject=str(number),
            severity="notice",
            message="m",
            fingerprint="f",
        ).plan_indicators.add(row)
        AttainmentChange.objects.create(
            plan_indicator=row, year=2023, to_status="behind", to_explanation="", why="data"
        )
    with django_assert_max_num_queries(len(few)) as many:
        text(city, row, 2023)
    assert len(many) == len(few)


def test_a_total_stands_beside_what_it_is_compared_with(city: Client, row: PlanIndicator) -> None:
    Indicator.objects.update(direction="cumulative", unit="亩")
    PlanIndicator.objects.update(unit="亩", baseline_text="-")
    observe(row, 2021, "10.5", unit="亩")
    observe(row, 2022, "9.5", unit="亩")
    judge(row)
    assert re.search(
        r"<small class=\"quiet\">累计</small> 20\.0 <small class=\"quiet\">当年 9\.5</small>",
        text(city, row, 2022),
    )


def test_the_base_year_stands_once_among_the_years(city: Client, row: PlanIndicator) -> None:
    observe(row, 2019, "79")
    observe(row, 2020, "80.0")
    observe(row, 2023, "87.1")
    judge(row)
    page = city.get(address(row, 2023)).context["page"]

    assert [line.year for line in page.history] == [2019, 2020, 2021, 2022, 2023, 2024, 2025]
    assert [line.remark for line in page.history[:2]] == ["监测值，规划期之前", "基准"]
    assert page.history[1].note == ""


def test_what_was_observed_in_the_base_year_stands_beside_another_baseline(
    city: Client, row: PlanIndicator
) -> None:
    observe(row, 2020, "81.2")
    judge(row)
    (line,) = [line for line in city.get(address(row, 2023)).context["page"].history if line.year == 2020]

    assert (line.value, line.note, line.remark) == ("80", "监测值 81.2", "基准")


def test_a_figure_that_was_taken_out_keeps_its_line_and_its_way_to_its_versions(
    city: Client, row: PlanIndicator
) -> None:
    gone, other = observe(row, 2023, "87.1"), observe(row, 2022, "86.5")
    site = Site.objects.create(county=row.plan.county, name="别处")
    elsewhere = observe(row, 2021, "86.0", site=site)
    shown = {gone.pk: True, other.pk: True, elsewhere.pk: False}
    judge(row)
    assert "已撤下" not in text(city, row, 2023)
    for figure in (gone, elsewhere):
        figure.delete()
    judge(row)
    page = text(city, row, 2023)
    assert page.count('<span class="tag">已撤下</span>') == 1
    assert "原为 87.1" in page
    assert {pk: reverse("figure-history", args=[pk]) in page for pk in shown} == shown
    observe(row, 2023, "87.4")
    assert "已撤下" not in text(city, row, 2023)
