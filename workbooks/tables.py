"""Finding tables on a sheet by what their headers mean, wherever they stand.

A vocabulary says which header texts mean which role. Headers may span rows, be repeated after a page
break or under a 续表 title, and differ in order; labels of groups are filled down through merges and
across page breaks. Nothing is moved or repaired: each cell knows its own address, and where a merged
range gave it its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbooks.addresses import address
from workbooks.captions import (
    continues,
    is_caption,
    is_continued,
    is_enumerated,
    is_note,
    is_unit_line,
    named_title,
    without_continued,
)
from workbooks.grid import Cell, Grid
from workbooks.headers import Column, Header, Vocabulary, find_header, names_columns, repeats, same_columns
from workbooks.numbering import number_of
from workbooks.problems import Problem, notice, warning
from workbooks.reading import Sheet
from workbooks.records import Record, SheetTables, Table
from workbooks.sections import labels_below, split_section

_TOTAL = re.compile(r"(合|总|小)\s*计|累\s*计")


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
        self.note_columns: set[int] = set()
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
        titles = [cell.text.strip() for cell in above if not is_unit_line(cell.text)]
        printed = titles[-1] if titles else None
        self.note_columns = set()
        if current is not None and self._continues(current, header, printed):
            current.header = header
            return
        title = (
            None if printed is None else without_continued(printed) or named_title(printed, self._titles())
        )
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
        if not is_continued(printed):
            return False
        if continues(printed, self._titles()):
            return True
        message = f"续表“{printed}”与前表“{current.title}”标题不同；按新表读取。"
        self.problems.append(warning(self.sheet.name, address(header.row - 1, 1), message))
        return False

    def _titles(self) -> list[str]:
        return [draft.title or "" for draft in self.drafts]

    # --- rows

    def _row(self, row: int) -> None:
        own = self.grid.own_texts(row)
        continues = self.grid.is_merged(row) and self._is_continuation(row)
        if not own and not continues:
            return
        if own and self._is_note(row, own):
            text = " ".join(text.strip() for _, text in own)
            self.notes.append(replace(self.grid.cell(row, own[0][0]), text=text))
            self.note_columns |= {column for column, _ in own}
            return
        if self.abroad:
            # The lone lines right before our next header are its titles.
            self.heading = [*self.heading, *self.grid.own_cells(row)] if len(own) == 1 else []
            return
        if not self.drafts or (not continues and self._is_heading(row, own)):
            self.heading.extend([split] if (split := self._split(row, own)) else self.grid.own_cells(row))
            return
        self.note_columns = set()
        if self.heading:
            self._flush_stray()
        if continues:
            last = self.drafts[-1].records[-1]
            self.drafts[-1].records[-1] = Record((*last.rows, row), last.columns, last.grid, last.labels)
        elif self._in_columns(row, own):
            self._record(row, own)

    def _is_note(self, row: int, own: list[tuple[int, str]]) -> bool:
        """A note, or the next line of one: alone below it, and neither a title nor the heading of further rows."""
        column, text = own[0]
        if is_note(text):
            return True
        if len(own) > 1 or column not in self.note_columns or is_caption(text) or self._header_follows(row):
            return False
        return not (is_enumerated(text) and self._rows_follow(row))

    def _rows_follow(self, row: int) -> bool:
        return any(len(self.grid.own_texts(below)) > 1 for below in range(row + 1, self.grid.height + 1))

    def _flush_stray(self) -> None:
        """Lines between rows of one table that no header followed: the label of a group where the table has no
        column for it, else reported. That the table goes on needs no word."""
        draft = self.drafts[-1]
        lines = [cell for cell in self.heading if not self._goes_on(cell.text)]
        self.heading = []
        columns, groups = draft.header.columns, self.vocabulary.groups
        for cell in lines:
            heads = cell is lines[-1] or is_enumerated(cell.text)
            labels = labels_below(cell.text, draft.labels, columns, groups) if heads else None
            if labels is None:
                self._report([cell], "在表格中间")
            else:
                draft.labels = labels

    def _goes_on(self, line: str) -> bool:
        return is_continued(line) and continues(line, self._titles())

    def _report(self, cells: list[Cell], where: str) -> None:
        """Lines that are no data must not vanish without a word."""
        for cell in cells:
            message = f"“{_short(cell.text)}”{where}，未作为数据读取。"
            self.problems.append(notice(self.sheet.name, cell.address, message))

    def _is_heading(self, row: int, own: list[tuple[int, str]]) -> bool:
        """A lone text merged over the table, or in its first column with the next header below; a section's heading;
        that the table goes on."""
        if all(is_caption(text) for _, text in own) or self._split(row, own):
            return True
        if len(own) != 1:
            return False
        (column, text), columns = own[0], self.drafts[-1].header.columns
        width = self.grid.span(row, column)
        if (width > 1 and width * 2 >= len(columns)) or is_enumerated(text):
            return True
        if column != columns[0].index:
            return False
        key = self._key_column()
        if key is not None and key.index == column:
            # Where rows are numbered, a lone text that is no number heads the rows below.
            return self._header_follows(row) or (key.role == "seq" and number_of(text) is None)
        return self._header_follows(row) or (key is not None and self._last_row_of_sheet(row))

    def _split(self, row: int, own: list[tuple[int, str]]) -> Cell | None:
        if not self.drafts:
            return None
        columns = self.drafts[-1].header.columns
        seq = next((column.index for column in columns if column.role == "seq"), 0)
        following = self.grid.cell(row + 1, seq).text if seq and row < self.grid.height else ""
        return split_section(row, own, columns, following)

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


def _short(text: str) -> str:
    line = text.strip().replace("\n", " ")
    return line if len(line) <= 20 else f"{line[:20]}…"
