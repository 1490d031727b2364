"""Which printed column is the baseline, which the target, which the result: by the words of its header."""

import re
from dataclasses import dataclass
from enum import StrEnum

from workbooks.headers import Column
from workbooks.problems import Problem, error, notice, warning

# Five-year periods end in the year of the plan that follows them: 十三五 is 2016 to 2020.
_LAST_YEARS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TARGET = re.compile(r"目标|规划值")
_CURRENT = re.compile(r"现状|基准|基期|基数|末")


class Use(StrEnum):
    """What a column of values says: where the plan starts, what it promises, how the period ended."""

    BASELINE = "baseline"
    TARGET = "target"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values with the year its header names."""

    column: Column
    use: Use
    year: int | None


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns of one header; `target` is None where an error says why."""

    baseline: ValueColumn | None
    target: ValueColumn | None
    final: ValueColumn | None
    ignored: tuple[Column, ...]
    problems: tuple[Problem, ...]


def year_of(header: str) -> int | None:
    """The one year that a header names, by number or as the end of a five-year period; None for none or several."""
    years = {int(year) for year in _YEAR.findall(header)}
    if not years:
        years = {last for period, last in _LAST_YEARS.items() if period in header}
    return years.pop() if len(years) == 1 else None


def read_value_columns(sheet: str, columns: tuple[Column, ...], header_row: int) -> ValueColumns:
    """Decide among the columns with role `value`; errors name the header cell."""
    currents, targets, middle = _by_use(columns)
    problems = [*_twice(sheet, "目标", targets), *_twice(sheet, "现状或基准", currents)]
    problems += [
        notice(sheet, c.address, f"列“{c.header}”既不是基准年也不是目标年，内容原样保留，不参与评价。")
        for c in middle
    ]
    if not targets:
        message = f"第 {header_row} 行的表头里没有目标列（如“2025 年”“2025年目标”）；请补上表头。"
        return ValueColumns(
            None, None, None, tuple(middle), (*problems, error(sheet, f"A{header_row}", message))
        )
    target = ValueColumn(targets[0], Use.TARGET, year_of(targets[0].normal))
    current = _current(currents[0], target) if currents else None
    problems += _doubts(sheet, current, target)
    is_final = current is not None and current.use is Use.FINAL
    baseline, final = (None, current) if is_final else (current, None)
    return ValueColumns(baseline, target, final, tuple(middle), tuple(problems))


def _by_use(columns: tuple[Column, ...]) -> tuple[list[Column], list[Column], list[Column]]:
    """Columns of the state, of the target, and of neither. Words decide first; of bare years the last is the
    target and the first the state."""
    values = [column for column in columns if column.role == "value"]
    targets = [column for column in values if _TARGET.search(column.normal)]
    currents = [column for column in values if column not in targets and _CURRENT.search(column.normal)]
    plain = [column for column in values if column not in targets and column not in currents]
    plain.sort(key=lambda column: year_of(column.normal) or 0)
    if not targets and plain:
        targets = [plain.pop()]
    if not currents and plain:
        currents = [plain.pop(0)]
    return currents, targets, plain


def _current(column: Column, target: ValueColumn) -> ValueColumn:
    """A state at the target's own year is the period's result, not where it started."""
    year = year_of(column.normal)
    return ValueColumn(column, Use.FINAL if year is not None and year == target.year else Use.BASELINE, year)


def _doubts(sheet: str, current: ValueColumn | None, target: ValueColumn) -> list[Problem]:
    """A target without a year is an error, a baseline without one a warning, a baseline after the target an error."""
    found = []
    if target.year is None:
        message = f"目标列“{target.column.header}”没有写明年份；请写成“2025年目标”这样的表头。"
        found.append(error(sheet, target.column.address, message))
    if current is None:
        return found
    header, cell = current.column.header, current.column.address
    if current.year is None:
        found.append(warning(sheet, cell, f"基准列“{header}”没有写明年份；按规划说明的基准年理解前请核对。"))
    elif target.year is not None and current.year > target.year:
        found.append(error(sheet, cell, f"基准列“{header}”的年份晚于目标年 {target.year}；请核对表头。"))
    return found


def _twice(sheet: str, meaning: str, columns: list[Column]) -> list[Problem]:
    if len(columns) < 2:
        return []
    names = "、".join(f"{column.address}“{column.header}”" for column in columns)
    return [
        error(
            sheet,
            columns[1].address,
            f"有 {len(columns)} 列都是{meaning}（{names}），无法判断以哪列为准；请删去或改名。",
        )
    ]


def period_of(text: str, target_year: int | None) -> tuple[int, int] | None:
    """First and last year of the five-year period that a text names, else of the one that contains the target year."""
    named = {last for period, last in _LAST_YEARS.items() if period in text}
    if len(named) == 1:
        last = named.pop()
    elif target_year is not None:
        last = target_year + (-target_year) % 5
    else:
        return None
    return last - 4, last
