"""What is stored about plan rows and feeds their verdicts: one query a table, however many rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from counties.models import Finding
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
)
from judging.ruled import Ruled, ruled_on

SeriesKey = tuple[int, int, int | None]
"""County, indicator, site."""
Figures = Mapping[SeriesKey, Sequence[Observation]]
MANY = 500
_OfAYear = TypeVar("_OfAYear", AnnualTarget, SuperiorVerdict)


@dataclass(frozen=True, slots=True)
class Stored:
    """Plan rows that are judged, in the order of their keys; what is in force about each, by its key."""

    rows: Sequence[PlanIndicator]
    figures: Figures
    assigned: Mapping[int, AssignedTarget]
    annual: Mapping[int, Mapping[int, AnnualTarget]]
    superior: Mapping[int, Mapping[int, SuperiorVerdict]]
    doubts: Mapping[int, tuple[str, ...]]
    ruled: Mapping[int, Ruled]


def series_key(row: PlanIndicator) -> SeriesKey:
    return row.plan.county_id, row.indicator_id, row.site_id


def load_stored(row_ids: Collection[int]) -> Stored:
    """Seven queries, four more for many rows. A prefetch of targets would cost a query set for each row and table, and that is most of the time."""
    return stored_of(list(_rows(row_ids)))


def stored_of(rows: Sequence[PlanIndicator]) -> Stored:
    """The same of rows at hand; they may be as an edition would print them and never saved: what is in force about the
    stored ones of their keys is theirs."""
    found = [row.pk for row in rows]
    assigned = AssignedTarget.objects.in_force().filter(plan_indicator__in=found)
    return Stored(
        rows=rows,
        figures=figures_of(series_key(row) for row in rows),
        assigned={one.plan_indicator_id: one for one in reversed(assigned)},
        annual=_by_year(AnnualTarget.objects.in_force().filter(plan_indicator__in=found)),
        superior=_by_year(SuperiorVerdict.objects.in_force().filter(plan_indicator__in=found)),
        doubts=_doubts(found),
        ruled=ruled_on(found),
    )


def _rows(row_ids: Collection[int]) -> QuerySet[PlanIndicator]:
    """With what they belong to; for many rows in four more queries, so that each plan and indicator is made once."""
    rows, belonging = (
        PlanIndicator.objects.judged().filter(pk__in=row_ids).order_by("pk"),
        ("plan__county", "indicator", "edition"),
    )
    return rows.select_related(*belonging) if len(row_ids) < MANY else rows.prefetch_related(*belonging)


def figures_of(keys: Iterable[SeriesKey]) -> Figures:
    """The figures in force of these counties' indicators, at every site; oldest row first."""
    by_county: dict[int, set[int]] = defaultdict(set)
    for county, indicator, _ in keys:
        by_county[county].add(indicator)
    of_indicators: dict[frozenset[int], list[int]] = defaultdict(list)
    for county, indicators in by_county.items():
        of_indicators[frozenset(indicators)].append(county)
    wanted = Q(pk__in=[])
    for together, counties in of_indicators.items():
        wanted |= Q(county_id__in=counties, indicator_id__in=together)
    found: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for one in Observation.objects.filter(wanted).order_by("pk"):
        found[one.county_id, one.indicator_id, one.site_id].append(one)
    return found


def _by_year(found: Iterable[_OfAYear]) -> Mapping[int, Mapping[int, _OfAYear]]:
    by_row: dict[int, dict[int, _OfAYear]] = defaultdict(dict)
    for one in found:
        by_row[one.plan_indicator_id][one.year] = one
    return by_row


def _doubts(rows: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    links = PlanIndicator.findings.through.objects.filter(
        planindicator__in=rows, finding__in=Finding.objects.doubting()
    )
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for row, doubt in links.order_by("finding").values_list("planindicator", "finding__doubt"):
        found[row] += (doubt,)
    return found
