"""The steps under a verdict name the rule that decided and let a person work every figure out again."""

import json
from pathlib import Path
from typing import Any

import pytest

from attainment import Column, Direction, Flag, Kind, Status, evaluate, parse
from attainment.lines import question_of
from judging.reasoning import MEANINGS, reading_in_words, steps

CASES = Path(__file__).resolve().parents[2] / "fixtures" / "cases" / "attainment_cases.jsonl"
GOOD_DAYS = {
    "direction": "higher",
    "unit": "%",
    "decimals": 1,
    "baseline": {"text": "85.5", "year": 2020},
    "target": {"text": "88", "year": 2025},
    "observations": {"2023": "87.1"},
    "year": 2023,
}


def told(**changed: Any) -> dict[str, str]:
    """Title → text of the steps for the good-days row with some fields changed."""
    question = question_of({**GOOD_DAYS, **changed})
    return {step.title: step.text for step in steps(question, evaluate(question))}


def test_every_figure_of_a_row_on_its_way_is_given_with_its_numbers() -> None:
    assert told() == {
        "目标": "2025年，规划原文“88”，读作：数值 ≥ 88。原文未印符号，按方向“越高越好”取≥。",
        "起点": "2020年，规划原文“85.5”，读作：数值 85.5。",
        "现值": "2023年 87.1%。",
        "评价方式": "按从起点到目标的序时进度评价；按原值与目标比较。",
        "判定": "规则14：进度比不低于0.95，或按报告精度已到应达，结论为“达到序时进度”。",
        "完成度": "（现值−起点）÷（目标−起点） = （87.1−85.5）÷（88−85.5） = 64.0%",
        "时间进度": "（2023−2020）÷（2025−2020） = 60.0%",
        "进度比": "完成度÷时间进度 = 1.07",
        "应达": "起点+（目标−起点）×时间进度 = 85.5+（88−85.5）×60.0% = 87.0",
        "差距": "|现值−目标| = |87.1−88| = 0.9%",
        "后续年均需": "差距÷剩余年数，剩余2年 = 0.4%",
    }


RULES: dict[str, tuple[dict[str, Any], str]] = {
    "1 no target": ({"target": {"text": "不涉及", "year": 2025}}, "规则1："),
    "2 superior": ({"superior_verdict": {"status": "missed"}}, "规则2：上级已有认定"),
    "3 delegated": ({"target": {"text": "完成市级考核任务", "year": 2025}}, "规则3："),
    "4 doubt": ({"doubts": ["target_conflict"]}, "规则4：目标或数值不能直接比较，需人工处理：目标值相互矛盾"),
    "5 no data": ({"observations": {}}, "规则5：没有可用的全年数据"),
    "5 part of a year": (
        {"observations": {"2023": "87"}, "partial_years": [2023]},
        "规则5：只有部分时段的数据",
    ),
    "7 final year": ({"year": 2025, "observations": {"2025": "87"}}, "规则7：目标年的现值未满足目标"),
    "8 hold": ({"baseline": {"text": "90", "year": 2020}}, "规则8：控制性要求，现值未守住目标"),
    "9 early": ({"observations": {"2023": "89"}}, "规则9：目标年之前已满足目标"),
    "10 annual target": ({"annual_targets": {"2023": "87.5"}}, "规则10：有上级下达的年度目标"),
    "11 no baseline": ({"baseline": {"text": "—", "year": 2020}}, "规则11：没有可用的基准值"),
    "12 regressed": ({"observations": {"2023": "85"}}, "规则12：现值劣于基准值"),
    "13 whole steps": (
        {"direction": "count", "unit": "个", "decimals": 0, "baseline": {"text": "0", "year": 2020},
         "target": {"text": "5", "year": 2025}, "observations": {"2023": "3"}},
        "规则13：按整步计",
    ),
    "14 behind": ({"observations": {"2023": "86"}}, "规则14：进度比低于0.95"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "sentence"), RULES.values(), ids=RULES)
def test_the_rule_that_decided_is_named(changed: dict[str, Any], sentence: str) -> None:
    assert told(**changed)["判定"].startswith(sentence)


def test_beside_an_annual_target_the_straight_line_is_told_too() -> None:
    assert "按序时进度则为“达到序时进度”" in told(annual_targets={"2023": "87.5"})["判定"]


def test_an_assigned_target_is_said_to_stand_in_the_printed_ones_place() -> None:
    text = told(target={"text": "完成市级考核任务", "year": 2025}, assigned={"text": "90"})["目标"]
    assert "“完成市级考核任务”" in text
    assert "上级下达“90”，代替原文，读作：数值 ≥ 90" in text


def test_a_flow_starts_from_zero_and_its_printed_baseline_is_set_aside() -> None:
    found = told(
        direction="rate",
        baseline={"text": "19.93", "year": 2020},
        target={"text": "10", "year": 2025},
        observations={"2023": "6"},
        plan_base_year=2020,
    )
    assert found["起点"] == "2020年为0：此类指标从规划基准年起算。规划表所印“19.93”是上期实绩，不作起点。"
    assert found["完成度"] == "（现值−起点）÷（目标−起点） = （6−0）÷（10−0） = 60.0%"


def test_an_intensity_cut_shows_logarithms() -> None:
    found = told(
        direction="log_rate",
        target={"text": "10", "year": 2025},
        observations={"2023": "6"},
        plan_base_year=2020,
    )
    assert found["完成度"].startswith("ln（1−现值）÷ln（1−目标） = ln（1−6%）÷ln（1−10%） = ")


def test_an_older_value_is_said_to_be_older() -> None:
    assert "2023年无全年数据，用上一年数据" in told(observations={"2022": "86.5"})["现值"]


def test_every_flag_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Flag)


def test_every_example_of_the_specification_is_told_to_its_end() -> None:
    statuses = set()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        question = question_of(case.get("input", case))
        verdict = evaluate(question)
        found = {step.title: step.text for step in steps(question, verdict)}
        assert f"结论为“{verdict.label}”" in found["判定"], line
        for figure, title in [("required", "应达"), ("margin", "余量"), ("headroom_used", "增量空间已用")]:
            assert (title in found) == (getattr(verdict, figure) is not None), line
        statuses.add(verdict.status)
    assert statuses | {Status.BREACHED} == set(Status)


READINGS = {
    "≥88": (Column.TARGET, "数值 ≥ 88"),
    "88": (Column.TARGET, "数值 ≥ 88"),
    "10-15": (Column.TARGET, "区间 10～15"),
    "下降18%": (Column.TARGET, "变化率 下降 18 %"),
    "不减少": (Column.TARGET, "不低于基准"),
    "不降低": (Column.TARGET, "不劣于基准"),
    "完成国家、省下达任务": (Column.TARGET, "由上级下达 （国家、省）"),
    "同比下降4%": (Column.TARGET, "变化率 比上年下降 4 %"),
    "较上年提高2个百分点": (Column.TARGET, "变化量 比上年上升 2 %"),
    "不低于上年": (Column.TARGET, "不低于上年"),
    "较上年好转": (Column.TARGET, "优于上年"),
    "IV类": (Column.OBSERVED, "类别 Ⅳ类"),
    "断流": (Column.OBSERVED, "无数据 （断流）"),
    "17.71%（比 2015 年）": (Column.BASELINE, "带注数值 17.71 % （比2015年）"),
}


@pytest.mark.parametrize(("text", "expected"), READINGS.items(), ids=READINGS)
def test_a_reading_is_told_in_words(text: str, expected: tuple[Column, str]) -> None:
    column, words = expected
    assert reading_in_words(parse(text, column), Direction.HIGHER) == words


def test_a_bare_number_has_no_sign_where_the_direction_is_unknown() -> None:
    assert reading_in_words(parse("0", Column.TARGET), Direction.UNKNOWN) == f"{Kind.NUMBER.label} 0"


def test_an_annual_target_is_told_with_what_it_is_compared_with() -> None:
    flow = {"direction": "rate", "values": "annual", "target": {"text": "10", "year": 2025}}
    found = told(
        **flow, observations={"2021": "1", "2022": "2", "2023": "4"}, annual_targets={"2023": "同比下降3%"}
    )
    assert found["年度目标"] == "2023年度目标同比下降3%，当年实际4，满足。"
    assert told(year=2025, observations={"2025": "88"}, annual_targets={"2025": "88.5"})["年度目标"] == (
        "2025年度目标≥88.5，实际88，未满足，差0.5。"
    )


def test_a_target_in_parts_is_told_part_by_part() -> None:
    found = told(target={"text": "≥88且不下降", "year": 2025}, parts=[{"text": "≥88"}, {"text": "不下降"}])
    assert found["分项“≥88”"].startswith("规则14：")
    assert found["分项“不下降”"].startswith("规则8：")
    assert found["判定"] == "各分项中最不利的一项决定全行，结论为“达到序时进度”。"


def test_a_strict_target_says_to_which_figure_its_distance_is_measured() -> None:
    strict = {
        "direction": "lower",
        "unit": "μg/m³",
        "decimals": 0,
        "baseline": {"text": "33", "year": 2020},
        "target": {"text": "<30", "year": 2025},
        "year": 2025,
        "observations": {"2025": "30"},
    }
    found = told(**strict)
    assert "不含30本身，数值报告到1，以内最近的数是29：" in found["计算用目标"]
    assert found["差距"].startswith("|现值−目标| = |30−29|")
    assert "计算用目标" not in told()
