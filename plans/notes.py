"""What a plan's text states about itself: area, years, counts and sums. Only what it really says, verbatim beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbooks.addresses import address
from workbooks.headers import normalise
from workbooks.numbers import narrow
from workbooks.reading import Sheet

# Numbers begin where no digit stands before and end within reason: a text may hold 32,767 digits.
_NUMBER = r"((?<![\d.])\d{1,15}(?:\.\d{1,15})?(?!\d))"
_COUNT = r"((?<!\d)\d{1,9})"
_AREA = re.compile(rf"面积(?:约为|约|为)?\s*{_NUMBER}\s*(平方公里|平方千米|km²|公顷|万亩)")
_BASE_YEAR = re.compile(r"(\d{4})\s*年为(?:规划)?基准年|基准年(?:为|是)?\s*(\d{4})\s*年")
_TARGET_YEAR = re.compile(r"(\d{4})\s*年为(?:规划)?目标年|目标年(?:为|是)?\s*(\d{4})\s*年")
_INDICATORS = re.compile(rf"指标(?:共计|共有|共|合计|总计)\s*{_COUNT}\s*项")
_BY_ATTRIBUTE = re.compile(rf"{_COUNT}\s*项为(约束性|预期性)指标")
_ITEMS = re.compile(rf"{_COUNT}\s*项(?!为)(?!指标)")
_PARTS = re.compile(
    rf"((?:{_NUMBER}\s*\+\s*){{1,40}}{_NUMBER})\s*,?\s*(?:小计|合计|共计)\s*{_NUMBER}\s*(万元|亿元)"
)
_MONEY = re.compile(rf"{_NUMBER}\s*(万元|亿元)")
_SUBJECT = re.compile(r"^([一-鿿]+?)(?:治理)?(?:工程)?项目\s*\d{1,9}\s*项")


class Stated(StrEnum):
    """Kinds of statements; counts have no unit, sums are in the unit that the text names."""

    AREA = "area"
    BASE_YEAR = "base_year"
    TARGET_YEAR = "target_year"
    INDICATOR_COUNT = "indicator_count"
    PROJECT_COUNT = "project_count"
    INVESTMENT = "investment"
    INVESTMENT_PART = "investment_part"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the sheet 规划说明 (`item` is its first column) or a note under a table (item 注)."""

    item: str
    text: str
    sheet: str
    address: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One number that the text states. `scope` is None for the whole plan, else the words of the text:
    约束性, 预期性, or the field a sum is about (大气环境质量改善)."""

    kind: Stated
    scope: str | None
    value: Decimal
    unit: str | None
    sheet: str
    address: str
    text: str


def read_notes(sheet: Sheet) -> tuple[Note, ...]:
    """The lines below a header 事项 | 原文; none where the sheet has no such header."""
    for row, texts in enumerate(sheet.rows, start=1):
        heads = [normalise(text) for text in texts]
        if "事项" in heads and "原文" in heads:
            return tuple(_lines(sheet, row, heads.index("事项") + 1, heads.index("原文") + 1))
    return ()


def _lines(sheet: Sheet, header_row: int, item_column: int, text_column: int) -> Iterator[Note]:
    for row in range(header_row + 1, len(sheet.rows) + 1):
        item, text = sheet.text(row, item_column).strip(), sheet.text(row, text_column).strip()
        if text or item:
            yield Note(item, text, sheet.name, address(row, text_column))


def read_statements(notes: tuple[Note, ...]) -> tuple[Statement, ...]:
    """The numbers that the notes state, in the order of the notes."""
    return tuple(statement for note in notes for statement in _statements(note))


def _statements(note: Note) -> Iterator[Statement]:
    text = narrow(note.text).replace("＋", "+")
    yield from (_state(note, Stated.AREA, match[1], match[2]) for match in _AREA.finditer(text))
    for kind, pattern in ((Stated.BASE_YEAR, _BASE_YEAR), (Stated.TARGET_YEAR, _TARGET_YEAR)):
        yield from (_state(note, kind, match[1] or match[2]) for match in pattern.finditer(text))
    yield from (_state(note, Stated.INDICATOR_COUNT, match[1]) for match in _INDICATORS.finditer(text))
    for match in _BY_ATTRIBUTE.finditer(text):
        yield _state(note, Stated.INDICATOR_COUNT, match[1], scope=match[2])
    if re.search(r"工程|项目|投资", note.item + text):
        yield from _about_projects(note, text)


def _about_projects(note: Note, text: str) -> Iterator[Statement]:
    """Counts first, then the parts of a sum, then the sums."""
    scope = _scope(note.item, text)
    for match in _ITEMS.finditer(_INDICATORS.sub("", text)):
        yield _state(note, Stated.PROJECT_COUNT, match[1], scope=scope)
    for match in _PARTS.finditer(text):
        for part in match[1].split("+"):
            yield _state(note, Stated.INVESTMENT_PART, part.strip(), match[5], scope)
    for match in _MONEY.finditer(text):
        yield _state(note, Stated.INVESTMENT, match[1], match[2], scope)


def _state(
    note: Note, kind: Stated, value: str, unit: str | None = None, scope: str | None = None
) -> Statement:
    return Statement(kind, scope, Decimal(value), unit, note.sheet, note.address, note.text)


def _scope(item: str, text: str) -> str | None:
    """The field that the text names before a count, else the item's words after 投资：."""
    subject = _SUBJECT.match(text)
    if subject:
        return subject[1]
    _, colon, words = item.replace(":", "：").partition("：")
    if not colon:
        return None
    return (
        re.sub(r"[（(].*[)）]$", "", words).removesuffix("项目").removesuffix("工程").removesuffix("治理")
        or None
    )
