"""The short cut through a sheet and the long way mean the same; two other readers are the witnesses."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.workbooks.making import book, parts_of, raw, with_part
from workbooks.contents import contents
from workbooks.known_styles import Styles
from workbooks.limits import DEFAULT_LIMITS
from workbooks.markup import Attributes
from workbooks.package import Package
from workbooks.problems import UnreadableWorkbookError
from workbooks.reading import Workbook, read_workbook
from workbooks.sheet_pass import SheetPass
from workbooks.sheet_rows import Budget, SheetRows
from workbooks.texts import Texts

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted(FIXTURES.rglob("*.xlsx"))

_VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.text(st.characters(exclude_categories=["C"]), max_size=8),
    st.sampled_from(["=1+1", "#N/A", '<c r="A1">', ' s="1">', "'=", "数", "]]>", "&lt;", "a&b", "_x0041_"]),
)
_CELLS = st.sampled_from(
    [
        '<c r="{}"/>',
        '<c r="{}" s="1"/>',
        '<c r="{}"><v>5</v></c>',
        '<c r="{}" s="1"><v>0.905</v></c>',
        '<c r="{}" t="n"><v>1e-400</v></c>',
        '<c r="{}" t="s"><v>0</v></c>',
        '<c r="{}" t="s"><v>1</v></c>',
        '<c r="{}" t="s"><v>9</v></c>',
        '<c r="{}" s="2" t="s"><v>0</v></c>',
        '<c r="{}" t="s"><v>-1</v></c>',
        '<c r="{}" t="b"><v>1</v></c>',
        '<c r="{}" t="e"><v>#N/A</v></c>',
        '<c r="{}" t="str"><v>甲</v></c>',
        '<c r="{}" t="str"><f>A1</f><v></v></c>',
        '<c r="{}"><f>A1+1</f><v>7</v></c>',
        '<c r="{}"><f>A1+1</f></c>',
        '<c r="{}"><f t="shared" si="0"/><v>7</v></c>',
        '<c r="{}"><v>7</v><f>A1</f></c>',
        '<c r="{}"><v>7</v><v>8</v></c>',
        '<c r="{}"><v>NaN</v></c>',
        '<c r="{}" t="inlineStr"><is><t>乙&amp;丙</t></is></c>',
        '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> 丁 </t></is></c>',
        '<c r="{}" t="inlineStr"><v>5</v></c>',
        '<c r="{}" t="x"><v>5</v></c>',
        '<c r="{}" t="inlineStr"><is><r><t>8</t></r><r><rPr><strike/></rPr><t>0</t></r></is></c>',
        '<c t="str" r="{}"><v>_x0000_</v></c>',
    ]
)
_PLACES = st.sampled_from(["A", "B", "C", "AA", "KO", "XFD"])
_ROWS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["", ' hidden="1"', ' spans="1:3" ht="0"', ' x:d="1" xmlns:x="u"', ' ht="5" ht="5"']),
        st.lists(st.tuples(_PLACES, st.sampled_from([0, 0, 0, 0, 1]), _CELLS), max_size=4),
    ),
    max_size=4,
)


def slowly(data: bytes) -> bytes:
    """The same workbook, its sheets with a comment that keeps the short cut away."""
    for name, content in parts_of(data).items():
        if name.startswith("xl/worksheets/") and isinstance(content, bytes):
            data = with_part(data, name, content.replace(b"<sheetData>", b"<!-- --><sheetData>", 1))
    return data


def outcome(data: bytes, **more: Any) -> object:
    try:
        return seen(read_workbook(data, **more))
    except UnreadableWorkbookError as reason:
        return str(reason)


def seen(workbook: Workbook) -> object:
    return [
        (s.rows, s.merges, s.problems, s.hidden_rows, s.hidden_columns, dict(s.dropped))
        for s in workbook.sheets
    ]


class Counting(SheetPass):
    """Counts the rows that did not take the short cut."""

    slow = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.slow += name == "row"
        super().start(name, attributes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_fixtures_take_the_short_cut_and_read_the_same_without_it(file: Path) -> None:
    data = file.read_bytes()
    assert slow_rows(data) == 0
    assert slow_rows(slowly(data)) > 0
    assert outcome(slowly(data)) == outcome(data)


def slow_rows(data: bytes) -> int:
    package = Package(data)
    slow = 0
    for item in contents(package).sheets:
        texts = Texts(item.name, Styles([], ["甲"] * 10_000), DEFAULT_LIMITS, epoch_1904=False)
        rows = SheetRows(texts, DEFAULT_LIMITS, Budget(DEFAULT_LIMITS), read_hidden=True)
        counting = Counting(item.part, rows, DEFAULT_LIMITS)
        counting.read(package.pieces(item.part))
        slow += counting.slow
    return slow


@given(rows=st.lists(st.lists(_VALUES, min_size=3, max_size=3), min_size=1, max_size=6), data=st.data())
def test_both_ways_agree_whatever_stands_in_the_cells(rows: list[list[Any]], data: st.DataObject) -> None:
    codes = data.draw(
        st.dictionaries(
            st.sampled_from(["A1", "B1", "C1", "A2", "B3"]),
            st.sampled_from(["0.00", "0%", "yyyy/m/d", "@", '"≥"@', ";;;"]),
        )
    )
    made = book(rows, formats=codes)
    assert outcome(made) == outcome(slowly(made))


@settings(max_examples=300, deadline=None)
@given(rows=_ROWS, hidden=st.booleans())
@example(rows=[(2, "", [("A", 0, '<c r="{}"><v>5</v></c>')]), (2, "", [])], hidden=False)
def test_both_ways_agree_on_rows_that_no_program_writes(rows: Any, hidden: bool) -> None:
    data = "".join(
        f'<row r="{number}"{attributes}>'
        + "".join(cell.format(f"{column}{number + shift}") for column, shift, cell in cells)
        + "</row>"
        for number, attributes, cells in rows
    )
    made = raw(
        data,
        shared="<si><t>甲</t></si><si><r><t>35</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>",
        formats=[(10, None), (165, '"≥"@')],
        before='<cols><col min="3" max="3" hidden="1"/></cols>',
    )
    assert outcome(made, read_hidden=hidden) == outcome(slowly(made), read_hidden=hidden)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_another_reader_finds_the_same_values(file: Path) -> None:
    witness = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
    for mine in read_workbook(file).sheets:
        theirs = witness.get_sheet_by_name(mine.name)
        top, left = theirs.start or (0, 0)
        for row, line in enumerate(theirs.to_python(skip_empty_area=True), start=top + 1):
            for column, value in enumerate(line, start=left + 1):
                text = mine.text(row, column)
                if isinstance(value, str):
                    assert text == value
                else:
                    assert isinstance(value, int | float)
                    assert float(text) == pytest.approx(value, abs=0.5 * 10.0 ** -len(text.partition(".")[2]))


def test_dates_and_times_are_those_that_openpyxl_sees() -> None:
    moments = [dt.datetime(2021, 11, 3, 14, 5, 9), dt.date(1999, 1, 31), dt.timedelta(hours=36, minutes=5)]  # noqa: DTZ001 - cells have no time zone
    made = book([moments], formats={"A1": "yyyy/m/d h:mm", "B1": "yyyy-mm-dd", "C1": "[h]:mm"})
    assert load_workbook(io.BytesIO(made)).worksheets[0]["A1"].value == moments[0]
    assert read_workbook(made).sheets[0].rows == (("2021/11/3 14:05", "1999-01-31", "36:05"),)
