"""The judge's own arithmetic: exact, of any width, whatever context the caller has."""

from decimal import Decimal, localcontext

import pytest

from attainment.arithmetic import rounded, settled, step, whole_down, whole_up

WIDE = Decimal("123456789" * 5 + ".5")
"""45 digits before the point: with the decimals it is rounded to, more than a computation holds."""


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0.25", 1, "0.2"),
        ("0.35", 1, "0.4"),
        ("-0.04", 1, "0.0"),
        ("-0.05", 1, "0.0"),
        ("2", 3, "2.000"),
    ],
)
def test_half_goes_to_even_and_zero_has_no_sign(value: str, decimals: int, text: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == text


def test_the_callers_context_decides_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(rounded(WIDE, 12)) == f"{'123456789' * 5}.500000000000"
        assert str(whole_down(WIDE)) == "123456789" * 5
        assert str(whole_up(WIDE)) == "123456789" * 4 + "123456790"


def test_whole_steps_below_zero() -> None:
    assert (whole_down(Decimal("-1.5")), whole_up(Decimal("-1.5"))) == (Decimal(-2), Decimal(-1))


def test_a_step_is_the_last_decimal() -> None:
    assert [str(step(decimals)) for decimals in (0, 1, 3)] == ["1", "0.1", "0.001"]


def test_the_last_ten_digits_of_a_logarithm_are_its_error() -> None:
    almost = Decimal("0." + "9" * 45)
    assert settled(almost) == 1
    assert settled(Decimal("0." + "9" * 39)) != 1
