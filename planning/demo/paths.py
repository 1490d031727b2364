"""Invented values for one indicator over some years: seeded, deterministic, shaped like real series. Pure."""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from attainment.questions import FLOWS
from attainment.vocabulary import Direction, Values

ZERO = Decimal(0)
PERCENT = Decimal(100)
CLASSES = ("Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
# What a delegated rate typically asks for over five years, where the plan prints no number.
TYPICAL_RATE = Decimal(12)


@dataclass(frozen=True, slots=True)
class Shape:
    """What an invented series starts from: `baseline` and `target` are printed numbers, None where none is."""

    seed: str
    direction: Direction
    decimals: int
    baseline: Decimal | None
    target: Decimal | None
    values: Values | None
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str


def invent(shape: Shape, years: range) -> dict[int, str]:
    """Year → text for most of `years`; a missing year is part of the picture. The same shape gives the same texts."""
    dice = random.Random(shape.seed)  # noqa: S311 - invented data must be repeatable, not secret
    # How much of the way will have been gone at the end: mostly enough, sometimes not.
    reach = Decimal(dice.choice(["0.55", "0.8", "0.95", "1.0", "1.05", "1.1", "1.25"]))
    if shape.direction is Direction.CLASS:
        return _classes(dice, years)
    ends = _ends(shape)
    if ends is None:
        return {}
    values = {year: _value(shape, dice, *ends, reach, year - years.start + 1, len(years)) for year in years}
    left_out = {dice.choice(list(years)[:-1])} if dice.random() < 0.15 else set()
    return {year: _text(shape, value) for year, value in values.items() if year not in left_out}


def promised(shape: Shape) -> str | None:
    """The value that keeping the promise would end at: an invented superior's target for a delegated row."""
    ends = _ends(shape)
    return None if ends is None or shape.direction is Direction.CLASS else _text(shape, ends[1])


def _classes(dice: random.Random, years: range) -> dict[int, str]:
    place = 3
    texts = {}
    for year in years:
        place = max(0, min(len(CLASSES) - 1, place + dice.choice([-1, 0, 0])))
        texts[year] = "断流" if dice.random() < 0.1 else CLASSES[place]
    return texts


def _ends(shape: Shape) -> tuple[Decimal, Decimal] | None:
    """Where the series starts and where keeping the promise would take it; None where nothing is printed."""
    if shape.direction in FLOWS:
        return ZERO, shape.target or _typical_flow(shape)
    start = shape.baseline if shape.baseline is not None else _start_before(shape.target)
    if start is None:
        return None
    if shape.target is not None:
        return start, shape.target
    better = Decimal(-1 if shape.direction in (Direction.LOWER, Direction.CAP) else 1)
    return start, start * (1 + better * Decimal("0.06"))


def _typical_flow(shape: Shape) -> Decimal:
    if shape.direction is Direction.CUMULATIVE:
        return shape.baseline or Decimal(10)
    return TYPICAL_RATE


def _start_before(target: Decimal | None) -> Decimal | None:
    return None if target is None else target * Decimal("0.8")


def _value(
    shape: Shape, dice: random.Random, start: Decimal, end: Decimal, reach: Decimal, step: int, steps: int
) -> Decimal:
    wobble = Decimal(dice.randint(-8, 8)) / 100
    share = reach * step / steps
    if shape.direction is Direction.CUMULATIVE and shape.values is not Values.CUMULATIVE:
        return (end - start) * reach / steps * (1 + wobble)
    if shape.direction in FLOWS and shape.values is Values.ANNUAL:
        return (end - start) * reach / steps * (1 + wobble)
    if start == end:
        return _hold(shape, dice, start)
    return start + (end - start) * (share + wobble / 4)


def _hold(shape: Shape, dice: random.Random, level: Decimal) -> Decimal:
    """A promise to stay: mostly kept, now and then just missed."""
    step = Decimal(1).scaleb(-shape.decimals)
    if dice.random() > 0.12 or level == 0:
        return level
    return level - step * dice.randint(1, 3) if shape.direction is not Direction.LOWER else level + step


def _text(shape: Shape, value: Decimal) -> str:
    if shape.minimum is not None:
        value = max(value, shape.minimum)
    if shape.maximum is not None:
        value = min(value, shape.maximum)
    decimals = 0 if shape.direction is Direction.COUNT else shape.decimals
    if shape.direction in (Direction.COUNT, Direction.CUMULATIVE):
        value = max(value, ZERO)
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):f}"
