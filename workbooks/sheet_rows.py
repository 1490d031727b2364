"""Cells put where their references say: each place once, within the limits, hidden ones left out unless asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from workbooks.limits import Limits
from workbooks.markup import Attributes
from workbooks.merges import LAST_COLUMN, LAST_ROW
from workbooks.problems import UnreadableWorkbookError
from workbooks.strings import TOO_MUCH_TEXT
from workbooks.texts import Raw, Texts

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW_NUMBER = re.compile(r"[0-9]{1,7}")
_TWICE = "在文件里出现不止一次，或次序颠倒，不能确定取哪一个；请重新填写后上传。"
_ELSEWHERE = "的编号与所在的行不一致，不能确定内容属于哪一格；请用 Excel 或 WPS 打开并另存后重新上传。"


@dataclass(slots=True)
class Budget:
    """What all sheets of one file together have taken of its limits: characters and places."""

    limits: Limits
    texts: int = 0
    cells: int = 0

    def spend(self, count: int) -> None:
        """Characters shown."""
        self.texts += count
        if self.texts > self.limits.texts:
            raise UnreadableWorkbookError(TOO_MUCH_TEXT.format(limit=self.limits.texts // 10_000))

    def take(self, sheet: str, height: int, width: int) -> None:
        """The used range of a sheet."""
        self.cells += height * width
        if self.cells > self.limits.cells:
            raise UnreadableWorkbookError(
                f"工作表“{sheet}”的范围过大（{height} 行 × {width} 列）；请删去远离表格的零星内容，或拆分后分次上传。"
            )


class SheetRows:
    """The rows of one sheet while they are read; `done` maps a row to its texts, cut after the last."""

    def __init__(self, texts: Texts, limits: Limits, budget: Budget, *, read_hidden: bool) -> None:
        self.name = texts.name
        self.texts = texts
        self.limits = limits
        self.budget = budget
        self.read_hidden = read_hidden
        self.done: dict[int, tuple[str, ...]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.unread_rows: set[int] = set()
        self.unread_columns: set[int] = set()
        self.columns: dict[str, int] = {}
        self.widths: dict[int, float] = {}
        """Of columns that are drawn narrow by hand: how many digits fit."""
        self.conditioned: set[str] = set()
        """Ranges in which a condition takes figures from sight."""
        self.number = self.last = 0
        self.line: list[str] = []
        self.skipped = self.again = False
        self.stored = 0

    def begin(self) -> None:
        """What stands before the rows has been read: columns that are taken by the short way."""
        self.columns = {
            get_column_letter(column): column
            for column in range(1, self.limits.columns + 1)
            if self.read_hidden or column not in self.hidden_columns
        }

    def open(self, number: int, hidden: bool) -> None:
        """A row begins."""
        if not 1 <= number <= LAST_ROW:
            raise self.damaged(f"第 {number} 行")
        self.number, self.last, self.line = number, 0, []
        self.again = number in self.done
        self.skipped = False
        if hidden:
            self.hidden_rows.add(number)
            self.skipped = not self.read_hidden

    def row_number(self, attributes: Attributes) -> int:
        """The row that these attributes mean; without a number the one after the last."""
        printed = attributes.get("r")
        if printed is None:
            return self.number + 1
        if _ROW_NUMBER.fullmatch(printed) is None:
            raise self.damaged(f"第“{printed[:20]}”行")
        return int(printed)

    def column(self, reference: str | None) -> tuple[int, int]:
        """Row and column that a reference means; without one the next column of the row."""
        if reference is None:
            return self.number, self.last + 1
        match = _REFERENCE.fullmatch(reference)
        column = column_index_from_string(match[1]) if match else 0
        if match is None or column > LAST_COLUMN or not 1 <= int(match[2]) <= LAST_ROW:
            raise self.damaged(f"单元格“{reference[:20]}”")
        return int(match[2]), column

    def put(self, row: int, column: int, raw: Raw) -> None:
        """A cell by the long way; an empty one only takes its place."""
        empty = not (raw.value or raw.inline or raw.formula or raw.odd)
        if row != self.number:
            if not empty:
                self.texts.refuse(row, column, _ELSEWHERE)
            return
        if column <= self.last:
            if not empty or self._standing(column):
                self._clear(column)
            return
        self.last = column
        if empty:
            return
        self._check(row, column)
        if self.skipped:
            self.unread_rows.add(row)
        elif column in self.hidden_columns and not self.read_hidden:
            self.unread_columns.add(column)
        elif self.again:
            self._clear(column)
        else:
            self.add(column, self.texts.text(row, column, raw))

    def add(self, column: int, text: str) -> None:
        """The text of the next cell of the row."""
        line = self.line
        if gap := column - len(line) - 1:
            line.extend([""] * gap)
        line.append(text)

    def close(self) -> None:
        """The row is over."""
        line = self.line
        while line and not line[-1]:
            line.pop()
        if self.again:
            self._clear_row()
        elif line:
            self.budget.spend(sum(map(len, line)))
            self.done[self.number] = tuple(line)
            self._check(self.number, len(line))
            self.stored += len(line)
            if self.stored > self.limits.cells:
                self.budget.take(self.name, *self.size())

    def finished(self) -> tuple[tuple[str, ...], ...]:
        """All rows from the first, each as wide as the widest."""
        height, width = self.size()
        self.budget.take(self.name, height, width)
        blank = ("",) * width
        done = self.done
        return tuple(
            blank if (line := done.pop(row, None)) is None else line + blank[len(line) :]
            for row in range(1, height + 1)
        )

    def size(self) -> tuple[int, int]:
        """The last row and the last column that show a text."""
        return max(self.done, default=0), max(map(len, self.done.values()), default=0)

    def damaged(self, place: str) -> UnreadableWorkbookError:
        """The sheet has a place that cannot be."""
        return UnreadableWorkbookError(
            f"工作表“{self.name}”里{place}的编号无法理解，文件已损坏；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
        )

    # --- places that are named more than once

    def _standing(self, column: int) -> bool:
        return column <= len(self.line) and bool(self.line[column - 1])

    def _clear(self, column: int) -> None:
        if self.skipped:
            self.unread_rows.add(self.number)
            return
        if self._standing(column):
            self.line[column - 1] = ""
        self.texts.dropped.pop((self.number, column), None)
        self.texts.refuse(self.number, column, _TWICE)

    def _clear_row(self) -> None:
        """A row that stands twice: nothing of either is read."""
        before = self.done.get(self.number, ())
        for column, text in enumerate(before, start=1):
            if text:
                self.texts.refuse(self.number, column, _TWICE)
        self.done[self.number] = ()

    def _check(self, row: int, column: int) -> None:
        if row > self.limits.rows:
            raise UnreadableWorkbookError(
                f"工作表“{self.name}”有内容的行到了第 {row} 行，上限为 {self.limits.rows} 行；请拆分后分次上传。"
            )
        if column > self.limits.columns:
            raise UnreadableWorkbookError(
                f"工作表“{self.name}”有内容的列到了 {get_column_letter(column)} 列，上限为 {self.limits.columns} 列；请删去右侧多余内容。"
            )


def listed(numbers: Iterable[int], *, letters: bool = False) -> str:
    """Numbers as a person writes them: `3–7、12`; the first ten ranges."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    name = get_column_letter if letters else str
    told = [name(one) if one == two else f"{name(one)}–{name(two)}" for one, two in ranges[:10]]
    return "、".join(told) + ("等" if len(ranges) > 10 else "")
