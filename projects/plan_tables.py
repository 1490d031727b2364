"""A plan's key-project tables as typed rows: verbatim texts, each with its own cell. No database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projects.money import Amount, read_amount, unit_of
from projects.schedules import Schedule, read_period, read_schedule
from workbooks.captions import without_continued
from workbooks.grid import Cell
from workbooks.headers import OTHER, Column, Vocabulary
from workbooks.name_lists import split_names
from workbooks.numbering import check_numbering
from workbooks.problems import Problem, error, notice, warning
from workbooks.reading import Sheet
from workbooks.records import Record, SheetTables, Table
from workbooks.tables import find_tables

_MONEY = r"(概算|估算|预计|计划|项目)?(总投资|投资金额|投资额|投资|投资估算)"
VOCABULARY = Vocabulary(
    roles={
        "seq": re.compile(r"序号|编号"),
        "category": re.compile(r"项目类别|工程类别|项目类型|类别"),
        "name": re.compile(r"(重点)?(项目|工程)名称"),
        "line": re.compile(r"专用线名称"),
        "company": re.compile(r"企业(名称)?"),
        "contractor": re.compile(r"承担单位|实施单位|责任单位"),
        "builder": re.compile(r"(项目)?建设(主体|单位)"),
        "investment": re.compile(rf"(.*/)?{_MONEY}(\((万元|亿元|元)\))?"),
        "start": re.compile(r"(计划)?开工(时间|日期|年月)"),
        "finish": re.compile(r"(计划)?(投产|竣工|完工|建成)(时间|日期|年月)"),
        "deadline": re.compile(r"(计划)?完成(期限|周期|时间|时限)"),
        "period": re.compile(r"(计划)?(实施|建设)(年限|期限|周期|时间)"),
        "department": re.compile(r"(建议)?牵头(责任)?部门|责任部门|主管部门"),
        "place": re.compile(r"(项目)?建设地点|所在区(\(县\))?|县\(区、市\)|实施地点"),
        "nature": re.compile(r"建设(属性|性质)(\(新建项目/续建项目\))?"),
        "content": re.compile(
            r"(主要)?(建设|工程)内容|(主要)?建设规模和内容|(主要)?建设规模及内容|(主要)?建设内容(和|及)规模"
        ),
        "scale": re.compile(r"(主要)?建设规模(\(.*\))?"),
        OTHER: re.compile(
            r"项目属性(\(.*\))?|纳入中长期规划情况及其他纳入依据|前期工作进展和建设条件落实情况|拟新增建设用地规模\(亩\)"
            r"|建设难点和可能颠覆性因素|备注|环境效益|工业炉窑(类型|个数)|炉窑子类型|(预计投资来源|投资计划安排).*/.*"
        ),
    },
    required=(
        frozenset({"name", "line", "company", "contractor"}),
        frozenset({"investment", "content", "builder"}),
        frozenset({"seq", "investment"}),
    ),
    keys=("seq", "name", "line", "company", "contractor"),
    groups=("category",),
)
# What names a project where no column is called 项目名称, best first.
_NAMING = ("name", "line", "company", "contractor")
_BUILDING = ("builder", "contractor", "company")
_SECTION = re.compile(r"[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|[一二三四五六七八九十]+\s*、|\d+[.、]")
_UNIT_LINE = re.compile(r"[（(]?\s*(金额)?单位\s*[:：].*")


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One printed project. `heading` are the printed lines above its table joined by ` / `; `category` the label
    of a category column. `name_column` is the printed header of the column that names the project."""

    sheet: str
    row: int
    heading: str | None
    category: str | None
    seq: str | None
    name: str
    name_cell: str
    name_column: str
    investment: Amount
    investment_cell: str | None
    schedule: Schedule
    departments: tuple[str, ...]
    department_text: str
    builders: tuple[str, ...]
    place: str
    nature: str
    content: str
    scale: str
    extras: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProjectTables:
    """What one sheet says about projects; `found` keeps headings, notes and loose lines."""

    rows: tuple[ProjectRow, ...]
    problems: tuple[Problem, ...]
    found: SheetTables


def read_project_tables(sheet: Sheet, foreign: Sequence[Vocabulary] = ()) -> ProjectTables:
    """Every key-project table of a sheet; none found gives no rows and no problem. Tables of a `foreign` vocabulary
    are left to their own reader."""
    found = find_tables(sheet, VOCABULARY, foreign)
    if not found.tables:
        return ProjectTables((), (), found)
    problems = list(found.problems)
    rows: list[ProjectRow] = []
    section: str | None = None
    for table in found.tables:
        section, heading = _heading(section, table)
        reader = _Reader(sheet.name, table, heading)
        rows += reader.rows()
        problems += reader.problems
    return ProjectTables(tuple(rows), tuple(problems), found)


def _heading(section: str | None, table: Table) -> tuple[str | None, str | None]:
    """The numbered section line stays until the next one; other lines belong to their table alone."""
    lines = [
        without_continued(c.text.strip()) for c in table.headings if not _UNIT_LINE.fullmatch(c.text.strip())
    ]
    numbered = [index for index, line in enumerate(lines) if _SECTION.match(line)]
    if numbered:
        section, lines = lines[numbered[-1]], lines[numbered[-1] + 1 :]
    parts = [*([section] if section else []), *lines]
    return section, " / ".join(parts) or None


class _Reader:
    """Reads the records of one table."""

    def __init__(self, sheet: str, table: Table, heading: str | None) -> None:
        self.sheet = sheet
        self.table = table
        self.heading = heading
        lines = [cell.text for cell in table.headings if _UNIT_LINE.fullmatch(cell.text.strip())]
        self.unit_line = unit_of(lines[-1]) if lines else None
        self.problems: list[Problem] = []

    def rows(self) -> list[ProjectRow]:
        rows = [row for record in self.table.records if (row := self._row(record)) is not None]
        self.problems += check_numbering(self.sheet, self.table)
        self.problems += [
            notice(
                self.sheet,
                record.at(record.columns[0]).address,
                f"第 {record.row} 行是合计行，未作为项目读取。",
            )
            for record in self.table.totals
        ]
        return rows

    def _row(self, record: Record) -> ProjectRow | None:
        naming = next((column for role in _NAMING if (column := record.column(role)) is not None), None)
        if naming is None:
            return None
        name = self._name(record, naming)
        amount, amount_cell = self._amount(record)
        return ProjectRow(
            sheet=self.sheet,
            row=record.row,
            heading=self.heading,
            category=record.labels.get("category"),
            seq=record.text("seq") or None,
            name=name.text.strip(),
            name_cell=name.address,
            name_column=naming.header,
            investment=amount,
            investment_cell=amount_cell,
            schedule=self._schedule(record),
            departments=split_names(record.text("department")),
            department_text=record.text("department"),
            builders=_builders(record),
            place=record.text("place"),
            nature=record.text("nature"),
            content="\n".join(record.own_texts("content")),
            scale="\n".join(record.own_texts("scale")),
            extras=_extras(record),
        )

    def _name(self, record: Record, naming: Column) -> Cell:
        """A row without 序号 is reported once, by the numbering."""
        name = record.at(naming)
        if not name.text.strip() and (record.column("seq") is None or record.text("seq")):
            message = f"第 {record.row} 行没有{naming.header}；请补上，或删去这一行。"
            self.problems.append(error(self.sheet, name.address, message))
        return name

    def _amount(self, record: Record) -> tuple[Amount, str | None]:
        column = record.column("investment")
        if column is None:
            return Amount("", None, None), None
        texts = record.own_texts("investment")
        cell = record.at(column)
        amount = read_amount(cell.text, unit_of(column.normal) or self.unit_line)
        if len(texts) > 1:
            joined = "；".join(texts)
            amount = Amount(joined, amount.unit, None, f"一个项目有 {len(texts)} 个金额（{joined}）")
        if amount.problem:
            self.problems.append(
                warning(
                    self.sheet,
                    cell.address,
                    f"单元格 {cell.address}：{amount.problem}；只保留原文，不计入合计。",
                )
            )
        return amount, cell.address

    def _schedule(self, record: Record) -> Schedule:
        role = next((role for role in ("deadline", "period") if record.column(role) is not None), None)
        if role is None:
            schedule = read_schedule(record.text("start"), record.text("finish"))
        else:
            schedule = read_period(record.text(role), finish_only=role == "deadline")
        cell: Cell | None = record.cell(role or "finish")
        if schedule.problem and cell is not None:
            self.problems.append(
                warning(self.sheet, cell.address, f"单元格 {cell.address}：{schedule.problem}。")
            )
        return schedule


def _builders(record: Record) -> tuple[str, ...]:
    """Who builds: one record may name several, in one cell or in rows merged into it."""
    role = next((role for role in _BUILDING if record.column(role) is not None), "builder")
    return tuple(part for text in record.own_texts(role) for part in split_names(text))


def _extras(record: Record) -> dict[str, str]:
    """Columns that no rule reads, under their printed headers; two alike keep both."""
    texts: dict[str, str] = {}
    for column in record.columns:
        if column.role in (None, OTHER):
            texts[_free(column, texts)] = record.at(column).text
    return texts


def _free(column: Column, texts: Mapping[str, str]) -> str:
    return column.header if column.header not in texts else f"{column.header}（{column.address}）"
