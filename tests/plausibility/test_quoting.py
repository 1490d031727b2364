"""A typed target beside the words that are quoted for it."""

import pytest

from plausibility.quoting import is_quoted


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("20.26", "到2025年，森林覆盖率达到 20.26%", True),
        ("20.26", "森林覆盖率达到21%", False),
        ("-500", "退化草地治理率达到8%", False),
        ("≥20.260", "覆盖率达到２０．２６％", True),
        ("1200", "达到1,200公顷", True),
        ("20.26", "达到百分之二十点二六", True),
        ("20", "达到120公顷", False),
        ("Ⅲ类", "断面水质达到III类", True),
        ("Ⅲ类", "断面水质达到Ⅳ类", False),
        ("不下降", "森林覆盖率不 下降", True),
        ("不下降", "森林覆盖率保持稳定", False),
        ("8", "", False),
    ],
)
def test_numbers_are_looked_for_as_numbers_and_words_as_words(text: str, wording: str, found: bool) -> None:
    assert is_quoted(text, wording) is found
