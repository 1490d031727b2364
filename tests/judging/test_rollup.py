"""Each catalogue indicator of a county counts once; which of its rows counts, and what they disagree on."""

from typing import Any

import pytest

from attainment import Status
from attainment.rollup import Attribute
from judging.summaries.rollup import Counted, counts_of, roll_up
from tests.small_ledger import printed

BINDING, EXPECTED = "约束性", "预期性"


def pair(**second: Any) -> Counted:
    """The row as printed, and a second plan's row that differs in `second`."""
    (counted,) = roll_up([printed(1), printed(2, **second)])
    return counted


def test_one_row_counts_as_it_is() -> None:
    (counted,) = roll_up([printed(attribute=BINDING)])
    assert (counted.counts.row_id, counted.attribute, counted.differs) == (1, BINDING, ())


def test_counties_and_sites_are_counted_apart() -> None:
    rows = [printed(1), printed(2, county_id=2), printed(3, site_id=4), printed(4, indicator_id=8)]
    assert len(roll_up(rows)) == 4


@pytest.mark.parametrize(
    ("direction", "first", "second", "counts"),
    [
        pytest.param("higher", "88", "90", 2, id="higher-more-is-stricter"),
        pytest.param("lower", "30", "25", 2, id="lower-less-is-stricter"),
        pytest.param("lower", "30", "<30", 2, id="strictly-less-is-stricter"),
        pytest.param("cap", "0.78", "0.90", 1, id="a-lower-cap-is-stricter"),
        pytest.param("class", "Ⅳ类", "Ⅲ类", 2, id="a-better-class-is-stricter"),
        pytest.param("higher", "持续改善", "60", 2, id="a-number-before-words"),
        pytest.param("lower", "10-15", "14", 2, id="an-interval-is-held-at-its-upper-end"),
    ],
)
def test_of_two_decidable_rows_the_stricter_target_counts(
    direction: str, first: str, second: str, counts: int
) -> None:
    rows = [
        printed(1, direction=direction, target_text=first),
        printed(2, direction=direction, target_text=second),
    ]
    (counted,) = roll_up(rows)
    assert counted.counts.row_id == counts


def test_targets_are_compared_in_one_unit() -> None:
    counted = pair(target_text="0.0088", unit="km²")
    assert counted.counts.row_id == 1  # % and km² do not convert: a number comes before none
    (counted,) = roll_up(
        [
            printed(1, indicator_unit="公顷", unit="公顷", target_text="700"),
            printed(2, indicator_unit="公顷", unit="km²", target_text="8"),
        ]
    )
    assert counted.counts.row_id == 2


def test_the_assigned_target_is_the_one_compared() -> None:
    assert pair(target_text="完成市级考核任务", used_target="95").counts.row_id == 2


def test_of_equal_targets_the_worse_verdict_counts() -> None:
    assert pair(status="regressed").counts.row_id == 2


@pytest.mark.parametrize(
    ("status", "other"),
    [("behind", "no_data"), ("no_data", "unjudged"), ("unjudged", "pending"), ("pending", "excluded")],
)
def test_a_decidable_row_counts_before_an_undecidable_one(status: str, other: str) -> None:
    (counted,) = roll_up([printed(1, status=other, target_text="99"), printed(2, status=status)])
    assert counted.status == status


def test_two_open_targets_are_pending_and_no_conflict() -> None:
    (counted,) = roll_up(
        [
            printed(1, status="pending", target_text="完成市级考核任务"),
            printed(2, status="pending", target_text="完成省市下达任务"),
        ]
    )
    assert (counted.status, counted.differs) == (Status.PENDING, ())


def test_binding_where_either_row_says_so() -> None:
    (counted,) = roll_up([printed(1, attribute=EXPECTED), printed(2, attribute=BINDING)])
    assert counted.attribute == BINDING


def test_rows_that_say_the_same_in_other_words_are_no_conflict() -> None:
    assert pair(target_text="≥88", baseline_text="80%").differs == ()


def test_a_conflict_names_both_texts_verbatim() -> None:
    counted = pair(target_text="不低于90", baseline_text="79.5", status="behind")
    assert counted.differs == (
        "目标不一：88、不低于90",
        "基准不一：80、79.5",
        "结论不一：达到序时进度、进度滞后",
    )


def test_counts_take_a_pair_once_and_keep_what_is_not_computed_among_the_unjudged() -> None:
    rows = [printed(1, attribute=BINDING), printed(2), printed(3, indicator_id=8, status=None)]
    counts = counts_of(roll_up(rows))
    assert counts.all.total == 2
    assert counts.by_attribute[Attribute.BINDING].on_schedule == (1, 1)
    assert counts.by_attribute[Attribute.UNMARKED].unjudged == 1


def test_only_a_missed_binding_indicator_raises_the_banner() -> None:
    missed = [printed(status="missed", attribute=attribute) for attribute in (BINDING, EXPECTED)]
    assert [roll_up([row])[0].is_binding_missed for row in missed] == [True, False]
