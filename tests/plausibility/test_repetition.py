"""A sheet that is last year's over again is one question."""

import pytest

from plausibility import copied, repeats
from tests.plausibility.cells import cell, series


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ([True] * 54, True),
        ([True] * 18 + [False] * 36, True),
        ([True] * 17 + [False] * 37, False),
        ([True] * 4, False),
        ([True] * 5 + [None] * 200, True),
        ([None] * 54, False),
        ([], False),
    ],
)
def test_a_third_of_a_sheet_is_asked_about(cells: list[bool | None], asked: bool) -> None:
    assert (copied(cells) is not None) is asked


def test_the_question_counts_what_could_tell() -> None:
    found = copied([True] * 6 + [False] * 2 + [None] * 9)
    assert found is not None
    assert found.sentence == "8 项可与上年比较的数值中有 6 项与上年完全相同"


def test_only_the_very_last_year_is_repeated() -> None:
    assert repeats(cell("20.1", series=series(y2023="20.1"))) is True
    assert repeats(cell("20.2", series=series(y2023="20.1"))) is False
    assert repeats(cell("20.1", series=series(y2022="20.1"))) is None
