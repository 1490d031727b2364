"""The shape of a finding: subjects that stay, fingerprints that follow the texts, gaps in a numbering."""

import pytest

from counties.findings import NOTICE, CitedCell, Found, Rule, enumerate_chinese, gaps, subject_of


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        (["1", "2", "4"], [3]),
        (["2", "3"], [1]),
        (["1", "2", "3", "1", "2"], []),
        (["1", "3", "1", "3"], [2, 2]),
        (["1", "", "2", "（三）", "4"], [3]),
        (["1", "2", "2021"], []),
        ([], []),
    ],
)
def test_gaps_are_found_in_each_sequence(printed: list[str], missing: list[int]) -> None:
    assert gaps(printed) == missing


def test_a_long_subject_stays_within_its_column_and_apart_from_its_like() -> None:
    first, second = subject_of("表" * 150, "甲" * 150), subject_of("表" * 150, "乙" * 150)

    assert len(first) <= 200
    assert first != second


def found(*texts: str, message: str = "说明", cell: str = "E5") -> Found:
    return Found(
        county_id=1,
        plan_id=1,
        rule=Rule.SLIP,
        subject="对象",
        severity=NOTICE,
        message=message,
        cells=tuple(CitedCell("甲.xlsx", "表", cell, text) for text in texts),
    )


def test_a_fingerprint_is_of_the_texts_not_of_their_place_or_wording() -> None:
    assert found("85").fingerprint == found("85", message="另一种说法", cell="F9").fingerprint
    assert found("85").fingerprint != found("86").fingerprint
    assert found("8", "5").fingerprint != found("85").fingerprint


def test_many_items_are_cut_with_their_number() -> None:
    assert enumerate_chinese(["甲", "乙"]) == "甲、乙"
    assert enumerate_chinese(["甲", "乙", "丙"], limit=2) == "甲、乙 等 3 处"
