"""Figures of a file weighed the slow way: put in force for real, one row judged after the other, and taken back.

What `judging.weighing` says must be what this says; nothing here is shared between two figures.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from django.db import transaction

from attainment import Direction, Status
from imports.entering import Flag
from indicators.importers.figures import read_figure
from indicators.importers.resolving import Statement, site_key
from indicators.importers.weighed import Weighed
from indicators.models import Magnitude, Observation, PlanIndicator
from judging.beside import amount_of
from judging.facts import around, in_unit
from judging.models import Attainment
from judging.questions import Inputs, load_inputs
from judging.recompute import judge
from judging.weighing import LABELS
from plausibility import Facts, Past, check
from plausibility.scales import is_far


def weighed_plainly(statements: Sequence[Statement]) -> dict[int, Weighed]:
    known = {one.row: _checked(one, statements) for one in statements}
    said = {one.row: "" for one in statements}
    with transaction.atomic():
        before = transaction.savepoint()
        for one in statements:
            _put_in_force(one)
        for one in statements:
            said[one.row] = _verdicts(one)
        transaction.savepoint_rollback(before)
    return {row: Weighed(flags, hints, said[row]) for row, (flags, hints) in known.items()}


def _put_in_force(one: Statement) -> None:
    """At a site that is not registered yet it would feed no plan row."""
    if one.site_name and one.site is None:
        return
    key: dict[str, Any] = {
        "county": one.county,
        "indicator": one.indicator,
        "site": one.site,
        "plan_indicator": None,
    }
    key |= {"year": one.year, "period": one.period, "basis": one.basis}
    said = {"text": one.figure.text, "value": one.figure.value, "unit": one.figure.unit}
    Observation.objects.update_or_create(**key, defaults=said)


def _verdicts(one: Statement) -> str:
    if one.period != Observation.FULL_YEAR:
        return ""
    said = []
    for inputs in _rows(one):
        row = inputs.row
        if row.plan.period_start <= one.year <= row.plan.period_end:
            stored = Attainment.objects.filter(plan_indicator=row, year=one.year).first()
            was, now = stored.status if stored else "", judge(inputs, one.year)[1].status.value
            if was != now:
                words = [Status(status).label if status else "尚无评价" for status in (was, now)]
                said.append(f"{row.plan.short_title}：{words[0]} → {words[1]}")
    return "；".join(said)


def _rows(one: Statement) -> list[Inputs]:
    rows = PlanIndicator.objects.judged().filter(
        plan__county=one.county, indicator=one.indicator, site=one.site
    )
    return load_inputs(list(rows.values_list("pk", flat=True)))


def _checked(one: Statement, others: Sequence[Statement]) -> tuple[tuple[Flag, ...], tuple[str, ...]]:
    value, indicator = amount_of(one.figure), one.indicator
    if value is None:
        return (), ()
    is_year = one.period == Observation.FULL_YEAR
    any_year = any(
        other.period == Observation.FULL_YEAR
        and (other.county, other.indicator, other.site) == (one.county, one.indicator, one.site)
        for other in others
    )
    near = around(_rows(one) if any_year else (), indicator, one.county, indicator.unit)
    found = {past.year: past for past in near.series} if is_year else {}
    found |= _series(one, others)
    magnitude = Magnitude.objects.filter(city=one.county.parent, indicator=indicator).first()
    facts = Facts(
        text=one.figure.text,
        year=one.year,
        unit=indicator.unit,
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
        others=in_unit(magnitude, indicator.unit, indicator.unit) if is_year else None,
    )
    remarks = check(facts)
    odd = [one for one in remarks if one.code in LABELS and (one.code != "zero" or facts.known)]
    flags = tuple(Flag(each.code, LABELS[each.code], each.sentence) for each in odd)
    return flags, tuple(each.sentence for each in remarks if each not in odd)


def _series(one: Statement, others: Iterable[Statement]) -> dict[int, Past]:
    """The figures in force of the same series, and those of the file for years that have none."""
    stored = Observation.objects.filter(
        county=one.county, indicator=one.indicator, period=one.period, basis=one.basis, plan_indicator=None
    )
    found = {}
    own = site_key(one.site.name if one.site else one.site_name)
    for each in stored.select_related("site"):
        value = amount_of(read_figure(each.text, each.unit, one.indicator))
        if site_key(each.site.name if each.site else "") == own and value is not None:
            found[each.year] = Past(f"{each.year} 年", each.text, value, each.year)
    for other in others:
        value = amount_of(other.figure)
        same = (*other.key[:3], *other.key[4:]) == (*one.key[:3], *one.key[4:])
        if same and value is not None and other.year not in found:
            found[other.year] = Past(f"{other.year} 年", other.figure.text, value, other.year)
    if len(found) < 3:
        return found
    middle = median(past.value for past in found.values())
    return {year: past for year, past in found.items() if not is_far(past.value, middle)}
