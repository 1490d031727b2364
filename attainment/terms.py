"""The terms of a sentence (§5): what is held against what, in the words of the row's scale."""

from __future__ import annotations

from attainment.arithmetic import HUNDRED
from attainment.figures import Case
from attainment.questions import FLOWS, Question
from attainment.readings import Reading
from attainment.scales import Scale
from attainment.targets import in_force, row_unit
from attainment.values import Measured, builds_up, figure_of, reported, total
from attainment.vocabulary import Direction, Scope


def scale_of(question: Question) -> Scale:
    """The scale on which the row's figures are written."""
    return Scale(question.direction, question.decimals, row_unit(question, in_force(question)))


def target(question: Question, reading: Reading, scale: Scale) -> str:
    """{T}; a maintained baseline is named: `“不减少”（基准2019年为20）`."""
    if question.baseline is None:
        return scale.target(reading)
    return scale.target(reading, question.baseline.reading, question.baseline.year)


def baseline(question: Question, scale: Scale) -> str:
    """{by}年{b}: the start of the path."""
    if question.direction in FLOWS:
        return f"{question.start}年0"
    text = "" if question.baseline is None else scale.verbatim(question.baseline.reading)
    return f"{question.baseline_year}年{text}"


def value(case: Case, scale: Scale, *, with_unit: bool = True) -> str:
    """{v}{u}: the observation verbatim; of a flow always 累计, a built-up one with the values it is made of."""
    say = _amount(case.question, case.measured, scale, with_unit=with_unit)
    return f"{Scope.TOTAL.label}{say}" if case.question.direction in FLOWS else say


def actual(case: Case, scale: Scale) -> str:
    """实际{x} against an annual target of the total, of a flow 累计实际{x}."""
    word = Scope.TOTAL.label if case.question.direction in FLOWS else ""
    return f"{word}实际{_amount(case.question, case.measured, scale, with_unit=False)}"


def _amount(question: Question, measured: Measured, scale: Scale, *, with_unit: bool) -> str:
    if not builds_up(question):
        reading = question.observations[measured.year]
        return scale.printed(reading) if with_unit else scale.verbatim(reading)
    parts = "、".join(f"{year}年{scale.verbatim(question.observations[year])}" for year in measured.years)
    if question.direction is Direction.LOG_RATE and measured.value >= HUNDRED:
        return f"无法复合（{parts}）"
    how = {Direction.LOG_RATE: "复合"}.get(question.direction, "合计") if len(measured.years) > 1 else ""
    missing = [year for year in range(question.start + 1, measured.year + 1) if year not in measured.years]
    holes = "，缺" + "、".join(f"{year}年" for year in missing) if missing else ""
    unit = scale.unit or "" if with_unit else ""
    return f"{'至少' if missing else ''}{scale.computed(measured.value)}{unit}（{parts}{how}{holes}）"


def standing(question: Question, year: int, scale: Scale) -> str | None:
    """What stands at the end of a year where no verdict is made: the printed value, of a flow the total."""
    figure = figure_of(question, year, scale.unit)
    if figure is None or (question.direction in FLOWS and year <= question.start):
        return None
    measured = total(question, year, scale.unit) if builds_up(question) else Measured(figure, year, (year,))
    say = _amount(question, measured, scale, with_unit=True)
    return f"{Scope.TOTAL.label}{say}" if question.direction in FLOWS else say


def current(question: Question, scale: Scale) -> str | None:
    """现值 where no verdict is made: the year asked for, part of a year included, else the year before."""
    year = question.year
    if year in question.partial_years and reported(question, year, scale.unit) is not None:
        word = (Scope.YEAR if builds_up(question) else Scope.TOTAL).label
        word = word if question.direction in FLOWS else ""
        return f"{word}{scale.printed(question.observations[year])}（{year}年部分时段）"
    for y in (year, year - 1):
        if said := standing(question, y, scale):
            return said if builds_up(question) else f"{said}（{y}年）"
    return None


def latest(question: Question, scale: Scale) -> str | None:
    """The newest full-year value before the year asked for."""
    for year in sorted((y for y in question.observations if y < question.year), reverse=True):
        if said := standing(question, year, scale):
            return f"{year}年{said}"
    return None
