"""The extrapolation (§7)."""

from decimal import Decimal

import pytest

from attainment import Question, outlook
from attainment.outlook import CAVEAT, Prospect
from tests.attainment.asking import ask, seen

STEADY = (80, 81, 82, 83)


def points(*values: float, first: int = 2020) -> dict[int, Decimal]:
    return {first + i: Decimal(str(value)) for i, value in enumerate(values)}


def row(target: str, direction: str = "higher") -> Question:
    return ask(direction, "80", target, {}, decimals=2)


@pytest.mark.parametrize(
    ("target", "prospect"),
    [("85", Prospect.LIKELY), ("85.01", Prospect.UNLIKELY)],
)
def test_a_steady_series_leads_to_one_point(target: str, prospect: Prospect) -> None:
    found = outlook(row(target), points(*STEADY))
    assert seen(found.prospect, found.low, found.centre, found.high) == (prospect, 85, 85, 85)
    assert (found.n, found.h) == (4, 2)


@pytest.mark.parametrize(
    ("target", "prospect"),
    [
        ("92", Prospect.LIKELY),
        ("94", Prospect.POSSIBLE),
        ("94.01", Prospect.DIFFICULT),
        ("100", Prospect.DIFFICULT),
        ("100.01", Prospect.UNLIKELY),
    ],
)
def test_the_band_is_as_wide_as_the_slopes_and_the_largest_residual(target: str, prospect: Prospect) -> None:
    # Slopes: Theil–Sen 2, last 4, mean 2.5; the line 80, 82 … 88 leaves a residual of 2.
    found = outlook(row(target), points(80, 82, 84, 86, 90, first=2019))
    assert seen(found.slope, found.low, found.centre, found.high) == (2, 92, 94, 100)
    assert found.prospect is prospect


def test_a_target_that_is_its_own_baseline_is_a_target_and_one_year_ahead_is_ahead() -> None:
    found = outlook(row("不下降"), points(*STEADY, 84))
    assert (found.prospect, found.n, found.h) == (Prospect.LIKELY, 5, 1)


def test_without_a_point_the_whole_plan_lies_ahead() -> None:
    assert outlook(row("90"), {}).h == 5


def test_what_it_is_not_is_said_every_time() -> None:
    assert CAVEAT in outlook(row("85"), points(*STEADY)).sentence


@pytest.mark.parametrize(
    ("question", "series"),
    [
        (row("90"), points(80, 81, 82, first=2021)),
        (row("90"), points(80, 81, 82, 83, first=2018)),
        (row("90"), points(80, 81, 82, 83, 84, first=2021)),
        (row("90"), {**points(80, 81, first=2019), **points(83, 84, 85, first=2022)}),
        (row("完成市下达任务"), points(*STEADY)),
        (row("Ⅲ类", "class"), points(3, 3, 3, 3)),
        (row("≤90"), points(*STEADY)),
        (row("90"), {}),
    ],
    ids=["too few", "too far", "nothing ahead", "a hole", "no target", "a class", "a conflict", "none"],
)
def test_otherwise_nothing_is_foretold(question: Question, series: dict[int, Decimal]) -> None:
    found = outlook(question, series)
    assert found.sentence == f"不作预测（n={found.n}, h={found.h}）"
    few, far = found.n < 4, 2 * found.h > found.n
    said = "至少要 4 年" if few else "最多推演其一半的年数" if far else "不能推演"
    assert found.why_none.endswith(said)
    assert found.low is None
