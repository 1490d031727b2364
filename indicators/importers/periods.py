"""时段: the full year, or a part of it written one way, because it is a part of a figure's key."""

import re

FULL_YEAR = ""
"""As `Observation.FULL_YEAR`, which stands where there is a database; a test holds them together."""
_FULL = {"", "全年", "年", "年度", "1-12月", "年均", "全年均值"}
_NAMED = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_QUARTER = str.maketrans("1234", "一二三四")
_RANGE = re.compile(r"(\d{1,2})月?(?:[-—–~～至到]{1,2}(\d{1,2}))?月(?:份)?")


def read_period(text: str) -> str | None:
    """`""` for the full year, `1-9月` or `3月` for a part, None where the text names no part of a year."""
    bare = re.sub(r"\s+", "", text).translate(_DIGITS)
    if bare in _FULL:
        return FULL_YEAR
    named = re.sub(r"^第", "", bare)
    named = re.sub(r"^([1-4])(?=季度)", lambda found: found[1].translate(_QUARTER), named)
    if named in _NAMED:
        return _written(*_NAMED[named])
    found = _RANGE.fullmatch(bare)
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return _written(first, last) if 1 <= first <= last <= 12 else None


def _written(first: int, last: int) -> str:
    if (first, last) == (1, 12):
        return FULL_YEAR
    return f"{first}月" if first == last else f"{first}-{last}月"
