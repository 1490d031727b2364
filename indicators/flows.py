"""What the figure of a flow is about: the year alone (当年) or the total since the start (累计). Pure.

Only flows have it (directions rate, log_rate, cumulative); the catalogue says which of the two is reported. What is
judged, and what a row without verdict shows, is always the total (specification §3, §5).
"""

from dataclasses import dataclass
from decimal import localcontext
from functools import lru_cache

from attainment import Column, Direction, Question, Scope, Values, parse, terms
from attainment.arithmetic import ARITHMETIC, HUNDRED
from attainment.questions import FLOWS
from attainment.values import adds_up, builds_up, figure_of, total


def is_flow(direction: str) -> bool:
    return Direction(direction) in FLOWS


def reported_as(direction: str, values: str) -> str:
    """当年 or 累计, as the figures of an indicator are reported and stored; empty where nothing adds up."""
    if not is_flow(direction):
        return ""
    yearly = adds_up(Direction(direction), Values(values) if values else None)
    return (Scope.YEAR if yearly else Scope.TOTAL).label


def total_text(question: Question | None, year: int | None, *, is_judged: bool) -> str:
    """The total since the start at the end of `year` as it is kept: `≥` before it where a year is missing.

    Empty where the year has no usable figure; the final year of a judged lower bound may have none.
    """
    if question is None or year is None or year <= question.start:
        return ""
    scale = terms.scale_of(question)
    if not is_judged and figure_of(question, year, scale.unit) is None:
        return ""
    if not builds_up(question):
        return question.observations[year].text.strip()
    with localcontext(ARITHMETIC):
        built = total(question, year, scale.unit)
        if question.direction is Direction.LOG_RATE and built.value >= HUNDRED:
            return "无法复合"
        return f"{_AT_LEAST if built.lower_bound else ''}{scale.computed(built.value)}"


@dataclass(frozen=True, slots=True)
class Current:
    """A kept 现值 as pages, sheets and documents print it: what it is about, and the figure itself."""

    about: str
    figure: str

    def __str__(self) -> str:
        return f"{self.about}{self.figure}" if self.figure else ""


def current(
    direction: str, values: str, text: str | None, *, is_judged: bool, rules_version: str | None
) -> Current:
    """`累计` `881.5`; `累计至少` where a year is missing; nothing said where nothing adds up.

    Before the second version of the rules a row without verdict kept the year's own figure: it still says so.
    """
    figure = text or ""
    if not is_flow(direction) or not _is_figure(figure):
        return Current("", figure)
    if not is_judged and rules_version == _YEARLY_UNJUDGED:
        return Current(reported_as(direction, values), figure)
    least = "至少" if figure.startswith(_AT_LEAST) else ""
    return Current(Scope.TOTAL.label + least, figure.removeprefix(_AT_LEAST))


@lru_cache(maxsize=4096)
def _is_figure(text: str) -> bool:
    """断流 and its like are no figure of a year or of several."""
    return parse(text, Column.OBSERVED).value is not None


_YEARLY_UNJUDGED = "1"
_AT_LEAST = "≥"
