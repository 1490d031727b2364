"""Files that once killed or hung a process are answered: quickly, by one sentence, and by the cell where one is bad."""

import re
import time
import tracemalloc

import pytest

from tests.workbooks import hostile
from tests.workbooks.making import MAIN, raw, with_part
from tests.workbooks.test_sheet_pass import slowly
from workbooks.package import Package, most_rows
from workbooks.problems import Severity, UnreadableWorkbookError
from workbooks.reading import Sheet, read_workbook

SECONDS = 5.0
MEGABYTES = 60


def _read(data: bytes) -> Sheet:
    """The first sheet; fails where that costs more than a person waits, in time of this process alone."""
    begun = time.process_time()
    try:
        return read_workbook(data).sheets[0]
    finally:
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_hostile_file_is_one_sentence(name: str) -> None:
    make, words = hostile.REFUSED[name]
    with pytest.raises(UnreadableWorkbookError, match=words) as caught:
        _read(make())
    assert re.search(r"请.+。$", str(caught.value))


@pytest.mark.parametrize("name", hostile.READ)
def test_what_a_file_announces_costs_nothing(name: str) -> None:
    read = _read(hostile.READ[name]())
    assert read.rows[0][0] == "1"


@pytest.mark.parametrize(
    "name",
    ["a sheet that lies about its length", "one text too long in many cells", "texts within each other"],
)
def test_a_bomb_is_refused_in_little_memory(name: str) -> None:
    data = hostile.REFUSED[name][0]()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableWorkbookError):
            read_workbook(data)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_part_that_lies_is_found_without_reading_it_whole() -> None:
    with pytest.raises(UnreadableWorkbookError, match="损坏"):
        Package(hostile.lying(30_000_000)).verify()


BAD_CELLS = {
    "no number": ("<v>NaN</v>", "", "应是数字，存的却是“NaN”"),
    "a word": ("<v>TRUE</v>", "", "应是数字"),
    "an error as a number": ("<v>#N/A</v>", "", "应是数字"),
    "hexadecimal": ("<v>0x10</v>", "", "应是数字"),
    "too small": ("<v>1e-400</v>", "", "超出可表示的范围"),
    "too large": ("<v>1e400</v>", "", "超出可表示的范围"),
    "a million digits": (f"<v>{'1' * 1_000_000}</v>", "", "应是数字"),
    "truth": ("<v>1</v>", ' t="b"', "是逻辑值 TRUE"),
    "an error": ("<v>#N/A</v>", ' t="e"', "是错误值“#N/A”"),
    "a value before its formula": ("<v>1</v><f>A2</f>", "", "次序不合规范"),
    "two values": ("<v>1</v><v>2</v>", "", "次序不合规范"),
    "two texts": ("<is><t>1</t></is><is><t>2</t></is>", ' t="inlineStr"', "次序不合规范"),
    "a value in a text": ("<v>1</v>", ' t="inlineStr"', "次序不合规范"),
    "a text in a number": ("<is><t>1</t></is>", "", "次序不合规范"),
    "elements in a value": ("<v>1<b/>2</v>", "", "次序不合规范"),
    "no such text": ("<v>7</v>", ' t="s"', "没有的文字"),
    "a text before the first": ("<v>-1</v>", ' t="s"', "没有的文字"),
    "no such type": ("<v>7</v>", ' t="zz"', "类型“zz”无法识别"),
    "no such date": ("<v>昨天</v>", ' t="d"', "应是日期"),
    "no such style": ("<v>7</v>", ' s="99"', "数字格式"),
    "a character of no sight": ("<v>甲_x0000_乙</v>", ' t="str"', "控制字符"),
    "half a character": ("<v>甲_xD800_乙</v>", ' t="str"', "控制字符"),
    "digits the other way round": ("<v>\u202e53</v>", ' t="str"', "控制字符"),
    "too long a text": (f"<v>{'长' * 32_768}</v>", ' t="str"', "超过 32767 个字"),
}


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
@pytest.mark.parametrize("name", BAD_CELLS)
def test_a_cell_that_means_nothing_certain_is_refused_by_its_address(name: str, way: type[bytes]) -> None:
    content, attributes, words = BAD_CELLS[name]
    read = _read(
        way(
            raw(
                f'<row r="1"><c r="A1"><v>5</v></c></row><row r="3"><c r="C3"{attributes}>{content}</c></row>'
            )
        )
    )
    assert [(p.cell, p.severity) for p in read.problems] == [("C3", Severity.ERROR)]
    assert words in read.problems[0].message
    assert read.text(3, 3) in ("", "#N/A")
    assert read.text(1, 1) == "5"


@pytest.mark.parametrize("way", [bytes, slowly], ids=["quick", "careful"])
@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c></row>', ["A1"]),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', ["A1"]),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>', ["A1"]),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', ["A1", "A1"]),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>', ["B1", "A1"]),
        ('<row r="1"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>', ["A2"]),
    ],
)
def test_a_place_that_is_named_twice_is_refused(rows: str, refused: list[str], way: type[bytes]) -> None:
    read = _read(way(raw(rows)))
    assert [p.cell for p in read.problems if p.severity is Severity.ERROR] == refused
    assert all(read.text(*_place(name)) == "" for name in refused)
    assert "3" not in rows or "3" in {text for row in read.rows for text in row}


def _place(name: str) -> tuple[int, int]:
    return int(name[1:]), "AB".index(name[0]) + 1


def test_ranges_that_lie_over_each_other_are_refused_by_the_cell() -> None:
    read = _read(hostile.merged("A1:B3", "B2:B9", "A20:B20"))
    assert [(p.cell, p.severity) for p in read.problems] == [("B2", Severity.ERROR)]
    assert len(read.merges) == 2


def test_a_range_printed_twice_is_one_and_a_single_cell_is_none() -> None:
    read = _read(hostile.merged("A1:B3", "A1:B3", "A9:A9"))
    assert (len(read.merges), read.problems) == (1, ())


def test_more_notices_than_a_person_reads_are_counted() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"><v>{n}.123</v></c></row>' for n in range(1, 1504))
    told = _read(raw(rows, formats=[(2, None)])).problems
    assert len(told) == 1001
    assert told[-1].message == "另有 503 个单元格显示的是四舍五入后的数；按显示的内容读取。"


def test_rows_are_counted_whatever_the_pieces_are() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_001))
    assert most_rows(raw(rows)) == 30_000


def test_a_file_without_the_styles_that_it_names_is_refused() -> None:
    data = with_part(raw(hostile.ONE), "xl/_rels/workbook.xml.rels", b"")
    with pytest.raises(UnreadableWorkbookError, match="损坏"):
        read_workbook(data)


def test_another_encoding_is_read_by_what_it_declares() -> None:
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{hostile.ONE}</sheetData></worksheet>'
    data = with_part(raw(hostile.ONE), "xl/worksheets/sheet1.xml", sheet.encode("utf-16"))
    assert _read(data).rows == (("1",),)
