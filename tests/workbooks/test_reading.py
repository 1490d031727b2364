"""Every cell's text as it is displayed, whoever wrote the file."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from tests.workbooks.making import book, raw, sheet
from workbooks.display import GENERAL, UnknownFormatError, show
from workbooks.limits import Limits
from workbooks.merges import Merge
from workbooks.problems import Severity, UnreadableWorkbookError
from workbooks.reading import read_workbook

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted(FIXTURES.rglob("*.xlsx"))


def test_the_fixtures_are_there() -> None:
    assert len(FILES) >= 7


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_independent_reader_sees_the_same_cells_and_merges(file: Path) -> None:
    witness = load_workbook(file)
    seen = read_workbook(file)
    assert [sheet.name for sheet in seen.sheets] == witness.sheetnames
    for mine, theirs in zip(seen.sheets, witness.worksheets, strict=True):
        for row in theirs.iter_rows():
            for cell in row:
                row_number, column = coordinate_to_tuple(cell.coordinate)
                assert mine.text(row_number, column) == _witnessed(cell), f"{mine.name}!{cell.coordinate}"
        ranges = {(m.min_row, m.min_col, m.max_row, m.max_col) for m in theirs.merged_cells.ranges}
        assert {(m.top, m.left, m.bottom, m.right) for m in mine.merges} == ranges
        assert mine.problems == ()


def _witnessed(cell: Any) -> str:
    """What the cell shows, for the few formats of the fixtures, without the code under test."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    _, point, zeros = cell.number_format.partition(".")
    if cell.number_format.strip("0.") == "" and (point or cell.number_format == "0"):
        return f"{cell.value:.{len(zeros)}f}"
    assert cell.number_format == "General"
    return f"{cell.value:g}" if abs(cell.value) < 100_000 else str(cell.value)


SHOWN = [
    (0.1 + 0.2, GENERAL, "0.3"),
    (5541.56, GENERAL, "5541.56"),
    (88.0, GENERAL, "88"),
    (88, "@", "88"),
    (-5, GENERAL, "-5"),
    (-0.0, GENERAL, "0"),
    (1e15, GENERAL, "1E+15"),
    (123456789012345, GENERAL, "123456789012345"),
    (0.000012, GENERAL, "0.000012"),
    (16.42, "0.00", "16.42"),
    (7.8, "0.00", "7.80"),
    (2.675, "0.00", "2.68"),
    (0.125, "0.00", "0.13"),
    (-0.001, "0.00", "0.00"),
    (0.905, "0%", "91%"),
    (0.905, "0.0%", "90.5%"),
    (1234.5, "#,##0.00", "1,234.50"),
    (1234567, "#,##0", "1,234,567"),
    (0.5, "#.##", ".5"),
    (88, '0.0"%"', "88.0%"),
    (88, "0.0\\%", "88.0%"),
    (0.88, '0.0%"左右"', "88.0%左右"),
    (0.5, "0.0#", "0.5"),
    (3, "000", "003"),
    (12, '0"个"', "12个"),
    (12, "0.0_ ", "12.0"),
    (-12, "0.00;[Red]-0.00", "-12.00"),
    (-12, "0.00_);(0.00)", "(12.00)"),
    (0, '0.00;-0.00;"零"', "零"),
    (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    (1234.5, "[$¥-804]#,##0.0", "¥1,234.5"),
    (12.5, "General", "12.5"),
    (12.5, "G/通用格式", "12.5"),
    (12.5, 'General"亩"', "12.5亩"),
    (dt.date(2021, 11, 3), "yyyy/m/d", "2021/11/3"),
    (dt.date(2021, 11, 3), 'yyyy"年"m"月"', "2021年11月"),
    (dt.date(2021, 3, 3), "yyyy-mm-dd", "2021-03-03"),
    (dt.date(2021, 3, 3), "[$-804]yyyy\\-mm", "2021-03"),
    (dt.date(2021, 3, 3), "mmm-yy", "Mar-21"),
    (dt.datetime(2021, 3, 3, 14, 5, 9), "yyyy/m/d h:mm", "2021/3/3 14:05"),  # noqa: DTZ001 - cells have no time zone
    (dt.datetime(2021, 3, 3, 14, 5, 9), "上午/下午h:mm", "下午2:05"),  # noqa: DTZ001 - cells have no time zone
    (dt.time(8, 30), "h:mm:ss", "8:30:00"),
    (dt.timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN, ids=[f"{v}·{c}" for v, c, _ in SHOWN])
def test_a_number_shows_as_its_format_says(value: Any, code: str, text: str) -> None:
    assert show(value, code) == text


@pytest.mark.parametrize(
    "code",
    ["# ?/?", "[>100]0.0;0", '0.0,"万"', "0!.0,", "[DBNum1]General", "0.00E+00", "aaaa", "[DBNum1]yyyy"],
)
def test_a_format_whose_display_is_not_certain_is_refused(code: str) -> None:
    with pytest.raises(UnknownFormatError):
        show(1234.5, code)


@given(
    value=st.one_of(
        st.floats(-1e15, 1e15), st.integers(-(10**17), 10**17), st.decimals(-(10**6), 10**6, places=7)
    )
)
def test_what_is_shown_as_written_is_what_general_shows(value: Any) -> None:
    written = raw(f'<row r="1"><c r="A1"><v>{value}</v></c></row>')
    assert read_workbook(written).sheets[0].text(1, 1) == show(float(value), GENERAL)


@given(value=st.decimals(-(10**9), 10**9, places=4), places=st.integers(0, 6))
def test_a_decimal_under_enough_places_shows_its_own_digits(value: Any, places: int) -> None:
    code = "0." + "0" * (places + 4)
    assert show(float(value), code) == f"{abs(value) if value == 0 else value:.{places + 4}f}"


@given(
    value=st.floats(),
    code=st.sampled_from(["0.00", "0%", "#,##0", "General", "yyyy/m/d", "[h]:mm", '0.0"个"', "??0.0#"]),
)
def test_any_number_under_any_format_has_a_text_or_is_refused(value: float, code: str) -> None:
    try:
        text = show(value, code)
    except UnknownFormatError:
        text = "refused"
    assert text != ""


def test_an_unknown_format_is_an_error_that_names_the_cell() -> None:
    read = sheet([["甲", 0.5]], formats={"B1": "# ?/?"})
    assert [(p.severity, p.cell) for p in read.problems] == [(Severity.ERROR, "B1")]
    assert "数字格式" in read.problems[0].message


def test_a_number_that_its_format_hides_is_an_error() -> None:
    accounting = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
    read = sheet([[0, 5]], formats={"A1": accounting, "B1": ";;;"})
    assert [(p.severity, p.cell) for p in read.problems] == [(Severity.ERROR, "A1"), (Severity.ERROR, "B1")]


def test_a_rounded_display_is_read_as_shown_and_said() -> None:
    read = sheet([[16.4249, 16.42, 0.9]], formats={"A1": "0.00", "B1": "0.00", "C1": "0%"})
    assert read.rows == (("16.42", "16.42", "90%"),)
    assert [(p.severity, p.cell) for p in read.problems] == [(Severity.NOTICE, "A1")]
    assert "16.4249" in read.problems[0].message


def test_booleans_errors_and_blanks_have_their_texts() -> None:
    read = sheet([[True, False, "#DIV/0!", None, "  前后 "]])
    assert read.rows == (("", "", "#DIV/0!", "", "  前后 "),)
    assert [(p.cell, p.severity) for p in read.problems] == [(c, Severity.ERROR) for c in ("A1", "B1", "C1")]


def test_a_formula_gives_its_stored_result_and_none_without_one() -> None:
    data = raw(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" s="1"><f>0.905</f><v>0.905</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1"><f>1+1</f></c><c r="F1"><f>1+1</f><v/></c></row><row r="9"><c r="B9"><f>1</f></c></row>',
        formats=[(165, "0.0%")],
    )
    read = read_workbook(data).sheets[0]
    assert read.rows[0][:4] == ("2", "90.5%", "", "#DIV/0!")
    assert [(p.cell, p.severity) for p in read.problems] == [
        (c, Severity.ERROR) for c in ("D1", "E1", "F1", "B9")
    ]
    assert "没有保存计算结果" in read.problems[1].message


def test_rich_text_is_joined_and_pronunciation_left_out() -> None:
    shared = "<si><r><t>PM</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2.5</t></r><rPh sb='0' eb='1'><t>X</t></rPh></si>"
    read = read_workbook(raw('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=shared)).sheets[0]
    assert read.rows == (("PM2.5",),)


def test_cells_without_references_are_read() -> None:
    bare = raw(
        '<row><c><v>1</v></c><c s="1"><v>0.5</v></c></row><row><c t="e"><v>#N/A</v></c></row>',
        formats=[(9, None)],
    )
    assert read_workbook(bare).sheets[0].rows == (("1", "50%"), ("#N/A", ""))


def test_a_sheet_with_prefixed_names_is_read_like_any_other() -> None:
    prefixed = raw(
        '<x:row r="2"><x:c r="B2" s="1"><x:v>0.5</x:v></x:c></x:row>', formats=[(10, None)], prefix="x"
    )
    assert read_workbook(prefixed).sheets[0].rows == (("", ""), ("", "50.00%"))


def test_odd_but_valid_xml_is_left_to_the_careful_look() -> None:
    data = raw(
        '<row r="1"><c\n r="A1"\n s="1"><v>0.5</v></c><c r=\'B1\' s=\'1\'><v>0.25</v></c></row>',
        formats=[(10, None)],
    )
    assert read_workbook(data).sheets[0].rows == (("50.00%", "25.00%"),)


def test_attributes_in_any_order_keep_their_format() -> None:
    data = raw(
        '<row r="1"><c r="A1" cm="1" s="1" t="n"><v>0.5</v></c><c s="1" r="B1"><v>0.25</v></c></row>',
        formats=[(10, None)],
    )
    assert read_workbook(data).sheets[0].rows == (("50.00%", "25.00%"),)


@pytest.mark.parametrize(
    ("number", "text"), [(14, "2021/11/1"), (57, "2021年11月"), (31, "2021年11月1日"), (30, "11-1-21")]
)
def test_built_in_dates_show_as_in_a_chinese_program(number: int, text: str) -> None:
    read = read_workbook(
        raw('<row r="1"><c r="A1" s="1"><v>44501</v></c></row>', formats=[(number, None)])
    ).sheets[0]
    assert (read.rows, read.problems) == (((text,),), ())


def test_days_may_count_from_1904() -> None:
    data = raw('<row r="1"><c r="A1" s="1"><v>43039</v></c></row>', formats=[(57, None)], date_1904=True)
    assert read_workbook(data).sheets[0].rows == (("2021年11月",),)


def test_leading_blank_rows_and_columns_keep_addresses() -> None:
    read = sheet([[], [], [None, None, "丙3"]], merges=["C3:D4"])
    assert (read.text(3, 3), read.text(1, 1), read.text(99, 99)) == ("丙3", "", "")
    assert read.merges == (Merge(3, 3, 4, 4),)


def test_a_hidden_sheet_says_so() -> None:
    made = Workbook()
    made.worksheets[0]["A1"] = 1
    made.create_sheet("藏").sheet_state = "hidden"
    target = io.BytesIO()
    made.save(target)
    assert [sheet.hidden for sheet in read_workbook(target.getvalue()).sheets] == [False, True]


def test_a_cell_at_the_far_corner_is_refused_before_it_costs_memory() -> None:
    data = raw('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(UnreadableWorkbookError, match="1048576"):
        read_workbook(data)


def test_too_many_columns_rows_or_sheets_are_one_sentence_each() -> None:
    with pytest.raises(UnreadableWorkbookError, match="上限为 2 列"):
        read_workbook(book([[1, 2, 3]]), limits=Limits(columns=2))
    with pytest.raises(UnreadableWorkbookError, match="上限为 2 行"):
        read_workbook(book([[1], [2], [3]]), limits=Limits(rows=2))
    with pytest.raises(UnreadableWorkbookError, match="上限为 0 张"):
        read_workbook(book([[1]]), limits=Limits(sheets=0))
    with pytest.raises(UnreadableWorkbookError, match="合并单元格过多"):
        read_workbook(book([[1, 2], [3, 4]], merges=["A1:B1", "A2:B2"]), limits=Limits(merges=1))


@pytest.mark.parametrize("spaced", ["", "\n"], ids=["quick", "careful"])
def test_rows_that_are_not_seen_are_read_only_by_choice(spaced: str) -> None:
    rows = "".join(
        f'<row r="{number}"{hidden}>{spaced}<c r="A{number}"><v>{number}</v></c></row>'
        for number, hidden in ((1, ""), (2, ' hidden="1"'), (3, ' ht="0" hidden="true"'), (4, ' hidden="0"'))
    )
    seen, chosen = (read_workbook(raw(rows), read_hidden=choice).sheets[0] for choice in (False, True))
    assert seen.hidden_rows == chosen.hidden_rows == {2, 3}
    assert [row[0] for row in seen.rows] == ["1", "", "", "4"]
    assert [row[0] for row in chosen.rows] == ["1", "2", "3", "4"]
    assert [p.message for p in seen.problems] == ["第 2–3 行是隐藏的，未读取。"]
    assert [p.message for p in chosen.problems] == ["第 2–3 行是隐藏的，按选择读取。"]
