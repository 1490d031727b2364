"""Old workbooks and text files: cut, circular, announcing what is not there."""

import struct
from pathlib import Path

from tests.hostile.making import hostile

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"
MILLION = 1_000_000


def old() -> bytes:
    return (TABLES / "新荣-监测数据表.xls").read_bytes()


def with_number(at: int, value: int, pattern: str = "<I") -> bytes:
    """One field of the container's header overwritten."""
    changed = bytearray(old())
    struct.pack_into(pattern, changed, at, value)
    return bytes(changed)


def circular() -> bytes:
    """Every sector of the table of sectors leads to itself."""
    changed = bytearray(old())
    first = struct.unpack_from("<I", changed, 76)[0]
    start = 512 + first * 512
    for at in range(128):
        struct.pack_into("<I", changed, start + 4 * at, at)
    return bytes(changed)


def far_away() -> bytes:
    """A text that says that it stands in the last row and column: each row was filled to its width."""
    changed = bytearray(old())
    record = changed.find(struct.pack("<HH", 0xFD, 10))  # LABELSST
    assert record > 0
    struct.pack_into("<HH", changed, record + 4, 65_000, 255)
    return bytes(changed)


def records(*given: tuple[int, bytes]) -> bytes:
    """A bare stream of records, without a container."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    return begin + b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in given)


hostile(
    "old workbooks",
    cut_in_the_middle=lambda: old()[: len(old()) // 2],
    cut_after_the_header=lambda: old()[:512],
    circular=circular,
    a_cell_far_away=far_away,
    sectors_of_four_gigabytes=lambda: with_number(30, 32, "<H"),
    sectors_of_one_byte=lambda: with_number(30, 0, "<H"),
    four_billion_sectors=lambda: with_number(44, 0xFFFFFFF0),
    a_directory_that_is_nowhere=lambda: with_number(48, 0x7FFFFFFF),
    a_directory_in_the_table=lambda: with_number(48, 0),
    small_sectors_without_end=lambda: with_number(64, 0xFFFFFFF0),
    more_tables_without_end=lambda: with_number(72, 0xFFFFFFF0),
    a_table_that_is_nowhere=lambda: with_number(76, 0x7FFFFFF0),
    zeros_after_the_header=lambda: old()[:512] + bytes(len(old()) - 512),
    ones_after_the_header=lambda: old()[:512] + b"\xff" * (len(old()) - 512),
    thirty_megabytes_of_it=lambda: old() + bytes(29 * MILLION),
    bare_records=lambda: records((0x85, b"\xff" * 8), (0xA, b"")),
    a_hundred_thousand_bare_records=lambda: records(*[(0x203, bytes(14))] * 100_000),
)
hostile(
    "text files",
    a_million_columns=lambda: "县区,指标\n".encode() + b"," * MILLION,
    a_million_rows=lambda: "县区,指标\n".encode() + b"1,2\n" * MILLION,
    a_quote_that_never_ends=lambda: "县区,指标\n".encode() + '"甲,'.encode() * 300_000,
    quotes_without_end=lambda: "县区,指标\n".encode() + b'""' * MILLION,
    a_cell_of_ten_megabytes=lambda: "县区,指标\n甲,".encode() + "长".encode() * 3 * MILLION,
    nulls=lambda: b"a,b\n\x00,1\n",
    both_encodings=lambda: "县区,指标\n".encode() + "新荣,优良\n".encode("gb18030"),
    half_of_gb18030=lambda: b"a,b\n" + b"\x81" * 100_001,
    carriage_returns_only=lambda: "县区,指标,年份,数值\r新荣,优良天数比例,2021,88\r".encode() * 1000,
    formulas=lambda: "县区,指标\n".encode() + b"=cmd|' /C calc'!A0,@SUM(1)\n",
    tabs_and_commas=lambda: b"a\tb,c\n" * 100_000,
    utf_16=lambda: "县区,指标\n新荣,优良\n".encode("utf-16"),
)
