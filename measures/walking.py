"""One walk down a sheet with a task list: headers, headings across the table, rows, and milestones under a merged task.

Nothing is repaired: every text knows the cell that prints it, and what a row takes from above is what the sheet merges
over it, or does not repeat.
"""

import re
from collections.abc import Iterator

from measures import headings
from measures.columns import BOTH, HEADINGS, LEVELS, VOCABULARY, settled
from measures.headings import Path
from measures.raw_rows import RESPONSIBLE, Raw, from_above, printed_at, with_blank_headings
from measures.responsible import is_line, without_responsible
from workbooks.captions import is_caption, is_continued, is_note, is_unit_line
from workbooks.grid import Cell, Grid
from workbooks.headers import OTHER, Column, Header, find_header, names_columns, normalise, repeats
from workbooks.problems import Problem, notice
from workbooks.reading import Sheet

_OWN = ("seq", "name", "text", BOTH, "target", "deadline")
_TOTALS = ("合计", "总计", "小计", "共计", "累计")
_EMPTY_SHARE = 2
_LONGEST_PLAIN = 40
_PAGE = re.compile(r"[-—\s]*(?:第\s*\d+\s*页)?\s*[,，/]?\s*(?:共\s*\d+\s*页)?[-—\s]*|-?\s*\d+\s*-")


class Walk:
    """The rows of one sheet, and the lines that stand above its tables."""

    def __init__(self, sheet: Sheet, before: "Walk | None" = None) -> None:
        self.sheet = sheet
        self.grid = Grid(sheet)
        self.header: Header | None = None
        self.path = Path()
        self.before = before
        self.page = 0
        self.lines: list[Cell] = []
        self.pending: list[Cell] = []
        self.rows: list[Raw] = []
        self.problems: list[Problem] = []
        self.in_note = False
        self.line_departments: tuple[str, str] = ("", "")
        self.line_level = -1

    def run(self) -> "Walk":
        row = 1
        while row <= self.grid.height:
            header = find_header(self.grid, row, VOCABULARY)
            if header is not None:
                self._open(settled(header))
                row = header.row + header.depth
                continue
            if self.header is None or not self._repeats(row):
                self._row(row)
            row += 1
        self._report(self.pending)
        return self

    def _repeats(self, row: int) -> bool:
        assert self.header is not None  # noqa: S101 - asked by run()
        return names_columns(self.grid, row, VOCABULARY) and repeats(self.grid, row, self.header)

    def _open(self, header: Header) -> None:
        """A header, or the same once more on the next page: what stood right above it were titles and headings."""
        goes_on = any(
            map(is_continued, (self.sheet.name, *(cell.text for cell in (*self.lines, *self.pending))))
        )
        if self.header is None:
            self.problems += header.problems(self.sheet.name)
            if goes_on and self.before is not None:
                self.path, self.page = self.before.path.copy(), self.before.page
        self.page += 1
        self.in_note = False
        for cell in self.lines[self._taken :] if self.header is None else self.pending:
            self._title(cell)
        self.pending = []
        self.header = with_blank_headings(header, self.grid.width)

    _taken = 0

    def _title(self, cell: Cell) -> None:
        text = cell.text.strip()
        kind = headings.kind_of(text)
        if kind is not None and not is_continued(text) and not is_unit_line(text):
            self._heading(text, cell.address)

    def _heading(self, text: str, cell: str) -> None:
        for one in headings.lines_of(text):
            bare, said = without_responsible(one)
            level = self.path.place(bare, cell)
            if said:
                self.line_departments, self.line_level = (said, cell), level
            elif level <= self.line_level:
                self.line_departments, self.line_level = ("", ""), -1

    # --- rows

    def _row(self, row: int) -> None:
        own = self.grid.own_cells(row)
        if not own:
            return
        if self.header is None:
            self.lines += own
            return
        if self._is_aside(row, own):
            return
        raw = self._raw(row)
        if self._is_total(raw):
            self.problems.append(
                notice(self.sheet.name, own[0].address, f"第 {row} 行是合计行，未作为任务读取。")
            )
        elif any(raw.is_own(role) for role in _OWN):
            self._flush()
            self._take_labels(raw)
            self.rows.append(raw)
        elif self.rows and any(raw.is_own(role) for role in RESPONSIBLE):
            # One task, its departments in rows of their own beside it.
            self.rows[-1].more_departments += [raw.cells[role] for role in RESPONSIBLE if raw.is_own(role)]
        else:
            self._take_labels(raw)

    def _is_aside(self, row: int, own: list[Cell]) -> bool:
        """Whether the row is no task: a note, 续表, a heading across the table, a line that nobody knows."""
        first = own[0]
        text = first.text.strip()
        if is_note(text) or (self.in_note and len(own) == 1 and headings.kind_of(text) is None):
            self.in_note = True
            return True
        if all(is_caption(cell.text) for cell in own):
            self.pending += own
            return True
        self.in_note = False
        if _PAGE.fullmatch(text) and len(own) == 1:
            return True
        if split := self._split(row, own):
            self._flush()
            self._heading(split.text, split.address)
            return True
        if self._heads_with_departments(row, own):
            self._flush()
            self._heading(text, first.address)
            self.line_departments = (own[1].text.strip(), own[1].address)
            self.line_level = max(self.path.labels, default=0)
            return True
        if len(own) > 1 or not self._is_across(row, first):
            return False
        if is_line(text):
            level = max(self.path.labels, default=0)
            self.line_departments, self.line_level = (text, first.address), level
        elif headings.kind_of(text) is not None:
            self._flush()
            self._heading(text, first.address)
        else:
            self.pending.append(first)
        return True

    def _is_across(self, row: int, cell: Cell) -> bool:
        """Whether a lone text stands across the table, or alone in its first column, and is no milestone of a merged task."""
        assert self.header is not None  # noqa: S101 - rows come after a header
        columns = self.header.columns
        if self.grid.span(row, cell.column) * _EMPTY_SHARE >= len(columns):
            return True
        role = next((column.role for column in columns if column.index == cell.column), None)
        if cell.column > columns[0].index or any(self._goes_on(row, column) for column in columns):
            return (
                headings.kind_of(cell.text) is not None and role in ("seq", "name") and not self._in_task(row)
            )
        return role not in (*LEVELS, HEADINGS)

    def _heads_with_departments(self, row: int, own: list[Cell]) -> bool:
        """A heading across the table, but for the column of departments, which says who is responsible for all below."""
        assert self.header is not None  # noqa: S101 - rows come after a header
        if len(own) != 2 or headings.kind_of(own[0].text) is None or self._in_task(row):
            return False
        roles = {column.index: column.role for column in self.header.columns}
        wide = self.grid.span(row, own[0].column) > 1
        return roles.get(own[1].column) in RESPONSIBLE and (
            wide or roles.get(own[0].column) in ("seq", "name")
        )

    def _in_task(self, row: int) -> bool:
        assert self.header is not None  # noqa: S101 - rows come after a header
        return any(self._goes_on(row, column) for column in self.header.columns)

    def _goes_on(self, row: int, column: Column) -> bool:
        return column.role in ("seq", "name", "text", BOTH) and from_above(self.grid.cell(row, column.index))

    def _split(self, row: int, own: list[Cell]) -> Cell | None:
        """A heading whose number stands under 序号 and its words beside it, and nothing else in the row."""
        assert self.header is not None  # noqa: S101 - rows come after a header
        if len(own) != 2:
            return None
        roles = {column.index: column.role for column in self.header.columns}
        number, words = own[0].text.strip(), own[1].text.strip()
        if roles.get(own[0].column) != "seq" or roles.get(own[1].column) not in (
            "name",
            "text",
            BOTH,
            *LEVELS,
            HEADINGS,
        ):
            return None
        if not headings.is_number_alone(number):
            return None
        plain = number[0].isdigit()
        following = self.grid.cell(row + 1, own[0].column).text.strip() if row < self.grid.height else ""
        if plain and not following.startswith((f"{number.rstrip('、.．')}.", "1")):
            return None
        if plain and (number.count(".") == 0 or not following):
            return None
        return Cell(headings.with_number(number, words), row, own[0].column)

    def _raw(self, row: int) -> Raw:
        assert self.header is not None  # noqa: S101 - rows come after a header
        columns = self.header.columns
        cells: dict[str, Cell] = {}
        for column in columns:
            if column.role and column.role not in (OTHER, HEADINGS):
                cells.setdefault(column.role, self.grid.cell(row, column.index))
        return Raw(row, self.page, self.path, cells, columns, self.line_departments)

    def _is_total(self, raw: Raw) -> bool:
        said = [raw.text(role) for role in ("seq", "name") if raw.is_own(role)]
        return any(normalise(text).rstrip(":") in _TOTALS for text in said)

    def _take_labels(self, raw: Raw) -> None:
        """The headings that the row's own cells print; a blank one goes on with what stands above."""
        path = self.path.copy()
        for level, cell in sorted(
            self._labels(raw), key=lambda known: known[0] if known[0] is not None else 0
        ):
            text = cell.text.strip()
            if text and not from_above(cell):
                path.cell_says(headings.lines_of(text), printed_at(cell), level)
        self.path, raw.path = path, path.copy()

    def _labels(self, raw: Raw) -> Iterator[tuple[int | None, Cell]]:
        shared = 0
        many = sum(column.role == HEADINGS for column in raw.columns) > 1
        for column in raw.columns:
            cell = self.grid.cell(raw.row, column.index)
            if column.role in LEVELS:
                yield LEVELS.index(column.role), cell
            elif column.role == HEADINGS:
                known = headings.kind_of(cell.text.strip()) is not None
                yield (None if known or not many else shared), cell
                shared += 1

    def _flush(self) -> None:
        """Lines between rows that no header followed: a heading without a number where rows follow, else unread."""
        lines, self.pending = [cell for cell in self.pending if not is_caption(cell.text)], []
        if lines and self._may_head(lines[-1]):
            self._heading(lines[-1].text.strip(), lines[-1].address)
            lines = lines[:-1]
        self._report(lines)

    def _may_head(self, cell: Cell) -> bool:
        """A short line across the whole table, that is no sentence."""
        text = cell.text.strip()
        wide = self.grid.span(cell.row, cell.column) * _EMPTY_SHARE >= self.grid.width
        return wide and len(text) <= _LONGEST_PLAIN and text[-1] not in "。；：:"

    def _report(self, cells: list[Cell]) -> None:
        for cell in cells:
            if not is_caption(cell.text):
                message = f"“{cell.text.strip()[:30]}”不在任务表的行列之中，未作为任务读取。"
                self.problems.append(notice(self.sheet.name, cell.address, message))
