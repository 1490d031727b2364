"""当年 or 累计 of an annual target: asked of flows with the right default, stored, read back, judged, settled later."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from counties.models import County
from indicators.actions.targets import Document, set_annual_target, state_scopes
from indicators.models import AnnualTarget, Observation, PlanIndicator
from judging.actions.target_imports import apply_targets, preview_targets
from judging.importers.target_templates import target_sheets
from judging.questions import load_inputs
from judging.recompute import judge
from judging.summaries.targets import target_lines
from tests import reference
from tests import small_ledger as small
from tests.workbooks.making import book

pytestmark = pytest.mark.django_db

SAID = {"authority": "大同市林业局", "document_number": "同林发〔2022〕1号", "issued_on": "2022-06-01"}
DOCUMENT = Document("大同市林业局", "同林发〔2022〕1号", date(2022, 6, 1))


def flow(code: str = "forest", **fields: Any) -> PlanIndicator:
    """造林: 0.6 万亩 in five years, a year's task in each; 0.12 a year would be on the path."""
    given = {"name": f"新增造林{code}", "unit": "万亩", "direction": "cumulative", **fields}
    county = small.county(f"99{PlanIndicator.objects.count() + 1:04d}", f"{code}县")
    printed = small.plan(county, code)
    return small.row(printed, small.indicator(code, **given), baseline_text="", target_text="0.6")


def level() -> PlanIndicator:
    return small.row(small.plan(small.county("990900", "平县"), "level"), small.indicator("level"))


def observe(of: PlanIndicator, **by_year: str) -> None:
    for year, text in by_year.items():
        Observation.objects.create(
            county=of.plan.county,
            indicator=of.indicator,
            year=int(year.removeprefix("y")),
            text=text,
            value=Decimal(text),
            unit=of.unit,
        )


def annual(of: PlanIndicator, text: str = "0.12", scope: str = "", **fields: Any) -> AnnualTarget:
    given = {
        "year": 2022,
        "authority": "市",
        "document_number": "旧1号",
        "issued_on": date(2022, 1, 1),
        **fields,
    }
    return AnnualTarget.objects.create(plan_indicator=of, text=text, scope=scope, **given)


def send(client: Client, of: PlanIndicator, **given: str) -> str:
    said = {f"annual-{name}": value for name, value in {**SAID, "year": "2022", **given}.items()}
    address = reverse("target-assign", args=[of.pk])
    return client.post(address, {"act": "annual", **said}, follow=True).content.decode()


def status(of: PlanIndicator, year: int = 2022) -> str:
    return judge(load_inputs([of.pk])[0], year)[1].status.value


@pytest.mark.parametrize(
    ("fields", "checked"),
    [
        ({}, "year"),
        ({"values": "cumulative"}, "total"),
        ({"direction": "rate", "unit": "%"}, "total"),
        ({"direction": "rate", "unit": "%", "values": "annual"}, "year"),
    ],
)
def test_the_form_of_a_flow_asks_with_the_right_default(city: Client, fields: Any, checked: str) -> None:
    form = city.get(reverse("target-assign", args=[flow(**fields).pk])).context["forms"]["annual"]
    assert form["scope"].value() == checked


def test_what_is_no_flow_is_not_asked(city: Client) -> None:
    page = city.get(reverse("target-assign", args=[level().pk])).content.decode()
    assert 'name="annual-scope"' not in page
    assert send(city, level_row := PlanIndicator.objects.get(plan__key="level"), text="86").count(
        "已录入2022年度目标“86”"
    )
    assert AnnualTarget.objects.get(plan_indicator=level_row).scope == ""


def test_a_flow_s_annual_target_is_stored_and_said_with_what_it_is_about(city: Client) -> None:
    made = flow()
    assert "请说明年度目标是当年还是累计" in send(city, made, text="0.12")
    assert not AnnualTarget.objects.exists()
    assert "已录入2022年度目标“当年 0.12”" in send(city, made, text="0.12", scope="year")
    assert "已录入2022年度目标“累计 0.12”" in send(city, made, text="0.12", scope="total")
    assert [one.scope for one in AnnualTarget.objects.order_by("pk")] == ["year", "total"]
    for name in ("target-assign", "row-history"):
        page = city.get(reverse(name, args=[made.pk])).content.decode()
        assert "累计 0.12" in page
        assert "当年 0.12" in page
    assert {act.detail["said"] for act in Act.objects.filter(kind="年度目标")} == {
        "2022年 当年 0.12",
        "2022年 累计 0.12",
    }


def test_the_same_text_for_the_year_and_for_the_total_are_two_tasks() -> None:
    of_year, of_total = flow("forest"), flow("forests")
    for made, scope in ((of_year, "year"), (of_total, "total")):
        observe(made, y2021="0.05", y2022="0.08")
        set_annual_target(made, year=2022, text="0.12", scope=scope, document=DOCUMENT, by=None)
    assert (status(of_year), status(of_total)) == ("behind", "on_track")


def test_a_total_in_brackets_is_not_taken_for_a_year_s_task(city: Client) -> None:
    assert "“〔18〕”是累计目标；请选“累计”" in send(city, flow(), text="〔18〕", scope="year")
    assert not AnnualTarget.objects.exists()


def test_the_reading_says_what_was_understood_and_what_would_change(city: Client) -> None:
    made = flow()
    observe(made, y2021="0.05", y2022="0.08")
    address = reverse("target-reading", args=[made.pk])
    said = {"annual-text": "0.12", "annual-scope": "year", "annual-year": "2022"}
    page = city.get(address, said).content.decode()
    assert "当年 ≥ 0.12 万亩" in page
    assert "2022 年" in page
    assert "请说明是当年还是累计" in city.get(address, {"annual-text": "0.12"}).content.decode()


def test_targets_of_many_counties_are_asked_once_for_all(city: Client) -> None:
    made = flow()
    address = reverse("target-bulk", args=["forest"]) + "?year=2022"
    page = city.get(address)
    assert page.context["form"]["scope"].value() == "year"
    assert "scope" not in city.get(reverse("target-bulk", args=["forest"])).context["form"].fields
    said = {**SAID, f"text_{made.pk}": "0.12", "scope": "year"}
    seen = city.post(address, {**said, "act": "preview"}).context["seen"]
    assert "“〔18〕”是累计目标" in city.post(address, {**said, f"text_{made.pk}": "〔18〕"}).content.decode()
    # What was looked at was the year's; the total is another thing to look at.
    city.post(address, {**said, "scope": "total", "act": "assign", "seen": seen})
    assert not AnnualTarget.objects.exists()
    city.post(address, {**said, "act": "assign", "seen": seen})
    assert AnnualTarget.objects.get().scope == "year"


HEADER = ("规划代码", "指标", "年度", "当年/累计", "下达目标", "下达单位", "文号", "发文日期")


def line(of: PlanIndicator, year: str, scope: str, text: str) -> tuple[str, ...]:
    return of.plan.key, of.name, year, scope, text, "市林业局", "同林发〔2022〕1号", "2022-06-01"


def test_the_sheet_takes_and_shows_what_an_annual_target_is_about() -> None:
    by, made, other = reference.reviewer(), flow(), level()
    rows = [
        line(made, "2022", "", "0.12"),
        line(made, "2023", "累计", "0.30"),
        line(made, "2024", "今年", "0.1"),
        line(made, "2025", "当年", "〔0.6〕"),
        line(other, "2022", "当年", "86"),
        line(other, "2023", "", "87"),
    ]
    batch = preview_targets(content=book([HEADER, *rows], name="下达目标"), file_name="目标.xlsx", by=by)
    assert [change["reading"] for change in batch.report["changes"]] == [
        "当年 ≥ 0.12 万亩",
        "累计 ≥ 0.30 万亩",
        "≥ 87 %",
    ]
    refused = "\n".join(problem["message"] for problem in batch.report["problems"])
    for said in ("D4 的“今年”无法识别", "是累计目标", "本行不是逐年累计的量"):
        assert said in refused
    apply_targets(batch.pk, by=by, only_clean=True)
    stored = AnnualTarget.objects.order_by("plan_indicator", "year").values_list("year", "scope")
    assert list(stored) == [(2022, "year"), (2023, "total"), (2023, "")]


def test_the_sheet_to_fill_prints_each_row_s_default() -> None:
    flow(), flow("forests", values="cumulative"), level()
    lines = target_lines(County.objects.filter(code__startswith="99"))
    sheet = target_sheets(lines)[0]
    at = [column.header for column in sheet.columns].index("年度目标默认")
    assert [row[at] for row in sheet.rows] == ["当年", "累计", ""]


def test_a_target_of_the_period_is_no_year_s_task() -> None:
    made = flow()
    PlanIndicator.objects.filter(pk=made.pk).update(target_text="完成上级下达任务")
    content = book([HEADER, line(made, "", "当年", "0.6")], name="下达目标")
    (problem,) = preview_targets(content=content, file_name="目标.xlsx", by=None).report["problems"]
    assert "写了“当年”而没有写年度" in problem["message"]


def test_a_scope_that_the_catalogue_no_longer_knows_is_not_asked_of_the_judge() -> None:
    made = flow()
    annual(made, scope="year")
    made.indicator.direction = "higher"
    made.indicator.save()
    (question,) = [load_inputs([made.pk])[0].question(2022)]
    assert question.annual_targets[2022].scope is None


def test_what_was_stored_without_a_scope_is_listed_with_both_verdicts_and_settled(city: Client) -> None:
    made, demo = flow(), flow("forests")
    for one in (made, demo):
        observe(one, y2021="0.05", y2022="0.08")
    old = annual(made, note="第3条")
    shown = annual(demo, is_demo=True)
    annual(level(), text="86")
    annual(flow("settled"), scope="year")
    for name in ("target-list", "review-queue"):
        assert "2 个年度目标没有写明是当年还是累计" in city.get(reverse(name)).content.decode()

    answer = city.get(reverse("unscoped-targets"))
    assert [(one.target, one.before, one.then) for one in answer.context["found"]] == [
        (old, "on_track", "behind"),
        (shown, "on_track", "behind"),
    ]
    answer = city.post(
        reverse("unscoped-targets"), {f"scope_{old.pk}": "total", f"scope_{shown.pk}": ""}, follow=True
    )
    assert "已核定 1 个年度目标" in answer.content.decode()
    old.refresh_from_db()
    new = AnnualTarget.objects.in_force().get(plan_indicator=made)
    assert old.superseded_at is not None
    assert (new.text, new.scope, new.document_number, new.note) == ("0.12", "total", "旧1号", "第3条")
    assert [one.target for one in city.get(reverse("unscoped-targets")).context["found"]] == [shown]

    assert state_scopes({shown.pk: "year", old.pk: "year"}, by=None) == 1
    assert AnnualTarget.objects.in_force().get(plan_indicator=demo).is_demo
    assert "没有待核定的年度目标" in city.get(reverse("unscoped-targets")).content.decode()


def test_settling_nothing_changes_nothing(city: Client) -> None:
    old = annual(flow())
    answer = city.post(reverse("unscoped-targets"), {f"scope_{old.pk}": "decade"}, follow=True)
    assert "没有选定任何一项" in answer.content.decode()
    assert AnnualTarget.objects.get() == old


LOWER, HIGHER = {"direction": "lower", "unit": "μg/m³"}, {"direction": "higher", "unit": "%"}
CUT, SUM, WATER = (
    {"direction": "rate", "unit": "%"},
    {"direction": "cumulative"},
    {"direction": "class", "unit": ""},
)


@pytest.mark.parametrize(
    ("fields", "text", "scope", "words"),
    [
        (LOWER, "同比下降4%", "", "变化率 比上年下降 4 %"),
        (LOWER, "不高于上年", "", "不高于上年"),
        (HIGHER, "不低于上年", "", "不低于上年"),
        (HIGHER, "较上年好转", "", "优于上年"),
        (HIGHER, "较上年提高2个百分点", "", "变化量 比上年上升 2 %"),
        (CUT, "同比下降3%", "year", "当年 变化率 比上年下降 3 %"),
        (WATER, "不劣于上年", "", "不劣于上年"),
    ],
)
def test_targets_relative_to_the_year_before_are_accepted_and_read_back(
    city: Client, fields: Any, text: str, scope: str, words: str
) -> None:
    made = flow(**fields)
    said = {"text": text, **({"scope": scope} if scope else {})}
    assert "已录入2022年度目标" in send(city, made, **said)
    asked = {f"annual-{name}": value for name, value in said.items()}
    page = city.get(reverse("target-reading", args=[made.pk]), asked).content.decode()
    assert f"读作：<b>{words}</b>" in page


@pytest.mark.parametrize(
    ("fields", "text", "scope", "why"),
    [
        (SUM, "同比下降4%", "year", "不能用于逐年累计的量"),
        (CUT, "不低于上年", "year", "不能用于本身就是变化率的指标"),
        (CUT, "同比下降3%", "total", "是当年的变化"),
        (WATER, "同比下降4%", "", "不能用于类别"),
        (LOWER, "同比增长4%", "", "与指标方向（越低越好）相反"),
        (LOWER, "较上年下降2吨", "", "单位不能换算"),
        (HIGHER, "持续改善", "", "无法识别为可比较的要求"),
        (HIGHER, "≥50且不下降", "", "含有几项要求"),
        (HIGHER, "完成市局下达目标", "", "没有具体要求"),
        ({**HIGHER, "unit": ""}, "较上年提高2个百分点", "", "本行没有单位"),
    ],
)
def test_what_the_row_cannot_use_is_refused_at_entry_with_why(
    city: Client, fields: Any, text: str, scope: str, why: str
) -> None:
    said = {"text": text, **({"scope": scope} if scope else {})}
    made = flow(**fields)
    page = send(city, made, **said)
    assert why in page
    assert f'value="{text}"' in page
    content = book(
        [HEADER, line(made, "2022", {"year": "当年", "total": "累计"}.get(scope, ""), text)], name="下达目标"
    )
    (problem,) = preview_targets(content=content, file_name="目标.xlsx", by=None).report["problems"]
    assert why in problem["message"]
    assert not AnnualTarget.objects.exists()


def test_a_target_relative_to_the_year_before_is_judged() -> None:
    made = flow(**LOWER)
    PlanIndicator.objects.filter(pk=made.pk).update(target_text="30", baseline_text="50")
    observe(made, y2021="48", y2022="46")
    set_annual_target(made, year=2022, text="同比下降5%", document=DOCUMENT, by=None)
    question, verdict = judge(load_inputs([made.pk])[0], 2022)
    assert question is not None
    assert verdict.status.value == "behind"
    assert "annual_target" in {flag.value for flag in verdict.flags}
