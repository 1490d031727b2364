"""What a cell holds with certainty and the screen may not show: `####` in a narrow column, a condition that hides.

It is read as it stands, and told: the person who looks at the sheet would find something else.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from openpyxl.utils.cell import get_column_letter

from workbooks.addresses import address
from workbooks.merges import Merge
from workbooks.problems import Problem, notice

MOST_TOLD = 10
_NARROW = 12.0
"""No figure that is read needs more."""
_WIDTH = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,20})?")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_SLIM = frozenset(".,-:%")


def digits_that_fit(width: str) -> float | None:
    """How many digits a column of this width shows; None where every figure fits, or it is not certain."""
    if _WIDTH.fullmatch(width) is None or not 0 < float(width) < _NARROW:
        return None
    return float(width)


def narrow(
    sheet: str, lines: Sequence[Sequence[str]], merges: Iterable[Merge], widths: Mapping[int, float]
) -> Iterator[Problem]:
    """Figures wider than their column. A merged cell is as wide as all its columns."""
    if not widths:
        return
    wide = {(one.top, one.left) for one in merges if one.right > one.left}
    for column, fits in sorted(widths.items()):
        found = [
            address(row, column)
            for row, line in enumerate(lines, start=1)
            if column <= len(line)
            and len(line[column - 1]) > fits
            and _FIGURE.fullmatch(line[column - 1])
            and _needs(line[column - 1]) > fits
            and (row, column) not in wide
        ]
        if found:
            more = f"等 {len(found)} 格" if len(found) > 1 else ""
            yield notice(
                sheet,
                found[0],
                f"{get_column_letter(column)} 列太窄，单元格 {found[0]} {more}的数在屏幕上显示不全或显示为 ####；"
                "按单元格的内容读取，请核对。".replace("  ", " "),
            )


def _needs(text: str) -> float:
    return sum(2.0 if east_asian_width(sign) in "WF" else 0.5 if sign in _SLIM else 1.0 for sign in text)


def conditioned(sheet: str, ranges: Collection[str]) -> Iterator[Problem]:
    if ranges:
        told = "、".join(sorted(ranges))
        yield notice(
            sheet, None, f"{told} 设有会隐去数值的条件格式，屏幕上可能看不到；按单元格的内容读取，请核对。"
        )
