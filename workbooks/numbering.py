"""序号 as the anchor of a printed row: missing, strange and repeated numbers are errors, gaps are worth a word."""

import re

from workbooks.headers import Column
from workbooks.problems import Problem, error, notice
from workbooks.records import Record, Table

_NUMBER = re.compile(r"\d{1,4}(?:[.\-]\d{1,3})*")


def check_numbering(sheet: str, table: Table) -> list[Problem]:
    """Problems of the 序号 column; none where the table has no such column."""
    seq = next((column for column in table.columns if column.role == "seq"), None)
    if seq is None:
        return []
    problems: list[Problem] = []
    first_at: dict[str, str] = {}
    for record in table.records:
        cell = record.cell("seq")
        text = record.text("seq")
        if cell is None or not text:
            problems.append(_missing(sheet, record))
        elif not _NUMBER.fullmatch(text):
            problems.append(
                error(sheet, cell.address, f"单元格 {cell.address} 的序号“{text}”不是数字；请核对是否错列。")
            )
        elif text in first_at:
            problems.append(
                error(
                    sheet,
                    cell.address,
                    f"序号 {text} 重复：{first_at[text]} 与 {cell.address}；请改正后重新上传。",
                )
            )
        else:
            first_at[text] = cell.address
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
    missing = sorted(set(range(min(1, numbers[0]), numbers[-1] + 1)) - set(numbers) - {0})
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
