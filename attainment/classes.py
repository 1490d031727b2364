"""Cells that print a water class: `Ⅲ类`, `劣Ⅴ类`, `达到或优于Ⅲ类`, `优于Ⅲ类` (§1).

A smaller rank is a better class, so “at least as good as Ⅲ” is le. “高于Ⅲ类” and “≥Ⅲ类” may mean the number or
the quality: they stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attainment.folding import romans, words
from attainment.vocabulary import Kind, Op

_RANKS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "劣V": 6}
CLASS_NAMES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
_BETTER = "优于 好于"
_OPS: dict[str, Op] = {
    **dict.fromkeys(words("≤ 不低于 不劣于 不差于 不超过 控制在 稳定控制在"), Op.LE),
    **{f"达到{join}{word}": Op.LE for word in _BETTER.split() for join in ("或", "及", "或者", "和")},
    **{f"{word}{join}达到": Op.LE for word in _BETTER.split() for join in ("或", "及", "或者", "和")},
    **{f"{word}或等于": Op.LE for word in _BETTER.split()},
    **dict.fromkeys(["<", *_BETTER.split()], Op.LT),
    **dict.fromkeys(["劣于", "差于"], Op.GT),
}
# What leads up to a class and says nothing of its own; no two of them make a third, so there is one way to read them.
_VERBS = words(
    "力争 确保 争取 持续 稳定 总体 达到 达 保持 维持 在 提升到 提升至 提高到 提高至 改善到 改善至 恢复到 恢复至"
)
_STANDARD = (
    r"(?:国家)?《?地[表下]水(?:环境)?(?:质量)?(?:标准)?》?(?:\(GB/?T?[0-9]+[-—][0-9]+\))?(?:标准)?(?:中?的)?"
)
_MATTER = "水质标准|水质|水体|标准|水平|水"
_AFTER = {"及以上": Op.LE, "以上": Op.LE, "或以上": Op.LE, "及以下": Op.GE, "以下": Op.GE, "或以下": Op.GE}


def _any_of(listed: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, listed), key=len, reverse=True))


_CLASS = re.compile(
    rf"(?:{_any_of(_VERBS)}){{0,5}}(?P<before>{_any_of(_OPS)})?(?:{_STANDARD})?"
    rf"(?P<roman>劣?(?:III|II|IV|I|V))(?:类(?:{_MATTER})?)?"
    rf"(?:(?:\(含\))?(?P<after>{_any_of(_AFTER)})(?:{_MATTER})?)?"
)


def class_name(rank: Decimal | int) -> str | None:
    """`Ⅲ类` for 3; None where no class has the rank."""
    whole = int(rank)
    return CLASS_NAMES[whole - 1] if whole == rank and 1 <= whole <= len(CLASS_NAMES) else None


def water_class(text: str) -> dict[str, Any] | None:
    """The rank and operator of a class, or None."""
    found = _CLASS.fullmatch(romans(text))
    if found is None or found["roman"] not in _RANKS:
        return None
    before, after = _OPS.get(found["before"] or ""), _AFTER.get(found["after"] or "")
    if before is not None and after is not None and before is not after:
        return None
    return {"kind": Kind.CLASS, "rank": _RANKS[found["roman"]], "op": before or after}
