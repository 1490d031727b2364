"""A workbook of observations, sheet by sheet: lists row by row, data tables as printed, the rest named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from imports.sheets import HEADER_WITHIN
from indicators.importers.data_tables.asking import Ask
from indicators.importers.data_tables.reading import Given, Question, SheetRead, read_data_tables
from indicators.importers.hidden_columns import naming_hidden
from indicators.importers.known_names import KnownNames
from indicators.importers.observation_rows import SHEET, VOCABULARY, PrintedRow, PrintedSheet, read_sheet
from indicators.importers.printed_files import Part, PrintedFile, PrintedTables
from workbooks.grid import Grid
from workbooks.headers import find_header, normalise
from workbooks.opening import open_workbook
from workbooks.problems import Problem, Severity, SheetRefusedError, notice
from workbooks.reading import Sheet, Workbook

AllAnswers = Mapping[str, Mapping[str, str]]
"""Sheet → what was answered about it."""
_A_LIST = {"county", "indicator", "value"}
"""A header with these is a list, whatever else it lacks."""
_TEMPLATE = ("填写说明", "县区名称", "指标名称")


@dataclass(slots=True)
class _Draft:
    parts: list[Part] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    offers: dict[str, tuple[Ask, ...]] = field(default_factory=dict)

    @property
    def offset(self) -> int:
        return self.rows[-1].row if self.rows else 0

    def add_list(self, printed: PrintedSheet) -> None:
        offset = self.offset
        self.parts.append(Part(offset, printed))
        self.rows += [replace(row, row=row.row + offset) for row in printed.rows] if offset else printed.rows
        self.problems += printed.problems

    def add_tables(self, sheet: str, read: SheetRead) -> None:
        self.problems += read.problems
        if read.question:
            self.questions.append(read.question)
        if read.offers:
            self.offers[sheet] = read.offers
        if read.values:
            tables = PrintedTables(sheet, tuple(read.values))
            offset = self.offset
            self.parts.append(Part(offset, tables))
            self.rows += tables.rows(offset)


def read_observations(
    content: bytes,
    file_name: str,
    known: KnownNames,
    *,
    wanted: str = "",
    county: str = "",
    answers: AllAnswers | None = None,
    read_hidden: bool = False,
) -> PrintedFile:
    """The printed rows of an upload, for the sandbox: everything that costs what a stranger's file makes it cost.

    Raises UnreadableWorkbookError and what `read_file` raises.
    """
    workbook = open_workbook(content, file_name, read_hidden=read_hidden)
    printed = read_file(workbook, known, wanted=wanted, county=county, answers=answers)
    asked = {question.sheet for question in printed.questions} | set(printed.offers)
    if read_hidden or not any(one.name in asked and one.hidden_columns for one in workbook.sheets):
        return printed
    whole = open_workbook(content, file_name, read_hidden=True)
    return naming_hidden(printed, workbook, whole, known)


def read_file(
    workbook: Workbook,
    known: KnownNames,
    *,
    wanted: str = "",
    county: str = "",
    answers: AllAnswers | None = None,
) -> PrintedFile:
    """Every sheet of the file; raises SheetRefusedError where nothing of it is a list or a table.

    `wanted`: only this sheet. `county`: the code of the county whose figures they are, where a sheet does not say so.
    """
    draft = _Draft()
    chosen = _chosen(workbook, wanted, draft)
    given = Given(county, lambda: _counties(workbook, chosen, known))
    for sheet in chosen:
        _read_one(workbook, sheet, known, given, answers or {}, draft, is_only=len(chosen) == 1)
    if (
        not draft.rows
        and not draft.questions
        and not answers  # by which a person has left everything out
        and not any(one.severity is Severity.ERROR for one in draft.problems)
    ):
        _refuse(workbook, wanted, chosen)
    return PrintedFile(
        workbook.filename,
        workbook.sha256,
        tuple(draft.parts),
        tuple(draft.rows),
        tuple(draft.problems),
        tuple(draft.questions),
        draft.offers,
    )


def _chosen(workbook: Workbook, wanted: str, draft: _Draft) -> Sequence[Sheet]:
    """The sheets to read: the wanted one, else the list of that name, else all that a person sees."""
    usual = workbook.sheet(SHEET)
    if wanted or (usual is not None and _is_list(Grid(usual))):
        names = "、".join(f"“{sheet.name}”" for sheet in workbook.sheets)
        sheet = workbook.sheet(wanted) if wanted else usual
        if sheet is None:
            raise SheetRefusedError(f"文件中没有名为“{wanted}”的工作表；现有工作表：{names}。")
        return (sheet, *_beside(workbook, sheet, draft, hidden=not wanted))
    found = []
    for sheet in workbook.sheets:
        if _is_blank(sheet) and len(workbook.sheets) > 1:
            continue
        if sheet.hidden and not sheet.rows:
            draft.problems += sheet.problems
            continue
        if sheet.name in _TEMPLATE:
            draft.problems.append(notice(sheet.name, None, f"工作表“{sheet.name}”未读取。"))
            continue
        found.append(sheet)
    return found


def _beside(workbook: Workbook, chosen: Sheet, draft: _Draft, *, hidden: bool) -> list[Sheet]:
    """The hidden sheets where a person chose to read what is hidden; the others are named."""
    found = []
    for sheet in workbook.sheets:
        if sheet is chosen or _is_blank(sheet):
            continue
        if sheet.hidden and not sheet.rows:
            draft.problems += sheet.problems
        elif sheet.hidden and hidden:
            found.append(sheet)
        else:
            draft.problems.append(notice(sheet.name, None, f"工作表“{sheet.name}”未读取。"))
    return found


def _is_blank(sheet: Sheet) -> bool:
    return not sheet.problems and not any(any(cell.strip() for cell in line) for line in sheet.rows)


def _is_list(grid: Grid) -> bool:
    return any(
        find_header(grid, row, VOCABULARY) is not None
        for row in range(1, min(grid.height, HEADER_WITHIN) + 1)
    )


def _looks_like_a_list(grid: Grid) -> bool:
    """Whether a header misses some columns of a list and is no header of a data table."""
    for row in range(1, min(grid.height, HEADER_WITHIN) + 1):
        roles = {VOCABULARY.role(normalise(text)) for _, text in grid.own_texts(row)}
        if roles >= _A_LIST:
            return True
    return False


def _read_one(
    workbook: Workbook,
    sheet: Sheet,
    known: KnownNames,
    given: Given,
    answers: AllAnswers,
    draft: _Draft,
    *,
    is_only: bool,
) -> None:
    grid = Grid(sheet)
    if _is_list(grid) or _looks_like_a_list(grid):
        try:
            draft.add_list(read_sheet(replace(workbook, sheets=(sheet,))))
        except SheetRefusedError as refusal:
            if is_only:
                raise
            draft.problems.append(Problem(sheet.name, None, Severity.ERROR, str(refusal)))
        return
    draft.add_tables(sheet.name, read_data_tables(sheet, known, given, answers.get(sheet.name, {})))


def _counties(workbook: Workbook, chosen: Sequence[Sheet], known: KnownNames) -> tuple[str, ...]:
    """What the file's name says of the county, else the captions of all its sheets."""
    named = known.named_by_file(workbook.filename)
    if named:
        return named
    lines = [sheet.name for sheet in chosen] + [sheet.text(1, 1) for sheet in chosen]
    return tuple({code for line in lines for code in known.counties_in(line)})


def _refuse(workbook: Workbook, wanted: str, chosen: Sequence[Sheet]) -> None:
    """The sentence of the list reader: it names the columns that are missing."""
    if not chosen:
        raise SheetRefusedError("文件里没有内容；请填好后再上传。")
    if len(chosen) == 1:
        read_sheet(replace(workbook, sheets=tuple(chosen)), wanted)
    names = "、".join(f"“{sheet.name}”" for sheet in chosen)
    raise SheetRefusedError(f"各工作表（{names}）里都没有找到监测数据；表头可下载模板对照。")
