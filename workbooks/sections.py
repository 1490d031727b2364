"""Headings of sections between the rows of one table: 一、环境质量, and （一）大气 below it."""

from collections.abc import Mapping, Sequence

from workbooks.captions import is_enumerator, is_inner
from workbooks.grid import Cell
from workbooks.headers import Column
from workbooks.numbering import number_of

_LONGEST_LABEL = 60
_NUMBER_AND_NAME = 2
_NOTHING = frozenset(("-", "—", "——", "–", "/"))


def labels_below(
    line: str, labels: Mapping[str, str], columns: Sequence[Column], groups: Sequence[str]
) -> dict[str, str] | None:
    """The labels of the rows below a section's heading; None where the table has a column for them, or no groups.

    （一） below 一、 is the inner label, everything else the outer one.
    """
    text, roles = line.strip(), {column.role for column in columns}
    if not groups or groups[0] in roles or len(text) > _LONGEST_LABEL:
        return None
    outer = labels.get(groups[0])
    if len(groups) > 1 and groups[1] not in roles and outer and is_inner(text) and not is_inner(outer):
        return {groups[0]: outer, groups[1]: text}
    return {groups[0]: text}


def split_section(
    row: int, own: Sequence[tuple[int, str]], columns: Sequence[Column], following: str = ""
) -> Cell | None:
    """The heading of a section whose number stands under 序号 and its name beside it, and nothing else in the row.

    `following`: the text under 序号 in the next row: 1 is the number of a section where 1.1 follows.
    """
    roles = {known.index: known.role for known in columns}
    said = [(column, text.strip()) for column, text in own if text.strip() not in _NOTHING]
    if len(said) != _NUMBER_AND_NAME or [roles.get(column) for column, _ in said] != ["seq", "name"]:
        return None
    (column, number), (_, name) = said
    counted = number_of(number)
    heads = counted is not None and (number_of(following) or "").startswith(f"{counted}.")
    if not heads and not is_enumerator(number):
        return None
    mark = "" if number[-1] in "、.．)）" else "、"
    return Cell(f"{number}{mark}{name}", row, column)
