"""What holds for a whole table or a whole column: its year, its indicator, its county; asked where nothing says it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attainment.periods import LAST_YEARS
from indicators.importers.data_tables import words
from indicators.importers.data_tables.asking import SKIP, Ask, Open
from indicators.importers.data_tables.columns import TableColumn
from indicators.importers.data_tables.finding import LONGEST_CAPTION, Block
from indicators.importers.data_tables.known import Known
from indicators.importers.data_tables.layout import Layout
from indicators.importers.data_tables.times import Time, years_in
from workbooks.grid import Grid

OF_ROW = "row"
"""The answer that a column's figures are those of the indicator that each row names."""


@dataclass(eq=False)
class WholeTable:
    """One table of a sheet, number `number` from above. What must be asked goes to `left`."""

    grid: Grid
    block: Block
    known: Known
    left: Open
    county: str
    other_counties: Callable[[], Sequence[str]]
    number: int

    def __post_init__(self) -> None:
        self.suffix = f":{self.number + 1}" if self.number else ""

    def column_times(self, layout: Layout) -> dict[int, Time | None]:
        """The time of each column of values; what nobody could date is asked, and a column may be left out."""
        periods = {
            column.time.period for column in layout.values if column.time and not column.time.is_same_period
        }
        found: dict[int, Time | None] = {}
        for column in layout.values:
            time = column.time
            if time is None and not column.is_timelike:
                found[column.index] = None
                continue
            if time is None or time.year is None:
                found[column.index] = self.asked_time(
                    f"year:{column.cell}", f"列{words.quoted(column.header)}是哪一年", time, column
                )
            elif time.is_same_period:
                period = periods.pop() if len(periods) == 1 else ""
                periods = {period}
                found[column.index] = time.in_period(period)
            else:
                found[column.index] = time
        return found

    def asked_time(self, key: str, label: str, time: Time | None, column: TableColumn) -> Time | None:
        if self.left.answered(key) == SKIP:
            return Time(())
        if answered := self.left.answered_time(key):
            return answered
        if time is None:
            reason = f"{column.cell} {words.quoted(column.header)}没有写明是哪一年"
        else:
            reason = f"{column.cell} {words.quoted(column.header)}几年合为一列，逐年各记一次还是只记一次，有两种读法"
        suggestion = f"{time.years[0]}-{time.years[-1]}" if time else ending(column.header)
        self.left.ask(Ask(key, label, suggestion=suggestion), reason, column.cell)
        return None

    def one_time(self) -> Time | None:
        """The year of a table that prints none in its rows and columns: that of its caption, else asked."""
        key = f"year{self.suffix}"
        if answered := self.left.answered_time(key):
            return answered
        captions = [cell.text for cell in self.block.captions if len(cell.text) <= LONGEST_CAPTION]
        captions.append(self.grid.sheet.name)
        times = {time for text in captions for time in years_in(text)}
        if len(times) == 1 and (only := next(iter(times))).year is not None:
            return only
        said = "标题里的年份不止一个" if times else "没有写年份"
        cell = self.block.captions[-1].address if self.block.captions else self.block.header.columns[0].cell
        suggestion = next((year for text in captions if (year := ending(text))), "")
        self.left.ask(Ask(key, "表中数值是哪一年的", suggestion=suggestion), f"表内{said}", cell)
        return None

    def one_indicator(self, layout: Layout) -> str:
        """The name of what is measured where neither rows nor columns say it."""
        if "indicator" in layout.labels:
            return ""
        dated = [column for column in layout.values if column.time or column.is_timelike]
        if not layout.are_sites and all(
            column.name and column.role is None and column.place is None for column in layout.values
        ):
            return ""
        if dated and all(column.name and column.place is None for column in layout.values):
            return ""
        key = f"indicator{self.suffix}"
        if answer := self.left.answered(key):
            return answer
        self.left.ask(Ask(key, "表中数值是什么指标"), "没有写这些数值是什么指标", layout.values[0].cell)
        return ""

    def meant(self, layout: Layout) -> tuple[TableColumn, ...]:
        """The columns of values that are read. Where the rows name what is measured, a column that names something
        else as well (超标倍数) is asked about: its figures are not simply those of the row's indicator."""
        if "indicator" not in layout.labels:
            return layout.values
        read, first = [], dict[str, TableColumn]()
        for column in layout.values:
            if column.role is not None or column.place is not None or words.is_no_name(column.name):
                read.append(column)
                continue
            asked = first.setdefault(column.name, column)
            key = f"column:{asked.cell}"
            answer = self.left.answered(key)
            if answer not in {OF_ROW, SKIP}:
                said = f"列{words.quoted(column.header)}"
                choices = ((OF_ROW, "行首所写指标的数值"), (SKIP, "不读"))
                reason = f"{column.cell} {said}另写“{column.name}”，与行首所写的指标是不是一回事，有两种读法"
                self.left.ask(Ask(key, f"{said}是什么数值", choices), reason, column.cell)
            elif answer == OF_ROW:
                read.append(column)
        return tuple(read)

    def one_county(self, layout: Layout) -> str:
        """Whose figures they are, where no column says it."""
        if "county" in layout.labels or all(column.place is not None for column in layout.values):
            return ""
        key = f"county{self.suffix}"
        if answer := self.left.answered(key):
            return answer
        captions = [cell for cell in self.block.captions if len(cell.text) <= LONGEST_CAPTION]
        named = {code for cell in captions for code in self.known.counties_in(cell.text)}
        named |= set(self.known.counties_in(self.grid.sheet.name))
        cell = captions[-1].address if captions else None
        if self.county:
            if named and self.county not in named:
                self.left.ask(Ask(key, "数值属于哪个县区"), "标题所写的县区与所选的县区不是同一个", cell)
            return self.county
        if len(named) == 1:
            return named.pop()
        if not named and len(others := set(self.other_counties())) == 1:
            return others.pop()
        self.left.ask(Ask(key, "数值属于哪个县区"), "没有写明是哪个县区的数值", cell)
        return ""


def ending(text: str) -> str:
    """The year that the end of a five-year plan was, as a suggestion only."""
    ends = (str(year) for words_of, year in LAST_YEARS.items() if words_of in text and "末" in text)
    return next(ends, "")
