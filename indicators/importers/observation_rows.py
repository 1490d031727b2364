"""The printed rows of a sheet of observations: the sheet chosen, its columns found by meaning, texts trimmed.

Nothing is looked up here and nothing is judged; a long sheet costs one pass over its rows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.headers import Column, Header, Vocabulary, find_header, normalise
from workbooks.problems import Problem, Severity, error, notice
from workbooks.reading import Sheet, Workbook

SHEET = "监测数据"
HEADER_WITHIN = 30
"""Rows from the top in which the header must stand; title lines come before it."""

COLUMN_LABELS = {
    "county": "县区",
    "indicator": "指标",
    "site": "监测点位",
    "unit": "单位",
    "year": "年份",
    "value": "数值",
    "basis": "口径",
    "period": "时段",
    "source": "来源",
    "note": "备注",
}
REQUIRED = ("county", "indicator", "unit", "year", "value")
VOCABULARY = Vocabulary(
    roles={
        "county": re.compile(
            r"县区|区县|县\(区\)|区\(县\)|县市区|县|区|县区名称|行政区|行政区划(名称|代码)?"
        ),
        "indicator": re.compile(r"(监测|评价)?指标(名称)?"),
        "site": re.compile(r"(监测)?(点位|断面|站点|点|水源地)(名称)?"),
        "unit": re.compile(r"(计量)?单位"),
        "year": re.compile(r"年份?|年度"),
        "value": re.compile(r"数值|(监测|实测|观测)?值|(监测)?结果|现状?值"),
        "basis": re.compile(r"(统计|数据|评价)?口径"),
        "period": re.compile(r"(监测|统计)?(时段|期间)"),
        "source": re.compile(r"(数据|资料)?来源(文件)?|文件"),
        "note": re.compile(r"备注|说明|注"),
    },
    required=tuple(frozenset({role}) for role in REQUIRED),
    keys=("indicator",),
)
_NOTE_LINE = re.compile(r"(注|备注|说明|附注|填表说明|资料来源|数据来源|填表人|审核人)\s*\d*\s*[:：]")


class SheetRefusedError(Exception):
    """Nothing can be read at all; the message is one Chinese sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row as printed, trimmed; "" where nothing stands or the sheet has no such column."""

    row: int
    county: str
    indicator: str
    site: str
    unit: str
    year: str
    value: str
    basis: str
    period: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What a sheet says: its rows, its columns (role → number from 1), and what was not read or not readable.

    `unreadable` maps a cell to the sentence why its display is not certain; `problems` are about the sheet.
    """

    file_name: str
    sha256: str
    sheet: str
    columns: dict[str, Column]
    rows: tuple[PrintedRow, ...]
    problems: tuple[Problem, ...]
    unreadable: dict[str, str]

    def cell(self, row: int, role: str) -> str:
        """The address of a role's cell in a row; the value's where the sheet has no such column."""
        column = self.columns.get(role) or self.columns["value"]
        return address(row, column.index)


def read_sheet(workbook: Workbook, wanted: str = "") -> PrintedSheet:
    """The rows of the sheet `wanted`, else 监测数据, else the only one; raises SheetRefusedError."""
    sheet = _choose(workbook, wanted)
    grid = Grid(sheet)
    header = _header(grid)
    columns = {column.role: column for column in header.columns if column.role}
    used = {address(row, column.index) for column in columns.values() for row in _damaged_rows(sheet)}
    unreadable = {
        problem.cell: problem.message
        for problem in sheet.problems
        if problem.severity is Severity.ERROR and problem.cell in used
    }
    rows = tuple(_rows(grid, header, columns))
    if not rows:
        raise SheetRefusedError(f"工作表“{sheet.name}”的表头下面没有数据行；请填好后再上传。")
    return PrintedSheet(
        file_name=workbook.filename,
        sha256=workbook.sha256,
        sheet=sheet.name,
        columns=columns,
        rows=rows,
        problems=(*_not_read(workbook, sheet), *_about_columns(sheet, header), *_shown(sheet, used)),
        unreadable=unreadable,
    )


def _choose(workbook: Workbook, wanted: str) -> Sheet:
    names = "、".join(f"“{sheet.name}”" for sheet in workbook.sheets)
    if wanted:
        sheet = workbook.sheet(wanted)
        if sheet is None:
            raise SheetRefusedError(f"文件中没有名为“{wanted}”的工作表；现有工作表：{names}。")
        return sheet
    if len(workbook.sheets) == 1:
        return workbook.sheets[0]
    sheet = workbook.sheet(SHEET)
    if sheet is None:
        raise SheetRefusedError(
            f"文件有 {len(workbook.sheets)} 张工作表（{names}），没有名为“{SHEET}”的；请指定读哪一张。"
        )
    return sheet


def _header(grid: Grid) -> Header:
    best: set[str] = set()
    for row in range(1, min(grid.height, HEADER_WITHIN) + 1):
        header = find_header(grid, row, VOCABULARY)
        if header is not None:
            twice = [p.message for p in header.problems(grid.sheet.name) if p.severity is Severity.ERROR]
            if twice:
                raise SheetRefusedError(twice[0])
            return header
        roles = {VOCABULARY.role(normalise(cell.text)) for cell in grid.own_cells(row)}
        best = max(best, {role for role in roles if role}, key=len)
    missing = "、".join(COLUMN_LABELS[role] for role in REQUIRED if role not in best)
    if len(best) >= 2:
        raise SheetRefusedError(f"工作表“{grid.sheet.name}”的表头缺少列：{missing}；请补上后重新上传。")
    raise SheetRefusedError(
        f"工作表“{grid.sheet.name}”前 {HEADER_WITHIN} 行里没有找到表头；"
        "表头须有县区、指标、单位、年份、数值五列，可下载模板对照。"
    )


def _rows(grid: Grid, header: Header, columns: dict[str, Column]) -> Iterator[PrintedRow]:
    printed_header = {role: grid.sheet.text(header.row, column.index) for role, column in columns.items()}
    text = _reader(grid)
    for row in range(header.row + header.depth, grid.height + 1):
        line = grid.sheet.rows[row - 1]
        if not any(line) or not any(cell.strip() for cell in line):
            continue
        texts = {
            role: text(row, columns[role].index, role) if role in columns else "" for role in COLUMN_LABELS
        }
        if _is_note(line) or all(texts[role] == printed_header[role].strip() for role in printed_header):
            continue
        yield PrintedRow(row, **texts)


def _reader(grid: Grid) -> Callable[[int, int, str], str]:
    """Texts through vertical merges, but never a value: one merged figure for two rows is a guess."""
    if not grid.sheet.merges:
        return lambda row, column, role: grid.sheet.text(row, column).strip()
    return lambda row, column, role: (
        grid.sheet.text(row, column).strip() if role == "value" else grid.cell(row, column).text.strip()
    )


def _is_note(line: tuple[str, ...]) -> bool:
    """A lone text that begins as a note: no row."""
    own = [cell.strip() for cell in line if cell.strip()]
    return len(own) == 1 and _NOTE_LINE.match(own[0]) is not None


def _damaged_rows(sheet: Sheet) -> set[int]:
    return {int(re.sub(r"\D", "", problem.cell)) for problem in sheet.problems if problem.cell}


def _not_read(workbook: Workbook, chosen: Sheet) -> Iterator[Problem]:
    for sheet in workbook.sheets:
        if sheet is not chosen:
            yield notice(sheet.name, None, f"工作表“{sheet.name}”未读取。")


def _about_columns(sheet: Sheet, header: Header) -> Iterator[Problem]:
    for column in header.columns:
        if column.role is None:
            yield notice(sheet.name, column.address, f"不认识的列“{column.header}”，未读取。")


def _shown(sheet: Sheet, used: set[str]) -> Iterator[Problem]:
    """Figures that are displayed rounded: read as displayed, and said so."""
    return (p for p in sheet.problems if p.severity is not Severity.ERROR and p.cell in used)


def sheet_error(printed: PrintedSheet, message: str) -> Problem:
    """An error about the whole sheet."""
    return error(printed.sheet, None, message)
