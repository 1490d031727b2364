"""Counting verdicts (§6)."""

from attainment import Attribute, Colour, Share, Status, rollup

B, E, U = Attribute.BINDING, Attribute.EXPECTED, Attribute.UNMARKED


def test_shares_are_always_of_something_and_the_undecided_stand_beside_them() -> None:
    counts = rollup(
        [
            (Status.HELD, B),
            (Status.BEHIND, E),
            (Status.REGRESSED, U),
            *[(Status.PENDING, U)] * 24,
            (Status.EXCLUDED, U),
        ]
    ).all
    assert counts.on_schedule == Share(1, 3)
    assert counts.coverage == Share(3, 27)
    assert (counts.unjudged, counts.total, counts.of(Colour.GREY)) == (24, 28, 25)


def test_completion_counts_the_final_year_only() -> None:
    counts = rollup([(Status.ACHIEVED, B), (Status.ACHIEVED, U), (Status.MISSED, E), (Status.NO_DATA, E)]).all
    assert counts.completion == Share(2, 3)


def test_one_missed_binding_target_raises_the_banner() -> None:
    assert rollup([(Status.MISSED, E), (Status.ACHIEVED, B)]).banner is None
    assert rollup([(Status.MISSED, B), *[(Status.ACHIEVED, B)] * 9]).banner == "约束性指标未全部完成"


def test_an_attribute_that_is_not_printed_is_a_count_of_its_own() -> None:
    counted = rollup([(Status.HELD, U), (Status.HELD, B)])
    assert {attribute: counts.total for attribute, counts in counted.by_attribute.items()} == {
        B: 1,
        E: 0,
        U: 1,
    }


def test_nothing_counts_as_nothing() -> None:
    counts = rollup([]).all
    assert (counts.coverage, counts.completion, counts.on_schedule) == (Share(0, 0),) * 3
