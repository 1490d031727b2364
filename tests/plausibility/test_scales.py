"""Slips of the hand."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plausibility.scales import is_far, slip

figures = st.decimals(min_value=Decimal("-1e20"), max_value=Decimal("1e20"), places=10)


@given(figures.filter(bool), st.sampled_from([10, 100, 1000]))
def test_a_slip_by_tens_is_always_mended_to_the_figure_it_was(value: Decimal, ten: int) -> None:
    wrong = value * ten
    found = slip(wrong, value, "")
    assert is_far(wrong, value)
    assert found is not None
    assert abs(Decimal(found.text) - value) <= Decimal("0.000001")
