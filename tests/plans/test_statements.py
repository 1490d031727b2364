"""What the text states against what the tables hold."""

from decimal import Decimal

import pytest

from counties.findings import CitedCell, Rule
from plans.notes import Stated
from plans.statements import PlanText, Statement, find, read_statements
from tests.indicators.finding_rows import row
from tests.projects.listings import listing


def stated(kind: Stated, value: str, *, scope: str = "", unit: str = "", cell: str = "B4") -> Statement:
    return Statement(
        kind, scope, Decimal(value), unit, CitedCell("云冈.xlsx", "规划说明", cell, f"原文 {value}")
    )


def text(*statements: Statement, rows: int = 0, amounts: tuple[str | None, ...] = ()) -> PlanText:
    return PlanText(
        plan_id=1,
        county_id=14,
        area_km2=Decimal("737.81"),
        base_year=2020,
        target_year=2025,
        statements=statements,
        rows=tuple(row(pk, attribute="约束性" if pk == 1 else "预期性") for pk in range(1, rows + 1)),
        listings=tuple(
            listing(pk, yi=yi, category="（一）大气环境质量改善工程表")
            for pk, yi in enumerate(amounts, start=1)
        ),
    )


def test_a_stated_number_of_indicators_is_compared_in_all_and_by_attribute() -> None:
    statements = (
        stated(Stated.INDICATOR_COUNT, "3"),
        stated(Stated.INDICATOR_COUNT, "1", scope="约束性"),
        stated(Stated.INDICATOR_COUNT, "1", scope="预期性"),
    )

    assert not find(text(*statements[1:], rows=2))
    (found,) = find(text(*statements, rows=2))
    assert found.message == (
        "文中写指标共计 3 项、约束性 1 项、预期性 1 项；表中为共计 2 项、约束性 1 项、预期性 1 项。统计以表为准。"
    )


def test_a_count_that_fails_while_the_sum_agrees_says_both() -> None:
    statements = (stated(Stated.PROJECT_COUNT, "4"), stated(Stated.INVESTMENT, "3.5", unit="亿元"))

    (found,) = find(text(*statements, amounts=("1", "2.5", None)))

    assert "文中写 4 项、3.5 亿元" in found.message
    assert (
        "表中为 3 项，金额合计 3.5 亿元（另有 1 项无金额或金额存疑，未计），与文中总投资一致" in found.message
    )


@pytest.mark.parametrize(
    ("value", "unit"), [("35000", "万元"), ("3.5", "亿元"), ("3.50", "亿元"), ("4", "亿元")]
)
def test_a_sum_agrees_at_the_precision_in_which_it_is_printed(value: str, unit: str) -> None:
    assert not find(text(stated(Stated.INVESTMENT, value, unit=unit), amounts=("1", "2.5")))


def test_a_sum_of_one_field_is_compared_with_the_tables_of_that_field() -> None:
    field = "大气环境质量改善"
    wrong = stated(Stated.INVESTMENT, "17.258", unit="亿元", scope=field)
    unheard = stated(Stated.INVESTMENT, "60", unit="亿元", scope="水环境质量改善")

    (found,) = find(text(wrong, unheard, amounts=("17.4", "0.158")))

    assert found.subject == f"重点项目 {field}"
    assert "金额合计 17.558 亿元" in found.message


def test_printed_parts_that_do_not_add_up_are_told() -> None:
    parts = [stated(Stated.INVESTMENT_PART, value, unit="万元") for value in ("400", "120")]
    subtotal = stated(Stated.INVESTMENT, "620", unit="万元")

    (found,) = find(text(*parts, subtotal, amounts=("0.062",)))

    assert "各部分相加为 520 万元" in found.message


@pytest.mark.parametrize(
    ("kind", "value", "unit", "agrees"),
    [
        (Stated.AREA, "737.81", "平方公里", True),
        (Stated.AREA, "73781", "公顷", True),
        (Stated.AREA, "738", "平方公里", False),
        (Stated.BASE_YEAR, "2020", "", True),
        (Stated.BASE_YEAR, "2019", "", False),
        (Stated.TARGET_YEAR, "2030", "", False),
    ],
)
def test_stated_facts_are_held_against_the_ledger(kind: Stated, value: str, unit: str, agrees: bool) -> None:
    found = find(text(stated(kind, value, unit=unit)))

    assert [one.rule for one in found] == ([] if agrees else [Rule.STATED_FACT])


def test_stored_statements_come_back_as_they_were_written() -> None:
    stored = [
        {
            "kind": "area",
            "scope": None,
            "value": "737.81",
            "unit": "平方公里",
            "sheet": "规划说明",
            "address": "B2",
            "text": "面积",
        }
    ]

    assert read_statements("云冈.xlsx", stored) == (
        Statement(
            Stated.AREA, "", Decimal("737.81"), "平方公里", CitedCell("云冈.xlsx", "规划说明", "B2", "面积")
        ),
    )
