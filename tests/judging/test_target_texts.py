"""A superior's text is accepted only if the judge can use it for its row; its reading is shown in words."""

from dataclasses import replace

import pytest

from indicators.models import AssignedTarget, PlanIndicator
from judging import target_texts
from judging.questions import Inputs, load_inputs
from judging.target_remarks import remark_on
from tests import real_plans, reference

pytestmark = pytest.mark.django_db


def inputs(code: str, county: str = "140225") -> Inputs:
    rows = PlanIndicator.objects.judged().filter(plan__county__code=county, indicator__code=code)
    return load_inputs([rows.get().pk])[0]


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("88", "≥ 88 %"),
        ("≥88", "≥ 88 %"),
        ("88%", "≥ 88 %"),
        ("不低于88", "≥ 88 %"),
        ("不降低", "不劣于基准"),
        ("88左右", "约数 约 88 %"),
        ("百分之八十八以上", "≥ 88 %"),
        ("优良天数比例≥88%", "≥ 88 % （原文指“优良天数比例”）"),
        ("到2025年优良天数比例不降低", "不劣于基准 （原文指“优良天数比例”，2025年）"),
    ],
)
def test_a_readable_text_is_accepted_and_said_in_words(text: str, words: str) -> None:
    row = inputs("air-good-rate")
    assert target_texts.refusal(row, text) is None
    assert target_texts.words(row, text) == words


def test_a_bare_number_gets_the_sign_of_its_direction() -> None:
    assert target_texts.words(inputs("pm25"), "45") == "≤ 45 μg/m³"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "请填写目标值"),
        ("完成省下达任务", "仍是“由上级下达”"),
        ("—", "没有设目标"),
        ("持续改善", "无法识别为可比较的要求"),
        ("≥50且不下降", "几项要求"),
        ("≤88", "与指标方向（越高越好）相反"),
        ("88天", "本行单位为“%”"),
        ("到2030年达到88%", "写明的年份不是目标年2025年"),
        ("增速≥88%", "目标不能这样写"),
        ("下降18%", "本行单位为“%”"),
        ("Ⅲ类", "本行单位为“%”"),
        ("8" * 101, "超过 100 个字"),
    ],
)
def test_a_text_that_would_leave_the_row_unjudged_is_refused(text: str, why: str) -> None:
    assert why in str(target_texts.refusal(inputs("air-good-rate"), text))


def test_a_superior_may_say_that_it_does_not_concern_the_county() -> None:
    assert target_texts.refusal(inputs("air-good-rate"), "不涉及") is None


@pytest.mark.parametrize(
    ("printed", "waits"),
    [("完成上级下达任务", True), ("/", True), ("", True), ("88", False), ("不降低", False)],
)
def test_only_a_delegated_or_absent_target_is_replaced(printed: str, waits: bool) -> None:
    assert target_texts.is_replaceable(printed) is waits


def test_what_would_become_of_the_verdicts_is_shown_without_storing_anything() -> None:
    row = inputs("air-good-rate")
    before = [now for _, now, _ in target_texts.verdicts_with(row, "60")]
    assert [year for year, _, _ in target_texts.verdicts_with(row, "60")] == [2021, 2022, 2023, 2024, 2025]
    assert not row.row.assigned_targets.exists()
    assert before == [now for _, now, _ in target_texts.verdicts_with(inputs("air-good-rate"), "60")]


@pytest.mark.parametrize(
    ("code", "end", "beyond", "on_the_way"),
    [("pm25", "40", "30", "45"), ("forest-rate", "20", "25", "15"), ("air-good-rate", "88", "99", "85")],
)
def test_a_year_on_the_way_that_demands_more_than_the_end_is_remarked(
    code: str, end: str, beyond: str, on_the_way: str
) -> None:
    row = inputs(code)
    row.row.target_text = end
    assert f"比2025年的规划目标“{end}”要求更高" in remark_on(row, beyond, year=2023)
    assert remark_on(row, on_the_way, year=2023) == remark_on(row, end, year=2023) == ""
    assert remark_on(row, beyond, year=2025) == ""


def test_what_a_superior_assigned_is_the_end() -> None:
    row = inputs("air-good-rate")
    assigned = replace(row, assigned=AssignedTarget(plan_indicator=row.row, text="92"))
    assert "比2025年的下达目标“92”要求更高" in remark_on(assigned, "95", year=2023)
    assert remark_on(assigned, "90", year=2023) == ""
