"""How a table is laid out: where its years stand, which columns hold values, what names its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.importers.data_tables import words
from indicators.importers.data_tables.asking import SHEET, SKIP, Ask, Open
from indicators.importers.data_tables.columns import TableColumn
from indicators.importers.data_tables.finding import Block
from indicators.importers.data_tables.known import Known
from indicators.importers.data_tables.times import read_time
from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.headers import normalise

LABELS = (("indicator", "指标"), ("site", "监测点位"), ("county", "县区"))
_LABELLING = frozenset({"site", "indicator", "county", "unit", "period", "basis", "source", "note"})
ONCE = ("site", "year", "indicator", "unit", "county")
_STATED = {
    "value": "数值",
    "year": "年份",
    "site": "点位",
    "indicator": "指标",
    "unit": "单位",
    "county": "县区",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns by what they do; `years`: the column whose labels are years, for years down."""

    years: TableColumn | None
    values: tuple[TableColumn, ...]
    labels: dict[str, TableColumn]
    unread: tuple[TableColumn, ...]
    are_sites: bool = False
    """Whether the columns of values are sites."""
    river: TableColumn | None = None
    """The column that says on which water a site lies."""


def lay_out(grid: Grid, block: Block, known: Known, left: Open) -> Layout | None:
    """The layout of a table; None where it cannot be said, and then `left` knows what to ask."""
    columns = _with_unnamed(grid, block)
    columns = [_as_label(grid, block, column, columns) for column in columns if column.role != "serial"]
    for role in ONCE:
        same = [column for column in columns if column.role == role]
        if len(same) > 1:
            listed = "、".join(f"{one.cell}“{one.header}”" for one in same)
            _two_readings(left, f"有 {len(same)} 列都像{_STATED[role]}（{listed}）", same[1].cell)
            return None
    years = next((column for column in columns if column.role == "year"), None)
    dated = [
        column
        for column in columns
        if (column.time or column.is_timelike) and not _is_no_value(column, known)
    ]
    if years and dated:
        _two_readings(left, "年份既写在行首又写在列头", years.cell)
        return None
    labels: dict[str, TableColumn] = {one.role: one for one in reversed(columns) if one.role in _LABELLING}
    plain = [one for one in columns if one.role in {None, "value"} and not one.time and not one.is_timelike]
    names = [one for one in columns if one.role == "name"]
    if not names and not ({"site", "indicator", "county"} & labels.keys()) and not years:
        rivers = [one for one in columns if one.role == "attribute" and words.is_water(one.leaf)]
        names, plain = (rivers[:1], plain) if rivers else (plain[:1], plain[1:])
    values = dated or [one for one in plain if not _is_no_value(one, known)]
    unread = [
        one
        for one in columns
        if one not in values and one not in names and one not in labels.values() and one is not years
    ]
    if not values:
        return None
    for one in names:
        meaning = _meaning(grid, block, one, known, left)
        if meaning is None:
            continue
        labels.setdefault(meaning, replace(one, role=meaning))
    river = next((one for one in unread if one.role == "attribute" and words.is_water(one.leaf)), None)
    layout = Layout(years, tuple(values), labels, tuple(unread), river=river)
    return replace(layout, are_sites=_are_sites(layout, known, left))


def _with_unnamed(grid: Grid, block: Block) -> list[TableColumn]:
    """The columns, and the first one where its header is blank and its rows are not."""
    columns = list(block.header.columns)
    if columns and columns[0].index > 1 and _texts(grid, block, 1):
        cell = address(block.header.row, 1)
        columns.insert(0, TableColumn(1, cell, "", "", "", "", "name", None))
    return columns


def _as_label(grid: Grid, block: Block, column: TableColumn, columns: Sequence[TableColumn]) -> TableColumn:
    """What a column's labels are goes before what its header says.

    Years under 项目 or under nothing are years; 年份 above labels that are no years names the row of years beside it.
    """
    texts = _texts(grid, block, column.index)
    if column.role in {"name", "indicator"} and texts and all(read_time(text) for text in texts):
        return column if any(one.role == "year" for one in columns) else replace(column, role="year")
    if column.role != "year":
        return column
    if any(read_time(text) for text in texts) or not any(one.time for one in columns):
        return column
    return replace(column, role="name")


def _texts(grid: Grid, block: Block, index: int) -> list[str]:
    """The labels of a column, without notes and lines of a unit."""
    found = []
    for row in range(block.first, block.last + 1):
        text = grid.cell(row, index).text.strip()
        if text and not words.is_note(text) and words.unit_line(text) is None:
            found.append(text)
    return found


def _is_no_value(column: TableColumn, known: Known) -> bool:
    """Whether a column compares years or says what is wanted; a name of the catalogue does neither."""
    said = column.name or column.leaf
    if not said:
        return words.is_ahead(column.header) or (column.is_timelike and words.is_sum(column.header))
    if known.is_indicator(said) or column.role == "value":
        return False
    return words.is_change(said) or words.is_ahead(said) or words.is_sum(said)


def _two_readings(left: Open, reason: str, cell: str) -> None:
    left.ask(Ask(SHEET, "这张工作表", ((SKIP, "不读"),)), f"{reason}，有两种读法", cell)


def _meaning(grid: Grid, block: Block, column: TableColumn, known: Known, left: Open) -> str | None:
    """What the labels of a column without a telling header are: by their exact names, else by a person's answer."""
    key = f"labels:{column.cell}"
    answer = left.answered(key)
    if answer in dict(LABELS):
        return answer
    texts = [text for text in _texts(grid, block, column.index) if not words.is_no_row(text)]
    bare = [words.split_unit(text) for text in texts]
    if texts and all(known.place(text) is not None for text in texts):
        return "county"
    if texts and (
        all(unit for _, unit in bare)
        or (
            any(known.is_indicator(name) for name, _ in bare)
            and not any(known.is_site(name) for name, _ in bare)
        )
    ):
        return "indicator"
    if texts and all(known.is_site(text) for text in texts):
        return "site"
    said = f"“{column.header}”一列" if column.header else "没有表头的一列"
    left.ask(
        Ask(key, f"{said}是什么", LABELS),
        f"{column.cell} {said}是指标还是监测点位，表内没有写明",
        column.cell,
    )
    return None


def _are_sites(layout: Layout, known: Known, left: Open) -> bool:
    """Whether the columns of values are sites: asked where their names look so, never guessed."""
    plain = [
        one
        for one in layout.values
        if one.leaf and not one.time and not one.is_timelike and one.place is None and one.role is None
    ]
    if not plain or any(known.is_indicator(one.name) for one in plain):
        return False
    looks = all(known.is_site(one.leaf) or words.is_sitelike(one.leaf) for one in plain)
    if not looks and "indicator" not in layout.labels:
        return False
    answer = left.answered("columns")
    if answer in {"site", "indicator"}:
        return answer == "site"
    listed = "、".join(f"“{normalise(one.leaf)}”" for one in plain[:3])
    left.ask(
        Ask("columns", f"列头{listed}等是什么", LABELS[:2]),
        f"列头{listed}是监测点位还是指标，有两种读法",
        plain[0].cell,
    )
    return False
