"""What the screen does not show is no part of a text; what the format adds is."""

import re

import pytest

from tests.workbooks.making import MAIN, RELATIONS, packed, part_of, parts_of, raw, with_part
from tests.workbooks.test_sheet_pass import slowly
from workbooks.problems import Severity
from workbooks.reading import Sheet, read_workbook
from workbooks.runs import Dropped
from workbooks.unseen import unseen


def runs(*pieces: str) -> str:
    """Runs of a text: `~80` is struck out, `^1` raised, `_2` lowered."""
    fonts = {"~": "<strike/>", "^": '<vertAlign val="superscript"/>', "_": '<vertAlign val="subscript"/>'}
    return "".join(
        f"<r><rPr>{fonts.get(piece[0], '<b/>')}</rPr><t>{piece.lstrip('~^_')}</t></r>" for piece in pieces
    )


def read_runs(*pieces: str) -> Sheet:
    """The same text in A1 by the common list, in B1 within the cell; both must be the same."""
    row = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{runs(*pieces)}</is></c></row>'
    sheet = read_workbook(raw(row, shared=f"<si>{runs(*pieces)}</si>")).sheets[0]
    assert sheet.text(1, 1) == sheet.text(1, 2)
    assert sheet.dropped.get((1, 1)) == sheet.dropped.get((1, 2))
    return sheet


@pytest.mark.parametrize(
    ("pieces", "text", "dropped"),
    [
        (["35", "^1"], "35", Dropped(raised="1")),
        (["~80", "35"], "35", Dropped(struck="80")),
        (["~80", "35", "^②"], "35", Dropped("80", "②")),
        (["PM", "_2.5", "浓度"], "PM2.5浓度", None),
        (["优良天数比例", "^[1]"], "优良天数比例", Dropped(raised="[1]")),
        (["mg/m", "^3"], "mg/m3", None),
        (["km", "^2"], "km2", None),
        (["m³·s", "^-1"], "m³·s-1", None),
        (["COD", "^2"], "COD", Dropped(raised="2")),
        (["NH", "_4", "^+", "-N"], "NH4+-N", None),
        (["万m", "^3", "（", "~2020", "2025", "年）"], "万m3（2025年）", Dropped(struck="2020")),
        (["水量（10", "^4", " m", "^3", "）"], "水量（10⁴ m3）", None),
        (["10", "^4"], "10", Dropped(raised="4")),
    ],
)
def test_struck_out_and_raised_pieces_are_left_out_and_kept_apart(
    pieces: list[str], text: str, dropped: Dropped | None
) -> None:
    sheet = read_runs(*pieces)
    assert (sheet.text(1, 1), sheet.dropped.get((1, 1))) == (text, dropped)


def test_strikes_that_are_switched_off_strike_nothing() -> None:
    shared = '<si><r><rPr><strike val="0"/></rPr><t>35</t></r></si>'
    sheet = read_workbook(raw('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=shared)).sheets[0]
    assert (sheet.rows, dict(sheet.dropped)) == ((("35",),), {})


def test_a_cell_that_is_struck_out_as_a_whole_shows_nothing() -> None:
    data = raw(
        '<row r="1"><c r="A1" s="1"><v>80</v></c><c r="B1" s="1" t="inlineStr"><is><t>旧</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>新</t></is></c></row>'
    )
    data = with_part(
        data,
        "xl/styles.xml",
        f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font></fonts>'
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
        "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>",
    )
    sheet = read_workbook(data).sheets[0]
    assert sheet.rows == (("", "", "新"),)
    assert sheet.dropped == {(1, 1): Dropped(struck="80"), (1, 2): Dropped(struck="旧")}


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
def test_a_cell_that_names_no_style_has_the_first(way: type[bytes]) -> None:
    row = '<row r="1"><c r="A1"><v>0.35</v></c><c r="B1" s="0"><v>0.35</v></c><c r="C1" s="1"><v>0.35</v></c></row>'
    percent = '<cellXfs><xf numFmtId="9" fontId="0"/><xf numFmtId="0" fontId="0"/></cellXfs>'
    data = with_part(raw(row), "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{percent}</styleSheet>')
    assert read_workbook(way(data)).sheets[0].rows == (("35%", "35%", "0.35"),)
    struck = (
        "<fonts><font><strike/></font><font/></fonts>"
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    )
    data = with_part(raw(row), "xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{struck}</styleSheet>')
    sheet = read_workbook(way(data)).sheets[0]
    assert (sheet.rows, set(sheet.dropped)) == ((("", "", "0.35"),), {(1, 1), (1, 2)})


def test_where_a_figure_stands_it_is_an_error_and_elsewhere_a_notice() -> None:
    sheet = read_runs("~80", "35", "^1")
    told = list(unseen(sheet, {"B1"}))
    assert [(p.cell, p.severity) for p in told] == [("A1", Severity.NOTICE), ("B1", Severity.ERROR)]
    assert "划去的“80”和上标“1”" in told[1].message
    assert [p.cell for p in unseen(sheet, {"B1"}, ())] == ["B1"]


def two_sheets(first: bytes, second: bytes) -> bytes:
    """The first workbook with the sheet of the second as its next."""
    parts = parts_of(first)
    sheet, relation = (
        "xl/worksheets/sheet2.xml",
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"',
    )
    book, names = part_of(first, "xl/workbook.xml"), part_of(first, "xl/_rels/workbook.xml.rels")
    book = book.replace("</sheets>", '<sheet name="表二" sheetId="2" r:id="r9"/></sheets>')
    names = names.replace("</Relationships>", f'<Relationship Id="r9" {relation}/></Relationships>')
    second_sheet = parts_of(second)["xl/worksheets/sheet1.xml"]
    return packed(parts | {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": names, sheet: second_sheet})


def formatted(code: str, value: str) -> Sheet:
    kind = "" if re.fullmatch(r"[\d.]+", value) else ' t="str"'
    code = code.replace('"', "&quot;")
    return read_workbook(
        raw(f'<row r="1"><c r="A1" s="1"{kind}><v>{value}</v></c></row>', formats=[(170, code)])
    ).sheets[0]


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('"≥"@', "八十", "≥八十"),
        ('0.0;-0.0;0;"约"@"左右"', "八十", "约八十左右"),
        ("@", " 甲 ", " 甲 "),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ ", " 甲 ", " 甲 "),
        ("0.00", "甲", "甲"),
        ('"≥"0', "88", "≥88"),
        ('[Red]"≤"0.0"%"', "88", "≤88.0%"),
    ],
)
def test_what_a_format_adds_is_read_as_shown(code: str, value: str, text: str) -> None:
    sheet = formatted(code.replace("&quot;", '"'), value)
    assert (sheet.rows, sheet.problems) == (((text,),), ())


@pytest.mark.parametrize(
    ("code", "value"),
    [(";;;", "甲"), (";;;", "8"), ('0;0;0;"见附表"', "甲"), ('"≥"@', "88"), ("[DBNum1]@", "甲")],
)
def test_what_a_format_hides_or_shows_otherwise_is_an_error(code: str, value: str) -> None:
    sheet = formatted(code, value)
    assert [(p.cell, p.severity) for p in sheet.problems] == [("A1", Severity.ERROR)]


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
def test_zeros_that_the_view_hides_are_an_error(way: type[bytes]) -> None:
    row = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>0.0</v></c><c r="C1"><v>10</v></c></row>'
    views = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    sheet = read_workbook(way(raw(row, before=views))).sheets[0]
    assert [p.cell for p in sheet.problems if p.severity is Severity.ERROR] == ["A1", "B1"]
    assert sheet.rows == (("", "", "10"),)


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
def test_zeros_of_one_sheet_say_nothing_of_those_that_the_next_hides(way: type[bytes]) -> None:
    row = '<row r="1"><c r="A1"><v>0</v></c><c r="B1" s="1"><v>0.0</v></c><c r="C1"><v>10</v></c></row>'
    views = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    data = two_sheets(raw(row, formats=[(2, None)]), raw(row, before=views))
    shown, hidden = read_workbook(way(data)).sheets
    assert shown.rows == (("0", "0.00", "10"),)
    assert [p.cell for p in hidden.problems if p.severity is Severity.ERROR] == ["A1", "B1"]
    assert hidden.rows == (("", "", "10"),)


def test_a_rounded_figure_is_told_on_every_sheet_that_shows_it() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"><v>0.{n:03}7</v></c></row>' for n in range(1, 200))
    told = [
        [p.message for p in sheet.problems]
        for sheet in read_workbook(two_sheets(raw(rows, formats=[(2, None)]), raw(rows))).sheets
    ]
    assert told[0] == told[1] != []


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
def test_formulas_shown_instead_of_results_are_an_error(way: type[bytes]) -> None:
    row = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>3</v></c></row>'
    views = '<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>'
    sheet = read_workbook(way(raw(row, before=views))).sheets[0]
    assert [(p.cell, p.severity) for p in sheet.problems] == [("A1", Severity.ERROR)]


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
def test_hidden_columns_are_read_only_by_choice(way: type[bytes]) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c></row>'
    columns = (
        '<cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" width="0" customWidth="1"/></cols>'
    )
    data = way(raw(row, before=columns))
    seen, chosen = (read_workbook(data, read_hidden=choice).sheets[0] for choice in (False, True))
    assert (seen.rows, chosen.rows) == ((("1", "", "3"),), (("1", "2", "3", "4"),))
    assert seen.hidden_columns == chosen.hidden_columns == {2, *range(4, 301)}
    assert [p.message for p in seen.problems] == ["B、D 列是隐藏的，未读取。"]


def test_a_hidden_sheet_is_read_only_by_choice() -> None:
    data = raw('<row r="1"><c r="A1"><v>1</v></c></row>', name='表" state="veryHidden')
    seen, chosen = (read_workbook(data, read_hidden=choice).sheets[0] for choice in (False, True))
    assert (seen.hidden, seen.rows) == (True, ())
    assert (chosen.hidden, chosen.rows) == (True, (("1",),))
    assert [[p.severity for p in sheet.problems] for sheet in (seen, chosen)] == [[Severity.NOTICE]] * 2


def test_characters_of_no_width_are_no_part_of_a_text() -> None:
    data = raw('<row r="1"><c r="A1" t="inlineStr"><is><t>\u200b指标\u200b名称\ufeff</t></is></c></row>')
    assert read_workbook(data).sheets[0].rows == (("指标名称",),)


def test_an_escape_means_the_character_and_an_escaped_one_itself() -> None:
    texts = ["_x5E74_", "_x005F_x5E74_", "_x5E74_", "a&amp;lt;", "&lt;", "&lt;"]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in enumerate(texts, start=1)
    )
    read = [row[0] for row in read_workbook(raw(rows)).sheets[0].rows]
    assert read == ["年", "_x5E74_", "年", "a&lt;", "<", "<"]
