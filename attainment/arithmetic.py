"""Exact arithmetic of the judge: its own decimal contexts, never the caller's.

50 digits while a verdict is worked out (figures have at most 40, `phrases.MAX_DIGITS`), 40 for what comes out
of a logarithm: the last ten digits are the error, so 1−√0.81 is 0.1 and a pace of 1 is 1.
"""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
)

ARITHMETIC = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation])
_SETTLED = Context(prec=40, rounding=ROUND_HALF_EVEN, traps=[])
_WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
#: No reporting precision is finer; what is only shown may need more to be told from its neighbour.
MAX_DECIMALS = 12
FINEST = 60
_QUANTA = tuple(Decimal((0, (1,), -d)) for d in range(FINEST + 1))


def step(decimals: int) -> Decimal:
    """10⁻ᵈ."""
    return _QUANTA[decimals]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half-even to d decimals, never negative zero."""
    result = value.quantize(_QUANTA[decimals], ROUND_HALF_EVEN, _WIDE)
    return result or result.copy_abs()


def settled(value: Decimal) -> Decimal:
    """A result of logarithms without the digits that are only their error."""
    return _SETTLED.plus(value)


def whole_down(value: Decimal) -> Decimal:
    """⌊value⌋."""
    return value.quantize(ONE, ROUND_FLOOR, _WIDE)


def whole_up(value: Decimal) -> Decimal:
    """⌈value⌉."""
    return value.quantize(ONE, ROUND_CEILING, _WIDE)
