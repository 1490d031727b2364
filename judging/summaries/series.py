"""The figures in force of one catalogue entry by county, site, basis and period: as many series as a page holds."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from counties.models import County
from indicators.models import Indicator, Observation
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter

ORDER = ("county__code", "site__name", "basis", "period")
KEYS = ("county", "site", "basis", "period")


@dataclass(frozen=True, slots=True)
class Series:
    """The figures in force of one county and site under one basis and period, by year."""

    county: str
    site: str
    basis: str
    period: str
    cells: tuple[tuple[Observation, ...], ...]


class FigureFilter(ListFilter):
    """Narrows the figures of one entry to a county or to sites."""

    county = OneOf("县区", "county__code")
    site = Containing("点位", "site__name")
    kept = ("year",)

    def __init__(self, address: QueryDict, indicator: Indicator, county_ids: Collection[int]) -> None:
        self.county_ids = county_ids
        super().__init__(address, figures_of(indicator, county_ids))

    def offered(self) -> dict[str, Choices]:
        counties = County.objects.filter(pk__in=self.county_ids)
        return {"county": [(county.code, county.name) for county in counties]}


def figures_of(indicator: Indicator, county_ids: Collection[int]) -> QuerySet[Observation]:
    """The figures in the order of their series, and of the years within."""
    figures = Observation.objects.filter(indicator=indicator, county__in=county_ids)
    return figures.select_related("county", "site").order_by(*ORDER, "year", "pk")


def series_keys(figures: QuerySet[Observation]) -> QuerySet[Any, Any]:
    """One line for every series, to be counted and cut into pages; no figure is read."""
    columns = list(dict.fromkeys((*ORDER, *KEYS)))
    keys: QuerySet[Any, Any] = figures.order_by(*ORDER).values(*columns).distinct()
    return keys


def series_of(
    figures: QuerySet[Observation], keys: Sequence[Mapping[str, Any]], years: Sequence[int]
) -> list[Series]:
    """These series with their figures; one query."""
    if not keys:
        return []
    wanted = reduce(or_, (Q(**{name: key[name] for name in KEYS}) for key in keys))
    groups: dict[tuple[int, int | None, str, str], list[Observation]] = defaultdict(list)
    for figure in figures.filter(wanted):
        groups[figure.county_id, figure.site_id, figure.basis, figure.period].append(figure)
    return [_series(of_key, years) for of_key in groups.values()]


def _series(figures: Sequence[Observation], years: Sequence[int]) -> Series:
    first = figures[0]
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for figure in figures:
        by_year[figure.year].append(figure)
    site = first.site.name if first.site else ""
    cells = tuple(tuple(by_year.get(year, ())) for year in years)
    return Series(first.county.name, site, first.basis, first.period, cells)
