"""The catalogue with where each entry is used, and one entry across counties: verbatim, never averaged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet

from attainment import Status
from attainment.units import same
from indicators.flows import Current
from indicators.models import Indicator, Observation, PlanIndicator
from judging.models import Attainment, ReviewerVerdict
from judging.summaries.periods import year_of_rows


@dataclass(frozen=True, slots=True)
class Use:
    """One county's use of a catalogue entry: its printed rows."""

    county: str
    rows: tuple[PlanIndicator, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue; years are those of its observations in the visible counties."""

    indicator: Indicator
    uses: tuple[Use, ...]
    first_year: int | None
    last_year: int | None
    figures: int


def entries(indicators: Iterable[Indicator], county_ids: Collection[int]) -> list[Entry]:
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
) -> Entry:
    return Entry(
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
class Line:
    """One county's row for the entry, with its verdict of the chosen year (None: not computed or not asked)."""

    row: PlanIndicator
    verdict: Attainment | None
    in_period: bool
    by_hand: str = ""

    @property
    def current(self) -> Current:
        """The kept 现值; of a flow with what it is about."""
        return self.verdict.current(self.row.indicator) if self.verdict else Current("", "")


@dataclass(frozen=True, slots=True)
class Series:
    """The figures in force of one county and site under one basis and period, by year."""

    county: str
    site: str
    basis: str
    period: str
    cells: tuple[tuple[Observation, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One catalogue entry across the visible counties."""

    year: int
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    observed_years: tuple[int, ...]
    series: tuple[Series, ...]
    units: tuple[str, ...]

    @property
    def previous_year(self) -> int | None:
        return max((year for year in self.years if year < self.year), default=None)

    @property
    def next_year(self) -> int | None:
        return min((year for year in self.years if year > self.year), default=None)

    @property
    def shows_demo(self) -> bool:
        figures = (figure for series in self.series for cell in series.cells for figure in cell)
        return any(figure.is_demo for figure in figures) or any(
            line.verdict is not None and line.verdict.uses_demo for line in self.lines
        )


def compare(indicator: Indicator, county_ids: Collection[int], year: int | None) -> Comparison:
    """The rows and figures of `indicator`; `year` None or out of range: as everywhere."""
    rows = list(
        _rows(county_ids)
        .filter(indicator=indicator)
        .select_related("plan__county", "edition", "site", "indicator")
    )
    figures = list(
        Observation.objects.filter(indicator=indicator, county__in=county_ids)
        .select_related("county", "site", "entered_by")
        .order_by("county__code", "site__name", "basis", "period", "year", "pk")
    )
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
    observed_years = tuple(sorted({figure.year for figure in figures}))
    return Comparison(
        year=chosen,
        years=tuple(years),
        lines=tuple(_line(row, verdicts.get(row.pk), reviewed.get(row.pk), chosen) for row in rows),
        observed_years=observed_years,
        series=tuple(_series(figures, observed_years)),
        units=tuple(_different(row.unit for row in rows if row.unit)),
    )


def _line(
    row: PlanIndicator, verdict: Attainment | None, reviewed: ReviewerVerdict | None, year: int
) -> Line:
    counts = reviewed is not None and verdict is not None and verdict.status == Status.UNJUDGED
    by_hand = reviewed.get_status_display() if reviewed and counts else ""
    return Line(row, verdict, year in row.plan.years, by_hand)


def _different(units: Iterable[str]) -> list[str]:
    """The units without other spellings of the same one."""
    found: list[str] = []
    for unit in units:
        if not any(same(unit, other) for other in found):
            found.append(unit)
    return found


def _figures_of(rows: Iterable[PlanIndicator], figures: Iterable[Observation]) -> Iterator[set[int]]:
    """Each row's years of its own plan that have a full-year figure."""
    found: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    for figure in figures:
        if figure.period == Observation.FULL_YEAR:
            found[figure.county_id, figure.site_id].add(figure.year)
    for row in rows:
        yield found[row.plan.county_id, row.site_id] & set(row.plan.years)


def _series(figures: list[Observation], years: tuple[int, ...]) -> Iterable[Series]:
    groups: dict[tuple[str, str, str, str], dict[int, list[Observation]]] = {}
    for figure in figures:
        site = figure.site.name if figure.site else ""
        key = (figure.county.name, site, figure.basis, figure.period)
        groups.setdefault(key, defaultdict(list))[figure.year].append(figure)
    for (county, site, basis, period), by_year in groups.items():
        yield Series(county, site, basis, period, tuple(tuple(by_year.get(year, ())) for year in years))


def catalogue(
    *, text: str = "", level1: str = "", direction: str = "", used: str = "", counties: Collection[int] = ()
) -> Iterable[Indicator]:
    """The catalogue in matrix order, filtered; `used` is `plan`, `observed` or empty for both."""
    found = Indicator.objects.select_related("default_department").prefetch_related(
        Prefetch("related", Indicator.objects.order_by("order", "code"))
    )
    if text:
        words = Q(name__icontains=text) | Q(code__icontains=text) | Q(aliases__icontains=text)
        printed = PlanIndicator.objects.judged().filter(
            printed_name__icontains=text, plan__county__in=counties
        )
        found = found.filter(words | Q(pk__in=printed.values("indicator")))
    if level1:
        found = found.filter(level1=level1)
    if direction:
        found = found.filter(direction=direction)
    if used:
        rows = PlanIndicator.objects.judged().filter(plan__county__in=counties).values("indicator")
        found = found.filter(pk__in=rows) if used == "plan" else found.exclude(pk__in=rows)
    return found
