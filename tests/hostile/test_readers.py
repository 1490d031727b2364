"""Every hostile file at every reader: an answer in words, in time, in little memory, and never a fault.

Most are run where everything is run: they take two minutes together.
"""

from collections.abc import Iterator

import pytest

from sandbox import calling
from tests.hostile.judging import DOORS, judged, usual
from tests.hostile.making import Case, cases

CASES = cases()
EVERY = 12
"""Of so many cases one is run in the loop."""


@pytest.fixture(scope="module", autouse=True)
def usually() -> Iterator[int]:
    """What an ordinary child takes; the server has the readers of these tests loaded."""
    calling.stop()
    yield usual()
    calling.stop()


def _marks(at: int) -> list[pytest.MarkDecorator]:
    return [pytest.mark.whole] if at % EVERY else []


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.title, marks=_marks(at)) for at, case in enumerate(CASES)]
)
def test_it_is_answered_in_words(case: Case, usually: int) -> None:
    content = case.build()
    first = judged(content, "read", usually)
    assert first.is_good, f"read: {first}"
    for door in DOORS:
        # What the reader refuses, the others refuse by it.
        if door != "read" and (first.said == "read" or door == "counted"):
            verdict = judged(content, door, usually)
            assert verdict.is_good, f"{door}: {verdict}"


def test_there_are_enough_of_every_kind() -> None:
    assert len(CASES) >= 300
    assert len({case.title for case in CASES}) == len(CASES)
    assert len({case.kind for case in CASES}) >= 15


def test_the_answers_are_not_all_refusals(usually: int) -> None:
    """An ordinary workbook made by the same hands is read: the cases are refused for what they do."""
    from tests.hostile.making import book

    assert {door: str(judged(book(), door, usually).said) for door in DOORS} == dict.fromkeys(DOORS, "read")
