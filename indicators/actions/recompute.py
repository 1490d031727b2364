"""Asking for verdicts: which (plan row, year) pairs depend on a change, and the Job that judges them.

A figure of year Y can reach the verdicts of Y and of every later year of its rows (the year after falls back
on it, totals build on it, a rebound remembers it); an annual target reaches its own year and the next.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from indicators.models import PlanIndicator
from jobs.actions import ring
from jobs.models import Job

TASK = "judging.tasks.recompute"

Pairs = dict[int, list[int]]


class ChangedFigure(NamedTuple):
    """What identifies an observation for its dependents."""

    county_id: int
    indicator_id: int
    site_id: int | None
    year: int


def ask(pairs: Pairs, *, why: str, cause: str, by: User | None) -> Job | None:
    """Ring one Job for exactly these pairs; None where nothing depends on the change."""
    pairs = {row_id: sorted(set(years)) for row_id, years in sorted(pairs.items()) if years}
    if not pairs:
        return None
    arguments = {"pairs": list(pairs.items()), "why": why, "cause": cause}
    digest = hashlib.sha256(json.dumps([arguments["pairs"], why]).encode()).hexdigest()
    total = sum(len(years) for years in pairs.values())
    title = f"重算 {total} 项达成评价" + (f"：{cause}" if cause else "")
    return ring(
        task=TASK, title=title[:200], arguments=arguments, key=f"recompute:{digest}", by=by, needs=None
    )


def ask_for_rows(row_ids: Collection[int], *, why: str, cause: str, by: User | None) -> Job | None:
    """All years of the given plan rows (a plan, an assigned target, a doubt changed); closed rows included."""
    rows = PlanIndicator.objects.filter(pk__in=row_ids, is_repeat=False).select_related("plan")
    return ask({row.pk: list(row.plan.years) for row in rows}, why=why, cause=cause, by=by)


def ask_for_figures(figures: Iterable[ChangedFigure], *, cause: str, by: User | None) -> Job | None:
    """What depends on changed observations."""
    return ask(dependents(figures), why="data", cause=cause, by=by)


def ask_for_annual_target(row_id: int, year: int, *, cause: str, by: User | None) -> Job | None:
    """An annual target is read for its own year and by the next year's verdict when that falls back."""
    years = PlanIndicator.objects.select_related("plan").get(pk=row_id).plan.years
    return ask({row_id: [y for y in (year, year + 1) if y in years]}, why="target", cause=cause, by=by)


def ask_for_superior_verdict(row_id: int, year: int, *, cause: str, by: User | None) -> Job | None:
    return ask({row_id: [year]}, why="target", cause=cause, by=by)


def ask_for_catalogue(indicator_ids: Collection[int], *, cause: str, by: User | None) -> Job | None:
    """All years of every row that means one of these catalogue indicators."""
    rows = PlanIndicator.objects.judged().filter(indicator_id__in=indicator_ids).values_list("pk", flat=True)
    return ask_for_rows(list(rows), why="catalogue", cause=cause, by=by)


def ask_for_everything(*, by: User | None) -> Job | None:
    rows = PlanIndicator.objects.judged().values_list("pk", flat=True)
    return ask_for_rows(list(rows), why="rule", cause="全部重算", by=by)


def dependents(figures: Iterable[ChangedFigure]) -> Pairs:
    """The (plan row, year) pairs that read any of these observations."""
    first_year: dict[tuple[int, int, int | None], int] = {}
    for figure in figures:
        key = figure.county_id, figure.indicator_id, figure.site_id
        first_year[key] = min(figure.year, first_year.get(key, figure.year))
    pairs: Pairs = {}
    for row in _rows_of(first_year):
        first = first_year.get((row.plan.county_id, row.indicator_id, row.site_id))
        if first is not None:
            pairs[row.pk] = [year for year in row.plan.years if year >= first]
    return pairs


def _rows_of(keys: Iterable[tuple[int, int, int | None]]) -> Iterable[PlanIndicator]:
    by_county: dict[int, set[int]] = defaultdict(set)
    for county_id, indicator_id, _ in keys:
        by_county[county_id].add(indicator_id)
    wanted = Q(pk__in=[])
    for county_id, indicator_ids in by_county.items():
        wanted |= Q(plan__county_id=county_id, indicator_id__in=indicator_ids)
    return PlanIndicator.objects.judged().filter(wanted).select_related("plan")
