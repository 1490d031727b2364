"""逻辑性: what a figure contradicts by itself, its bounds, its county, its target's direction, or its parts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attainment import Column, Direction, parse, units
from attainment.questions import FALLING
from attainment.vocabulary import Op
from plausibility.facts import Facts, Past, Remark, Severity
from plausibility.wording import plain

_THINGS = frozenset(
    [
        "个",
        "家",
        "座",
        "处",
        "条",
        "项",
        "台",
        "套",
        "辆",
        "眼",
        "口",
        "所",
        "村",
        "起",
        "人",
        "户",
        "株",
        "天",
        "个月",
    ]
)
"""Units of things that are counted one by one."""
_NOT_YET = re.compile("初步|初报|快报|暂|预计|预估|预测|估计|估算|待核|待定|未审")
_AIR = "μg/m³"
"""A concentration in the air is never nothing."""


def outside(amount: Fraction, low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """Why an amount is impossible by the catalogue's bounds; "" where it is not."""
    if low is not None and amount < low:
        return f"不应小于 {_bound(low, unit)}"
    if high is not None and amount > high:
        return f"不应大于 {_bound(high, unit)}"
    return ""


def _bound(bound: Decimal, unit: str) -> str:
    if not bound or not unit:
        return f"{bound.normalize():f}"
    return f"{bound.normalize():f}{'' if unit == '%' else ' '}{unit}"


def is_counted(facts: Facts) -> bool:
    """Whether the cell counts whole things."""
    return facts.direction is Direction.COUNT or units.canonical(facts.unit) in _THINGS


def not_whole(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """1.5 parks."""
    if units.canonical(facts.unit) in _THINGS and value != value.to_integral_value():
        sentence = f"以“{facts.unit}”计的数应为整数，请改正"
        yield Remark("whole", sentence, severity=Severity.MEND)


def out_of_bounds(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """What the catalogue holds impossible, and an area larger than the county."""
    said = outside(Fraction(value), facts.minimum, facts.maximum, facts.unit)
    if said:
        yield Remark("bounds", f"{said}，请核对数值和单位", severity=Severity.MEND)
    if facts.area is not None and value > facts.area.value:
        yield Remark("area", f"大于{facts.area.name} {facts.area.text}，请核对数值和单位")


def tentative(facts: Facts) -> Iterator[Remark]:
    """“约12”, “17.5（初步）”: a figure that says of itself that it is not the one that was measured."""
    is_about = parse(facts.text, Column.OBSERVED).op is Op.APPROX
    if is_about or _NOT_YET.search(facts.text):
        what = "约数" if is_about else "未定的数"
        yield Remark("tentative", f"“{facts.text}”是{what}，请填确定的监测结果；确无确定结果的，请写明原因")


def nothing(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """A zero where nothing that is known of the row has ever been one."""
    if value or facts.direction is Direction.CLASS:
        return
    in_the_air = units.factor(facts.unit, _AIR) is not None
    if in_the_air or not _may_be_nothing(facts):
        last = facts.last
        said = f"，而 {last.label}为 {last.text}" if last is not None and last.value else ""
        yield Remark("zero", f"填报值为 0{said}；确为 0 的请说明，没有数据的请选无数据原因")


def _may_be_nothing(facts: Facts) -> bool:
    figures = [past.value for past in facts.known]
    if facts.is_flow or facts.direction is Direction.COUNT:
        # Nothing may have been done yet; once something was, the figure stays.
        return not any(figures)
    if facts.baseline is not None:
        figures.append(facts.baseline.value)
    if facts.target is not None:
        figures.append(facts.target)
    if not all(figures):
        return True
    # The last bad section, the last breach: less is what is wanted, and none the best.
    return facts.direction in FALLING and (facts.unit == "%" or is_counted(facts))


def worse_than_baseline(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Worse than the baseline in the row's direction; room under a cap is there to be used.

    Where the year before was worse already it was told and explained then; the verdict goes on saying it.
    """
    if facts.is_flow:
        if value < 0:
            yield Remark("worse", "为负数，表示比基准年反弹，请核实")
        return
    baseline = facts.baseline
    if baseline is None or facts.direction in (Direction.CAP, Direction.UNKNOWN):
        return
    falling, before = facts.direction in FALLING, facts.year_before
    if not _is_worse(value, baseline, falling) or (before and _is_worse(before.value, baseline, falling)):
        return
    if facts.direction is Direction.CLASS:
        yield Remark("worse", f"劣于 {baseline.label}值 {baseline.text}，请核实")
    else:
        side, better = ("高于", "低") if falling else ("低于", "高")
        yield Remark("worse", f"{side} {baseline.label}值 {baseline.text}（越{better}越好），请核实")


def _is_worse(value: Decimal, baseline: Past, falling: bool) -> bool:
    return value > baseline.value if falling else value < baseline.value


def falling_total(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """A running total does not fall within its period, unless something was undone."""
    last = facts.last
    if facts.is_total and last is not None and last.year < facts.year and value < last.value:
        yield Remark("falling", f"本项填累计值，现小于 {last.label}的 {last.text}，请核实")


def contained(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """A part is not larger than its whole."""
    for whole in facts.wholes:
        if value > whole.value:
            yield Remark("part", f"大于所属的“{whole.name}”（{whole.text}），请核实")
    for part in facts.parts:
        if part.value > value:
            yield Remark("part", f"小于其中的“{part.name}”（{part.text}），请核实")


def adding_up(facts: Facts) -> Iterator[Remark]:
    """Declared sums."""
    for one in facts.sums:
        if abs(one.parts - one.whole) > one.tolerance:
            names = "、".join(one.names)
            total, whole = plain(one.parts), plain(one.whole)
            yield Remark(
                "sum",
                f"{names}合计 {total}{facts.unit}，与“{one.whole_name}”{whole}{facts.unit}不等，请核实",
            )


def silent(facts: Facts) -> Iterator[Remark]:
    """A cell that is due says that there is no figure, and not why."""
    if facts.is_silent and facts.is_due:
        yield Remark("silent", f"本项必填，只填“{facts.text}”没有说明原因；请选无数据原因，或在备注中写明")
