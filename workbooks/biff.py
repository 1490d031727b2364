"""The records of a BIFF8 stream that tell what xlrd does not: kinds of sheets, encryption, and formulas nobody calculated."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

BOF, BOUNDSHEET, FILEPASS, FORMULA, WINDOW2 = 0x809, 0x85, 0x2F, 0x06, 0x23E
_CALCULATE_ON_LOAD = 0x2
_BLANK_RESULT, _EMPTY_STRING = 3, b"\x17\x00"
_SHOW_FORMULAS, _SHOW_ZEROS = 0x1, 0x10
WORKSHEET, MACROS = 0, {1, 6}


@dataclass(slots=True)
class Substream:
    """What one sheet says: `waiting` formulas, by row and column from 1, have no result of their own yet."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    waiting: set[tuple[int, int]] = field(default_factory=set)
    shows_formulas: bool = False
    shows_zeros: bool = True


@dataclass(slots=True)
class Stream:
    """`sheets`: kind of each sheet as listed, and where its records begin."""

    encrypted: bool = False
    sheets: list[tuple[int, int]] = field(default_factory=list)
    parts: dict[int, Substream] = field(default_factory=dict)


def records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and data of each record; ends where the stream does not go on as announced."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if len(data) < length:
            return
        yield at, kind, data
        at += 4 + length


def _waits(formula: bytes) -> bool:
    """Whether a formula has no result of its own: marked so, or blank without the words `""` that could make it so."""
    (flags,) = struct.unpack_from("<H", formula, 14)
    blank = formula[6] == _BLANK_RESULT and formula[12:14] == b"\xff\xff"
    return bool(flags & _CALCULATE_ON_LOAD) or (blank and _EMPTY_STRING not in formula[22:])


def look_into(stream: bytes) -> Stream:
    """One pass over a workbook's stream."""
    found = Stream()
    part = Substream()
    for at, kind, data in records(stream):
        if kind == BOF:
            part = found.parts[at] = Substream()
        elif kind == FILEPASS:
            found.encrypted = True
        elif kind == BOUNDSHEET and len(data) >= 6:
            offset, _, sheet = struct.unpack_from("<IBB", data)
            found.sheets.append((sheet, offset))
        elif kind == FORMULA and len(data) >= 16:
            row, column = struct.unpack_from("<HH", data)
            part.formulas.add((row + 1, column + 1))
            if _waits(data):
                part.waiting.add((row + 1, column + 1))
        elif kind == WINDOW2 and len(data) >= 2:
            (flags,) = struct.unpack_from("<H", data)
            part.shows_formulas = bool(flags & _SHOW_FORMULAS)
            part.shows_zeros = bool(flags & _SHOW_ZEROS)
    return found
