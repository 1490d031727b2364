"""A task list as a typed draft: every sheet walked, rows made of what each says and what holds for it from above.

No database: nothing here knows what is stored (it runs in the child process, ADR 31).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path as File

from measures.columns import VOCABULARY
from measures.filling import Rows
from measures.printed import MeasureDraft, PrintedMeasure
from measures.walking import Walk
from workbooks.nearest import nearest_header
from workbooks.opening import open_workbook
from workbooks.problems import Problem, UnreadableWorkbookError, error, notice, warning
from workbooks.reading import Sheet, Workbook
from workbooks.unseen import unseen

MOST_ROWS = 10_000


def read_measures(
    source: bytes | File, filename: str | None = None, *, read_hidden: bool = False
) -> MeasureDraft:
    """Read a task list; raises `UnreadableWorkbookError` where the file cannot be opened at all."""
    workbook = open_workbook(source, filename, read_hidden=read_hidden)
    _refuse_long(workbook)
    rows: list[PrintedMeasure] = []
    problems: list[Problem] = []
    lines: list[str] = []
    walk: Walk | None = None
    for sheet in workbook.sheets:
        before = walk if walk is not None and walk.rows else None
        walk = Walk(sheet, before).run()
        made = Rows(walk).made() if walk.rows else []
        lines += [cell.text.strip() for cell in walk.lines]
        rows += made
        problems += _of_sheet(sheet, walk, made)
    if not rows:
        problems.append(_no_table(workbook.sheets))
    return MeasureDraft(
        workbook.filename, workbook.sha256, tuple(dict.fromkeys(lines)), tuple(rows), tuple(problems)
    )


def _refuse_long(workbook: Workbook) -> None:
    for sheet in workbook.sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise UnreadableWorkbookError(
                f"工作表“{sheet.name}”有 {len(sheet.rows)} 行，任务分解表每张最多 {MOST_ROWS} 行；请检查是否选错文件，或删去远离表格的内容。"
            )


def _of_sheet(sheet: Sheet, walk: Walk, rows: Sequence[PrintedMeasure]) -> Iterator[Problem]:
    values = {row.cells[role] for row in rows for role in ("target", "deadline") if role in row.cells}
    yield from sheet.problems
    yield from unseen(sheet, values)
    yield from walk.problems
    for row in rows:
        yield from _of_row(row)
    if sheet.rows and not walk.rows:
        yield notice(sheet.name, None, f"工作表“{sheet.name}”里没有任务表，未读取。")


def _of_row(row: PrintedMeasure) -> Iterator[Problem]:
    if not row.name:
        cell = row.cells.get("name")
        yield error(row.sheet, cell, f"第 {row.row} 行没有任务名称；请补上，或删去这一行。")
    deadline = row.deadline
    if deadline is not None and deadline.why:
        say = warning if deadline.is_doubtful else notice
        cell = row.cells["deadline"]
        yield say(row.sheet, cell, f"单元格 {cell} 的“{deadline.text}”{deadline.why}；只保留原文。")


def _no_table(sheets: Sequence[Sheet]) -> Problem:
    asked = "没有找到任务表：需要一个表头含“任务”或“内容”列，并有“序号”“章节”“目标”“时限”“责任部门”之一的表"
    near = nearest_header(sheets, VOCABULARY)
    if near is None:
        return error(sheets[0].name, None, f"{asked}；工作表里没有内容，请检查是否选错文件。")
    printed = "、".join(f"“{text[:20]}”" for text in near.texts[:8])
    return error(near.sheet, near.cell, f"{asked}；最接近的是 {near.cell} 所在的行（{printed}）。")
