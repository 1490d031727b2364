"""序号 as the anchor of a printed row: missing, strange and repeated numbers are errors, gaps are worth a word."""

import re
import unicodedata
from collections.abc import Iterator

from workbooks.headers import Column
from workbooks.problems import Problem, error, notice
from workbooks.records import Record, Table

_NUMBER = re.compile(r"\d{1,4}(?:[.\-]\d{1,3})*")
_BRACKETS = re.compile(r"[(\[【〔](.+)[)\]】〕]")
_CHINESE = re.compile(r"([一二三四五六七八九])?(十)?([一二三四五六七八九])?")
_DIGITS = "〇一二三四五六七八九"


def number_of(text: str) -> str | None:
    """The number that a printed 序号 is: `①`, `（1）`, `1、`, `1.`, `一` are all 1; `1.1` is 1.1. None for no number."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    bracketed = _BRACKETS.fullmatch(plain)
    bare = (bracketed[1] if bracketed else plain).rstrip("、.。,)）")
    if _NUMBER.fullmatch(bare):
        return bare
    found = _CHINESE.fullmatch(bare) if bare else None
    if found is None or (found[1] and found[3] and not found[2]):
        return None
    tens = _DIGITS.index(found[1] or "一") * 10 if found[2] else 0
    ones = found[3] if found[2] else found[1] or found[3]
    return str(tens + (_DIGITS.index(ones) if ones else 0))


def check_numbering(sheet: str, table: Table) -> list[Problem]:
    """Problems of the 序号 column; none where the table has no such column."""
    seq = next((column for column in table.columns if column.role == "seq"), None)
    if seq is None:
        return []
    problems: list[Problem] = []
    for part in _parts(table):
        problems += _check_part(sheet, table, seq, part)
    return problems


def _parts(table: Table) -> Iterator[list[Record]]:
    """The records of one count each: with a new group the numbers may begin at 1 again."""
    part: list[Record] = []
    for record in table.records:
        begins = number_of(record.text("seq")) in ("1", "1.1") and part
        if begins and record.labels != part[-1].labels:
            yield part
            part = []
        part.append(record)
    yield part


def _check_part(sheet: str, table: Table, seq: Column, records: list[Record]) -> list[Problem]:
    problems: list[Problem] = []
    first_at: dict[str, str] = {}
    for record in records:
        cell = record.cell("seq")
        text = record.text("seq")
        number = number_of(text)
        if cell is None or not text:
            problems.append(_missing(sheet, record))
        elif number is None:
            message = f"单元格 {cell.address} 的序号“{text}”不是数字；请核对是否错列。"
            problems.append(error(sheet, cell.address, message))
        elif number in first_at:
            message = f"序号 {text} 重复：{first_at[number]} 与 {cell.address}；请改正后重新上传。"
            problems.append(error(sheet, cell.address, message))
        else:
            first_at[number] = cell.address
    return problems + _gaps(sheet, table, seq, first_at)


def _missing(sheet: str, record: Record) -> Problem:
    """Name the first cell that holds a text of its own, so that the person finds the row."""
    cells = [record.at(column) for column in record.columns]
    cell = next((cell for cell in cells if cell.text.strip() and not cell.inherited), cells[0])
    return error(
        sheet,
        cell.address,
        f"第 {record.row} 行有内容（{cell.address}“{cell.text.strip()[:20]}”）却没有序号；请补上序号，或把它并入所属的行。",
    )


def _gaps(sheet: str, table: Table, seq: Column, first_at: dict[str, str]) -> list[Problem]:
    numbers = sorted(int(text) for text in first_at if text.isdecimal())
    if not numbers:
        return []
    missing = sorted(set(range(min(table.after + 1, numbers[0]), numbers[-1] + 1)) - set(numbers) - {0})
    if not missing or len(missing) > 50:
        return []
    named = "、".join(map(str, missing))
    return [
        notice(
            sheet,
            seq.address,
            f"“{table.title or sheet}”的序号缺 {named}（原文如此，按现有的行读取）。",
        )
    ]
