"""What cells hold and the screen shows struck out or as a footnote's mark: an error where a figure stands, else a notice.

Only who reads the sheet knows which cells hold figures; nobody else need know what was left out.
"""

from collections.abc import Container, Iterable, Iterator

from workbooks.addresses import address
from workbooks.grid import Grid
from workbooks.problems import Problem, error, notice
from workbooks.reading import Sheet
from workbooks.runs import Dropped


def unseen(sheet: Sheet, figures: Container[str], others: Container[str] | None = None) -> Iterator[Problem]:
    """`figures`: addresses of the cells that hold a value, those of merged ranges by their first cell. `others`: cells
    whose text is read besides; None for all."""
    for (row, column), dropped in sorted(sheet.dropped.items()):
        cell = address(row, column)
        if cell in figures:
            yield error(sheet.name, cell, refusal(cell, dropped))
        elif others is None or cell in others:
            yield notice(sheet.name, cell, f"单元格 {cell} 里{_named(dropped)}，未读取。")


def refusal(cell: str, dropped: Dropped) -> str:
    """Why a figure is not taken from a cell that also holds what is not seen."""
    return f"单元格 {cell} 里{_named(dropped)}，不能确定数值；请只留下要报的数，另存后重新上传。"


def _named(dropped: Dropped) -> str:
    parts = [f"划去的“{dropped.struck}”"] if dropped.struck else []
    parts += [f"上标“{dropped.raised}”"] if dropped.raised else []
    parts += [f"与底色相同、看不见的“{dropped.faded}”"] if dropped.faded else []
    return "有" + "和".join(parts)


def covered(grid: Grid, places: Iterable[tuple[int, int]]) -> Iterator[Problem]:
    """Texts that lie under a merged range, where figures stand: which of the two is meant, nobody knows."""
    for row, column in places:
        if text := grid.covered(row, column):
            cell, anchor = address(row, column), grid.cell(row, column).anchor
            message = f"单元格 {cell} 存有“{text[:20]}”，却被合并的 {anchor} 盖住，屏幕上看不到；请取消合并，逐格填写"
            yield error(grid.sheet.name, cell, message)
