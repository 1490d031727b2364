"""Which printed column is the baseline, which the target, which the result: by the words of its header alone.

A column is the one or the other only if its header can mean nothing else. Two that may be are refused by name, or an
administrator chooses (`column_choices`).
"""

from dataclasses import dataclass

from indicators.column_choices import Choice, read_as_chosen, signature
from indicators.column_readings import Use, ValueColumn
from indicators.column_refusals import beside, no_target, several
from indicators.header_words import Word, header_facts
from indicators.periods import five_years_of
from indicators.value_headers import Context, ValueHeader
from workbooks.headers import Column
from workbooks.problems import Problem, Severity, error, notice, warning

_FIVE = 5
_LONGEST_SURE = 6
"""Years of a period above which its last year need not be what the table promises (2021—2035)."""


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns of one header, decided; `target` is None where an error says why. `open`: a person may decide."""

    readings: tuple[ValueColumn, ...]
    problems: tuple[Problem, ...]
    signature: str = ""
    choice: Choice | None = None
    """What a person made of the header, where it was read so."""

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def milestones(self) -> tuple[ValueColumn, ...]:
        return tuple(reading for reading in self.readings if reading.use is Use.MILESTONE)

    def _one(self, use: Use) -> ValueColumn | None:
        return next((reading for reading in self.readings if reading.use is use), None)

    @property
    def baseline(self) -> ValueColumn | None:
        return self._one(Use.BASELINE)

    @property
    def target(self) -> ValueColumn | None:
        return self._one(Use.TARGET)

    @property
    def final(self) -> ValueColumn | None:
        return self._one(Use.FINAL)

    @property
    def ignored(self) -> tuple[Column, ...]:
        """Columns that stay as they are printed, beside what rules read."""
        used = (Use.BASELINE, Use.TARGET, Use.FINAL)
        return tuple(reading.column for reading in self.readings if reading.use not in used)


def read_value_columns(
    sheet: str, columns: tuple[Column, ...], header_row: int, context: Context | None = None
) -> ValueColumns:
    """Decide among the columns with role `value`; errors name the header cell."""
    context = context or Context()
    values = [column for column in columns if column.role == "value"]
    facts = {column: header_facts(column.normal, context.own) for column in values}
    header = ValueHeader(sheet, header_row, context, facts)
    signed = signature(values)
    choice = context.choices.get(signed)
    if choice is not None and len(choice.columns) == len(values):
        chosen, problems = read_as_chosen(header, choice)
        return ValueColumns(tuple(chosen), tuple(problems), signed, choice)
    used = _decide(header)
    readings = tuple(used.get(column) or beside(header, column, used) for column in values)
    # Where something is open, what stays beside is not yet known, but for columns of another kind.
    is_open = bool(header.problems) and any(p.severity is Severity.ERROR for p in header.problems)
    header.problems += [
        notice(sheet, one.column.address, f"列“{one.column.header}”{one.why}，原样保留，不参与评价。")
        for one in readings
        if one.why and (not is_open or header.why_not(one.column))
    ]
    return ValueColumns(readings, tuple(header.problems), signed)


def _decide(header: ValueHeader) -> dict[Column, ValueColumn]:
    """The columns that rules read; none where there is no target, or two."""
    year = _target_year(header)
    targets = _targets(header, year)
    if len(targets) != 1:
        header.problems.append(several(header, "目标", targets) if targets else no_target(header, year))
        return {}
    (target,) = targets
    year = year or header.year(target)
    used = {target: ValueColumn(target, Use.TARGET, year)}
    if year is None:
        message = f"目标列“{target.header}”没有写明年份；请写成“2025年目标”这样的表头。"
        header.problems.append(error(header.sheet, target.address, message))
    elif header.year(target) is None:
        message = f"目标列“{target.header}”没有写明年份，按标题中的规划期读作 {year} 年的目标。"
        header.problems.append(notice(header.sheet, target.address, message))
    finals = [c for c in _states(header) if year is not None and header.year(c) == year]
    if len(finals) > 1:
        header.problems.append(several(header, "期末值", finals))
    used |= {column: ValueColumn(column, Use.FINAL, year) for column in finals[:1]}
    return used | _baseline(header, year, taken=[target, *finals])


# --- the target


def _states(header: ValueHeader) -> list[Column]:
    return header.of(header.usable, Word.STATE, Word.BASE)


def _future(header: ValueHeader) -> list[Column]:
    """Columns that may promise something: no state, no step on the way."""
    states = _states(header)
    return [c for c in header.usable if c not in states and not header.facts[c].has(Word.YEARLY)]


def _target_year(header: ValueHeader) -> int | None:
    """The year the table promises for; None where nothing, or no one year, says so."""
    period = header.context.period
    if period is not None and period[1] - period[0] < _LONGEST_SURE:
        return period[1]
    future = _future(header)
    worded = header.of(future, Word.TARGET, Word.END, Word.NEAR)
    years = sorted({year for c in worded if (year := header.year(c)) is not None})
    bare = _years_of_bare_columns(header, future)
    if not worded:
        years = bare
    elif len(years) == 1 and years[0] % _FIVE and any(year > years[0] for year in bare):
        # 2022年目标 beside 2025年: a step on the way, or a plan that ends in 2022.
        years = sorted({*years, *bare})
    if len(years) == 1:
        return years[0]
    # 2023年、2025年: only the last can end a five-year plan, the others are on the way to it.
    ends = [year for year in years if year % _FIVE == 0]
    return ends[0] if len(ends) == 1 and ends[0] == years[-1] else None


def _years_of_bare_columns(header: ValueHeader, future: list[Column]) -> list[int]:
    """Years that bare columns (2020年, 2025年) may promise for: those after the first state."""
    years = sorted({year for c in future if (year := header.year(c)) is not None})
    states = [year for c in _states(header) if (year := header.year(c)) is not None]
    if states:
        return [year for year in years if year > min(states)]
    if header.of(header.usable, Word.STATE, Word.BASE):
        return years
    return years[1:]


def _targets(header: ValueHeader, year: int | None) -> list[Column]:
    future = _future(header)
    if year is not None:
        named = [c for c in future if header.year(c) == year]
        if named:
            return named
    worded = header.of(future, Word.TARGET, Word.END, Word.NEAR)
    if year is None:
        bare = _years_of_bare_columns(header, future)
        return [c for c in future if c in worded or header.year(c) in bare]
    return [c for c in worded if header.year(c) is None]


# --- the baseline


def _baseline(header: ValueHeader, year: int | None, taken: list[Column]) -> dict[Column, ValueColumn]:
    """The one column that says where the plan starts; two that may are an error."""
    states = [c for c in _states(header) if c not in taken]
    based = header.of(states, Word.BASE)
    start = _start(header, year)
    bare = [c for c in _future(header) if c not in taken and _before(header, c, start, year)]
    found = based or _latest(header, [*states, *bare], start)
    if len(found) > 1:
        header.problems.append(several(header, "现状或基准", found))
    if len(found) != 1:
        header.problems += [] if found else _doubtful_start(header, start, year)
        return {}
    (column,) = found
    header.problems += _doubts(header, column, year)
    return {column: ValueColumn(column, Use.BASELINE, header.year(column))}


def _start(header: ValueHeader, year: int | None) -> int | None:
    """The year before the period."""
    if header.context.period is not None:
        return header.context.period[0] - 1
    return None if year is None or year % _FIVE else five_years_of(year)[0] - 1


def _before(header: ValueHeader, column: Column, start: int | None, target: int | None) -> bool:
    year = header.year(column)
    limit = target if start is None else start + 1
    return (
        year is not None
        and not header.of([column], Word.TARGET, Word.NEAR)
        and (limit is None or year < limit)
    )


def _latest(header: ValueHeader, columns: list[Column], start: int | None) -> list[Column]:
    """Of several states the one of the year before the period, where none is later; else all: nobody can tell."""
    if len(columns) < 2 or start is None:
        return columns
    years = [header.year(column) for column in columns]
    if any(year is None or year > start for year in years):
        return columns
    states = header.of(columns, Word.STATE)
    return [c for c in columns if header.year(c) == start and (not states or c in states)] or columns


def _doubtful_start(header: ValueHeader, start: int | None, target: int | None) -> list[Problem]:
    """No baseline, and a column that may be it: a bare year inside the period is as well a step on the way, and a header
    with a word that nobody knows (2020年统计数) is as well something else."""
    inside = _inside(header, start, target)
    if inside:
        may, remedy = "既可能是基准值，也可能是年度目标，表头没有写明", "把表头写成“现状”或“目标”"
    else:
        inside = _unknown_states(header, start, target)
        may, remedy = "可能是基准值，但表头中有无法确定含义的字", "把表头写成“2020年现状”的样子"
    if not inside:
        return []
    message = f"列“{inside[0].header}”{may}；请在预览页选择，或{remedy}。"
    return [error(header.sheet, inside[0].address, message)]


def _inside(header: ValueHeader, start: int | None, target: int | None) -> list[Column]:
    if start is None or target is None:
        return []
    inside = [c for c in _future(header) if (year := header.year(c)) is not None and start < year < target]
    inside = [c for c in inside if not header.facts[c].has(Word.TARGET, Word.NEAR)]
    return [] if len(inside) > 1 and header.context.period is not None else inside


def _unknown_states(header: ValueHeader, start: int | None, target: int | None) -> list[Column]:
    """Columns of a year before the period that only a word nobody knows keeps from being read."""
    limit = target if start is None else start + 1
    other = (Word.CHANGE, Word.SUPERIOR, Word.PLACE, Word.SPAN, Word.FAR, Word.YEARLY, Word.TARGET)
    return [
        column
        for column, facts in header.facts.items()
        if facts.unknown and not facts.has(*other) and facts.year is not None and facts.year < (limit or 0)
    ]


def _doubts(header: ValueHeader, column: Column, target: int | None) -> list[Problem]:
    """A baseline without a year is a warning, one after the target an error."""
    year = header.year(column)
    if year is None:
        message = f"基准列“{column.header}”没有写明年份；按规划说明的基准年理解前请核对。"
        return [warning(header.sheet, column.address, message)]
    if target is not None and year > target:
        message = f"基准列“{column.header}”的年份晚于目标年 {target}；请核对表头。"
        return [error(header.sheet, column.address, message)]
    return []
