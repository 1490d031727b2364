"""Every worked example of the specification (§9), through the machine interface."""

from typing import Any

import pytest

from attainment.lines import evaluate_line, parse_line
from tests.attainment.asking import cases

PARSED = cases("parse")
JUDGED = cases("attainment")


@pytest.mark.parametrize(
    "case", PARSED, ids=[f"{case['input']['column']}-{case['input']['text'] or 'empty'}" for case in PARSED]
)
def test_a_cell_is_read_as_the_specification_says(case: dict[str, Any]) -> None:
    answer = parse_line(case["input"])
    assert answer == dict.fromkeys(answer) | case["expect"]  # absent is null


@pytest.mark.parametrize("case", JUDGED, ids=[case["input"]["id"] for case in JUDGED])
def test_a_row_is_judged_as_the_specification_says(case: dict[str, Any]) -> None:
    answer = evaluate_line(case["input"])
    assert answer.pop("explanation").endswith("。")
    assert answer == dict.fromkeys(answer) | case["expect"]  # absent is null


def test_the_examples_are_all_there() -> None:
    assert (len(PARSED), len(JUDGED)) == (220, 55)
