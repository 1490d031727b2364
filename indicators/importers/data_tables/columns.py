"""The header of a data table: each column with its role, its time, the name of what it measures, and its unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.importers.data_tables import words
from indicators.importers.data_tables.known import Known
from indicators.importers.data_tables.times import Time, is_timelike, read_dated, read_time
from indicators.importers.periods import read_period
from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.numbers import plain_number

MOST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `name`: what it measures, as printed; `cell`: where its header stands; `leaf`: its lowest text.

    `period`: the part of the year that a level of its own says, None where none does.
    """

    index: int
    cell: str
    header: str
    leaf: str
    name: str
    unit: str
    role: str | None
    time: Time | None
    is_timelike: bool = False
    place: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class TableHeader:
    row: int
    depth: int
    columns: tuple[TableColumn, ...]

    @property
    def below(self) -> int:
        return self.row + self.depth

    def having(self, role: str) -> list[TableColumn]:
        return [column for column in self.columns if column.role == role]

    def first(self, role: str) -> TableColumn | None:
        return next(iter(self.having(role)), None)


def is_figure(text: str) -> bool:
    """Whether a text is a number that is no year."""
    return plain_number(text) is not None and read_dated(text) is None


def begins_header(grid: Grid, row: int) -> bool:
    """Whether a header may begin here: two texts, none a figure, one of them a known word or a time."""
    texts = [text for _, text in grid.own_texts(row) if words.unit_line(text) is None]
    if len(texts) < 2 or any(is_figure(text) for text in texts):
        return False
    if _is_years_label(grid, row + 1):
        return True
    names = [words.split_unit(text)[0] for text in texts]
    return any(words.role_of(name) or read_dated(name) or is_timelike(name) for name in names)


def _is_years_label(grid: Grid, row: int) -> bool:
    """Whether a row begins with a year and goes on with figures: what stands above it names its columns."""
    texts = [text for _, text in grid.own_texts(row)]
    return len(texts) > 1 and read_time(texts[0]) is not None and any(is_figure(text) for text in texts[1:])


def read_header(grid: Grid, row: int, known: Known) -> TableHeader:
    """The header that begins at `row`."""
    depth = _depth(grid, row)
    columns = [_column(grid, row, depth, index, known) for index in range(1, grid.width + 1)]
    return TableHeader(row, depth, tuple(one for one in columns if one is not None))


def _depth(grid: Grid, row: int) -> int:
    depth = max(grid.bottom(row, column) - row + 1 for column, _ in grid.own_texts(row))
    while depth < MOST_DEPTH and _goes_on(grid, row, row + depth):
        depth += 1
    return min(depth, MOST_DEPTH)


def _goes_on(grid: Grid, top: int, row: int) -> bool:
    """Whether a row is one more level of the header above it: its label columns are blank, and it has no figure."""
    texts = grid.own_texts(row)
    if not texts or any(is_figure(text) for _, text in texts):
        return False
    if grid.cell(row, 1).text.strip() and not grid.cell(row, 1).inherited:
        return False
    if all(words.bare_unit(text) for _, text in texts):
        return True
    above = [
        column
        for column, _ in texts
        if grid.span(row - 1, column) > 1 or not grid.sheet.text(row - 1, column)
    ]
    if not above:
        return False
    return all(read_dated(text) or not _is_value(text) for _, text in texts)


def _is_value(text: str) -> bool:
    return text.strip() in {"/", "—", "-", "无"} or text.strip().endswith("类")


def _levels(grid: Grid, row: int, depth: int, index: int) -> list[str]:
    """The texts above a column, outermost first; a group printed once without a merge counts to its right."""
    found: list[str] = []
    for level in range(row, row + depth):
        text = grid.cell(level, index).text.strip()
        if not text and level < row + depth - 1 and grid.sheet.text(level + 1, index).strip():
            text = _group_to_the_left(grid, level, index)
        if text and (not found or found[-1] != text):
            found.append(text)
    return found


def _group_to_the_left(grid: Grid, level: int, index: int) -> str:
    for column in range(index - 1, 0, -1):
        text = grid.sheet.text(level, column).strip()
        if text:
            return text if grid.sheet.text(level + 1, column).strip() else ""
    return ""


def _column(grid: Grid, row: int, depth: int, index: int, known: Known) -> TableColumn | None:
    levels = _levels(grid, row, depth, index)
    if not levels:
        return None
    cell = _header_cell(grid, row, depth, index)
    names, unit, times, periods, timelike = [], "", list[Time](), list[str](), False
    for text in levels:
        name, own = words.split_unit(text)
        if inner := (words.bare_unit(text) if len(levels) > 1 else ""):
            unit = inner
            continue
        unit = own or unit
        dated = read_dated(name)
        if dated is not None:
            times.append(dated.time)
            names += [dated.rest] if dated.rest else []
        elif words.role_of(name) is None and (part := read_period(name)) is not None:
            periods.append(part)
        elif is_timelike(name) and not known.is_indicator(name):
            timelike = True
        else:
            names.append(name)
    time = _time_of(times, periods)
    timelike |= time is None and bool(times)
    if time or timelike:
        names = [name for name in names if words.role_of(name) not in {"year", "value", "indicator", "name"}]
    names = [
        name for name in names if name == names[-1] or known.is_indicator(name) or not words.is_group(name)
    ]
    leaf = names[-1] if names else ""
    header = " / ".join(levels)
    role = words.role_of(leaf) if leaf and not (time or timelike) else None
    place = known.place(leaf) if leaf and role in {None, "county"} else None
    name, period = _joined(names, known), periods[-1] if periods else None
    return TableColumn(index, cell, header, leaf, name, unit, role, time, timelike, place, period)


def _time_of(times: Sequence[Time], periods: Sequence[str]) -> Time | None:
    """The one time that all levels of a header say together; None where none does, or where they contradict each other."""
    if not times or any(not set(time.years) <= set(times[0].years) for time in times):
        return None
    parts = {*periods, *(time.period for time in times if time.period)}
    if len(parts) > 1:
        return None
    return times[-1].in_period(parts.pop()) if parts else times[-1]


def _joined(names: list[str], known: Known) -> str:
    """The name of what is measured: the whole header, or its lowest level where that alone is a known name."""
    whole = " ".join(names)
    if len(names) > 1 and not known.is_indicator(whole) and known.is_indicator(names[-1]):
        return names[-1]
    return whole


def _header_cell(grid: Grid, row: int, depth: int, index: int) -> str:
    for level in range(row + depth - 1, row - 1, -1):
        cell = grid.cell(level, index)
        if cell.text.strip():
            return cell.anchor or cell.address
    return address(row, index)
