"""连续性: the step to a figure against the steps of its whole series, years without a figure skipped.

A step is a change per year. What is usual is the median of the row's own steps, how far they scatter the median of
their distances from it: one odd year moves neither. Few steps know little of the scatter, so the fewer there are, the
more is taken for granted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from attainment import Direction
from plausibility.facts import Facts, Past, Remark
from plausibility.logic import is_counted
from plausibility.scales import is_far, slip, times
from plausibility.wording import plain

LIMIT = 4
"""So many times the usual scatter is no chance any more."""
SCATTER = Decimal("1.4826")
"""From a median distance to a standard deviation."""
GRANTED = (Decimal("0.06"), Decimal("0.02"), Decimal("0.01"))
"""The least scatter that is taken for granted with one, two, three and more steps: a share of the last figure."""
NEARER = 4
"""So many times nearer to what was to be expected, swapped digits are the likelier ones, from half the room on."""
FEW = 10
"""Below so many parks or factories one more is no slip of the decimal point."""
FEW_MORE = 2
_PLAIN = re.compile(r"-?\d+(\.\d+)?")


def out_of_scale(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Many times the last figure or the baseline, or a fraction of it, and which slip would explain it."""
    if facts.direction is Direction.CLASS:
        return
    near = _far_from(facts, value)
    if near is None:
        yield from _share(facts, value)
        return
    found = slip(value, near.value, facts.unit)
    size = f"是 {near.label}“{near.text}”的{times(value, near.value)}"
    if found is None:
        yield Remark("scale", f"{size}，请核对数值和单位")
    else:
        yield Remark(found.code, f"{size}，{found.sentence}", found.text)


def _share(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Where nothing earlier is known the target tells a percentage that was typed as a share."""
    known = any(past.value for past in facts.known)
    if not known and facts.unit == "%" and facts.target and abs(value) <= 1:
        found = slip(value, facts.target, facts.unit)
        if found and found.code == "fraction":
            yield Remark(found.code, found.sentence, found.text)


def _far_from(facts: Facts, value: Decimal) -> Past | None:
    """The figure that the value is out of scale with.

    A baseline that the last figure had left as far behind tells nothing: that jump was explained then.
    """
    if is_counted(facts) and abs(value) < FEW:
        return None
    last, baseline = facts.last, None if facts.is_flow else facts.baseline
    if last is not None and last.value and is_far(value, last.value):
        return last
    if baseline is not None and baseline.value and is_far(value, baseline.value):
        jumped = last is not None and last.value and is_far(last.value, baseline.value)
        return None if jumped else baseline
    return None


@dataclass(frozen=True, slots=True)
class _Course:
    """What a series leads one to expect: that it goes on to `centre`, or stays where it was; so much room to either side."""

    last: Past
    centre: Decimal
    room: Decimal
    steps: tuple[Decimal, ...]

    def fits(self, value: Decimal) -> bool:
        return self.distance(value) <= self.room

    def distance(self, value: Decimal) -> Decimal:
        """From the nearer of the two."""
        return min(abs(value - self.centre), abs(value - self.last.value))

    def meant(self, text: str, value: Decimal) -> str:
        """The text with two digits the other way round, where that lies so much nearer that it must be meant."""
        own = self.distance(value)
        if own * 2 <= self.room:
            return ""
        found = ((self.distance(Decimal(other)), other) for other in _transposed(text))
        distance, other = min(found, default=(own, ""))
        return other if distance * NEARER < own and distance < self.room else ""


def out_of_step(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """A step unlike the row's own; two neighbouring digits the other way round are found with it."""
    course = _course(facts, value)
    meant = "" if course is None else course.meant(facts.text, value)
    if meant and _meets(facts.target, value, Decimal(meant)):
        meant = ""
    if course is None or (course.fits(value) and not meant):
        return
    change = value - course.last.value
    said = f"比 {course.last.label}的 {course.last.text} {'高' if change > 0 else '低'} {plain(abs(change))}"
    if not change:
        said = f"与 {course.last.label}的 {course.last.text} 相同"
    usual = f"以往每年{_span(course.steps)}"
    if meant:
        yield Remark("digits", f"{said}，而{usual}；疑为相邻数字颠倒，请核实", meant)
    else:
        yield Remark("step", f"{said}，而{usual}，请核实")


def _meets(target: Decimal | None, value: Decimal, other: Decimal) -> bool:
    """Whether the value as typed lies at the target, and swapped it would not: that is no slip, that is the target met."""
    return target is not None and abs(value - target) * NEARER < abs(other - target)


def _course(facts: Facts, value: Decimal) -> _Course | None:
    last = facts.last
    points = [(past.year, past.value) for past in facts.known]
    if facts.is_total and facts.starts is not None:
        points.insert(0, (facts.starts, Decimal(0)))
    if last is None or len(points) < 2 or facts.direction is Direction.CLASS:
        return None
    steps = tuple((after - before) / (end - start) for (start, before), (end, after) in pairwise(points))
    usual = median(steps)
    years = facts.year - last.year
    centre = _within(last.value + usual * years, facts.minimum, facts.maximum)
    room = LIMIT * max(_scatter(steps, usual), _granted(facts, value, last, len(steps)))
    return _Course(last, centre, room * Decimal(abs(years)).sqrt(), steps)


def _within(value: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    """A series that climbs towards 100 % ends there."""
    value = value if high is None else min(value, high)
    return value if low is None else max(value, low)


def _scatter(steps: Sequence[Decimal], usual: Decimal) -> Decimal:
    """Of one step nothing is known but its size."""
    distances = [abs(step - usual) for step in steps] if len(steps) > 1 else [abs(usual)]
    return SCATTER * median(distances)


def _granted(facts: Facts, value: Decimal, last: Past, steps: int) -> Decimal:
    share = GRANTED[min(steps, len(GRANTED)) - 1] * abs(last.value)
    return max(share, Decimal(FEW_MORE) if is_counted(facts) else _unit_in_last_place(value, last.value))


def _unit_in_last_place(*values: Decimal) -> Decimal:
    exponents = [value.as_tuple().exponent for value in values]
    return Decimal(1).scaleb(max(exponent for exponent in exponents if isinstance(exponent, int)))


def _span(steps: Sequence[Decimal]) -> str:
    """`变化 0.3～0.6`, `升降不超过 0.2`, `不变`."""
    sizes = sorted(abs(step) for step in steps)
    low, high = (plain(_short(size)) for size in (sizes[0], sizes[-1]))
    if high == "0":
        return "不变"
    return f"变化 {low}" if low == high else f"变化 {low}～{high}"


def _short(size: Decimal) -> Decimal:
    """Two significant digits: a usual change is no figure."""
    return size if not size else size.quantize(Decimal(1).scaleb(size.adjusted() - 1))


def _transposed(text: str) -> Iterator[str]:
    """The text with each two unlike neighbouring digits the other way round."""
    if not _PLAIN.fullmatch(text):
        return
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    for first, second in pairwise(digits):
        if text[first] != text[second]:
            swapped = list(text)
            swapped[first], swapped[second] = text[second], text[first]
            found = "".join(swapped)
            if not found.removeprefix("-").startswith("0") or found.removeprefix("-").startswith("0."):
                yield found
