"""对比性: the same indicator in the other counties, by powers of ten only."""

from collections.abc import Iterator
from decimal import Decimal

from attainment import Direction
from plausibility.facts import Facts, Remark
from plausibility.scales import is_far

FEWEST = 3
"""Of fewer counties nothing is told: what two have between them, each of the two would know of the other."""


def decade(value: Decimal) -> int:
    """The power of ten at or below the size of a value: 0 for 1 … 9.99."""
    return value.adjusted()


def unlike_the_others(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Of another magnitude than every county's figures; what is near the county's own earlier one needs no others."""
    others, last = facts.others, facts.last
    if others is None or not value or facts.direction is Direction.CLASS:
        return
    if last is not None and last.value * value > 0 and not is_far(value, last.value):
        return
    if not others.lowest <= abs(value) < others.highest:
        sentence = f"与全市各县区这一指标的数量级（{others.text}）不符，请核对数值和单位"
        yield Remark("magnitude", sentence)
