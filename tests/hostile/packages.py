"""The container: lengths that lie, names that shadow, bombs, and what is no workbook at all."""

import struct
import zipfile

from tests.hostile.making import as_bytes, book, header, hostile, lines, parts, spoiled, zipped
from tests.workbooks.making import packed

SHEET = "xl/worksheets/sheet1.xml"
MILLION = 1_000_000


def _field(
    data: bytes, magic: bytes, offset: int, pattern: str, value: int, name: bytes = SHEET.encode()
) -> bytes:
    """The field of one entry's header overwritten."""
    changed, at = bytearray(data), -1
    while (at := data.find(magic, at + 1)) >= 0:
        start = at + (46 if magic == b"PK\x01\x02" else 30)
        if data[start : start + len(name)] == name:
            struct.pack_into(pattern, changed, at + offset, value)
    return bytes(changed)


def lying(size: int) -> bytes:
    """Announces fewer bytes than the sheet unpacks to."""
    data = spoiled({SHEET: b"<worksheet>" + b" " * (200 * MILLION)})
    return _field(_field(data, b"PK\x01\x02", 24, "<I", size), b"PK\x03\x04", 22, "<I", size)


def boasting() -> bytes:
    return _field(book(), b"PK\x01\x02", 24, "<I", 0x7FFFFFFF)


def wrong_offset() -> bytes:
    return _field(book(), b"PK\x01\x02", 42, "<I", 0x00FFFFFF)


def overlapping() -> bytes:
    """All entries share one body, as in the bombs that need no nesting."""
    body = zipped([(SHEET, b"<worksheet>" + b"0" * (20 * MILLION))])
    directory = body.index(b"PK\x01\x02")
    end = body.index(b"PK\x05\x06")
    entry = body[directory:end]
    many = b"".join(entry.replace(b"sheet1", b"sh%04d" % at) for at in range(500))
    tail = bytearray(body[end:])
    struct.pack_into("<HHII", tail, 8, 500, 500, len(many), directory)
    return body[:directory] + many + bytes(tail)


def with_entry(name: str, content: bytes = b"") -> bytes:
    return zipped([*as_bytes(parts()), (name, content)])


def shadowed(name: str) -> bytes:
    """A second member that some readers take for the sheet, with other figures."""
    other = parts(header() + lines(3).replace("88", "99"))[SHEET]
    assert isinstance(other, str)
    return zipped([*as_bytes(parts()), (name, other.encode())])


def bomb(size: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    start = parts()[SHEET]
    assert isinstance(start, str)
    return zipped([*as_bytes({**parts(), SHEET: start.encode() + b" " * size})], method)


def nested() -> bytes:
    inner = zipped([("bomb.xml", b"0" * (50 * MILLION))])
    return zipped([*as_bytes(parts()), ("xl/embeddings/inner.xlsx", inner)])


hostile(
    "container",
    announces_fewer_bytes_than_there_are=lambda: lying(1000),
    announces_none=lambda: lying(0),
    announces_two_gigabytes=boasting,
    points_behind_the_end=wrong_offset,
    entries_share_one_body=overlapping,
    cut_in_the_middle=lambda: book()[:900],
    cut_before_the_directory=lambda: book().partition(b"PK\x01\x02")[0],
    only_an_end_of_directory=lambda: b"PK\x05\x06" + bytes(18),
    only_the_magic=lambda: b"PK\x03\x04",
    a_megabyte_of_zeros=lambda: bytes(MILLION),
    a_program_before_the_zip=lambda: b"MZ" + bytes(4096) + book(),
    garbage_after_the_zip=lambda: book() + b"\xff" * 70_000,
    a_wrong_checksum=lambda: _field(_field(book(), b"PK\x01\x02", 16, "<I", 1), b"PK\x03\x04", 14, "<I", 1),
    an_unknown_method=lambda: _field(_field(book(), b"PK\x01\x02", 10, "<H", 99), b"PK\x03\x04", 8, "<H", 99),
    marked_as_encrypted=lambda: _field(_field(book(), b"PK\x01\x02", 8, "<H", 1), b"PK\x03\x04", 6, "<H", 1),
    packed_by_bzip2=lambda: bomb(MILLION, zipfile.ZIP_BZIP2),
    packed_by_lzma=lambda: bomb(MILLION, zipfile.ZIP_LZMA),
    a_long_comment=lambda: book()[:-2] + struct.pack("<H", 65535) + b"PK\x05\x06" * 16383 + bytes(3),
)
hostile(
    "bombs",
    four_hundred_megabytes_of_blanks=lambda: bomb(400 * MILLION),
    just_under_the_limits=lambda: bomb(19 * MILLION),
    a_zip_in_the_zip=nested,
    ten_thousand_parts=lambda: zipped(
        [*as_bytes(parts()), *((f"xl/media/{at}.xml", b"") for at in range(10_000))]
    ),
    blanks_in_shared_strings=lambda: spoiled({"xl/sharedStrings.xml": b"<sst>" + b" " * (100 * MILLION)}),
    blanks_in_styles=lambda: spoiled(
        {"xl/styles.xml": b"<styleSheet>" + b" " * (19 * MILLION) + b"</styleSheet>"}
    ),
    blanks_in_the_list_of_sheets=lambda: spoiled({"xl/workbook.xml": b"<workbook>" + b" " * (19 * MILLION)}),
)
hostile(
    "names",
    shadowed_by_a_leading_slash=lambda: shadowed("/xl/worksheets/sheet1.xml"),
    shadowed_by_capitals=lambda: shadowed("XL/Worksheets/SHEET1.XML"),
    shadowed_by_backslashes=lambda: shadowed("xl\\worksheets\\sheet1.xml"),
    shadowed_by_a_dot=lambda: shadowed("xl/./worksheets/sheet1.xml"),
    shadowed_by_going_up=lambda: shadowed("xl/theme/../worksheets/sheet1.xml"),
    shadowed_by_a_doubled_slash=lambda: shadowed("xl//worksheets/sheet1.xml"),
    shadowed_by_a_percent_sign=lambda: shadowed("xl/worksheets/sheet%31.xml"),
    leads_out_of_the_folder=lambda: with_entry("../../../../etc/cron.d/x", b"x"),
    a_name_of_sixty_thousand_characters=lambda: with_entry("x" * 60_000),
    a_name_with_a_null=lambda: _field(book(), b"PK\x01\x02", 46, "<H", 0),
    an_empty_name=lambda: with_entry(""),
    strange_characters_in_names=lambda: with_entry("xl/\u202egnp.exe\u0001.xml", b"x"),
    macros=lambda: with_entry("xl/vbaProject.bin", b"x"),
    macros_in_capitals=lambda: with_entry("XL/VBAPROJECT.BIN", b"x"),
)
hostile(
    "not a workbook",
    nothing=lambda: b"",
    an_empty_zip=lambda: packed({}),
    a_zip_of_nothing_known=lambda: packed({"a.txt": "x"}),
    a_word_document=lambda: packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
    a_web_page=lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    an_old_workbook_cut_short=lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    an_old_workbook_of_ones=lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 100_000,
    ten_million_commas=lambda: b"," * (10 * MILLION),
    one_line_of_twenty_megabytes=lambda: "县".encode() * (7 * MILLION),
    half_characters=lambda: b"\xe5\x8e\xbf,\xe5\n" * 10_000,
)
