"""Reading a filled 填报表: whose it is, and what each row says; nothing is compared with what stands."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from counties.models import County
from reporting.models import Round
from reporting.reading import as_stored
from reporting.sheets import (
    ABOUT,
    BASIS,
    CLEAR,
    EXPLANATION,
    FIELDS,
    MARK,
    NAME,
    NOTE,
    REASON,
    TEMPLATE,
    UNIT,
    VALUE,
    RowMark,
    content_of,
    identity_of,
    parse_mark,
)
from sandbox.calling import in_sandbox
from workbooks.addresses import address
from workbooks.filling import ABOUT_SHEET
from workbooks.grid import Grid
from workbooks.marking import RESULT_SHEET
from workbooks.opening import open_workbook
from workbooks.problems import Problem, SheetRefusedError, error, notice
from workbooks.reading import Sheet, Workbook
from workbooks.unseen import covered, unseen

NEEDED = (NAME, UNIT, VALUE, REASON, BASIS, NOTE, EXPLANATION, MARK)
_HEADER_WITHIN = 12
_YEAR = re.compile(r"[（(]\d{4}[)）]$")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row as filled. `said`: the entry's fields that the row speaks of ("": emptied on purpose)."""

    row: int
    mark: RowMark
    name: str
    cells: dict[str, str]
    said: dict[str, str]
    is_untouched: bool
    is_hidden: bool


@dataclass(slots=True)
class Filled:
    """A read sheet: its rows and every problem, with places."""

    sheet: str
    rows: list[FilledRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sheet(content: bytes, file_name: str, *, of: Round, county: County) -> Filled:
    """Read the filled sheet of this county and year.

    Raises SheetRefusedError for any other's, with the same words for whosesoever it is, and UnreadableWorkbookError.
    """
    book = in_sandbox(open_workbook, content, file_name, read_hidden=True)
    _refuse_foreign(book, of, county)
    sheet, header_row, columns = _found(book)
    filled = Filled(sheet.name)
    wanted = {address(1, column).removesuffix("1") for column in columns.values()}
    filled.problems += [p for p in sheet.problems if p.cell and p.cell.rstrip("0123456789") in wanted]
    said = {address(*place) for place in sheet.dropped if place[0] > header_row}
    figures = {
        cell for cell in said if cell.rstrip("0123456789") == address(1, columns[VALUE]).removesuffix("1")
    }
    filled.problems += unseen(sheet, figures, said)
    filled.problems += _covered(sheet, header_row, columns)
    for row in range(header_row + 1, len(sheet.rows) + 1):
        _read_row(sheet, row, columns, filled)
    _report_extra_columns(sheet, header_row, columns, filled)
    _refuse_twins(filled)
    return filled


def _covered(sheet: Sheet, header_row: int, columns: dict[str, int]) -> Iterator[Problem]:
    """Cells to fill that a merged range hides from sight, and that hold something all the same."""
    grid = Grid(sheet)
    rows = [row for row in range(header_row + 1, grid.height + 1) if grid.is_merged(row)]
    filled = [columns[header] for header in (*FIELDS.values(), REASON)]
    return covered(grid, [(row, column) for row in rows for column in filled])


def _refuse_foreign(book: Workbook, of: Round, county: County) -> None:
    about = book.sheet(ABOUT_SHEET)
    said = {} if about is None else {row[0]: row[1] for row in about.rows if len(row) > 1}
    if [said.get(name) for name in ABOUT[1:]] != [county.code, str(of.year)]:
        raise SheetRefusedError(
            f"这不是从本页下载的{county.name} {of.year} 年度填报表，整份没有读取；请在本页下载后填写，再上传。"
        )
    if said.get(ABOUT[0]) != TEMPLATE:
        raise SheetRefusedError(
            "这份填报表是按旧模板下载的，整份没有读取；请重新下载填报表，把填好的内容复制过去再上传。"
        )


def _found(book: Workbook) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet with the table, the row of its headers, and the column of each."""
    for sheet in book.sheets:
        if sheet.name in (ABOUT_SHEET, RESULT_SHEET):
            continue
        for row in range(1, min(_HEADER_WITHIN, len(sheet.rows)) + 1):
            headers = [_YEAR.sub("", "".join(text.split())) for text in sheet.rows[row - 1]]
            if MARK in headers and NAME in headers:
                return sheet, row, _columns(headers)
    raise SheetRefusedError(
        f"文件里找不到带“{MARK}”列的填报表，整份没有读取；请勿删除隐藏的列，重新下载后填写再上传。"
    )


def _columns(headers: list[str]) -> dict[str, int]:
    counted = Counter(headers)
    missing = [name for name in NEEDED if not counted[name]]
    twice = [name for name in NEEDED if counted[name] > 1]
    if missing or twice:
        said = f"缺少“{'”“'.join(missing)}”列" if missing else f"“{'”“'.join(twice)}”列出现了两次"
        raise SheetRefusedError(f"填报表{said}，整份没有读取；请恢复表头，或重新下载后填写再上传。")
    return {name: headers.index(name) + 1 for name in NEEDED}


def _read_row(sheet: Sheet, row: int, columns: dict[str, int], filled: Filled) -> None:
    texts = {name: sheet.text(row, column).strip() for name, column in columns.items()}
    if not any(texts.values()):
        return
    cells = {name: address(row, columns[header]) for name, header in FIELDS.items()}
    if texts[REASON] and not texts[VALUE]:
        cells["text"] = address(row, columns[REASON])
    mark = parse_mark(texts[MARK])
    if mark is None:
        _report_unmarked(sheet.name, row, columns, texts, filled)
        return
    if identity_of(texts[NAME], texts[UNIT]) != mark.identity:
        message = f"第 {row} 行的指标“{texts[NAME]}”与隐藏的行标识不是同一行：可能只对部分列排了序，或改了指标、单位；请恢复原来的行，或重新下载填报表"
        filled.problems.append(error(sheet.name, address(row, columns[NAME]), message))
        return
    said = _said(sheet.name, row, columns, texts, filled)
    if said is None:
        return
    whole = content_of(*(said.get(name) or "" for name in FIELDS))
    untouched = whole == mark.content and "" not in said.values()
    filled.rows.append(FilledRow(row, mark, texts[NAME], cells, said, untouched, row in sheet.hidden_rows))


def _report_unmarked(
    name: str, row: int, columns: dict[str, int], texts: dict[str, str], filled: Filled
) -> None:
    """A row of the person's own: harmless words below the table, or figures that would be lost."""
    if any(texts[header] for header in (VALUE, REASON)):
        message = f"第 {row} 行没有行标识，无法对应到填报项；请在下载时已有的行内填写，不要新增行"
        filled.problems.append(error(name, address(row, columns[VALUE]), message))
    else:
        first = next(header for header in texts if texts[header])
        message = f"第 {row} 行不是填报表的行，没有读取"
        filled.problems.append(notice(name, address(row, columns[first]), message))


def _said(
    name: str, row: int, columns: dict[str, int], texts: dict[str, str], filled: Filled
) -> dict[str, str] | None:
    """The fields that the row speaks of; None where value and reason contradict each other."""
    said = {field: texts[header] for field, header in FIELDS.items() if texts[header]}
    if texts[REASON] and texts[VALUE] and texts[REASON] != texts[VALUE]:
        message = f"第 {row} 行既填了“{texts[VALUE]}”，又选了无数据原因“{texts[REASON]}”；请删去其中一个"
        filled.problems.append(error(name, address(row, columns[REASON]), message))
        return None
    if texts[REASON]:
        said["text"] = texts[REASON]
    if "text" in said:
        said["text"] = as_stored(said["text"], texts[UNIT])
    return {field: "" if words == CLEAR else words for field, words in said.items()}


def _report_extra_columns(sheet: Sheet, header_row: int, columns: dict[str, int], filled: Filled) -> None:
    last = max(columns.values())
    seen = {
        column
        for line in sheet.rows[header_row:]
        for column, text in enumerate(line, start=1)
        if column > last and text.strip()
    }
    for column in sorted(seen):
        message = f"{address(1, column).removesuffix('1')} 列不是填报表的列，没有读取"
        filled.problems.append(notice(sheet.name, address(header_row, column), message))


def _refuse_twins(filled: Filled) -> None:
    """A row that was copied says the same mark twice: which of the two is meant, nobody knows."""
    by_entry: dict[int, list[FilledRow]] = {}
    for row in filled.rows:
        by_entry.setdefault(row.mark.entry_id, []).append(row)
    for rows in by_entry.values():
        if len(rows) > 1:
            places = "、".join(str(row.row) for row in rows)
            for row in rows:
                message = f"第 {places} 行是同一项“{row.name}”（整行复制过）；请只保留一行"
                filled.problems.append(error(filled.sheet, row.cells["text"], message))
    single = {entry for entry, rows in by_entry.items() if len(rows) == 1}
    filled.rows = [row for row in filled.rows if row.mark.entry_id in single]
