"""Cells that print a water class: `Ⅲ类`, `劣Ⅴ类`, `达到或优于Ⅲ类`, `优于Ⅲ类` (§1).

A smaller rank is a better class, so “at least as good as Ⅲ” is le. “高于Ⅲ类” and “≥Ⅲ类” may mean the number or
the quality: they stay text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from attainment.folding import romans, words
from attainment.vocabulary import Kind, Op

_RANKS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "劣V": 6}
CLASS_NAMES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
_BETTER = "优于 好于"
_OPS: dict[str, Op | None] = {
    **dict.fromkeys(
        words("达到 稳定达到 保持 保持在 稳定在 维持在 达 力争达到 提升到 提升至 改善到 改善至 恢复到")
    ),
    **dict.fromkeys(words("≤ 不低于 不劣于 不差于 不超过 控制在"), Op.LE),
    **{f"达到{join}{word}": Op.LE for word in _BETTER.split() for join in ("或", "及", "或者", "和")},
    **{f"{word}{join}达到": Op.LE for word in _BETTER.split() for join in ("或", "及", "或者", "和")},
    **{f"{word}或等于": Op.LE for word in _BETTER.split()},
    **dict.fromkeys(["<", *_BETTER.split()], Op.LT),
    **dict.fromkeys(["劣于", "差于"], Op.GT),
}
_AFTER = {"及以上": Op.LE, "以上": Op.LE, "或以上": Op.LE, "及以下": Op.GE, "以下": Op.GE, "或以下": Op.GE}
_CLASS = re.compile(
    rf"(?P<before>{'|'.join(sorted(map(re.escape, _OPS), key=len, reverse=True))})?"
    r"(?P<roman>劣?(?:III|II|IV|I|V))(?P<word>类(?:水质|水体|标准|水)?)?"
    rf"(?:(?:\(含\))?(?P<after>{'|'.join(sorted(_AFTER, key=len, reverse=True))}))?"
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
