"""Finding tables on a sheet by what their headers mean, wherever they stand.

A vocabulary says which header texts mean which role. Headers may span rows, be repeated after a page
break or under a 续表 title, and differ in order; labels of groups are filled down through merges and
across page breaks. Nothing is moved or repaired: each cell knows its own address, and where a merged
range gave it its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbooks.addresses import address
from workbooks.grid import Cell, Grid
from workbooks.headers import Column, Header, Vocabulary, find_header, names_columns, repeats, same_columns
from workbooks.problems import Problem, notice, warning
from workbooks.reading import Sheet
from workbooks.records import Record, SheetTables, Table

_NOTE = re.compile(r"(注|备注|说明|附注|资料来源|数据来源)\s*\d*\s*[:：]")
_TOTAL = re.compile(r"(合|总|小)\s*计|累\s*计")
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
_CONTINUED = re.compile(r"^[（(]?续[)）]?\s*(?=表)|[（(]续表?[)）]\s*$|^续\s*表?\s*$")


@dataclass(slots=True)
class _Draft:
    title: str | None
    headings: tuple[Cell, ...]
    first: Header
    header: Header
    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def freeze(self) -> Table:
        return Table(
            self.title,
            self.headings,
            self.first.columns,
            self.first.row,
            tuple(self.records),
            tuple(self.totals),
        )


def find_tables(sheet: Sheet, vocabulary: Vocabulary, foreign: Sequence[Vocabulary] = ()) -> SheetTables:
    """All tables of the sheet whose headers the vocabulary knows; tables that a `foreign` one knows are left alone."""
    return _Walk(sheet, vocabulary, tuple(foreign)).run()


def without_continued(title: str) -> str:
    """The title without its 续 mark: `续表 2-1 规划…` is `表 2-1 规划…`."""
    return _CONTINUED.sub("", title).strip()


class _Walk:
    """One walk down the rows of a sheet."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary, foreign: tuple[Vocabulary, ...]) -> None:
        self.foreign = foreign
        self.abroad = False
        self.sheet = sheet
        self.grid = Grid(sheet)
        self.vocabulary = vocabulary
        self.drafts: list[_Draft] = []
        self.heading: list[Cell] = []
        self.notes: list[Cell] = []
        self.problems: list[Problem] = []

    def run(self) -> SheetTables:
        row = 1
        while row <= self.grid.height:
            if self._is_repeat(row):
                row += 1
                continue
            header = find_header(self.grid, row, self.vocabulary)
            if header is not None:
                self._open(header)
                row = header.row + header.depth
                continue
            if any(find_header(self.grid, row, other) for other in self.foreign):
                self.abroad, self.heading = True, []
            else:
                self._row(row)
            row += 1
        if self.drafts and not self.abroad:
            self._report(self.heading, "在表格之后")
        return SheetTables(
            tuple(draft.freeze() for draft in self.drafts),
            tuple(self.notes),
            tuple(self.heading),
            tuple(self.problems),
        )

    # --- headers

    def _open(self, header: Header) -> None:
        self.problems.extend(header.problems(self.sheet.name))
        above = tuple(self.heading)
        self.heading, self.abroad = [], False
        current = self.drafts[-1] if self.drafts else None
        printed = above[-1].text.strip() if above else None
        if current is not None and self._continues(current, header, printed):
            current.header = header
            return
        title = None if printed is None else without_continued(printed)
        self.drafts.append(_Draft(title, above, header, header))

    def _is_repeat(self, row: int) -> bool:
        """Whether the row prints the current header again, perhaps with cells of a merge running through it."""
        if (
            not self.drafts
            or self.heading
            or self.abroad
            or not names_columns(self.grid, row, self.vocabulary)
        ):
            return False
        return repeats(self.grid, row, self.drafts[-1].header)

    def _continues(self, current: _Draft, header: Header, printed: str | None) -> bool:
        if printed is None:
            return same_columns(current.header, header)
        bare = without_continued(printed)
        if bare == printed:
            return False
        if bare and _squeeze(bare) != _squeeze(current.title or ""):
            self.problems.append(
                warning(
                    self.sheet.name,
                    address(header.row - 1, 1),
                    f"续表“{printed}”与前表“{current.title}”标题不同；按新表读取。",
                )
            )
            return False
        return True

    # --- rows

    def _row(self, row: int) -> None:
        own = self.grid.own_texts(row)
        continues = self.grid.is_merged(row) and self._is_continuation(row)
        if not own and not continues:
            return
        if own and _NOTE.match(own[0][1].strip()):
            self.notes.append(self.grid.cell(row, own[0][0]))
            return
        if self.abroad:
            # The lone lines right before our next header are its titles.
            self.heading = [*self.heading, *self.grid.own_cells(row)] if len(own) == 1 else []
            return
        if not self.drafts or (len(own) == 1 and not continues and self._is_heading(row, own[0][0])):
            self.heading.extend(self.grid.own_cells(row))
            return
        if self.heading:
            self._flush_stray()
        if continues:
            last = self.drafts[-1].records[-1]
            self.drafts[-1].records[-1] = Record((*last.rows, row), last.columns, last.grid, last.labels)
        elif self._in_columns(row, own):
            self._record(row, own)

    def _flush_stray(self) -> None:
        """Lines between rows of one table that no header followed: the label of a group where the table has no
        column for it, else reported."""
        draft, groups = self.drafts[-1], self.vocabulary.groups
        if groups and all(column.role != groups[0] for column in draft.header.columns):
            draft.labels = {groups[0]: self.heading.pop().text.strip()}
        self._report(self.heading, "在表格中间")
        self.heading = []

    def _report(self, cells: list[Cell], where: str) -> None:
        """Lines that are no data must not vanish without a word."""
        for cell in cells:
            message = f"“{_short(cell.text)}”{where}，未作为数据读取。"
            self.problems.append(notice(self.sheet.name, cell.address, message))

    def _is_heading(self, row: int, column: int) -> bool:
        """A lone text merged over the table, or in its first column with the next header below."""
        columns = self.drafts[-1].header.columns
        width = self.grid.span(row, column)
        if width > 1 and width * 2 >= len(columns):
            return True
        if column != columns[0].index:
            return False
        if _ENUMERATED.match(self.sheet.text(row, column).strip()):
            return True
        key = self._key_column()
        return self._header_follows(row) or (
            key is not None and key.index != column and self._last_row_of_sheet(row)
        )

    def _last_row_of_sheet(self, row: int) -> bool:
        """Whether nothing stands below: a lone line there is a remark, not a row."""
        return not any(self.grid.own_texts(following) for following in range(row + 1, self.grid.height + 1))

    def _header_follows(self, row: int) -> bool:
        """Whether only lone lines stand between this row and the next header."""
        for following in range(row + 1, min(row + 5, self.grid.height) + 1):
            if any(find_header(self.grid, following, known) for known in (self.vocabulary, *self.foreign)):
                return True
            if len(self.grid.own_texts(following)) > 1:
                return False
        return False

    def _key_column(self) -> Column | None:
        columns = self.drafts[-1].header.columns
        return next((c for role in self.vocabulary.keys for c in columns if c.role == role), None)

    def _is_continuation(self, row: int) -> bool:
        """Whether the row lies under the key cell of the record above through a merge."""
        key = self._key_column() if self.drafts and self.drafts[-1].records else None
        if key is None:
            return False
        cell = self.grid.cell(row, key.index)
        anchor = self.grid.anchor_row(row, key.index)
        return cell.inherited and bool(cell.text.strip()) and anchor in self.drafts[-1].records[-1].rows

    def _in_columns(self, row: int, own: list[tuple[int, str]]) -> bool:
        """Report texts beside the table; False where the row holds nothing else."""
        indices = self.drafts[-1].header.indices
        outside = [(column, text) for column, text in own if column not in indices]
        for column, text in outside:
            cell = address(row, column)
            message = f"单元格 {cell} 的“{_short(text)}”不在任何有表头的列里，未读取。"
            self.problems.append(warning(self.sheet.name, cell, message))
        return len(outside) < len(own)

    def _record(self, row: int, own: list[tuple[int, str]]) -> None:
        draft = self.drafts[-1]
        if self.vocabulary.groups:
            self._fill_labels(draft, row)
        record = Record((row,), draft.header.columns, self.grid, draft.labels)
        first = own[0][1].strip()
        key = self._key_column()
        is_total = _TOTAL.fullmatch(first) or (
            key is not None and _TOTAL.fullmatch(record.at(key).text.strip())
        )
        (draft.totals if is_total else draft.records).append(record)

    def _fill_labels(self, draft: _Draft, row: int) -> None:
        """A blank group label continues the last one; a new outer label ends the inner one."""
        labels = dict(draft.labels)
        for position, role in enumerate(self.vocabulary.groups):
            column = next((c for c in draft.header.columns if c.role == role), None)
            text = "" if column is None else self.grid.cell(row, column.index).text.strip()
            if text and text != labels.get(role):
                for inner in self.vocabulary.groups[position + 1 :]:
                    labels.pop(inner, None)
                labels[role] = text
        draft.labels = labels


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _short(text: str) -> str:
    line = text.strip().replace("\n", " ")
    return line if len(line) <= 20 else f"{line[:20]}…"
