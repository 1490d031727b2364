"""Merged ranges: read strictly, none over another, and no more of them than the rest of the house can walk over."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string

from workbooks.addresses import address
from workbooks.limits import Limits
from workbooks.problems import Problem, UnreadableWorkbookError, error

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A merged range; rows and columns from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


def read_merges(
    sheet: str, references: Iterable[str], height: int, width: int, limits: Limits
) -> tuple[tuple[Merge, ...], list[Problem]]:
    """The ranges that touch the used range, in order, and a problem for each that lies over another.

    A range printed twice is one range; of two that overlap nobody knows which cell shows.
    """
    found = sorted({_range(sheet, reference) for reference in references})
    found = [one for one in found if (one.top, one.left) != (one.bottom, one.right)]
    found = [one for one in found if one.top <= height and one.left <= width]
    over = _overlapping(found)
    problems = [
        error(
            sheet,
            address(one.top, one.left),
            f"单元格 {address(one.top, one.left)} 所在的合并区域与别的合并区域重叠；请取消合并后重新上传。",
        )
        for one in over
    ]
    inside = [one for one in found if one not in over]
    covered = sum(
        (min(one.bottom, height) - one.top + 1) * (min(one.right, width) - one.left + 1) for one in inside
    )
    if covered > limits.merged:
        raise UnreadableWorkbookError(
            f"工作表“{sheet}”的合并单元格范围过大（{covered} 格）；请取消不必要的合并。"
        )
    return tuple(inside), problems


def _range(sheet: str, reference: str) -> Merge:
    match = _RANGE.fullmatch(reference)
    if match is not None:
        top, left = int(match[2]), column_index_from_string(match[1])
        bottom = int(match[4]) if match[4] else top
        right = column_index_from_string(match[3]) if match[3] else left
        if 1 <= top <= bottom <= LAST_ROW and left <= right <= LAST_COLUMN:
            return Merge(top, left, bottom, right)
    raise UnreadableWorkbookError(
        f"工作表“{sheet}”里有无法理解的合并区域“{reference[:20]}”；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
    )


def _overlapping(ordered: list[Merge]) -> set[Merge]:
    """Ranges that lie over an earlier one, found row by row: those that reach a row do not share a column."""
    over: set[Merge] = set()
    reaching: list[tuple[int, int, int]] = []
    """(left, right, bottom) of the ranges that may reach the row, by their left column."""
    row = 0
    for one in ordered:
        if one.top != row:
            row = one.top
            reaching = [known for known in reaching if known[2] >= row]
        at = bisect_left(reaching, (one.left,))
        before = at > 0 and reaching[at - 1][1] >= one.left
        after = at < len(reaching) and reaching[at][0] <= one.right
        if before or after:
            over.add(one)
        else:
            insort(reaching, (one.left, one.right, one.bottom))
    return over
