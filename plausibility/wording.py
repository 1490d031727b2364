"""Numbers as a person writes them, and whether a person's words say anything."""

import re
from decimal import Decimal

SHORTEST = 3
"""Characters of Chinese, or words of letters, below which nothing is explained: “已停产” does, “无” and “1” do not."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def plain(value: Decimal) -> str:
    """A computed number without exponent, six decimals at most."""
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")


def says_something(words: str) -> bool:
    """Whether an explanation can be one: not “1”, “无”, “.” or one character over and over."""
    chinese, letters = _CHINESE.findall(words), set(_WORD.findall(words.lower()))
    return (len(chinese) >= SHORTEST and len(set(chinese)) > 1) or len(letters) >= SHORTEST
