"""A plan workbook as a typed draft, and the draft as JSON lines. No database: nothing here knows what is stored."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators import plan_headers
from indicators import plan_tables as indicator_tables
from indicators.printed_rows import IndicatorRow, IndicatorTable, IndicatorTables, PrintedValue, ReadHeader
from indicators.value_headers import Context
from plans.identity import Identity, context_around, read_identity
from plans.notes import Note, Statement, read_notes, read_statements
from projects import plan_tables as project_tables
from projects.plan_tables import ProjectRow
from workbooks.continued import joined
from workbooks.grid import Cell
from workbooks.nearest import nearest_header
from workbooks.opening import open_workbook
from workbooks.problems import Problem, Severity, UnreadableWorkbookError, error, notice
from workbooks.reading import Sheet, Workbook
from workbooks.records import SheetTables
from workbooks.tables import find_tables
from workbooks.unseen import unseen

Resolve = Callable[[IndicatorRow], tuple[str, str] | Problem]


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """One plan workbook as read: rows, notes, statements and problems; `sha256` is of the file's bytes."""

    filename: str
    sha256: str
    identity: Identity
    tables: tuple[IndicatorTable, ...]
    indicators: tuple[IndicatorRow, ...]
    projects: tuple[ProjectRow, ...]
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    headers: tuple[ReadHeader, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the whole workbook."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


MOST_ROWS = 10_000
"""Of one sheet: the longest plan has some two hundred, and finding tables costs a tenth of a second per thousand."""


def _refuse_long(workbook: Workbook) -> None:
    for sheet in workbook.sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise UnreadableWorkbookError(
                f"工作表“{sheet.name}”有 {len(sheet.rows)} 行，规划工作簿每张表最多 {MOST_ROWS} 行；请检查是否选错文件，或删去远离表格的内容。"
            )


def read_plan(
    source: bytes | Path,
    filename: str | None = None,
    context: Context | None = None,
    *,
    read_hidden: bool = False,
) -> PlanDraft:
    """Read a plan workbook; raises `UnreadableWorkbookError` when the file cannot be opened at all. `context`: whose
    plan it is, where that is known; else its title says so. `read_hidden`: hidden sheets, rows and columns too."""
    workbook = open_workbook(source, filename, read_hidden=read_hidden)
    _refuse_long(workbook)
    found = joined(
        (sheet, find_tables(sheet, plan_headers.VOCABULARY, [project_tables.VOCABULARY]))
        for sheet in workbook.sheets
    )
    around = context_around([tables for _, tables in found], context or Context())
    read = [_read_sheet(sheet, tables, around) for sheet, tables in found]
    first = next((one.indicators for one in read if one.indicators.tables), None)
    problems = [problem for one in read for problem in one.problems]
    if first is None:
        problems.append(_no_table([sheet for sheet, _ in found] or list(workbook.sheets)))
    notes = tuple(note for one in read for note in one.notes)
    return PlanDraft(
        filename=workbook.filename,
        sha256=workbook.sha256,
        identity=read_identity(first),
        tables=tuple(table for one in read for table in one.indicators.tables),
        indicators=tuple(row for one in read for row in one.indicators.rows),
        projects=tuple(project for one in read for project in one.projects),
        notes=notes,
        statements=read_statements(notes),
        problems=tuple(problems),
        headers=tuple(header for one in read for header in one.indicators.headers),
    )


def _no_table(sheets: list[Sheet]) -> Problem:
    """Names the row that comes nearest to a header, and what it lacks."""
    asked = "没有找到指标表：需要一个表头含“指标名称”列和年份列（如“2020年”“2025年目标”）的表"
    near = nearest_header(sheets, plan_headers.VOCABULARY)
    if near is None:
        return error(sheets[0].name, None, f"{asked}；工作表里没有内容，请检查是否选错文件。")
    printed = "、".join(f"“{text[:20]}”" for text in near.texts[:8])
    lacking = [words for role, words in _LACKING if role not in near.roles]
    what = f"其中没有{'，也没有'.join(lacking)}" if lacking else "但指标名称与年份不在同一个表头里"
    message = (
        f"{asked}；最接近的是 {near.cell} 所在的行（{printed}），{what}。请改正表头，或检查是否选错文件。"
    )
    return error(near.sheet, near.cell, message)


_LACKING = (("name", "“指标”“指标名称”这样的名称列"), ("value", "写明年份的列"))


@dataclass(frozen=True, slots=True)
class _SheetRead:
    indicators: IndicatorTables
    projects: tuple[ProjectRow, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def _read_sheet(sheet: Sheet, found: SheetTables, context: Context) -> _SheetRead:
    """A sheet may hold any of the three; one that holds none is named as not read."""
    indicators = indicator_tables.typed_tables(sheet, found, context)
    projects = project_tables.read_project_tables(sheet, [plan_headers.VOCABULARY])
    listed = read_notes(sheet)
    under: tuple[Cell, ...] = ()
    if indicators.tables or projects.rows:
        under = tuple(dict.fromkeys((*indicators.found.notes, *projects.found.notes)))
    notes = (*listed, *(Note("注", cell.text.strip(), sheet.name, cell.address) for cell in under))
    figures = _figures(indicators.rows, projects.rows)
    problems = [*sheet.problems, *unseen(sheet, figures), *indicators.problems, *projects.problems]
    if sheet.rows and not (indicators.tables or projects.rows or listed):
        problems.append(
            notice(sheet.name, None, f"工作表“{sheet.name}”里没有指标表、项目表或规划说明，未读取。")
        )
    return _SheetRead(indicators, projects.rows, notes, tuple(problems))


def _figures(indicators: Sequence[IndicatorRow], projects: Sequence[ProjectRow]) -> set[str]:
    """The cells that hold a value, those of merged ranges by the first."""
    values = [value for row in indicators for value in (row.baseline, row.target, row.final) if value]
    values += [milestone.value for row in indicators for milestone in row.milestones]
    cells = {value.anchor or value.address for value in values}
    return cells | {row.investment_cell for row in projects if row.investment_cell}


def json_lines(draft: PlanDraft, resolve: Resolve) -> Iterator[str]:
    """One JSON object per indicator, project and problem, in this order; `resolve` names the catalogue indicator."""
    unresolved: list[Problem] = []
    for indicator in draft.indicators:
        answer = resolve(indicator)
        if isinstance(answer, Problem):
            unresolved.append(answer)
            yield _line(_indicator(indicator, None, None))
        else:
            yield _line(_indicator(indicator, *answer))
    for project in draft.projects:
        yield _line(_project(project))
    for problem in [*draft.problems, *unresolved]:
        yield _line(problem.as_line())


def _line(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _indicator(row: IndicatorRow, code: str | None, direction: str | None) -> dict[str, object]:
    return {
        "kind": "indicator",
        "sheet": row.sheet,
        "table": row.table,
        "seq": row.seq,
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "unit": row.unit,
        "baseline": _value(row.baseline),
        "target": _value(row.target),
        "attribute": row.attribute,
        "data_source": row.data_source,
        "indicator": code,
        "direction": direction,
    }


def _value(value: PrintedValue | None) -> dict[str, object]:
    """Always the same keys; all null where the table has no such column."""
    if value is None:
        return {"text": None, "year": None, "cell": None, "inherited": False}
    year = None if value.year is None else str(value.year)
    return {"text": value.text, "year": year, "cell": value.address, "inherited": value.inherited}


def _project(row: ProjectRow) -> dict[str, object]:
    schedule, amount = row.schedule, row.investment
    return {
        "kind": "project",
        "sheet": row.sheet,
        "category": row.category or row.heading,
        "seq": row.seq,
        "name": row.name,
        "investment": {
            "text": amount.text,
            "yi": None if amount.yi is None else format(amount.yi, "f"),
            "cell": row.investment_cell,
        },
        "start": str(schedule.start) if schedule.start else None,
        "finish": str(schedule.finish) if schedule.finish else None,
        "departments": list(row.departments),
        "builder": list(row.builders),
    }
