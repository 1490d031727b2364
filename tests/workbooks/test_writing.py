"""What is written shows exactly what was given, and never becomes a formula."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from workbooks.cells import Out, Printed
from workbooks.reading import read_workbook
from workbooks.writing import OutColumn, OutSheet, sheet_name, workbook_bytes


def _written(value: Out) -> str:
    data = workbook_bytes([OutSheet("表", [OutColumn("甲"), OutColumn("乙")], [[value, "末"]])])
    return read_workbook(data).sheets[0].text(2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "16.40",
        "90.50%",
        "1,234.50",
        "0",
        "-3.5",
        "≥88",
        "007",
        "-0",
        "1234567890123456789",
        "12,34",
        "/",
        "Ⅲ类",
        "0.279097",
    ],
)
def test_a_printed_text_shows_as_it_was_printed(text: str) -> None:
    assert _written(Printed(text)) == text


def test_printed_numbers_are_numbers_in_the_file() -> None:
    data = workbook_bytes(
        [OutSheet("表", [OutColumn("甲")], [[Printed("16.40")], [Printed("90.5%")], [Printed("≥88")]])]
    )
    cells = [row[0] for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=2)]
    assert [(c.value, c.number_format) for c in cells] == [
        (16.4, "0.00"),
        (0.905, "0.0%"),
        ("≥88", "General"),
    ]


@given(st.decimals(-(10**9), 10**9, places=5))
def test_a_decimal_keeps_its_digits(value: Decimal) -> None:
    assert Decimal(_written(value)) == value


# Characters of no width (Cf) are no part of what is seen; reading leaves them out.
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"]), min_size=1, max_size=20))
def test_any_text_comes_back_unchanged(text: str) -> None:
    assert _written(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "_x0041_"])
def test_text_never_becomes_a_formula(text: str) -> None:
    data = workbook_bytes([OutSheet("表", [OutColumn(text)], [[text]], title=text, footer=[text])])
    cells = [
        cell
        for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        for cell in row
        if cell.value
    ]
    assert len(cells) == 4
    assert all(cell.data_type == "s" for cell in cells)
    assert {row[0] for row in read_workbook(data).sheets[0].rows} == {text, ""}


def test_control_characters_and_endless_text_do_not_break_the_file() -> None:
    assert _written("甲\x00乙") == "甲�乙"
    assert _written("长" * 40_000).endswith("此处截断）")


def test_dates_truths_and_blanks_have_their_texts() -> None:
    assert [_written(value) for value in (dt.date(2021, 11, 3), True, False, None, 5)] == [
        "2021-11-03",
        "是",
        "否",
        "",
        "5",
    ]


def test_the_header_is_frozen_under_the_title_and_the_footer_stands_below() -> None:
    data = workbook_bytes(
        [OutSheet("台账", [OutColumn("甲", 30)], [["一"]], title="题", footer=["注：来源"])]
    )
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width) == ("A3", 30)
    assert [row[0] for row in read_workbook(data).sheets[0].rows] == ["题", "甲", "一", "", "注：来源"]


def test_a_row_of_the_wrong_width_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="row of 1 values"):
        workbook_bytes([OutSheet("表", [OutColumn("甲"), OutColumn("乙")], [["一"]])])


def test_sheet_names_are_made_acceptable_and_unlike() -> None:
    assert sheet_name("a/b:c", set()) == "a-b-c"
    assert sheet_name("长" * 40, {"长" * 31}) == "长" * 28 + "（2）"
    assert sheet_name("", set()) == "表"
