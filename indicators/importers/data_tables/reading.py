"""One sheet of data tables: its values each with the cells that say what it is, or what must be asked first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indicators.importers.data_tables.asking import MEASURE, SHEET, SKIP, Answers, Ask, Open
from indicators.importers.data_tables.filling import Printed, TableReader
from indicators.importers.data_tables.finding import find_blocks, has_figures
from indicators.importers.data_tables.known import Known
from workbooks.grid import Grid
from workbooks.problems import Problem, Severity, notice
from workbooks.reading import Sheet
from workbooks.unseen import unseen


@dataclass(frozen=True, slots=True)
class Question:
    """A sheet that needs an answer before anything of it is read."""

    sheet: str
    cell: str | None
    message: str
    asks: tuple[Ask, ...]

    @property
    def problem(self) -> Problem:
        return Problem(self.sheet, self.cell, Severity.ERROR, self.message, "请在页面上回答后再读取")


@dataclass(slots=True)
class SheetRead:
    """What one sheet says. `offers`: what may be answered besides, and what was answered before."""

    values: list[Printed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    question: Question | None = None
    offers: tuple[Ask, ...] = ()
    is_table: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What is known before the sheet is opened: the county's code, and what the file's name and other sheets say."""

    county: str = ""
    other_counties: Callable[[], Sequence[str]] = tuple


def read_data_tables(sheet: Sheet, known: Known, given: Given, answers: Answers) -> SheetRead:
    """Every table of the sheet; nothing of it where one thing must be asked."""
    grid = Grid(sheet)
    found = SheetRead()
    if answers.get(SHEET) == SKIP:
        found.problems.append(notice(sheet.name, None, f"工作表“{sheet.name}”按选择未读取。"))
        return found
    left = Open(answers)
    offers: dict[str, Ask] = {}
    blocks = list(find_blocks(grid, known))
    for number, block in enumerate(blocks):
        reader = TableReader(grid, block, known, left, given.county, given.other_counties, number)
        reader.read()
        found.values += reader.values
        found.problems += reader.problems
        offers |= reader.offers
    if left.asks:
        message = f"工作表“{sheet.name}”需要回答后才能读取：{'；'.join(left.reasons)}"
        # What the names are is not asked before it is settled which texts are names.
        also = [one for one in offers.values() if not one.key.startswith(MEASURE)]
        return SheetRead(
            # What is hidden is told before anything is asked: the answer may stand in it.
            problems=[one for one in sheet.problems if one.cell is None],
            question=Question(sheet.name, left.cell, message, (*left.asks.values(), *also)),
        )
    refused = {one.cell for one in found.problems if one.severity is Severity.ERROR and one.cell}
    found.problems += [one for one in unseen(sheet, ()) if one.cell not in refused]
    found.problems += [one for one in sheet.problems if one.severity is not Severity.ERROR]
    found.offers = tuple(offers.values())
    if not found.values and not any(one.severity is Severity.ERROR for one in found.problems):
        found.is_table = False
        _say_why_not(grid, found, has_table=bool(blocks))
    return found


def _say_why_not(grid: Grid, found: SheetRead, *, has_table: bool) -> None:
    name = grid.sheet.name
    if has_figures(grid) and not found.problems:
        found.problems.append(
            Problem(
                name,
                None,
                Severity.ERROR,
                f"工作表“{name}”里有数字，但没有认出表头和年份、点位、指标的位置",
                "请改成模板的列，或删去该表",
            )
        )
    elif any(any(cell.strip() for cell in line) for line in grid.sheet.rows):
        found.problems.append(
            notice(name, None, f"工作表“{name}”里没有{'数值' if has_table else '数据表'}，未读取。")
        )
