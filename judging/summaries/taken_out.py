"""Figures of a plan row that were in force and are not any more: their place says so, and leads to what they said."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from custody.moments import shown_moment
from custody.versions import DELETED, people_of, who, why
from indicators.models import Observation, PlanIndicator


@dataclass(frozen=True, slots=True)
class TakenOut:
    """The last that a year's figure said, who took it out of force, when and why."""

    year: int
    figure_id: int
    text: str
    unit: str
    who: str
    when: dt.datetime
    why: str


def taken_out(row: PlanIndicator, standing: Collection[Observation]) -> list[TakenOut]:
    """Of each year without a full-year figure of the row's place the last that there was; two queries."""
    years = {one.year for one in standing if one.site_id == row.site_id and not one.period}
    model: Any = Observation
    events = model.pgh_event_model.objects.filter(
        county_id=row.plan.county_id,
        indicator_id=row.indicator_id,
        site_id=row.site_id,
        period="",
        is_demo=False,
        year__lte=row.target_year,
        plan_indicator_id__isnull=True,
        pgh_label=DELETED,
    ).exclude(year__in=years)
    if moment := shown_moment():
        events = events.filter(pgh_created_at__lte=moment)
    last = list(events.order_by("-year", "-pgh_id").distinct("year"))
    people = people_of(last)
    return [
        TakenOut(
            one.year,
            one.id,
            one.text,
            one.unit if one.value is not None else "",
            who(one, people),
            one.pgh_created_at,
            why(one),
        )
        for one in last
    ]
