"""Recognising header rows: one or more rows whose texts the vocabulary knows."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.problems import Problem, error, notice

_NARROW = str.maketrans("（）［］０１２３４５６７８９：，", "()[]0123456789:,")
_BLANKS = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MAX_DEPTH = 3
_NUMBERS = re.compile(r"(?!(?:19|20)\d\d$)[-+.,\d%/]+")
# No header is longer; texts remembered by one vocabulary.
_LONGEST, _MOST_SEEN = 80, 10_000
_FEWEST = 2
OTHER = "other"


@dataclass(frozen=True)
class Vocabulary:
    """Header meanings. `roles`: role → pattern, tried in order by full match on the normalised header, whose
    levels are joined by `/`. `required`: from each set at least one role must be present. `groups`: labels
    filled down, outermost first. `keys`: the columns that anchor a row, the first present one counts.
    `repeatable`: roles that several columns may have. Role `other` is known but not named. `instead`: the role that takes the place
    of another where no column has that one."""

    roles: Mapping[str, re.Pattern[str]]
    required: tuple[frozenset[str], ...]
    keys: tuple[str, ...]
    groups: tuple[str, ...] = ()
    repeatable: frozenset[str] = frozenset({OTHER})
    instead: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in self.roles.values()))

    @cached_property
    def _seen(self) -> dict[str, bool]:
        return {}

    def knows(self, text: str) -> bool:
        """Whether a printed text is the name of some column; remembered, because data repeat themselves."""
        known = self._seen.get(text)
        if known is None:
            known = len(text) <= _LONGEST and self._any.fullmatch(normalise(text)) is not None
            if len(self._seen) < _MOST_SEEN:
                self._seen[text] = known
        return known

    def role(self, header: str) -> str | None:
        """The role of a normalised header, or None."""
        return next((role for role, pattern in self.roles.items() if pattern.fullmatch(header)), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its printed header (levels joined by ` / `), the same normalised, its role if known."""

    index: int
    header: str
    normal: str
    role: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Header:
    """A header of `depth` rows beginning at `row`."""

    row: int
    depth: int
    columns: tuple[Column, ...]
    repeatable: frozenset[str]
    indices: frozenset[int]

    def problems(self, sheet: str) -> list[Problem]:
        """Two columns with one meaning are an error; an unknown column is kept and reported."""
        found: list[Problem] = []
        counts = Counter(
            column.role for column in self.columns if column.role and column.role not in self.repeatable
        )
        for role, count in counts.items():
            if count > 1:
                same = [column for column in self.columns if column.role == role]
                names = "、".join(f"{column.address}“{column.header}”" for column in same)
                found.append(
                    error(
                        sheet,
                        same[1].address,
                        f"有 {count} 列的含义相同（{names}），无法判断以哪列为准；请删去或改名。",
                    )
                )
        unknown = [column for column in self.columns if column.role is None]
        return found + [
            notice(sheet, column.address, f"无法识别的列“{column.header}”，内容原样保留，不参与评价。")
            for column in unknown
        ]


def normalise(header: str) -> str:
    """A header for matching only: no blanks, seen or unseen, half-width brackets and digits."""
    return _BLANKS.sub("", header).translate(_NARROW)


def same_columns(one: Header, other: Header) -> bool:
    """Whether a header repeats the columns of another, in whatever order."""
    return sorted(c.role or c.normal for c in one.columns) == sorted(
        c.role or c.normal for c in other.columns
    )


def names_columns(grid: Grid, row: int, vocabulary: Vocabulary) -> bool:
    """Whether the row may be part of a header: two texts or more, at least one of them a column's name."""
    if row > grid.height or not any(text and vocabulary.knows(text) for text in grid.sheet.rows[row - 1]):
        return False
    return len(grid.own_texts(row)) >= _FEWEST


def repeats(grid: Grid, row: int, header: Header) -> bool:
    """Whether every text of the row stands in its column's header already."""
    printed = {column.index: f"/{column.normal}/" for column in header.columns}
    return all(f"/{normalise(text)}/" in printed.get(column, "") for column, text in grid.own_texts(row))


def find_header(grid: Grid, row: int, vocabulary: Vocabulary) -> Header | None:
    """The header that begins at this row, or None."""
    if not names_columns(grid, row, vocabulary):
        return None
    for depth in range(1, _MAX_DEPTH + 1):
        header = _read(grid, row, depth, vocabulary)
        if _satisfies(header, vocabulary):
            full = _full_depth(grid, header, vocabulary)
            return header if full == depth else _read(grid, row, full, vocabulary)
        if not _could_be_below(grid, row + depth, header):
            return None
    return None


def _read(grid: Grid, row: int, depth: int, vocabulary: Vocabulary) -> Header:
    columns = []
    carried = ""
    for index in range(1, grid.width + 1):
        levels: list[str] = []
        last = 0
        carried = _carried(grid, row, index, carried) if depth > 1 else ""
        for level in range(row, min(row + depth, grid.height + 1)):
            text = grid.cell(level, index).text.strip()
            if level == row and not text:
                text = carried
            if text and (not levels or normalise(levels[-1]) != normalise(text)):
                levels.append(text)
                last = level
        if levels:
            normal = "/".join(normalise(level) for level in levels)
            columns.append(
                Column(index, " / ".join(levels), normal, vocabulary.role(normal), address(last, index))
            )
    columns = _in_place(columns, vocabulary.instead)
    indices = frozenset(column.index for column in columns)
    return Header(row, depth, tuple(columns), vocabulary.repeatable, indices)


def _in_place(columns: list[Column], instead: Mapping[str, str]) -> list[Column]:
    """二级指标 names the indicators where no column does."""
    for role, other in instead.items():
        fitting = [column for column in columns if column.role == other]
        if len(fitting) == 1 and all(column.role != role for column in columns):
            columns = [replace(c, role=role) if c is fitting[0] else c for c in columns]
    return columns


def _carried(grid: Grid, row: int, index: int, carried: str) -> str:
    """The upper text that stands for a column: its own, or the one to its left where nobody merged the cells."""
    below = grid.cell(row + 1, index)
    if row + 1 > grid.height or below.inherited or not below.text.strip():
        return ""
    return grid.cell(row, index).text.strip() or carried


def _satisfies(header: Header, vocabulary: Vocabulary) -> bool:
    roles = {column.role for column in header.columns}
    return all(roles & group for group in vocabulary.required)


def _full_depth(grid: Grid, header: Header, vocabulary: Vocabulary) -> int:
    """Rows that the header covers through vertical merges, or because a second row names blank columns."""
    bottom = header.row + header.depth - 1
    for column in header.columns:
        bottom = max(bottom, grid.bottom(header.row, column.index))
    below = bottom + 1
    if bottom - header.row + 1 < _MAX_DEPTH and _names_columns(grid, below, header, vocabulary):
        bottom = below
    return min(bottom - header.row + 1, _MAX_DEPTH)


def _names_columns(grid: Grid, row: int, header: Header, vocabulary: Vocabulary) -> bool:
    """Texts, no numbers but years, under a wide or a blank header cell, while the named narrow columns are blank
    or named more closely."""
    own = grid.own_cells(row)
    if not own or any(_NUMBERS.fullmatch(cell.text.strip()) for cell in own):
        return False
    titled = {column.index: column.normal for column in header.columns}
    keys = {column.index for column in header.columns if column.role in vocabulary.keys}
    split = {cell.column for cell in own}
    below = {c for c in split if c not in titled or _is_wide(grid, header.row, c, titled, split)}
    closer = {cell.column for cell in own if vocabulary.knows(cell.text)}
    return not split & (keys - below) and split <= below | closer


def _is_wide(grid: Grid, row: int, index: int, titled: Mapping[int, str], split: set[int]) -> bool:
    """Whether a header cell stands over several columns: merged, printed over each of them, or with blanks beside it."""
    beside = (titled.get(index - 1), titled.get(index + 1))
    if grid.span(row, index) > 1 or titled[index] in beside:
        return True
    return index + 1 not in titled and index + 1 in split


def _could_be_below(grid: Grid, row: int, header: Header) -> bool:
    """Whether the next row may be the lower half of a header whose upper half names some columns."""
    known = sum(column.role is not None for column in header.columns)
    return known >= 2 and bool(grid.own_cells(row))
