"""What is in the file and not on the screen: the colour of its ground, `####`, a condition that hides."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from indicators.importers.observation_rows import SHEET
from workbooks.opening import open_workbook
from workbooks.reading import Sheet
from workbooks.runs import Dropped

OLD = Path(__file__).resolve().parents[2] / "fixtures" / "tables" / "新荣-监测数据表.xls"
WHITE = Font(color="FFFFFFFF")
GROUND = PatternFill("solid", fgColor="FF1F4E78")


def _rule(kind: Any, *given: Any, **named: Any) -> Any:
    """The library types none of them."""
    return kind(*given, **named)


def read(make: Callable[[Any], None]) -> Sheet:
    book = Workbook()
    page: Any = book.active
    page.title = SHEET
    make(page)
    target = io.BytesIO()
    book.save(target)
    return open_workbook(target.getvalue(), "试.xlsx").sheets[0]


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (WHITE, None),
        (Font(color=Color(theme=0)), None),
        (Font(color=Color(indexed=9)), None),
        (Font(color="FFFDFDFD"), None),
        (WHITE, PatternFill("solid", fgColor="FFFFFFFF")),
        (Font(color="FF1F4E78"), GROUND),
    ],
)
@pytest.mark.parametrize("value", [35, "35", "指标"])
def test_what_has_the_colour_of_its_ground_is_not_read(
    value: object, font: Font, fill: PatternFill | None
) -> None:
    def make(page: Any) -> None:
        page["A1"], page["B1"] = value, value
        page["A1"].font = font
        page["A1"].fill = fill or PatternFill()

    sheet = read(make)
    assert sheet.rows[0] == ("", str(value))
    assert sheet.dropped == {(1, 1): Dropped(faded=str(value))}


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (WHITE, GROUND),
        (Font(), None),
        (Font(color="FF000000"), None),
        (Font(color=Color(theme=1)), None),
        (WHITE, PatternFill("lightGrid", fgColor="FFFFFFFF")),
        (Font(color=Color(theme=0, tint=-0.5)), None),
        (Font(color="FFD9D9D9"), None),
    ],
)
def test_what_stands_out_is_read(font: Font, fill: PatternFill | None) -> None:
    def make(page: Any) -> None:
        page["A1"] = 35
        page["A1"].font = font
        page["A1"].fill = fill or PatternFill()

    assert (read(make).rows, read(make).dropped) == ((("35",),), {})


def test_a_format_that_writes_white_is_not_read() -> None:
    def make(page: Any) -> None:
        page["A1"] = 35
        page["A1"].number_format = "[White]0"

    assert read(make).dropped == {(1, 1): Dropped(faded="35")}


def test_an_old_workbook_is_read_by_the_same_rule() -> None:
    content = OLD.read_bytes()
    seen = open_workbook(content, OLD.name).sheets[0]
    # The colour of every font: white in the place of what the system chooses.
    font = re.compile(rb"(\x31\x00.\x00.{4})(?:\xff\x7f|\x08\x00)", re.DOTALL)
    white = font.sub(lambda found: found[1] + b"\x09\x00", content)
    assert white != content
    sheet = open_workbook(white, OLD.name).sheets[0]
    assert len(sheet.dropped) == sum(bool(text) for line in seen.rows for text in line)
    assert all(dropped.faded for dropped in sheet.dropped.values())


def test_a_figure_in_a_column_too_narrow_for_it_is_told() -> None:
    def make(page: Any) -> None:
        page.append([12345.67, 12345.67, "很长的指标名称", 12])
        for letter, width in (("A", 4), ("B", 11), ("C", 3), ("D", 4)):
            page.column_dimensions[letter].width = width

    (told,) = read(make).problems
    assert told.cell == "A1"
    assert "A 列太窄，单元格 A1 的数在屏幕上显示不全或显示为 ####" in told.message


def test_a_merged_figure_is_as_wide_as_all_its_columns() -> None:
    def make(page: Any) -> None:
        page["A1"] = 12345.67
        page.merge_cells("A1:C1")
        page.column_dimensions["A"].width = 4

    assert read(make).problems == ()


@pytest.mark.parametrize(
    ("rule", "hides"),
    [
        (_rule(CellIsRule, operator="lessThan", formula=["5"], font=WHITE), True),
        (_rule(CellIsRule, operator="lessThan", formula=["5"], font=WHITE, fill=GROUND), False),
        (_rule(CellIsRule, operator="lessThan", formula=["5"], font=Font(color="FFFF0000")), False),
        (_rule(DataBarRule, "min", None, "max", None, "FF638EC6", showValue=False), True),
        (_rule(DataBarRule, "min", None, "max", None, "FF638EC6"), False),
    ],
)
def test_a_condition_that_may_hide_is_told(rule: Any, hides: bool) -> None:
    def make(page: Any) -> None:
        page["A1"] = 3
        page.conditional_formatting.add("A1:A9", rule)

    problems = read(make).problems
    assert [("A1:A9" in one.message, "条件格式" in one.message) for one in problems] == [(True, True)] * hides


def test_a_condition_under_which_nothing_shows_is_told() -> None:
    def make(page: Any) -> None:
        rule = _rule(CellIsRule, operator="equal", formula=["0"])
        rule.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode=";;;"))
        page["A1"] = 0
        page.conditional_formatting.add("A1", rule)

    assert [one.cell for one in read(make).problems] == [None]
