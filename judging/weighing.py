"""Figures of a file weighed before they come in force: the checks of `plausibility`, and the verdicts they would change.

Every figure is held against those in force and against the others of its file, as if all of them had come in. One that
lies far from the middle of its series is odd itself and makes none of its neighbours so.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attainment import Direction, Status
from imports.entering import Flag
from indicators.importers.resolving import Statement
from indicators.importers.weighed import Weighed
from indicators.models import Observation
from judging.beside import Beside, Place, amount_of, beside_them, place_of, series_of
from judging.facts import Around, around, in_unit
from judging.recompute import judge
from plausibility import Facts, check

LABELS = {
    "bounds": "超出可能范围",
    "area": "大于县区面积",
    "whole": "应为整数",
    "tentative": "约数、未定的数",
    "zero": "填为 0",
    "fraction": "疑将百分数填成小数",
    "tenfold": "疑小数点错位",
    "unit": "疑单位不对",
    "scale": "与已有数值相差悬殊",
    "magnitude": "与全市数值量级不符",
}
"""Checks that must be accepted. The finer ones (a step unlike the row's own, worse than the baseline) are hints: of 141
real figures of a monitoring station they name nine, and all nine are right."""


def weigh(statements: Sequence[Statement]) -> Mapping[int, Weighed]:
    """Row → what is odd about it, and what becomes of the verdicts of its year."""
    if not statements:
        return {}
    beside = beside_them(statements)
    nearby: dict[Place, Around] = {}
    found = {}
    for one in statements:
        place = place_of(one)
        if place not in nearby:
            rows = beside.before.get(place, ())
            nearby[place] = around(rows, one.indicator, one.county, one.indicator.unit)
        found[one.row] = _weighed(one, beside, nearby[place])
    return found


def _weighed(one: Statement, beside: Beside, near: Around) -> Weighed:
    value = amount_of(one.figure)
    if value is None:
        return Weighed(verdict=_verdict(one, beside))
    facts = _facts(one, value, beside, near)
    remarks = check(facts)
    odd = [each for each in remarks if _is_odd(each.code, facts)]
    return Weighed(
        tuple(Flag(each.code, LABELS[each.code], each.sentence) for each in odd),
        tuple(each.sentence for each in remarks if each not in odd),
        _verdict(one, beside),
    )


def _is_odd(code: str, facts: Facts) -> bool:
    """A zero of which nothing else is known may well be one."""
    return code in LABELS and (code != "zero" or bool(facts.known))


def _facts(one: Statement, value: Decimal, beside: Beside, near: Around) -> Facts:
    indicator, unit = one.indicator, one.indicator.unit
    is_year = one.period == Observation.FULL_YEAR
    others = beside.series.get(series_of(one.key), {})
    found = {past.year: past for past in near.series} if is_year else {}
    found |= others
    return Facts(
        text=one.figure.text,
        year=one.year,
        unit=unit,
        direction=Direction(indicator.direction),
        value=value,
        series=tuple(found[year] for year in sorted(found)),
        is_total=near.is_total,
        starts=near.starts,
        baseline=near.baseline if is_year else None,
        target=near.target if is_year else None,
        minimum=near.minimum,
        maximum=near.maximum,
        area=near.area,
        others=in_unit(beside.magnitudes.get(indicator.pk), unit, unit) if is_year else None,
    )


def _verdict(one: Statement, beside: Beside) -> str:
    """`达成 → 未达成`, of each plan row that is judged for the year; "" where nothing changes."""
    if one.period != Observation.FULL_YEAR:
        return ""
    said = []
    for inputs in beside.before.get(place_of(one), ()):
        row = inputs.row
        if one.year not in row.plan.years:
            continue
        was = beside.judged.get((row.pk, one.year), "")
        now = judge(beside.after[row.pk], one.year)[1].status.value
        if was != now:
            said.append(f"{row.plan.short_title}：{_word(was)} → {_word(now)}")
    return "；".join(said)


def _word(status: str) -> str:
    return Status(status).label if status else "尚无评价"
