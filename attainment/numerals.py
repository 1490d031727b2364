"""Figures written in Chinese numerals: `一百`, `三千二百`, `十二万五千`, `三点五`; `百分之八十` (§1).

Only what a careful writer writes is a number: `一百二` (102 or 120), `三五` (three to five), `百余`, `一二三` are not.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"亿": 10**8, "万": 10**4}
_ONE = "[零〇一二三四五六七八九两十百千]"

#: A run of numerals. A last 万 or 亿 belongs to the unit: `八万个` are 8 万个, as `8万个` are.
HAN = rf"{_ONE}{{1,16}}(?:[万亿]{_ONE}{{1,16}}){{0,3}}(?:点[零〇一二三四五六七八九]{{1,16}})?"
#: Units that make another word of a single numeral: 十分, 一方, 一起, 一口, 一度.
_WORDLIKE = frozenset("分方起口度日村")
_SHARE = re.compile(rf"(?P<of>[百千])分之(?P<share>[0-9]+(?:\.[0-9]+)?|{HAN})")


def is_han(printed: str) -> bool:
    """Whether a figure is written in Chinese numerals."""
    return bool(re.match(_ONE, printed))


def han_number(printed: str) -> Decimal | None:
    """The number that the numerals write, or None where they do not write exactly one."""
    whole, point, decimals = printed.replace("〇", "零").partition("点")
    value = _value(re.sub("两(?=[百千万亿])|^两$", "二", whole))
    if value is None or bool(point) != bool(decimals) or decimals.strip(_DIGITS):
        return None
    places = "".join(str(_DIGITS.index(digit)) for digit in decimals)
    return Decimal(f"{value}.{places}" if places else value)


def stands_alone(printed: str, unit: str | None) -> bool:
    """Whether the numerals are a figure beside this unit or none: a lone `一` may be a dash, `十分` a word."""
    single = len(printed) == 1 and printed not in "零〇"
    return not (single and (unit is None or unit in _WORDLIKE))


def shares(text: str) -> str:
    """`百分之八十` as `八十%`, `千分之五` as `五‰`."""
    text = text.replace("百分之百", "100%")
    return _SHARE.sub(lambda found: found["share"] + ("%" if found["of"] == "百" else "‰"), text)


def written(value: int) -> str:
    """The one careful way to write a number below 10¹²."""
    for name, size in _LARGE.items():
        if value >= size:
            high, low = divmod(value, size)
            gap = "零" if low and low < size // 10 else ""
            return written(high) + name + (gap + _section(low, whole=False) if low else "")
    return _section(value, whole=True)


def _section(value: int, *, whole: bool) -> str:
    """A number below 10⁴ (or what is left below 10⁸); `十二` for twelve only where nothing stands before it."""
    if value >= _LARGE["万"]:
        high, low = divmod(value, _LARGE["万"])
        gap = "零" if low and low < _SMALL["千"] else ""
        return _section(high, whole=False) + "万" + (gap + _section(low, whole=False) if low else "")
    if value < _SMALL["十"]:
        return _DIGITS[value]
    name, size = max((pair for pair in _SMALL.items() if pair[1] <= value), key=lambda pair: pair[1])
    high, low = divmod(value, size)
    head = name if whole and high == 1 and size == _SMALL["十"] else _DIGITS[high] + name
    gap = "零" if low and low < size // 10 else ""
    return head + (gap + _section(low, whole=False) if low else "")


def _value(whole: str) -> int | None:
    """The number if writing it again gives the same numerals."""
    value = _sum(whole)
    return value if value is not None and written(value) == whole else None


def _sum(numerals: str) -> int | None:
    """What the numerals add up to, however carelessly they are put."""
    for name, size in _LARGE.items():
        high, found, low = numerals.rpartition(name)
        if found:
            parts = _sum(high), _sum(low)
            return None if parts[0] is None or parts[1] is None else parts[0] * size + parts[1]
    total, digit = 0, None
    for sign in numerals:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in _SMALL:
            total, digit = total + (1 if digit is None else digit) * _SMALL[sign], None
        else:
            return None
    return total + (digit or 0)
