"""Amounts of key projects: the printed text, and 亿元 only where nothing has to be guessed; how 亿元 are shown.

The unit is the table's own: from the column's header (`概算总投资(亿元)`, `投资金额（万元）`) or the line
`单位：万元` above the table. An amount stays unparsed, with a sentence, when
- it is no plain number (`约3.5`, `1.2-1.5`, `3亿` under a header that says 万元),
- no unit is printed anywhere, or
- its magnitude is not credible for one project of one county: `LARGEST_YI` = 100 亿元 or more, negative,
  or above zero and below `SMALLEST_WAN` = 1 万元. The largest credible amounts of the plans are 79.79 and 58.25 亿元;
  603.51 under a header 亿元 for the wells of one village is a 万元 amount in the wrong column.
Blank, `/`, `-`, `—`, `无` are no amount and no problem. Totals must leave flagged amounts out and say so.

Nobody else writes an amount in 亿元: `brief_yi` for a page, `exact_yi` for its title, a sheet and a finding.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from workbooks.numbers import plain_number, written

YI, WAN = "亿元", "万元"
PER_YI = {YI: Decimal(1), WAN: Decimal(10_000), "元": Decimal(100_000_000)}
LARGEST_YI = Decimal(100)
SMALLEST_WAN = Decimal(1)
_CENTS = Decimal("0.01")
_NOTHING = re.compile(r"[-—–/\\一无\s]*|不详|暂无|待定")
_UNIT = re.compile(r"亿元|万元|(?<![亿万])元")
_WITH_UNIT = re.compile(r"(.*?\d)\s*(亿元|万元|元|亿|万)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount; `unit` is the table's, `yi` exact 亿元 or None, `problem` why it is not in totals."""

    text: str
    unit: str | None
    yi: Decimal | None
    problem: str | None = None


def unit_of(header: str) -> str | None:
    """万元, 亿元 or 元 as a header or a line `单位：万元` names it; None for none or for two different ones."""
    units = set(_UNIT.findall(header))
    return units.pop() if len(units) == 1 else None


def read_amount(text: str, unit: str | None) -> Amount:
    """Read one amount under its table's unit; never raises."""
    bare = text.strip()
    if _NOTHING.fullmatch(bare):
        return Amount(text, unit, None)
    printed = _WITH_UNIT.fullmatch(bare)
    if printed:
        own = {"亿": YI, "万": WAN}.get(printed[2], printed[2])
        if unit is not None and own != unit:
            return Amount(text, unit, None, f"金额“{bare}”自带的单位与表头的“{unit}”不一致")
        bare, unit = printed[1], own
    value = plain_number(bare)
    if value is None:
        return Amount(text, unit, None, f"金额“{text.strip()}”不是可以直接读取的数字")
    if unit is None:
        return Amount(text, None, None, f"金额“{text.strip()}”没有单位（表头未写万元或亿元）")
    return _judge(text, unit, value)


def _judge(text: str, unit: str, value: Decimal) -> Amount:
    yi = value / PER_YI[unit]
    if value < 0:
        return Amount(text, unit, None, f"金额“{text.strip()}”是负数")
    if yi >= LARGEST_YI:
        return Amount(
            text,
            unit,
            None,
            f"金额“{text.strip()}”按表头为 {written(value)} {unit}，对县区的单个项目明显过大，疑为单位或错列",
        )
    if value and yi * PER_YI[WAN] < SMALLEST_WAN:
        return Amount(
            text,
            unit,
            None,
            f"金额“{text.strip()}”按表头为 {written(value)} {unit}，不足 1 万元，疑为单位有误",
        )
    return Amount(text, unit, yi)


def exact_yi(value: Decimal) -> str:
    """The amount to its last digit."""
    return written(value)


def brief_yi(value: Decimal) -> str:
    """Two decimals; an amount that would read 0.00 is shown whole, for it is not nothing, and nothing is 0."""
    brief = value.quantize(_CENTS, ROUND_HALF_EVEN)
    return f"{brief:f}" if brief else exact_yi(value)
