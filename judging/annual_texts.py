"""An annual target that a superior set: what of a flow it is about, whether its row can use it, how it reads.

What the row cannot use is refused here, before it is stored: the judge would pass over it without a word
(specification §4, scope of an annual target, and relative to the year before).
"""

from dataclasses import replace

from attainment import Column, Direction, Values, parse
from attainment.annual import default_scope as scope_by_default
from attainment.annual import scope_of
from attainment.questions import AnnualTarget
from attainment.refusals import annual_refusal
from attainment.vocabulary import Scope
from indicators import models
from indicators.flows import is_flow
from judging import target_texts
from judging.questions import Inputs

_FIXED = {Scope.TOTAL: "是累计目标；请选“累计”", Scope.YEAR: "是当年的变化；请选“当年”"}


def default_scope(indicator: models.Indicator, text: str = "") -> str:
    """What an annual target is about where nobody says; empty where nothing adds up."""
    if not is_flow(indicator.direction):
        return ""
    values = Values(indicator.values) if indicator.values else None
    return scope_by_default(Direction(indicator.direction), values, parse(text, Column.TARGET)).value


def refusal(inputs: Inputs, year: int, text: str, scope: str) -> str | None:
    """Why the text cannot be set as this row's target of `year`, without a full stop; None where it can."""
    if said := target_texts.misshapen(text):
        return said
    if bool(scope) is not is_flow(inputs.direction):
        return "本行不是逐年累计的量，不分当年与累计；请留空" if scope else "请说明是当年还是累计"
    question = target_texts.question_of(inputs)
    if question is None:
        return None
    annual = AnnualTarget(parse(text, Column.TARGET), scope=Scope(scope) if scope else None)
    if refused := annual_refusal(question, year, annual):
        return refused
    fixed = scope_of(question, annual)
    return f"“{text}”{_FIXED[fixed]}" if scope and fixed.value != scope else None


def words(inputs: Inputs, text: str, scope: str) -> str:
    """`当年 ≥ 0.12 万亩`: the reading of an accepted text."""
    return models.annual_words(scope, target_texts.words(inputs, text))


def verdicts_with(inputs: Inputs, of: int, text: str, scope: str) -> list[tuple[int, str, str]]:
    """(year, status now, status with the text as the annual target of the year `of`); nothing is stored."""
    annual = models.AnnualTarget(plan_indicator=inputs.row, year=of, text=text, scope=scope)
    return target_texts.both(inputs, replace(inputs, annual={**inputs.annual, of: annual}))
