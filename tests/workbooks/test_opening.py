"""Every kind of table file through one door: told by content, read by the same rules, refused with the right ending."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.workbooks.making import books
from workbooks.copying import as_xlsx
from workbooks.marking import mark_workbook
from workbooks.opening import most_rows, open_workbook
from workbooks.problems import UnreadableWorkbookError, error
from workbooks.reading import Sheet, read_workbook

FIXTURES = Path(__file__).parents[2] / "fixtures"
AIR = FIXTURES / "tables" / "新荣-监测数据表.xls"
SHOWN = FIXTURES / "tables" / "显示.xls"
TEXT = "县区,指标,数值\n新荣,“PM2.5”,43\n云冈,氨氮,1.20\n"


def only(content: bytes, name: str = "表.csv") -> Sheet:
    (sheet,) = open_workbook(content, name).sheets
    return sheet


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tables/新荣-监测数据表.xls", "monitoring/新荣-监测数据表.xlsx"),
        ("tables/浑源-两山七河规划.xls", "plans/浑源-两山七河规划.xlsx"),
    ],
)
def test_an_old_workbook_says_what_its_new_one_says(old: str, new: str) -> None:
    one, other = open_workbook(FIXTURES / old), read_workbook(FIXTURES / new)
    assert [(sheet.rows, sheet.merges) for sheet in one.sheets] == [
        (sheet.rows, sheet.merges) for sheet in other.sheets
    ]


def test_the_same_bytes_under_the_ending_of_wps_say_the_same() -> None:
    content = AIR.read_bytes()
    assert open_workbook(content, "表.et").sheets == open_workbook(content, "表.xls").sheets


def test_an_old_workbook_is_read_as_it_is_displayed() -> None:
    sheet = open_workbook(SHOWN).sheets[0]
    assert sheet.rows[0][:5] == ("90.5%", "1,234,567", "3.0", "0.3", "2020")
    assert (sheet.text(2, 1), sheet.text(4, 1), sheet.text(4, 2)) == ("≥35", "2018/1/1", "_x0041_")
    assert sheet.text(3, 3) == "m3"
    refused = {problem.cell for problem in sheet.problems if problem.severity == "error"}
    assert refused == {"B2", "D2", "E2"}
    assert {at: (one.struck, one.raised) for at, one in sheet.dropped.items()} == {
        (2, 3): ("35", ""),
        (3, 1): ("", "1"),
        (3, 2): ("80", ""),
    }


def test_what_an_old_workbook_hides_is_named_and_read_by_choice() -> None:
    shown, hidden = open_workbook(SHOWN).sheets
    assert (shown.text(5, 1), shown.text(4, 7), hidden.rows) == ("", "", ())
    assert shown.hidden_rows == {5}
    chosen = open_workbook(SHOWN, read_hidden=True).sheets
    assert (chosen[0].text(5, 1), chosen[0].text(4, 7), chosen[1].rows) == ("藏", "藏列", (("x",),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_read_as_it_stands(encoding: str) -> None:
    sheet = only(TEXT.encode(encoding))
    assert sheet.name == "CSV"
    assert sheet.rows == (("县区", "指标", "数值"), ("新荣", "“PM2.5”", "43"), ("云冈", "氨氮", "1.20"))


def test_quotes_tabs_blank_lines_and_short_lines() -> None:
    assert only('甲,"乙,丙"\n\n"多\n行"\n'.encode()).rows == (("甲", "乙,丙"), ("", ""), ("多\n行", ""))
    assert only("甲\t乙\n1,2\t3\n".encode()).rows == (("甲", "乙"), ("1,2", "3"))


def test_what_a_program_would_calculate_is_refused_by_its_address() -> None:
    sheet = only("甲,乙\n=1+1,\x07\n".encode())
    assert [problem.cell for problem in sheet.problems] == ["A2", "B2"]
    assert sheet.rows == (("甲", "乙"),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('甲,"乙\n1,2\n'.encode(), "引号"),
        ("甲,乙\n".encode() + b"\xff\xfe\xff", "编码"),
    ],
)
def test_a_text_that_is_none_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=said):
        only(content)


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "right"),
    [
        (TEXT.encode(), "表.xlsx", r"\.csv"),
        (TEXT.encode(), "表.xls", r"\.csv"),
        (AIR.read_bytes(), "表.xlsx", r"\.xls 或 \.et"),
        (AIR.read_bytes(), "表.csv", r"\.xls 或 \.et"),
        (books({"一": [["甲"]]}), "表.xls", r"\.xlsx"),
        (books({"一": [["甲"]]}), "表.et", r"\.xlsx"),
        (books({"一": [["甲"]]}), "表.csv", r"\.xlsx"),
        (b"%PDF-1.7", "表.xlsx", r"\.pdf"),
        (bytes.fromhex("89504e470d0a1a0a"), "表.csv", r"\.png"),
        (zipped("[Content_Types].xml", "word/document.xml"), "表.xlsx", "Word"),
        (zipped("OFD.xml"), "表.xlsx", r"OFD"),
        (b"<html><table><tr><td>1,2</td></tr></table>", "表.xls", "网页"),
        (b"%TSD-Header-###%" + bytes(100), "表.xlsx", "文档安全"),
        (b"%TSD-Header-###%" + bytes(100), "表.csv", "文档安全"),
        (b"\x09\x08\x08\x00\x00\x05\x05\x00", "表.xls", "Excel 95"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "表.xls", "已损坏"),
        (AIR.read_bytes()[:9000], "表.xls", "已损坏"),
        (b"", "表.csv", "空的"),
        ("随手记的".encode(), "表.csv", "不是 Excel 工作簿"),
    ],
)
def test_what_is_not_what_its_ending_says_is_refused_with_the_right_one(
    content: bytes, name: str, right: str
) -> None:
    with pytest.raises(UnreadableWorkbookError, match=right):
        open_workbook(content, name)


def test_without_an_ending_the_content_decides() -> None:
    assert only(TEXT.encode(), "表").rows[0] == ("县区", "指标", "数值")
    assert len(open_workbook(AIR.read_bytes()).sheets) == 4


def test_how_long_a_file_is() -> None:
    assert most_rows(b"a,b\n" * 3000) == 3001
    assert most_rows(AIR.read_bytes()) == 0
    assert most_rows(books({"一": [["甲"], ["乙"]]})) == 2


def test_a_copy_to_mark_shows_the_same() -> None:
    for content, name in ((AIR.read_bytes(), "表.xls"), (TEXT.encode(), "表.csv")):
        copy, file = read_workbook(as_xlsx(content)), open_workbook(content, name)
        assert [(sheet.name, sheet.rows, sheet.merges) for sheet in copy.sheets] == [
            (sheet.name, sheet.rows, sheet.merges) for sheet in file.sheets
        ]
    new = books({"一": [["甲"]]})
    assert as_xlsx(new) is new
    marked = mark_workbook(TEXT.encode(), [error("CSV", "C2", "不对")])
    assert read_workbook(marked).sheets[1].rows[1][2] == "43"
