"""The checks while a clerk types: facts in, warnings out. Pure, and never a wall: each warning asks for a reason.

What is impossible (a text that is no figure, a value outside the catalogue's bounds) is refused by the importers'
own reading and comes in as `trouble`; everything else is merely unlikely.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import chain

from attainment import Direction
from attainment.arithmetic import ARITHMETIC
from attainment.questions import FALLING, FLOWS
from reporting.scales import is_far, slip, times


@dataclass(frozen=True, slots=True)
class Remark:
    """What is odd: a code for machines, a sentence for the clerk, the text that would mend it ("" for none)."""

    code: str
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier figure, as `label` names it (`2023 年`), with its number in the unit of the cell, or its rank."""

    label: str
    text: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure that contains the cell's: `value` in the unit of the cell."""

    name: str
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that the catalogue declares to add up: `parts` to `whole`, both in the cell's unit.

    `tolerance`: what rounding to the printed decimals can make.
    """

    whole_name: str
    whole: Decimal
    names: tuple[str, ...]
    parts: Decimal
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """One cell with what it is compared to; numbers in `unit`, a water class as its rank (smaller is better).

    `accumulates`: the figures of consecutive years are running totals. `target` only helps to tell a slip.
    """

    text: str
    unit: str = ""
    direction: Direction = Direction.UNKNOWN
    value: Decimal | None = None
    trouble: str = ""
    last: Past | None = None
    baseline: Past | None = None
    target: Decimal | None = None
    accumulates: bool = False
    wholes: tuple[Whole, ...] = ()
    parts: tuple[Whole, ...] = ()
    sums: tuple[Sum, ...] = ()


def check(facts: Facts) -> list[Remark]:
    """Everything that is odd about the cell; nothing for a blank one. Total: no facts make it fail."""
    with localcontext(ARITHMETIC):
        return list(_found(facts)) if facts.text else []


def _found(facts: Facts) -> Iterator[Remark]:
    slipped = list(_scale(facts))
    if facts.trouble:
        suggestion = slipped[0].suggestion if slipped else ""
        yield Remark("unreadable", facts.trouble, suggestion)
        return
    yield from slipped
    if facts.value is None:
        return
    # What is out of scale is worse or smaller for that reason: one warning says it.
    if not slipped:
        yield from chain(_worse(facts, facts.value), _falling(facts, facts.value))
    yield from chain(_contained(facts, facts.value), _adding_up(facts))


def _scale(facts: Facts) -> Iterator[Remark]:
    """Ten times or a tenth of last year or of the baseline, and which slip would explain it."""
    if facts.value is None or facts.direction is Direction.CLASS:
        return
    near = _far_from(facts, facts.value)
    if near is None:
        known = any(past and past.value for past in (facts.last, facts.baseline))
        if not known and facts.unit == "%" and facts.target and abs(facts.value) <= 1:
            found = slip(facts.value, facts.target, facts.unit)
            if found and found.code == "fraction":
                yield Remark(found.code, found.sentence, found.text)
        return
    assert near.value is not None  # noqa: S101 - `_far_from` names only figures with a value
    found = slip(facts.value, near.value, facts.unit)
    size = f"是 {near.label}“{near.text}”的{times(facts.value, near.value)}"
    if found is None:
        yield Remark("scale", f"{size}，请核对数值和单位")
    else:
        yield Remark(found.code, f"{size}，{found.sentence}", found.text)


def _far_from(facts: Facts, value: Decimal) -> Past | None:
    """The earlier figure that the value is out of scale with.

    A baseline that last year's figure had left as far behind tells nothing: that jump was explained then.
    """
    if facts.direction is Direction.COUNT and abs(value) < _FEW:
        return None
    last, baseline = facts.last, None if facts.direction in FLOWS else facts.baseline
    if last and last.value and is_far(value, last.value):
        return last
    if baseline and baseline.value and is_far(value, baseline.value):
        jumped = last is not None and last.value and is_far(last.value, baseline.value)
        return None if jumped else baseline
    return None


_FEW = 10
"""Below so many parks or factories one more is no slip of the decimal point."""


def _worse(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Worse than the baseline in the row's direction; room under a cap is there to be used."""
    if facts.direction in FLOWS:
        if value < 0:
            yield Remark("worse", "为负数，表示比基准年反弹，请核实")
        return
    baseline = facts.baseline
    if baseline is None or baseline.value is None or facts.direction in (Direction.CAP, Direction.UNKNOWN):
        return
    falling = facts.direction in FALLING
    if value > baseline.value if falling else value < baseline.value:
        yield Remark("worse", f"比 {baseline.label}“{baseline.text}”差")


def _falling(facts: Facts, value: Decimal) -> Iterator[Remark]:
    last = facts.last
    if facts.accumulates and last is not None and last.value is not None and value < last.value:
        yield Remark("falling", f"此项填累计值，却比 {last.label}“{last.text}”少")


def _contained(facts: Facts, value: Decimal) -> Iterator[Remark]:
    for whole in facts.wholes:
        if value > whole.value:
            yield Remark("part", f"大于所属的“{whole.name}”（{whole.text}）")
    for part in facts.parts:
        if part.value > value:
            yield Remark("part", f"小于其中的“{part.name}”（{part.text}）")


def _adding_up(facts: Facts) -> Iterator[Remark]:
    for one in facts.sums:
        if abs(one.parts - one.whole) > one.tolerance:
            names = "、".join(one.names)
            yield Remark(
                "sum",
                f"{names}合计 {plain(one.parts)}{facts.unit}，与“{one.whole_name}”{plain(one.whole)}{facts.unit}不等",
            )


def plain(value: Decimal) -> str:
    """A computed number as a person writes it: no exponent, six decimals at most."""
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")
