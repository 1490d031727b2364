"""What is said of columns that no rule reads, and of headers in which two columns may be the one that is wanted."""

from indicators.column_readings import Use, ValueColumn
from indicators.header_words import Word
from indicators.value_headers import ValueHeader
from workbooks.headers import Column
from workbooks.problems import Problem, error


def beside(header: ValueHeader, column: Column, used: dict[Column, ValueColumn]) -> ValueColumn:
    """A column that no rule reads, with the reason."""
    year, why = header.year(column), header.why_not(column)
    use = Use.SUPERIOR if header.facts[column].has(Word.SUPERIOR) else Use.KEPT
    target = next((one.year for one in used.values() if one.use is Use.TARGET), None)
    if not why and year is not None and target is not None:
        starts = next((one.year for one in used.values() if one.use is Use.BASELINE), None)
        if year > target:
            why = f"在目标年 {target} 之后"
        elif starts is not None and year < starts:
            why = f"在基准年 {starts} 之前"
        else:
            why = "是分年度的数" if header.facts[column].has(Word.YEARLY) else "是中间年份的数"
    if not why and target is not None:
        why = "既不是基准年也不是目标年"
    return ValueColumn(column, use, year, why)


def several(header: ValueHeader, meaning: str, columns: list[Column]) -> Problem:
    names = "、".join(f"{column.address}“{column.header}”" for column in columns)
    message = f"有 {len(columns)} 列可能都是{meaning}（{names}），无法判断以哪列为准；请在预览页选择，或删去、改名。"
    return error(header.sheet, columns[1].address, message)


def no_target(header: ValueHeader, year: int | None) -> Problem:
    """Names the column that comes nearest, and why it is none."""
    wanted = f"{year or 2025} 年"
    asked = f"第 {header.header_row} 行的表头里没有目标列（如“{wanted}”“{wanted}目标”）"
    near = _nearest(header, year)
    if near is None:
        return error(header.sheet, f"A{header.header_row}", f"{asked}；请补上表头。")
    why = header.why_not(near) or _other_year(header, near, year)
    message = f"{asked}；最接近的是 {near.address}“{near.header}”，但它{why}；请在预览页选择，或改正表头。"
    return error(header.sheet, near.address, message)


def _other_year(header: ValueHeader, near: Column, year: int | None) -> str:
    if header.of([near], Word.STATE, Word.BASE):
        return "写的是现状"
    return f"不是 {year} 年的" if year is not None and header.year(near) is not None else "没有写明是目标"


def _nearest(header: ValueHeader, year: int | None) -> Column | None:
    """A column of the target's year, else one that says target, else the last one with a year."""
    columns = list(header.facts)
    for near in (
        [c for c in columns if year is not None and year in header.facts[c].years],
        header.of(columns, Word.TARGET, Word.END, Word.NEAR),
        header.of(columns, Word.SPAN),
        [c for c in columns if header.facts[c].years],
    ):
        if near:
            return near[-1]
    return columns[-1] if columns else None
