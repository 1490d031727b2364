"""All checks of one cell, in the order in which a person reads them. Pure and total."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import chain

from attainment.arithmetic import ARITHMETIC
from plausibility import comparison, continuity, logic, repetition
from plausibility.facts import Facts, Remark, Severity


def check(facts: Facts) -> list[Remark]:
    """Everything that is odd about the cell; nothing for a blank one. Total: no facts make it fail."""
    with localcontext(ARITHMETIC):
        return list(_found(facts)) if facts.text else []


def _found(facts: Facts) -> Iterator[Remark]:
    value = facts.value
    if facts.trouble:
        slips = [] if value is None else list(continuity.out_of_scale(facts, value))
        yield Remark("unreadable", facts.trouble, slips[0].suggestion if slips else "", Severity.MEND)
        return
    yield from chain(logic.silent(facts), logic.tentative(facts))
    if value is not None:
        yield from _of_value(facts, value)


def _of_value(facts: Facts, value: Decimal) -> Iterator[Remark]:
    yield from chain(logic.not_whole(facts, value), logic.out_of_bounds(facts, value))
    odd = _unlike_before(facts, value)
    yield from odd
    if not odd:
        yield from comparison.unlike_the_others(facts, value)
        yield from chain(logic.worse_than_baseline(facts, value), logic.falling_total(facts, value))
        yield from repetition.same_again(facts, value)
    yield from chain(logic.contained(facts, value), logic.adding_up(facts))


def _unlike_before(facts: Facts, value: Decimal) -> list[Remark]:
    """Nothing, out of scale, or out of step: the first says it, and why the figure is worse or smaller besides."""
    ways = (logic.nothing, continuity.out_of_scale, continuity.out_of_step)
    return next((found for way in ways if (found := list(way(facts, value)))), [])
