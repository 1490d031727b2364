"""Units as the documents print them: one vocabulary, exact factors inside a family (§1).

A unit is kept as printed (`m³` stays `m³`); two units are the same when their canonical names are, and a
value converts only inside one family, by an exact fraction (1 亩 = 2000/3 m²). `‰` is a unit of its own: it
neither vanishes in a % column nor turns into %. `类` is a unit of columns, not of numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_MU = Fraction(2000, 3)  # 1 亩 in m²
_WAN = 10**4
_YI = 10**8

# family → canonical name → (factor to the family's first unit, other spellings)
_FAMILIES: dict[str, dict[str, tuple[int | Fraction, str]]] = {
    "面积": {
        "m²": (1, "平方米 ㎡"),
        "万m²": (_WAN, "万平方米 万㎡"),
        "亿m²": (_YI, "亿平方米"),
        "km²": (10**6, "平方公里 平方千米 ㎢"),
        "万km²": (10**10, "万平方公里 万平方千米 万㎢"),
        "公顷": (_WAN, "ha hm²"),
        "千公顷": (10**7, "千ha 千hm²"),
        "万公顷": (10**8, "万ha 万hm²"),
        "亩": (_MU, "市亩"),
        "千亩": (_MU * 1000, ""),
        "万亩": (_MU * _WAN, ""),
        "亿亩": (_MU * _YI, ""),
    },
    "质量": {
        "t": (1, "吨"),
        "千吨": (1000, "kt"),
        "万t": (_WAN, "万吨"),
        "亿t": (_YI, "亿吨"),
        "kg": (Fraction(1, 1000), "千克 公斤"),
        "g": (Fraction(1, 10**6), "克"),
    },
    "能源": {
        "吨标准煤": (1, "吨标煤 tce t标准煤 t标煤"),
        "万吨标准煤": (_WAN, "万吨标煤 万tce 万t标准煤 万t标煤"),
        "亿吨标准煤": (_YI, "亿吨标煤 亿tce 亿t标准煤"),
        "千克标准煤": (Fraction(1, 1000), "千克标煤 kgce 公斤标准煤"),
    },
    "能耗强度": {
        "吨标准煤/万元": (1, "吨标煤/万元 tce/万元"),
        "吨标准煤/亿元": (Fraction(1, _WAN), "吨标煤/亿元 tce/亿元"),
        "千克标准煤/万元": (Fraction(1, 1000), "千克标煤/万元 kgce/万元"),
    },
    "碳强度": {
        "吨/万元": (1, "t/万元 吨二氧化碳/万元"),
        "吨/亿元": (Fraction(1, _WAN), "t/亿元"),
        "千克/万元": (Fraction(1, 1000), "kg/万元"),
    },
    "电量": {
        "千瓦时": (1, "kWh 度"),
        "万千瓦时": (_WAN, "万kWh 万度"),
        "亿千瓦时": (_YI, "亿kWh 亿度"),
    },
    "功率": {"千瓦": (1, "kW"), "兆瓦": (1000, "MW"), "吉瓦": (10**6, "GW"), "万千瓦": (_WAN, "万kW")},
    "体积": {
        "m³": (1, "立方米 立方 ㎥ 方"),
        "万m³": (_WAN, "万立方米 万立方 万㎥ 万方"),
        "亿m³": (_YI, "亿立方米 亿立方 亿㎥ 亿方"),
    },
    "日水量": {
        "m³/d": (1, "m³/日 m³/天 立方米/日 立方米/天"),
        "万m³/d": (_WAN, "万m³/日 万m³/天 万立方米/日 万立方米/天"),
    },
    "流量": {"m³/s": (1, "m³/秒 立方米/秒")},
    "日产量": {"t/d": (1, "吨/日 吨/天 t/日"), "万t/d": (_WAN, "万吨/日 万吨/天")},
    "用水强度": {"m³/万元": (1, "立方米/万元"), "m³/亿元": (Fraction(1, _WAN), "立方米/亿元")},
    "亩均水量": {"m³/亩": (1, "立方米/亩")},
    "亩均蓄积": {"m³/公顷": (1, "立方米/公顷 m³/hm² m³/ha")},
    "金额": {
        "元": (1, ""),
        "千元": (1000, ""),
        "万元": (_WAN, ""),
        "百万元": (10**6, ""),
        "亿元": (_YI, ""),
    },
    "人均金额": {"元/人": (1, ""), "万元/人": (_WAN, "")},
    "大气浓度": {
        "μg/m³": (1, "微克/立方米 微克每立方米 μg/Nm³"),
        "mg/m³": (1000, "毫克/立方米 毫克每立方米 mg/Nm³"),
        "g/m³": (10**6, "克/立方米"),
    },
    "水中浓度": {"mg/L": (1, "毫克/升 mg/l"), "μg/L": (Fraction(1, 1000), "微克/升 μg/l")},
    "百分比": {"%": (1, "百分比")},
    "千分比": {"‰": (1, "千分比")},
    "事故率": {"起/每万枚": (1, "起/万枚 起每万枚")},
    "降尘": {"吨/平方公里·月": (1, "t/km²·月 吨/km²·月 吨/(平方公里·月) t/(km²·月)")},
    "声级": {"dB": (1, "分贝 dB(A)")},
    "长度": {"m": (1, "米"), "km": (1000, "公里 千米"), "万km": (10**7, "万公里")},
    "人数": {"人": (1, "人口"), "万人": (_WAN, "")},
    "人次": {"人次": (1, ""), "万人次": (_WAN, "")},
    "户数": {"户": (1, ""), "万户": (_WAN, "")},
    "株数": {"株": (1, ""), "万株": (_WAN, "")},
    "时间": {"天": (1, "日")},
    "年水量": {
        "m³/a": (1, "m³/年 立方米/年"),
        "万m³/a": (_WAN, "万m³/年 万立方米/年"),
        "亿m³/a": (_YI, "亿m³/年 亿立方米/年"),
    },
    "年产量": {"t/a": (1, "吨/年 t/年"), "万t/a": (_WAN, "万吨/年 万t/年")},
    "人均面积": {"m²/人": (1, "平方米/人 ㎡/人")},
    "人均水量": {"m³/人": (1, "立方米/人")},
    "施用强度": {
        "kg/亩": (1, "千克/亩 公斤/亩"),
        "kg/公顷": (Fraction(1, 15), "千克/公顷 公斤/公顷 kg/hm² kg/ha"),
    },
    "公交": {"标台/万人": (1, "")},
    "标台": {"标台": (1, "标准台")},
    "时长": {"小时": (1, ""), "分钟": (Fraction(1, 60), "")},
    "月数": {"个月": (1, "")},
    "起数": {"起": (1, "")},
    "分值": {"分": (1, "")},
}
# Counted things never convert into each other: 3 个 and 3 家 may or may not be the same three.
COUNTERS = tuple("个家座处条项台套辆眼口所村次件名艘")
for _counter in COUNTERS:
    _FAMILIES[_counter] = {_counter: (1, ""), f"万{_counter}": (_WAN, "")}
# A solidus that Chinese reads aloud: 立方米/万元 is 立方米每万元, but t/d is nothing each nothing.
_IN_WORDS = re.compile("^[^/]*[一-鿿]/[^/每]*[一-鿿]$")
# Only ever the unit of a column: “Ⅲ类” is a class, “3类” is no number (§1).
_COLUMN_ONLY = {"类": "类别", "无量纲": "", "级": ""}


def _variants(spelling: str) -> set[str]:
    """The ways a keyboard writes one spelling: µ, μ or u; ³ or 3; ² or 2; 克/升 or 克每升."""
    found = {spelling}
    for sign, others in (("μ", "µu"), ("³", "3"), ("²", "2")):
        found |= {known.replace(sign, other) for known in set(found) for other in others}
    return found | {known.replace("/", "每") for known in found if _IN_WORDS.search(known)}


def _vocabulary() -> tuple[dict[str, str], dict[str, tuple[str, Fraction]]]:
    names: dict[str, str] = {}
    factors: dict[str, tuple[str, Fraction]] = {}
    for family, members in _FAMILIES.items():
        for name, (factor, others) in members.items():
            factors[name] = (family, Fraction(factor))
            for spelling in (name, *others.split()):
                names.update(dict.fromkeys(_variants(spelling), name))
    return names, factors


_NAMES, _FACTORS = _vocabulary()
_COLUMN_NAMES = {s: name for name, other in _COLUMN_ONLY.items() for s in (name, *other.split())}

#: Every spelling that may follow a number, longest first, as a regular expression.
UNIT_PATTERN = "(?:" + "|".join(re.escape(s) for s in sorted(_NAMES, key=lambda s: (-len(s), s))) + ")"

_FULL_WIDTH = str.maketrans("％／（）", "%/()")
_BRACKET = re.compile(
    r"^(?P<name>.*\S)\s*[（(](?P<unit>[^（）()]+|[^（）()]*[（(][^（）()]*[）)])[）)]\s*$", re.DOTALL
)


def _fold(unit: str) -> str:
    return "".join(unit.split()).translate(_FULL_WIDTH)


@lru_cache(maxsize=1024)
def canonical(unit: str) -> str | None:
    """The one name of a unit (`平方公里` → `km²`), or None when the vocabulary does not know it."""
    spelling = _fold(unit)
    return _NAMES.get(spelling) or _COLUMN_NAMES.get(spelling)


def is_unit(unit: str) -> bool:
    """Whether the vocabulary knows the unit."""
    return canonical(unit) is not None


def family(unit: str) -> str | None:
    """The family inside which a unit converts, in Chinese (`面积`), or None."""
    name = canonical(unit)
    return _FACTORS[name][0] if name in _FACTORS else None


def siblings(unit: str) -> tuple[str, ...]:
    """The other units that `unit` converts into, in the order of the vocabulary; none for an unknown one."""
    name = canonical(unit)
    if name not in _FACTORS:
        return ()
    return tuple(other for other in _FAMILIES[_FACTORS[name][0]] if other != name)


@lru_cache(maxsize=4096)
def factor(from_unit: str, to_unit: str) -> Fraction | None:
    """How many `to_unit` one `from_unit` is, exactly; None across families or for two unknown units.

    An unknown unit still equals itself.
    """
    if _fold(from_unit) == _fold(to_unit):
        return Fraction(1)
    source, wanted = canonical(from_unit), canonical(to_unit)
    if source is None or wanted is None:
        return None
    if source == wanted:
        return Fraction(1)
    if source not in _FACTORS or wanted not in _FACTORS or _FACTORS[source][0] != _FACTORS[wanted][0]:
        return None
    return _FACTORS[source][1] / _FACTORS[wanted][1]


def same(one: str, other: str) -> bool:
    """Whether two spellings name one unit."""
    return factor(one, other) == 1


def convert(value: Decimal | Fraction | int, from_unit: str, to_unit: str) -> Fraction | None:
    """The value in another unit of the family, exactly; None where no exact factor exists."""
    ratio = factor(from_unit, to_unit)
    return None if ratio is None else Fraction(value) * ratio


def unit_of_bracket(name: str) -> tuple[str, str | None]:
    """An indicator name without the unit in its last bracket, and that unit as printed, without blanks.

    `用水总量（亿 m³）` → (`用水总量`, `亿m³`). A bracket that holds no unit of the vocabulary belongs to the
    name: `古店断面水质类别（市控）` → (the same, None).
    """
    found = _BRACKET.match(name)
    if found is None or not is_unit(found["unit"]):
        return name, None
    return found["name"], "".join(found["unit"].split())
