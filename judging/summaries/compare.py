"""The catalogue with where each entry is used, and one entry across counties: verbatim, never averaged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from attainment import Status
from attainment.units import same
from counties.ruling_words import RulingWords
from indicators.flows import Current
from indicators.models import Indicator, Observation, PlanIndicator
from judging.models import Attainment, ReviewerVerdict
from judging.ruled import UNRULED, ruled_on
from judging.summaries.periods import year_of_rows


@dataclass(frozen=True, slots=True)
class Use:
    """One county's use of a catalogue entry: its printed rows."""

    county: str
    rows: tuple[PlanIndicator, ...]


@dataclass(frozen=True, slots=True)
class CatalogueChoice:
    """One line of the catalogue; years are those of its observations in the visible counties."""

    indicator: Indicator
    uses: tuple[Use, ...]
    first_year: int | None
    last_year: int | None
    figures: int


def entries(indicators: Iterable[Indicator], county_ids: Collection[int]) -> list[CatalogueChoice]:
    """The given entries with their uses in the visible counties; three queries whatever their number."""
    uses: dict[int, dict[str, list[PlanIndicator]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(county_ids):
        uses[row.indicator_id][row.plan.county.short_name].append(row)
    observed = {
        item["indicator"]: item
        for item in Observation.objects.filter(county__in=county_ids)
        .values("indicator")
        .annotate(first=Min("year"), last=Max("year"), figures=Count("pk"))
        .order_by()
    }
    return [_entry(indicator, uses[indicator.pk], observed.get(indicator.pk)) for indicator in indicators]


def _entry(
    indicator: Indicator, uses: dict[str, list[PlanIndicator]], observed: Mapping[str, Any] | None
) -> CatalogueChoice:
    return CatalogueChoice(
        indicator,
        tuple(Use(county, tuple(rows)) for county, rows in uses.items()),
        observed["first"] if observed else None,
        observed["last"] if observed else None,
        observed["figures"] if observed else 0,
    )


def _rows(county_ids: Collection[int]) -> QuerySet[PlanIndicator]:
    return (
        PlanIndicator.objects.judged()
        .filter(plan__county__in=county_ids)
        .select_related("plan__county", "edition")
        .order_by("plan__county__code", "-plan__period_end", "plan__key", "sheet", "row_number")
    )


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One county's row for the entry, with its verdict of the chosen year (None: not computed or not asked)."""

    row: PlanIndicator
    verdict: Attainment | None
    in_period: bool
    by_hand: str = ""
    rulings: tuple[RulingWords, ...] = ()
    """In force, beside what is printed."""

    @property
    def current(self) -> Current:
        """The kept 现值; of a flow with what it is about."""
        return self.verdict.current(self.row.indicator) if self.verdict else Current("", "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One catalogue entry across the visible counties."""

    year: int
    years: tuple[int, ...]
    lines: tuple[CountyRow, ...]
    observed_years: tuple[int, ...]
    units: tuple[str, ...]
    shows_demo: bool

    @property
    def previous_year(self) -> int | None:
        return max((year for year in self.years if year < self.year), default=None)

    @property
    def next_year(self) -> int | None:
        return min((year for year in self.years if year > self.year), default=None)


def compare(indicator: Indicator, county_ids: Collection[int], year: int | None) -> Comparison:
    """The rows of `indicator` and the years of its figures; `year` None or out of range: as everywhere."""
    rows = list(
        _rows(county_ids)
        .filter(indicator=indicator)
        .select_related("plan__county", "edition", "site", "indicator")
    )
    figures = Observation.objects.filter(indicator=indicator, county__in=county_ids).order_by()
    years = sorted({y for row in rows for y in row.plan.years})
    chosen = year if year in years else year_of_rows(_figures_of(rows, figures), years)
    verdicts = {
        verdict.plan_indicator_id: verdict
        for verdict in Attainment.objects.filter(plan_indicator__in=rows, year=chosen)
    }
    reviewed = {
        one.plan_indicator_id: one
        for one in ReviewerVerdict.objects.in_force().filter(plan_indicator__in=rows, year=chosen)
    }
    ruled = ruled_on([row.pk for row in rows])
    lines = tuple(
        replace(
            _line(row, verdicts.get(row.pk), reviewed.get(row.pk), chosen),
            rulings=ruled.get(row.pk, UNRULED).words,
        )
        for row in rows
    )
    return Comparison(
        year=chosen,
        years=tuple(years),
        lines=lines,
        observed_years=tuple(sorted(figures.values_list("year", flat=True).distinct())),
        units=tuple(_different(row.unit for row in rows if row.unit)),
        shows_demo=any(line.verdict is not None and line.verdict.uses_demo for line in lines)
        or figures.filter(is_demo=True).exists(),
    )


def _line(
    row: PlanIndicator, verdict: Attainment | None, reviewed: ReviewerVerdict | None, year: int
) -> CountyRow:
    counts = reviewed is not None and verdict is not None and verdict.status == Status.UNJUDGED
    by_hand = reviewed.get_status_display() if reviewed and counts else ""
    return CountyRow(row, verdict, year in row.plan.years, by_hand)


def _different(units: Iterable[str]) -> list[str]:
    """The units without other spellings of the same one."""
    found: list[str] = []
    for unit in units:
        if not any(same(unit, other) for other in found):
            found.append(unit)
    return found


def _figures_of(rows: Collection[PlanIndicator], figures: QuerySet[Observation]) -> Iterator[set[int]]:
    """Each row's years of its own plan that have a full-year figure."""
    of_rows = Q(site=None) | Q(site__in={row.site_id for row in rows if row.site_id})
    full = figures.filter(of_rows, period=Observation.FULL_YEAR)
    found: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    for county, site, year in full.values_list("county", "site", "year").distinct():
        found[county, site].add(year)
    for row in rows:
        yield found[row.plan.county_id, row.site_id] & set(row.plan.years)
