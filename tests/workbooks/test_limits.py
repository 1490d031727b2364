"""What is no workbook, or too large, is refused with one Chinese sentence that says what to do."""

import re
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks.making import book, packed, raw, with_part
from workbooks.limits import Limits
from workbooks.package import Package
from workbooks.problems import UnreadableWorkbookError
from workbooks.reading import read_workbook

GOOD = book([["甲", 1]])
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
PLAN = Path(__file__).parents[2] / "fixtures" / "plans" / "浑源-两山七河规划.xlsx"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _with_part(name: str, content: bytes) -> bytes:
    return with_part(GOOD, name, content)


BOMB = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
REFUSED = {
    "empty": (b"", "0 字节"),
    "text": ("县区,指标\n平城,1\n".encode(), "文本文件"),
    "text in GB18030": ("县区,指标\n平城,1\n".encode("gb18030"), "文本文件"),
    "web page called .xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "不是 Excel 工作簿"),
    "xls": (OLE + b"\x00" * 2000, "旧版格式"),
    "password": (OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "broken zip": (GOOD[: len(GOOD) // 2], "损坏"),
    "zip of nothing": (packed({}), "不是 Excel 工作簿"),
    "word document": (packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "Word"),
    "open document": (packed({"content.xml": b"", "mimetype": b""}), "OpenDocument"),
    "xlsb": (packed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "xlsb"),
    "macros": (_with_part("xl/vbaProject.bin", b"x"), "宏"),
    "entity bomb": (_with_part("xl/worksheets/sheet1.xml", BOMB), "实体"),
    "entity bomb in strings": (with_part(raw(ROW), "xl/sharedStrings.xml", BOMB), "实体"),
    "cut-off sheet": (_with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), "损坏"),
    "cut-off styles": (_with_part("xl/styles.xml", b"<styleSheet>"), "损坏"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=words) as caught:
        read_workbook(data)
    assert re.search(r"请.+。$", str(caught.value))


def test_a_sheet_name_that_no_program_writes_is_refused_before_anybody_stores_it() -> None:
    with pytest.raises(UnreadableWorkbookError, match=r"工作表名称过长（“长{20}…”，101 个字）"):
        read_workbook(raw(ROW, name="长" * 101), "长.xlsx")
    assert read_workbook(raw(ROW, name="长" * 100), "长.xlsx").sheets[0].name == "长" * 100


def test_a_size_over_the_limit_is_said_in_megabytes() -> None:
    with pytest.raises(UnreadableWorkbookError, match="上限为 1 MB"):
        Package(b"PK" + b"\x00" * 1_100_000, Limits(file_bytes=1024 * 1024))


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    data = _with_part("xl/worksheets/sheet2.xml", b"<worksheet>" + b" " * 400_000_000)
    assert len(data) < 1_000_000
    begun = time.perf_counter()
    with pytest.raises(UnreadableWorkbookError, match="解压后过大"):
        Package(data)
    assert time.perf_counter() - begun < 1


def test_a_header_that_lies_about_its_size_is_refused() -> None:
    name = b"xl/worksheets/sheet1.xml"
    data = bytearray(GOOD)
    central = data.rfind(name) - 46
    assert data[central : central + 4] == b"PK\x01\x02"
    data[central + 24 : central + 28] = struct.pack("<I", 100)
    with pytest.raises(UnreadableWorkbookError, match="损坏"):
        read_workbook(bytes(data))


def test_a_million_empty_formatted_rows_cost_seconds_and_no_rows() -> None:
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_001)
    )
    data = raw('<row r="1"><c r="A1"><v>1</v></c></row>' + empty, formats=[(2, None)])
    begun = time.perf_counter()
    assert read_workbook(data).sheets[0].rows == (("1",),)
    assert time.perf_counter() - begun < 20


@settings(max_examples=60, deadline=None)
@given(position=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_damaged_byte_is_read_the_same_or_refused(position: float, byte: int) -> None:
    data = bytearray(PLAN.read_bytes())
    data[int(position * len(data))] = byte
    assert _outcome(bytes(data)) in (_outcome(PLAN.read_bytes()), "refused")


def _outcome(data: bytes) -> object:
    try:
        return [sheet.rows for sheet in read_workbook(data).sheets]
    except UnreadableWorkbookError:
        return "refused"
