"""How far two figures are apart, and which slip of the hand explains it: a decimal point, a percent, a unit. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment import units
from attainment.arithmetic import ARITHMETIC

FAR = Decimal(6)
"""A slip of one decimal place makes ten of one; the true figure has moved since, so less is suspicious already."""

_NEAR = 2
_TENS = (10, 100, 1000)


@dataclass(frozen=True, slots=True)
class Slip:
    """One explanation: its code, a sentence without a full stop, and the mended text."""

    code: str
    sentence: str
    text: str


@dataclass(frozen=True, slots=True)
class _Guess:
    code: str
    factor: Fraction
    words: str


def decimal(exact: Fraction) -> Decimal:
    """To fifty digits, as the judge works."""
    return ARITHMETIC.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def is_far(value: Decimal, other: Decimal) -> bool:
    """Whether two figures of one sign are so many times apart that one of them may be a slip."""
    if not _comparable(value, other):
        return False
    # Two products of the judge's fifty digits: exact, and a tenth of the time of two fractions.
    one, two = abs(value), abs(other)
    return one >= ARITHMETIC.multiply(FAR, two) or ARITHMETIC.multiply(FAR, one) <= two


def times(value: Decimal, other: Decimal) -> str:
    """`约 10 倍`, `约 1/10`."""
    ratio = Fraction(value) / Fraction(other)
    if ratio >= 1:
        return f"约 {_short(ratio)} 倍"
    return f"约 1/{round(1 / ratio)}"


def slip(value: Decimal, near: Decimal, unit: str) -> Slip | None:
    """The likeliest slip that would make `value` of a figure about `near`; None where none comes close."""
    if not _comparable(value, near):
        return None
    guesses = [(_distance(value, guess.factor, near), number, guess) for number, guess in _guesses(unit)]
    distance, _, guess = min(guesses, key=lambda one: one[:2])
    if distance > _NEAR:
        return None
    mended = _written(Fraction(value) * guess.factor)
    return Slip(guess.code, guess.words.format(mended=mended, unit=unit), mended)


def _comparable(value: Decimal, other: Decimal) -> bool:
    return value.is_finite() and other.is_finite() and value * other > 0


def _guesses(unit: str) -> Iterator[tuple[int, _Guess]]:
    return iter(enumerate(_all_guesses(unit)))


def _all_guesses(unit: str) -> Iterator[_Guess]:
    """Of equally near explanations the first counts."""
    if unit == "%":
        yield _Guess("fraction", Fraction(100), "疑将 {mended}% 填成了小数")
    for ten in _TENS:
        yield _Guess("tenfold", Fraction(ten), "疑为小数点错位")
        yield _Guess("tenfold", Fraction(1, ten), "疑为小数点错位")
    for other in units.siblings(unit):
        factor = units.factor(other, unit)
        if factor is not None and factor != 1:
            yield _Guess("unit", factor, f"疑按“{other}”填写，换算成“{{unit}}”为 {{mended}}")


def _distance(value: Decimal, factor: Fraction, near: Decimal) -> Fraction:
    """How many times apart the mended value and the near one still are; at least 1."""
    ratio = Fraction(value) * factor / Fraction(near)
    return ratio if ratio >= 1 else 1 / ratio


def _short(ratio: Fraction) -> str:
    return f"{round(ratio)}" if ratio >= 10 else f"{float(ratio):.1f}".removesuffix(".0")


def _written(value: Fraction) -> str:
    """A mended figure as one types it: exact where it is short, else to six decimals."""
    text = f"{decimal(value):.6f}"
    return text.rstrip("0").rstrip(".")
