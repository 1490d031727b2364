"""Whether an invented value entered a verdict: what it read, not what merely lies beside it.

A tag “演示数据” on a year means that its sentence, or the 现值 printed beside it, would read otherwise without the
invented value. What a page shows besides, it marks itself, value by value.
"""

from attainment.annual import held_against
from attainment.figures import Case
from attainment.questions import FLOWS, Question
from attainment.targets import in_force
from attainment.values import builds_up
from attainment.verdicts import Verdict, consider
from attainment.vocabulary import Flag
from judging.questions import Inputs


def entered(inputs: Inputs, question: Question | None, verdict: Verdict, year: int) -> bool:
    """Whether an invented figure or target entered the verdict of `year`."""
    if inputs.is_of_facts:
        return False
    last = verdict.data_year or year
    if question is not None and _by_target(inputs, question, verdict, last):
        return True
    read = {last} if question is None else _years(question, verdict, last)
    kept = (*inputs.series.figures.values(), *inputs.series.partial.values())
    return any(one.is_demo for one in kept if one.year in read)


def _by_target(inputs: Inputs, question: Question, verdict: Verdict, last: int) -> bool:
    """Whether an invented target was judged: a superior's in the place of the printed one, or one of the year."""
    assigned, annual = inputs.assigned, inputs.annual.get(last)
    if assigned is not None and assigned.is_demo and in_force(question) is not question.target.reading:
        return True
    return annual is not None and annual.is_demo and verdict.annual is not None


def _years(question: Question, verdict: Verdict, last: int) -> set[int]:
    """The years whose figures the verdict read, or the sentence names."""
    earlier = set(range(question.start + 1, last + 1))
    if Flag.REBOUNDED in verdict.flags or builds_up(question):
        return earlier | {last}
    return {last, last - 1} if _leans_on_the_year_before(question, verdict) else {last}


def _leans_on_the_year_before(question: Question, verdict: Verdict) -> bool:
    """Whether an annual target is held against what the data year alone added, or against the year before."""
    if verdict.annual is None:
        return False
    case = consider(question)
    held = held_against(case) if isinstance(case, Case) else None
    return held is not None and (question.direction in FLOWS or held.yearly.target.reading.previous)
