"""The terms of a sentence (§5): printed values verbatim, computed ones half-even to d decimals (at least 1)."""

from __future__ import annotations

from decimal import Decimal

from attainment.arithmetic import HUNDRED, MAX_DECIMALS, rounded
from attainment.figures import Case
from attainment.questions import FLOWS, Question
from attainment.readings import Reading
from attainment.targets import natural
from attainment.values import builds_up, figure, figure_of
from attainment.vocabulary import Direction, Kind

_CLASSES = ("", "Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
_MINUS = frozenset("-−－﹣")


def computed(question: Question, value: Decimal) -> str:
    """A computed figure; a class counts in whole steps. What is not zero is not shown as zero."""
    if question.direction is Direction.CLASS:
        return format(rounded(value, 0), "f")
    decimals = max(question.decimals, 1)
    while value and decimals < MAX_DECIMALS and not rounded(value, decimals):
        decimals += 1
    return format(rounded(value, decimals), "f")


def share(value: Decimal) -> str:
    """A share as percent with one decimal."""
    return format(rounded(value * HUNDRED, 1), "f") + "%"


def distance(question: Question, value: Decimal, unit: str | None) -> str:
    """A computed difference with its unit."""
    return computed(question, value) + ("个类别" if question.direction is Direction.CLASS else unit or "")


def required(question: Question, value: Decimal) -> str:
    """What is required by now: a figure, or the name of a class."""
    if question.direction is Direction.CLASS and value == int(value) and 0 < value < len(_CLASSES):
        return _CLASSES[int(value)]
    return computed(question, value)


def printed(reading: Reading, unit: str | None) -> str:
    """A printed value verbatim, followed by the row's unit where the text prints none."""
    return reading.text.strip() + ("" if reading.unit or reading.rank else unit or "")


def target(question: Question, reading: Reading) -> str:
    """{T}: verbatim; a bare number is preceded by the sign of its op; a control names its baseline."""
    text = reading.text.strip()
    if reading.kind is Kind.MAINTAIN and question.baseline is not None:
        return f"{text}，基准{question.baseline.year}年{question.baseline.reading.text.strip()}"
    if question.direction is Direction.UNKNOWN or reading.kind is not Kind.NUMBER or reading.op is not None:
        return text
    bare = text[0].isdigit() or text[0] in _MINUS
    return natural(question.direction).sign + text if bare else text


def baseline(question: Question) -> str:
    """{by}年{b}: the start of the path."""
    if question.direction in FLOWS:
        return f"{question.start}年0"
    text = "" if question.baseline is None else question.baseline.reading.text.strip()
    return f"{question.baseline_year}年{text}"


def value(case: Case, *, with_unit: bool = True) -> str:
    """{v}{u}: the observation verbatim; a built-up total with the values that it is made of."""
    question, measured = case.question, case.measured
    unit = case.unit if with_unit else None
    if not builds_up(question):
        return printed(question.observations[measured.year], unit)
    parts = "、".join(f"{year}年{question.observations[year].text.strip()}" for year in measured.years)
    how = "复合" if question.direction is Direction.LOG_RATE else "合计"
    missing = [year for year in range(question.start + 1, measured.year + 1) if year not in measured.years]
    holes = "，缺" + "、".join(f"{year}年" for year in missing) if missing else ""
    least = "至少" if measured.lower_bound else ""
    return f"{least}{computed(question, measured.value)}{unit or ''}（{parts}{how}{holes}）"


def current(question: Question, unit: str | None) -> str | None:
    """现值 where no verdict is made: the year asked for, part of a year included, else the year before."""
    reading = question.observations.get(question.year)
    part = reading is not None and question.year in question.partial_years
    if reading is not None and part and figure(reading, question.direction, unit) is not None:
        return f"{printed(reading, unit)}（{question.year}年部分时段）"
    for year in (question.year, question.year - 1):
        if figure_of(question, year, unit) is not None:
            return f"{printed(question.observations[year], unit)}（{year}年）"
    return None


def latest(question: Question, unit: str | None) -> str | None:
    """The newest full-year value before the year asked for."""
    for year in sorted((y for y in question.observations if y < question.year), reverse=True):
        if figure_of(question, year, unit) is not None:
            return f"{year}年{printed(question.observations[year], unit)}"
    return None
