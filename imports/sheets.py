"""Printed rows of one sheet: the sheet chosen, its columns found by meaning, texts trimmed, the rest named.

Nothing is looked up here and nothing is judged; a long sheet costs one pass over its rows.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from imports.troubles import Trouble, Why
from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.headers import OTHER, Column, Header, Vocabulary, find_header, normalise
from workbooks.problems import Problem, Severity, SheetRefusedError, notice
from workbooks.reading import Sheet, Workbook
from workbooks.unseen import covered, unseen

HEADER_WITHIN = 30
"""Rows from the top in which the header must stand; title lines come before it."""

_NOTE_LINE = re.compile(r"(注|备注|说明|附注|填表说明|资料来源|数据来源|填表人|审核人)\s*\d*\s*[:：]")


class PrintedRow(Protocol):
    """One row as printed; whatever else it holds, it knows its number in the sheet."""

    @property
    def row(self) -> int: ...


R = TypeVar("R", bound=PrintedRow)


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """What a kind of sheet looks like: its usual name, its columns (role → label), which ones it must have.

    `unmerged`: columns whose text is never taken from a merged cell: one figure for two rows is a guess.
    """

    sheet: str
    labels: Mapping[str, str]
    required: tuple[str, ...]
    vocabulary: Vocabulary
    unmerged: frozenset[str]


@dataclass(frozen=True, slots=True)
class PrintedSheet(Generic[R]):
    """What a sheet says: its rows, its columns by role, and what was not read or not readable.

    `unreadable` maps a cell to the sentence why its display is not certain; `problems` are about the sheet.
    """

    file_name: str
    sha256: str
    sheet: str
    columns: dict[str, Column]
    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    unreadable: dict[str, str]

    def cell(self, row: int, role: str) -> str:
        """The address of a role's cell in a row; where the sheet has no such column, the row's first one."""
        column = self.columns.get(role) or min(self.columns.values(), key=lambda known: known.index)
        return address(row, column.index)

    def problem(self, row: int, trouble: Trouble) -> Problem:
        """The trouble of one row at its cell."""
        cell = self.cell(row, trouble.role)
        return self.refused(row, cell, trouble.why, f"{cell} {trouble.message}", trouble.hint)

    def refused(self, row: int, cell: str, why: Why, message: str, hint: str = "") -> Problem:
        """Why a row is not taken, said of one of its cells."""
        return Problem(self.sheet, cell, Severity.ERROR, message.removesuffix("。"), hint, why, row)

    def damaged(self) -> dict[int, list[tuple[str, str]]]:
        """Rows with a cell whose display is not certain: (cell, sentence) for each."""
        found: dict[int, list[tuple[str, str]]] = {}
        if not self.unreadable:
            return found
        for row in self.rows:
            cells = [self.cell(row.row, role) for role in self.columns]
            bad = [(cell, self.unreadable[cell]) for cell in cells if cell in self.unreadable]
            if bad:
                found[row.row] = bad
        return found


def read_sheet(
    workbook: Workbook, wanted: str, spec: SheetSpec, make: Callable[[int, dict[str, str]], R]
) -> PrintedSheet[R]:
    """The rows of the sheet `wanted`, else of the usual name, else of the only one; raises SheetRefusedError."""
    sheet = _choose(workbook, wanted, spec)
    grid = Grid(sheet)
    header = _header(grid, spec)
    columns = {column.role: column for column in header.columns if column.role and column.role != OTHER}
    rows = tuple(make(row, texts) for row, texts in _rows(grid, header, columns, spec))
    if not rows:
        raise SheetRefusedError(f"工作表“{sheet.name}”的表头下面没有数据行；请填好后再上传。")
    used = {address(row, column.index) for column in columns.values() for row in _special_rows(sheet)}
    unreadable = {
        problem.cell: problem.message
        for problem in sheet.problems
        if problem.severity is Severity.ERROR and problem.cell in used
    }
    figures = {columns[role].index for role in spec.unmerged & set(columns)}
    hidden = [
        *_unseen(sheet, figures, rows, used),
        *covered(grid, [(row.row, column) for row in rows if grid.is_merged(row.row) for column in figures]),
    ]
    unreadable |= {
        problem.cell: problem.message
        for problem in hidden
        if problem.severity is Severity.ERROR and problem.cell
    }
    return PrintedSheet(
        file_name=workbook.filename,
        sha256=workbook.sha256,
        sheet=sheet.name,
        columns=columns,
        rows=rows,
        problems=(*_not_read(workbook, sheet), *_about_columns(sheet, header), *_shown(sheet, used, hidden)),
        unreadable=unreadable,
    )


def _choose(workbook: Workbook, wanted: str, spec: SheetSpec) -> Sheet:
    """Empty sheets, which programs add, are not asked about."""
    filled = [sheet for sheet in workbook.sheets if sheet.rows] or list(workbook.sheets)
    names = "、".join(f"“{sheet.name}”" for sheet in filled)
    if wanted:
        sheet = workbook.sheet(wanted)
        if sheet is None:
            raise SheetRefusedError(f"文件中没有名为“{wanted}”的工作表；现有工作表：{names}。")
        if sheet.hidden and not sheet.rows:
            raise SheetRefusedError(f"工作表“{wanted}”是隐藏的，未读取；请取消隐藏，或选择读取隐藏的内容。")
        return sheet
    if len(filled) == 1:
        return filled[0]
    sheet = next((one for one in filled if one.name == spec.sheet), None)
    if sheet is None:
        raise SheetRefusedError(
            f"文件有 {len(filled)} 张工作表（{names}），没有名为“{spec.sheet}”的；请指定读哪一张。"
        )
    return sheet


def _header(grid: Grid, spec: SheetSpec) -> Header:
    best: set[str] = set()
    for row in range(1, min(grid.height, HEADER_WITHIN) + 1):
        header = find_header(grid, row, spec.vocabulary)
        if header is not None:
            twice = [p.message for p in header.problems(grid.sheet.name) if p.severity is Severity.ERROR]
            if twice:
                raise SheetRefusedError(twice[0])
            return header
        roles = {spec.vocabulary.role(normalise(cell.text)) for cell in grid.own_cells(row)}
        best = max(best, {role for role in roles if role}, key=len)
    missing = "、".join(spec.labels[role] for role in spec.required if role not in best)
    if len(best) >= 2:
        raise SheetRefusedError(f"工作表“{grid.sheet.name}”的表头缺少列：{missing}；请补上后重新上传。")
    needed = "、".join(spec.labels[role] for role in spec.required)
    raise SheetRefusedError(
        f"工作表“{grid.sheet.name}”前 {HEADER_WITHIN} 行里没有找到表头；表头须有{needed}，可下载模板对照。"
    )


def _rows(
    grid: Grid, header: Header, columns: dict[str, Column], spec: SheetSpec
) -> Iterator[tuple[int, dict[str, str]]]:
    printed_header = {
        role: grid.sheet.text(header.row, column.index).strip() for role, column in columns.items()
    }
    text = _reader(grid, spec)
    for row in range(header.row + header.depth, grid.height + 1):
        line = grid.sheet.rows[row - 1]
        if not any(line) or not any(cell.strip() for cell in line):
            continue
        texts = {
            role: text(row, columns[role].index, role) if role in columns else "" for role in spec.labels
        }
        if _is_note(line) or all(texts[role] == printed_header[role] for role in printed_header):
            continue
        yield row, texts


def _reader(grid: Grid, spec: SheetSpec) -> Callable[[int, int, str], str]:
    """Texts through vertical merges, but for the columns where a merged cell would be a guess."""
    if not grid.sheet.merges:
        return lambda row, column, role: grid.sheet.text(row, column).strip()
    return lambda row, column, role: (
        grid.sheet.text(row, column) if role in spec.unmerged else grid.cell(row, column).text
    ).strip()


def _is_note(line: tuple[str, ...]) -> bool:
    """A lone text that begins as a note: no row."""
    own = [cell.strip() for cell in line if cell.strip()]
    return len(own) == 1 and _NOTE_LINE.match(own[0]) is not None


def _unseen(sheet: Sheet, figures: set[int], rows: Sequence[PrintedRow], used: set[str]) -> list[Problem]:
    """Texts that are struck out or raised: errors in the columns of figures, in the others named."""
    if not sheet.dropped:
        return []
    numbers = {row.row for row in rows}
    cells = {address(row, column) for row, column in sheet.dropped if row in numbers and column in figures}
    return list(unseen(sheet, cells, used))


def _special_rows(sheet: Sheet) -> set[int]:
    """Rows of which something is to be said."""
    said = {int(re.sub(r"\D", "", problem.cell)) for problem in sheet.problems if problem.cell}
    return said | {row for row, _ in sheet.dropped}


def _not_read(workbook: Workbook, chosen: Sheet) -> Iterator[Problem]:
    """Empty sheets, which programs add, are no news."""
    for sheet in workbook.sheets:
        if sheet is chosen:
            continue
        if sheet.rows:
            yield notice(sheet.name, None, f"工作表“{sheet.name}”未读取。")
        elif sheet.hidden:
            yield from sheet.problems


def _about_columns(sheet: Sheet, header: Header) -> Iterator[Problem]:
    for column in header.columns:
        if column.role is None:
            yield notice(sheet.name, column.address, f"无法识别的列“{column.header}”，未读取。")


def _shown(sheet: Sheet, used: set[str], unseen_there: list[Problem]) -> Iterator[Problem]:
    """Figures that are displayed rounded: read as displayed, and said so; and what is not seen at all."""
    for problem in (*sheet.problems, *unseen_there):
        if problem.severity is not Severity.ERROR and (problem.cell is None or problem.cell in used):
            yield problem
