"""Whether words explain anything."""

import pytest

from plausibility import says_something


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", False),
        ("1", False),
        ("无", False),
        ("。", False),
        (".", False),
        ("同上", False),
        ("123456", False),
        ("啊啊啊啊", False),
        ("ok", False),
        ("aaaaaaaa", False),
        ("已停产", True),
        ("监测站停运", True),
        ("新增 2 座污水处理厂", True),
        ("sensor was replaced", True),
    ],
)
def test_an_explanation_says_something(words: str, expected: bool) -> None:
    assert says_something(words) is expected
