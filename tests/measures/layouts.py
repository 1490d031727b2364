"""The rows of a task list written out in other layouts than the plans' own: what an office may do with the same words."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, Any]
LABELS = ("chapter", "section", "item", "point")
MERGED = ("seq", "name", "text")


def tasks_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Milestones of one task together: rows of one 序号, or of one name and text."""

    def same(row: Row) -> tuple[Any, ...]:
        return (
            *(row[level] for level in LABELS),
            row["name"],
            row["text"],
            row["seq"] if row["part"] else None,
        )

    return (list(group) for _, group in groupby(rows, key=same))


def flat(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """No merges, every label on every row, columns in another order."""
    sheet.append(["规划任务台账"])
    sheet.append(["完成时限", "责任单位", "任务名称", "量化目标", "任务内容", "章", "节", "条", "款", "编号"])
    for row in rows:
        texts = (
            row[name] for name in ("deadline_text", "departments", "name", "target_text", "text", *LABELS)
        )
        sheet.append([*map(_cell, texts), row["seq"]])


def sparse(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """No merges either, but a label, a name or a list of departments that goes on is not printed again."""
    sheet.append(["序号", "所属章节", "", "", "", "重点工作", "主要内容", "工作目标", "时间节点", "牵头单位"])
    above: Row = {}
    for row in rows:
        level = next(
            (place for place, name in enumerate(LABELS) if row[name] != above.get(name)), len(LABELS)
        )
        labels = [row[name] if place >= level else None for place, name in enumerate(LABELS)]
        same = level == len(LABELS)
        goes_on = same and bool(row["part"]) and row["seq"] == above.get("seq")
        named = not (same and row["name"] == above.get("name") and row["text"] == above.get("text"))
        seq = None if goes_on else row["seq"]
        heads = row["section"] != above.get("section") or row["chapter"] != above.get("chapter")
        sheet.append(
            [
                *(seq, *labels, row["name"] if named else None, row["text"] if named else None),
                *(row["target_text"], row["deadline_text"], _cell(row["departments"]) if heads else None),
            ]
        )
        above = row


def headed(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """Headings as rows across the table, departments at the end of the section's heading, a header in two levels."""
    sheet.append(["重点任务清单"])
    sheet.append(["任务", None, None, "目标", None])
    sheet.append(["序号", "任务名称", "具体内容", "目标值", "完成年限"])
    for area in ("A2:C2", "D2:E2"):
        sheet.merge_cells(area)
    above: Row = {}
    for row in rows:
        level = next(
            (place for place, name in enumerate(LABELS) if row[name] != above.get(name)), len(LABELS)
        )
        for place in range(level, len(LABELS)):
            if row[LABELS[place]]:
                tail = (
                    f"（责任部门：{_cell(row['departments'])}）" if place == 1 and row["departments"] else ""
                )
                sheet.append([f"{row[LABELS[place]]}{tail}"])
                sheet.merge_cells(
                    start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5
                )
        sheet.append([row["seq"], row["name"], row["text"], row["target_text"], row["deadline_text"]])
        above = row


def paged(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """Merged, one cell for all headings, and after every twelve rows 续表 with the header again in another order."""
    for page in range(0, len(rows), 12):
        if page:
            sheet.append([f"续表{page // 12}"])
        sheet.append(["责任部门", "章节", "序号", "主要任务", "时限", "目标要求", "任务内容"])
        for task in tasks_of(rows[page : page + 12]):
            first = sheet.max_row + 1
            for row in task:
                labels = "\n".join(row[name] for name in LABELS if row[name])
                sheet.append(
                    [
                        *(_cell(row["departments"]), labels, row["seq"], row["name"]),
                        *(row["deadline_text"], row["target_text"], row["text"]),
                    ]
                )
            last = sheet.max_row
            if last > first:
                for column in (*((3,) if task[0]["part"] else ()), 4, 7):
                    sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def by_chapter(book: openpyxl.Workbook, rows: Sequence[Row]) -> None:
    """A sheet for each chapter, its name above the table; sections as rows that are not merged."""
    for number, (chapter, group) in enumerate(groupby(rows, key=lambda row: row["chapter"]), start=1):
        sheet = book.create_sheet(f"表{number}")
        sheet.append([chapter])
        sheet.append(["序号", "小节", "任务事项", "工作内容", "预期目标", "完成期限", "责任主体"])
        above: Row = {}
        for row in group:
            if row["section"] != above.get("section"):
                sheet.append([row["section"]])
            labels = "\n".join(row[name] for name in LABELS[2:] if row[name])
            sheet.append(
                [
                    *(row["seq"], labels or None, row["name"], row["text"], row["target_text"]),
                    *(row["deadline_text"], _cell(row["departments"])),
                ]
            )
            above = row


def _cell(value: Any) -> Any:
    return "、".join(value) or None if isinstance(value, list) else value


def _on_one_sheet(
    write: Callable[[Worksheet, Sequence[Row]], None], rows: Sequence[Row]
) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    write(sheet, rows)
    return book


def book_of(layout: str, rows: Sequence[Row]) -> bytes:
    """The rows in one of the layouts."""
    if layout == "by_chapter":
        book = openpyxl.Workbook()
        by_chapter(book, rows)
        del book["Sheet"]
    else:
        book = _on_one_sheet({"flat": flat, "sparse": sparse, "headed": headed, "paged": paged}[layout], rows)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


LAYOUTS = ("flat", "sparse", "headed", "paged", "by_chapter")
