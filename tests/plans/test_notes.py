"""The numbers that a plan's text states, and nothing that it does not say."""

from decimal import Decimal
from pathlib import Path

import pytest

from plans.notes import Note, Stated, read_statements
from plans.reading import read_plan

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"


def stated(text: str, item: str = "重点工程") -> list[tuple[Stated, str | None, Decimal, str | None]]:
    note = Note(item, text, "规划说明", "B2")
    return [(s.kind, s.scope, s.value, s.unit) for s in read_statements((note,))]


def test_the_environment_plan_states_what_its_notes_say() -> None:
    draft = read_plan(PLANS / "云冈-生态环境保护规划.xlsx")
    air, water, land = "大气环境质量改善", "水环境质量改善", "生态保护与修复"
    assert [(s.kind.value, s.scope, str(s.value), s.unit, s.address) for s in draft.statements] == [
        ("area", None, "737.81", "平方公里", "B2"),
        ("base_year", None, "2020", None, "B3"),
        ("target_year", None, "2025", None, "B3"),
        ("indicator_count", None, "26", None, "B4"),
        ("indicator_count", "约束性", "11", None, "B4"),
        ("indicator_count", "预期性", "15", None, "B4"),
        ("project_count", None, "19", None, "B5"),
        ("investment_part", air, "400", "万元", "B6"),
        ("investment_part", air, "120", "万元", "B6"),
        ("investment_part", air, "1060", "万元", "B6"),
        ("investment_part", air, "174000", "万元", "B6"),
        ("investment", air, "174580", "万元", "B6"),
        ("project_count", air, "12", None, "B7"),
        ("investment", air, "17.258", "亿元", "B7"),
        ("project_count", water, "6", None, "B8"),
        ("investment", water, "603291", "万元", "B8"),
        ("investment", water, "60.33", "亿元", "B8"),
        ("project_count", land, "1", None, "B9"),
        ("investment", land, "3480", "万元", "B9"),
        ("investment", land, "0.348", "亿元", "B9"),
    ]


def test_xinrong_states_29_projects_and_one_sum() -> None:
    draft = read_plan(PLANS / "新荣-两山七河规划.xlsx")
    assert [(s.kind, s.scope, s.value, s.unit) for s in draft.statements[1:]] == [
        (Stated.PROJECT_COUNT, None, Decimal(29), None),
        (Stated.INVESTMENT, None, Decimal("148.97"), "亿元"),
    ]
    assert {(note.item, note.address) for note in draft.notes} >= {
        ("注", "B4"),
        ("注", "A45"),
        ("面积", "B2"),
    }


@pytest.mark.parametrize(
    "text", ["“—”表示未收集到相关统计数据", "加强领导，落实责任", "", "2021 年 12 月", "涉及26个村庄5.22万人"]
)
def test_text_that_states_no_total_gives_no_statement(text: str) -> None:
    assert stated(text, "注") == []


def test_years_are_understood_in_both_orders() -> None:
    for text in ("以 2020 年为规划基准年，2025 年为规划目标年", "规划基准年为 2020 年，规划目标年为 2025 年"):
        assert [(kind, value) for kind, _, value, _ in stated(text, "基准年")] == [
            (Stated.BASE_YEAR, Decimal(2020)),
            (Stated.TARGET_YEAR, Decimal(2025)),
        ]


def test_digits_of_any_width_are_read_and_the_text_kept() -> None:
    note = Note("投资：水", "小计 ６０３２９１ 万元", "规划说明", "B2")
    statement = read_statements((note,))[0]
    assert (statement.value, statement.text) == (Decimal(603291), "小计 ６０３２９１ 万元")
