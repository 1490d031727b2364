"""A table that goes on under 续表 on another sheet: one title, one count, nothing missing."""

from typing import Any

import pytest

from accounts.models import User
from counties.models import County, Finding
from indicators.models import PlanIndicator
from plans.importing import apply_plan, preview_plan
from plans.reading import read_plan
from tests import reference
from tests.workbooks.making import books

TITLE = "浑源县“十四五”生态环境保护规划"
HEAD = ["序号", "指标", "2020年", "2025年"]
FIRST = [["①", "森林覆盖率（%）", 20, 22], ["②", "用水总量（亿m³）", 1, 1], ["③", "湿地保护率（%）", 30, 40]]
SECOND = [["4", "PM2.5年均浓度（μg/m³）", 40, 35], ["5", "SO₂年均浓度（μg/m³）", 30, 20]]


def sheets(*, first: str = "Sheet1", second: str = "Sheet2", under: str = "续表") -> bytes:
    more: list[list[Any]] = [[under], HEAD, *SECOND] if under else [HEAD, *SECOND]
    return books({first: [[TITLE], HEAD, *FIRST], second: more})


@pytest.mark.parametrize("under", ["续表", "（续表）", f"{TITLE}（续）"])
def test_it_is_one_table_and_nothing_is_missing(under: str) -> None:
    draft = read_plan(sheets(under=under), "规划.xlsx")
    assert {row.table for row in draft.indicators} == {TITLE}
    assert not [one.message for one in draft.problems if "序号缺" in one.message]


def test_a_sheet_that_is_called_so_goes_on_too() -> None:
    draft = read_plan(sheets(second="续表", under=""), "规划.xlsx")
    assert {row.table for row in draft.indicators} == {TITLE}


def test_numbers_missing_between_the_sheets_are_told() -> None:
    more: list[list[Any]] = [["续表"], HEAD, ["6", "PM2.5年均浓度（μg/m³）", 40, 35]]
    draft = read_plan(books({"甲": [[TITLE], HEAD, *FIRST], "乙": more}), "规划.xlsx")
    assert [one.message for one in draft.problems if "序号缺" in one.message] == [
        f"“{TITLE}”的序号缺 4、5（原文如此，按现有的行读取）。"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [("Sheet1", "Sheet2"), ("乙", "甲")])
def test_no_gap_is_found_in_what_was_imported(first: str, second: str) -> None:
    reference.load()
    county = County.objects.get(code="140225")
    preview = preview_plan(sheets(first=first, second=second), "规划.xlsx", county=county)
    assert not preview.errors
    by: User | None = None
    assert apply_plan(preview, by=by)
    assert PlanIndicator.objects.filter(plan__title=TITLE).count() == 5
    assert not Finding.objects.filter(rule="sequence_gap", plan__title=TITLE).exists()
