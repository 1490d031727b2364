"""Which period and year a page shows when nobody asked for one: the same answer everywhere.

Right after one county's new plan was imported, or its first figure came in, the last year of the new period would be
an empty page, or an all green one. So a page opens on a period that most counties have, and in it on the newest year
in which most planned rows have figures (ADR 23). Without any figure it opens on the present year: a year to come
lacks no data.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.db.models import Count, F, Q
from django.utils import timezone

from counties.models import Plan
from indicators.models import Observation, PlanIndicator

Period = tuple[int, int]
Key = TypeVar("Key", int, "PeriodYear")


class PeriodYear(NamedTuple):
    """A year of a period; the later year is the greater one, of the same year that of the later period."""

    year: int
    period: Period


@dataclass(frozen=True, slots=True)
class Offered:
    """A period that can be chosen: how many counties and plans have it."""

    period: Period
    counties: int
    plans: int

    def __str__(self) -> str:
        return f"{self.period[0]}–{self.period[1]}"


def newest_full(filled: Mapping[Key, int], planned: Mapping[Key, int] | None = None) -> Key | None:
    """The newest key in which most planned rows have figures; None without any figure.

    What nobody measures counts against no year: “most” is more than half of the rows of the fullest year, or of
    the rows that are `planned` where these are fewer.
    """
    most = max(filled.values(), default=0)
    rows = {key: min(most, (planned or {}).get(key, most)) for key in filled}
    return max((key for key, full in filled.items() if most and 2 * full > rows[key]), default=None)


def shown_first(plans: Sequence[Plan]) -> PeriodYear:
    """The period and year that a page of these plans (at least one) opens on; at most two queries.

    Without any figure: the year at hand of the latest period that most counties have.
    """
    counties = {one.period: one.counties for one in offered(plans)}
    common = [plan for plan in plans if 2 * counties[plan.period] > max(counties.values())]
    filled = _of_periods(common)
    periods = {plan.period for plan in common}
    planned = _planned(common) if len(periods) > 1 and filled else {}
    found = newest_full(filled, {key: planned.get(key.period, 0) for key in filled} if planned else None)
    last = max(periods, key=lambda one: (one[1], one[0]))
    return found or PeriodYear(year_at_hand(_years([plan for plan in common if plan.period == last])), last)


def year_of_period(plans: Sequence[Plan]) -> int:
    """The year that a page of these plans of one period opens on; without any figure the one at hand; one query."""
    found = newest_full({key.year: rows for key, rows in _of_periods(plans).items()})
    return year_at_hand(_years(plans)) if found is None else found


def year_of_rows(figures: Iterable[Collection[int]], years: Collection[int]) -> int:
    """The same for plan rows at hand: `figures` are each row's years with a figure."""
    filled = Counter(year for of_row in figures for year in set(of_row) if year in years)
    found = newest_full(filled)
    return year_at_hand(years) if found is None else found


def year_at_hand(years: Collection[int]) -> int:
    """The present year; the first of years that are all to come, the last of years that are over; 0 of none."""
    begun = [year for year in years if year <= timezone.localdate().year]
    return max(begun) if begun else min(years, default=0)


def offered(plans: Iterable[Plan]) -> list[Offered]:
    """The periods of these plans, newest first."""
    of_period: dict[Period, list[Plan]] = {}
    for plan in plans:
        of_period.setdefault(plan.period, []).append(plan)
    return [
        Offered(period, len({plan.county_id for plan in of_period[period]}), len(of_period[period]))
        for period in sorted(of_period, key=lambda one: (-one[1], one[0]))
    ]


def _years(plans: Iterable[Plan]) -> set[int]:
    """The years within the period, without those between an early base year and its start."""
    return {year for plan in plans for year in plan.years if year >= plan.period_start}


def _of_periods(plans: Sequence[Plan]) -> dict[PeriodYear, int]:
    """Period and year → how many planned rows have a full-year figure."""
    of_plan = {plan.pk: plan for plan in plans}
    counted: Counter[PeriodYear] = Counter()
    for plan_id, year, rows in _filled(of_plan):
        if year in of_plan[plan_id].years:
            counted[PeriodYear(year, of_plan[plan_id].period)] += rows
    return counted


def _planned(plans: Iterable[Plan]) -> dict[Period, int]:
    """Period → how many rows are planned; one query."""
    of_plan = {plan.pk: plan for plan in plans}
    rows = PlanIndicator.objects.judged().filter(plan__in=of_plan).order_by().values_list("plan_id")
    counted: Counter[Period] = Counter()
    for plan_id, number in rows.annotate(Count("pk")):
        counted[of_plan[plan_id].period] += number
    return counted


def _filled(plan_ids: Collection[int]) -> Iterable[tuple[int, int, int]]:
    """Plan, year, and how many of its judged rows have a full-year figure of it; one query.

    What a plan says of itself (规划自述) is no figure that anybody reported.
    """
    figure = "indicator__observations"
    same_site = Q(**{f"{figure}__site": F("site")}) | Q(
        **{f"{figure}__site__isnull": True}, site__isnull=True
    )
    rows = PlanIndicator.objects.judged().filter(
        same_site,
        plan__in=plan_ids,
        **{
            f"{figure}__county": F("plan__county"),
            f"{figure}__period": Observation.FULL_YEAR,
            f"{figure}__plan_indicator__isnull": True,
        },
    )
    return rows.order_by().values_list("plan_id", f"{figure}__year").annotate(Count("pk", distinct=True))
