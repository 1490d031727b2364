"""Figures of a file weighed before they come in force: the checks of `plausibility`, and the verdicts they would change.

Every figure is held against those in force and against the others of its file, as if all of them had come in. One that
lies far from the middle of its series is odd itself and makes none of its neighbours so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from attainment import Direction, Status
from imports.entering import Flag
from indicators.importers.figures import Figure, read_figure
from indicators.importers.resolving import Key, Statement, site_key
from indicators.importers.weighed import Weighed
from indicators.models import Indicator, Magnitude, Observation, PlanIndicator
from judging.facts import Around, around, in_unit, magnitudes_of
from judging.models import Attainment
from judging.questions import Inputs, load_inputs_with
from judging.recompute import judge
from plausibility import Facts, Past, check
from plausibility.scales import decimal, is_far

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
_Series = tuple[int, int, str, str, str]
"""A key without its year."""
_Place = tuple[int, int, int | None]
"""County, indicator, site: what plan rows ask for."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the figures: plan rows with their inputs, all figures of each series, the city's magnitudes."""

    before: Mapping[_Place, Sequence[Inputs]]
    after: Mapping[int, Inputs]
    series: Mapping[_Series, Mapping[int, Past]]
    magnitudes: Mapping[int, Magnitude]
    judged: Mapping[tuple[int, int], str]


def weigh(statements: Sequence[Statement]) -> Mapping[int, Weighed]:
    """Row → what is odd about it, and what becomes of the verdicts of its year."""
    if not statements:
        return {}
    beside = _beside(statements)
    return {one.row: _weighed(one, beside) for one in statements}


def amount_of(figure: object) -> Decimal | None:
    """The figure in the catalogue's unit, a class by its rank; None for no data and for what cannot be read."""
    quantity = figure.quantity[1] if isinstance(figure, Figure) else None
    if isinstance(quantity, Fraction):
        return decimal(quantity)
    return Decimal(quantity) if isinstance(quantity, int) else None


def _weighed(one: Statement, beside: _Beside) -> Weighed:
    value = amount_of(one.figure)
    if value is None:
        return Weighed(verdict=_verdict(one, beside))
    facts = _facts(one, value, beside)
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


def _facts(one: Statement, value: Decimal, beside: _Beside) -> Facts:
    indicator, unit = one.indicator, one.indicator.unit
    near: Around = around(beside.before.get(_place(one), ()), indicator, one.county, unit)
    is_year = one.period == Observation.FULL_YEAR
    others = beside.series.get(_series_of(one.key), {})
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


def _beside(statements: Sequence[Statement]) -> _Beside:
    places = {_place(one) for one in statements if one.period == Observation.FULL_YEAR}
    rows = _rows(places)
    before, after = load_inputs_with(rows, ()), load_inputs_with(rows, _as_stored(statements))
    by_place: dict[_Place, list[Inputs]] = defaultdict(list)
    for one in before:
        by_place[one.row.plan.county_id, one.row.indicator_id, one.row.site_id].append(one)
    stored = Attainment.objects.filter(plan_indicator__in=rows)
    judged = {
        (row, year): status for row, year, status in stored.values_list("plan_indicator", "year", "status")
    }
    indicators = {one.indicator.pk: one.indicator for one in statements}
    return _Beside(
        by_place,
        {one.row.pk: one for one in after},
        _all_series(statements, indicators),
        magnitudes_of(list(indicators), statements[0].county.parent_id),
        judged,
    )


def _place(one: Statement) -> _Place:
    return one.county.pk, one.indicator.pk, one.site.pk if one.site else None


def _rows(places: Iterable[_Place]) -> list[int]:
    wanted = set(places)
    found = PlanIndicator.objects.judged().filter(
        plan__county__in={county for county, _, _ in wanted},
        indicator__in={indicator for _, indicator, _ in wanted},
    )
    rows = found.values_list("pk", "plan__county", "indicator", "site")
    return [pk for pk, county, indicator, site in rows if (county, indicator, site) in wanted]


def _as_stored(statements: Iterable[Statement]) -> list[Observation]:
    """The figures as they would stand; never saved. One at a site that is still to be created feeds no plan row."""
    return [
        Observation(
            county_id=one.county.pk,
            indicator_id=one.indicator.pk,
            site_id=one.site.pk if one.site else None,
            year=one.year,
            period=one.period,
            basis=one.basis,
            text=one.figure.text,
            value=one.figure.value,
            unit=one.figure.unit,
        )
        for one in statements
        if one.site is not None or not one.site_name
    ]


def _series_of(key: Key) -> _Series:
    county, indicator, site, _, period, basis = key
    return county, indicator, site, period, basis


def _all_series(
    statements: Sequence[Statement], indicators: Mapping[int, Indicator]
) -> Mapping[_Series, Mapping[int, Past]]:
    """Year → figure of each series: those in force, and those of the file for other years; without the odd ones out."""
    found: dict[_Series, dict[int, Past]] = defaultdict(dict)
    for one in statements:
        found[_series_of(one.key)] = {}
    for key, past in _stored(statements, indicators):
        if key in found:
            found[key][past.year] = past
    for one in statements:
        value = amount_of(one.figure)
        if value is not None:
            past = Past(f"{one.year} 年", one.figure.text, value, one.year)
            found[_series_of(one.key)].setdefault(one.year, past)
    return {key: _without_odd(series) for key, series in found.items()}


def _without_odd(series: Mapping[int, Past]) -> Mapping[int, Past]:
    """Of three and more figures one that is far from their middle says nothing about the others."""
    if len(series) < 3:
        return series
    middle = median(past.value for past in series.values())
    return {year: past for year, past in series.items() if not is_far(past.value, middle)}


def _stored(
    statements: Sequence[Statement], indicators: Mapping[int, Indicator]
) -> Iterator[tuple[_Series, Past]]:
    rows = Observation.objects.filter(
        county__in={one.county.pk for one in statements},
        indicator__in=indicators,
        plan_indicator__isnull=True,
    ).order_by()
    columns = ("county_id", "indicator_id", "site__name", "year", "period", "basis", "text", "unit")
    for county, pk, site, year, period, basis, text, unit in rows.values_list(*columns).iterator():
        value = amount_of(read_figure(text, unit, indicators[pk]))
        if value is not None:
            key = county, pk, site_key(site or ""), period, basis
            yield key, Past(f"{year} 年", text, value, year)


def _verdict(one: Statement, beside: _Beside) -> str:
    """`达成 → 未达成`, of each plan row that is judged for the year; "" where nothing changes."""
    if one.period != Observation.FULL_YEAR:
        return ""
    said = []
    for inputs in beside.before.get(_place(one), ()):
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
