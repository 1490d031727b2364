"""What stands beside the figures of a file while they are weighed, in a constant number of queries; and its digest."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Model, QuerySet

import plausibility
from attainment import RULES_VERSION
from counties.models import Finding, Ruling
from indicators.importers.figures import Figure, read_figure
from indicators.importers.resolving import Key, Statement, site_key
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Indicator,
    Magnitude,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
)
from judging.facts import magnitudes_of
from judging.models import Attainment
from judging.questions import Inputs, choose_series, inputs_of
from judging.stored import Stored, load_stored, series_key
from plausibility import Past
from plausibility.scales import decimal, is_far

_Series = tuple[int, int, str, str, str]
"""A key without its year."""
_OWN = ("weighing.py", "beside.py", "facts.py")
Place = tuple[int, int, int | None]
"""County, indicator, site: what plan rows ask for."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Plan rows with their inputs, all figures of each series, the city's magnitudes, the verdicts as they are stored."""

    before: Mapping[Place, Sequence[Inputs]]
    after: Mapping[int, Inputs]
    series: Mapping[_Series, Mapping[int, Past]]
    magnitudes: Mapping[int, Magnitude]
    judged: Mapping[tuple[int, int], str]


def beside_them(statements: Sequence[Statement]) -> Beside:
    rows = _rows({place_of(one) for one in statements if one.period == Observation.FULL_YEAR})
    stored = load_stored(rows)
    by_place: dict[Place, list[Inputs]] = defaultdict(list)
    for one in inputs_of(stored):
        by_place[series_key(one.row)].append(one)
    verdicts = Attainment.objects.filter(plan_indicator__in=rows)
    indicators = {one.indicator.pk: one.indicator for one in statements}
    return Beside(
        by_place,
        _after(by_place, stored, statements),
        _all_series(statements, indicators),
        magnitudes_of(list(indicators), statements[0].county.parent_id),
        {
            (row, year): status
            for row, year, status in verdicts.values_list("plan_indicator", "year", "status")
        },
    )


def place_of(one: Statement) -> Place:
    return one.county.pk, one.indicator.pk, one.site.pk if one.site else None


def _rows(places: Iterable[Place]) -> list[int]:
    wanted = set(places)
    rows = _plan_rows(wanted).values_list("pk", "plan__county", "indicator", "site")
    return [pk for pk, county, indicator, site in rows if (county, indicator, site) in wanted]


def _plan_rows(places: Iterable[Place]) -> QuerySet[PlanIndicator]:
    """Those of the places, and of other places of the same counties and indicators."""
    return PlanIndicator.objects.judged().filter(
        plan__county__in={county for county, _, _ in places},
        indicator__in={indicator for _, indicator, _ in places},
    )


def _after(
    before: Mapping[Place, Sequence[Inputs]], stored: Stored, statements: Iterable[Statement]
) -> Mapping[int, Inputs]:
    """Plan row → its inputs as if all these figures stood in force: in the place of those of their key, or beside others.

    One at a site that is still to be created feeds no plan row.
    """
    coming: dict[Place, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.site is not None or not one.site_name:
            coming[place_of(one)].append(one)
    found: dict[int, Inputs] = {}
    for place, rows in before.items():
        keys = {(one.year, one.period, one.basis) for one in coming[place]}
        figures = [
            *(
                one
                for one in stored.figures.get(place, ())
                if one.plan_indicator_id or _of_a_year(one) not in keys
            ),
            *map(_as_stored, coming[place]),
        ]
        found |= {one.row.pk: one.with_series(choose_series(one.row, figures)) for one in rows}
    return found


def _of_a_year(figure: Observation) -> tuple[int, str, str]:
    return figure.year, figure.period, figure.basis


class _Coming(NamedTuple):
    """What the judge reads of a figure; a model of it would cost as much as the judging."""

    year: int
    period: str
    basis: str
    text: str
    unit: str
    plan_indicator_id: None = None
    is_demo: bool = False


def _as_stored(one: Statement) -> Observation:
    """The figure as it would stand; never saved."""
    return cast("Observation", _Coming(one.year, one.period, one.basis, one.figure.text, one.figure.unit))


def amount_of(figure: object) -> Decimal | None:
    """The figure in the catalogue's unit, a class by its rank; None for no data and for what cannot be read."""
    quantity = figure.quantity[1] if isinstance(figure, Figure) else None
    if isinstance(quantity, Fraction):
        return decimal(quantity)
    return Decimal(quantity) if isinstance(quantity, int) else None


def series_of(key: Key) -> _Series:
    county, indicator, site, _, period, basis = key
    return county, indicator, site, period, basis


def _all_series(
    statements: Sequence[Statement], indicators: Mapping[int, Indicator]
) -> Mapping[_Series, Mapping[int, Past]]:
    """Year → figure of each series: those in force, and those of the file for other years; without the odd ones out."""
    found: dict[_Series, dict[int, Past]] = {series_of(one.key): {} for one in statements}
    for key, past in _in_force(statements, indicators):
        if key in found:
            found[key][past.year] = past
    for one in statements:
        value = amount_of(one.figure)
        if value is not None:
            past = Past(f"{one.year} 年", one.figure.text, value, one.year)
            found[series_of(one.key)].setdefault(one.year, past)
    return {key: _without_odd(series) for key, series in found.items()}


def _without_odd(series: Mapping[int, Past]) -> Mapping[int, Past]:
    """Of three and more figures one that is far from their middle says nothing about the others."""
    if len(series) < 3:
        return series
    middle = median(past.value for past in series.values())
    return {year: past for year, past in series.items() if not is_far(past.value, middle)}


def _in_force(
    statements: Sequence[Statement], indicators: Mapping[int, Indicator]
) -> Iterator[tuple[_Series, Past]]:
    columns = ("county_id", "indicator_id", "site__name", "year", "period", "basis", "text", "unit")
    rows = _observations(statements).filter(plan_indicator__isnull=True)
    for county, pk, site, year, period, basis, text, unit in rows.values_list(*columns).iterator():
        value = amount_of(read_figure(text, unit, indicators[pk]))
        if value is not None:
            key = county, pk, site_key(site or ""), period, basis
            yield key, Past(f"{year} 年", text, value, year)


def _observations(statements: Sequence[Statement]) -> QuerySet[Observation]:
    return Observation.objects.filter(
        county__in={one.county.pk for one in statements},
        indicator__in={one.indicator.pk for one in statements},
    ).order_by()


def basis_of(statements: Sequence[Statement]) -> str:
    """A digest of everything that `weigh` reads: where it is the same, so is what comes of it.

    The database makes it, row by row, without sending them: a tenth of the time of weighing.
    """
    if not statements:
        return "nothing"
    places = {place_of(one) for one in statements}
    rows = _plan_rows(places)
    about = {"plan_indicator__in": rows.values("pk")}
    doubts = PlanIndicator.findings.through.objects.filter(
        planindicator__in=rows.values("pk"), finding__in=Finding.objects.doubting()
    )
    read: list[QuerySet[Any, Any]] = [
        rows.select_related("plan__county", "indicator", "edition"),
        _observations(statements),
        AssignedTarget.objects.in_force().filter(**about),
        AnnualTarget.objects.in_force().filter(**about),
        SuperiorVerdict.objects.in_force().filter(**about),
        doubts.values_list("planindicator", "finding", "finding__doubt"),
        Ruling.objects.in_force().filter(listed=Ruling.Listed.INDICATORS, row__in=rows.values("pk")),
        Magnitude.objects.filter(indicator__in={indicator for _, indicator, _ in places}).values_list(
            "city", "indicator", "lowest", "highest"
        ),
        Attainment.objects.filter(**about).values_list("plan_indicator", "year", "status"),
    ]
    own = [
        [one.row, *one.key, one.site.pk if one.site else None, one.figure.text, one.figure.unit]
        for one in statements
    ]
    held = (
        {one.indicator.pk: one.indicator for one in statements},
        {one.county.pk: one.county for one in statements},
    )
    columns = [sorted(map(_columns, of.values())) for of in held]
    told = json.dumps([RULES_VERSION, _checks(), own, columns, _digests(read)])
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _checks() -> str:
    """A digest of the program's own checks: a preview made before they were changed is weighed again."""
    files = [*sorted(Path(plausibility.__file__).parent.glob("*.py")), *map(Path(__file__).with_name, _OWN)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _columns(one: Model) -> list[str]:
    return [repr(getattr(one, field.attname)) for field in one._meta.concrete_fields]


def _digests(read: Sequence[QuerySet[Any, Any]]) -> list[str]:
    """Of each how many rows, and the sum of what each row comes to: their order does not count. One query."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in read:
        query, own = rows.order_by().query.sql_with_params()
        parts.append(f"SELECT count(*), sum(hashtextextended(one::text, 0)) FROM ({query}) AS one")  # noqa: S608 - the ORM's own
        values += own
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return [f"{number}:{total}" for number, total in cursor.fetchall()]
