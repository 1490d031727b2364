"""Numbers in forms and addresses: what is none is none, and one of thousands of digits is no fault."""

import pytest

from lists.asked import whole_number, whole_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
    ],
)
def test_a_number_is_read_as_far_as_numbers_go(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_what_is_no_number_is_left_out() -> None:
    assert whole_numbers(["3", "x", "9" * 5000, "1"]) == [3, 1]
