"""The downloaded 填报表: what it holds, what is locked, what it says of itself."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from counties.models import Department
from indicators.models import Observation
from reporting.models import Round
from reporting.sheets import parse_mark, sheet_bytes
from tests.reporting import rounds
from tests.reporting.filling import cell, column, header_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    rounds.row(of, name="=SUM(A1:A9)")
    rounds.row(of, "pm25", 2)
    return rounds.opened(of)


def sheet_of(opened: Round, of: rounds.Cast, user: Any = None) -> Any:
    return load_workbook(io.BytesIO(sheet_bytes(opened, of.county, user or of.clerk))).worksheets[0]


def test_what_stands_is_in_the_cells_as_typed(of: rounds.Cast, opened: Round) -> None:
    first, second = opened.entries.order_by("pk")
    rounds.typed(first, "90.10", of.clerk, note="=1+1", basis="实况")
    rounds.typed(second, "断流", of.clerk)
    Observation.objects.create(county=of.county, indicator=first.measured, year=2023, text="89.40", unit="%")
    sheet = sheet_of(opened, of)
    assert cell(sheet, 1, "本年值").value == "90.10"
    assert (cell(sheet, 1, "备注").value, cell(sheet, 1, "备注").data_type) == ("=1+1", "s")
    assert (cell(sheet, 1, "指标").value, cell(sheet, 1, "指标").data_type) == ("=SUM(A1:A9)", "s")
    assert (cell(sheet, 1, "2023").value, cell(sheet, 1, "2023").number_format) == (89.4, "0.00")
    assert (cell(sheet, 2, "本年值").value, cell(sheet, 2, "无数据原因").value) == (None, "断流")
    assert cell(sheet, 1, "目标").value == "88（2025）"


def test_only_cells_to_fill_are_open_and_keep_what_is_typed(of: rounds.Cast, opened: Round) -> None:
    first, _ = opened.entries.order_by("pk")
    rounds.under_review(first, "90", of)
    sheet = sheet_of(opened, of)
    open_cells = {c.coordinate for line in sheet.iter_rows() for c in line if not c.protection.locked}
    fill = ["本年值", "无数据原因", "口径", "备注", "提示说明"]
    assert open_cells == {cell(sheet, 2, header).coordinate for header in fill}
    assert all(cell(sheet, 2, header).number_format == "@" for header in fill)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert cell(sheet, 1, "状态").value == "审核中，已锁定"


def test_the_sheet_says_whose_it_is_and_marks_every_row(of: rounds.Cast, opened: Round) -> None:
    content = sheet_bytes(opened, of.county, of.clerk)
    book = load_workbook(io.BytesIO(content))
    about = book["系统信息"]
    assert about.sheet_state == "veryHidden"
    assert [about.cell(row, 2).value for row in (1, 2, 3)] == ["填报表-1", "990001", "2024"]
    sheet = book.worksheets[0]
    marks = [parse_mark(cell(sheet, number, "行标识").value) for number in (1, 2)]
    assert [mark.entry_id for mark in marks if mark] == [entry.pk for entry in opened.entries.order_by("pk")]
    assert sheet.column_dimensions[cell(sheet, 1, "行标识").column_letter].hidden


def test_reasons_and_several_bases_are_offered(of: rounds.Cast, opened: Round) -> None:
    first, _ = opened.entries.order_by("pk")
    for basis in ("实况", "扣除沙尘"):
        Observation.objects.create(
            county=of.county, indicator=first.measured, year=2023, text="89", unit="%", basis=basis
        )
    sheet = sheet_of(opened, of)
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    reasons = column(sheet, "无数据原因")
    row = header_row(sheet)
    where = f"{sheet.cell(1, reasons).column_letter}{row + 1}:{sheet.cell(1, reasons).column_letter}{row + 2}"
    assert rules[where].startswith("'系统信息'!$")
    assert rules[cell(sheet, 1, "口径").coordinate] == '"实况,扣除沙尘"'


def test_a_department_gets_its_own_rows_only(of: rounds.Cast, opened: Round) -> None:
    water = Department.objects.create(code="water", name="水务局")
    first, second = opened.entries.order_by("pk")
    type(first).objects.filter(pk=second.pk).update(department=water)
    of.clerk.memberships.update(department=water)
    clerk = type(of.clerk).objects.get(pk=of.clerk.pk)
    sheet = sheet_of(opened, of, clerk)
    assert cell(sheet, 1, "指标").value == second.name
    assert sheet.max_row == header_row(sheet) + 1


def test_more_rows_cost_no_more_queries(
    of: rounds.Cast, opened: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The person's roles are read once and kept.
    sheet_bytes(opened, of.county, of.clerk)
    with CaptureQueriesContext(connection) as few:
        sheet_bytes(opened, of.county, of.clerk)
    for number in range(3, 30):
        rounds.row(of, f"more{number}", number)
    other = rounds.opened(of, year=2023)
    with django_assert_num_queries(len(few.captured_queries)):
        sheet_bytes(other, of.county, of.clerk)
