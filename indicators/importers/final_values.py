"""A final value that a plan prints for its own row (规划自述), kept as a figure of that row alone."""

from typing import Any

from counties.models import Plan, PlanEdition
from indicators.models import Observation, PlanIndicator
from workbooks.numbers import plain_number


def keep_final(plan: Plan, edition: PlanEdition, stored: PlanIndicator) -> bool:
    """Keep a printed final value as the row's own observation; return whether the figure changed.

    Basis 规划自述 and tied to its row: monitoring data neither overwrites it nor clashes with it. What an earlier
    edition printed, for another year or indicator or where this one prints nothing, is no figure in force any more.
    """
    stated = Observation.objects.filter(plan_indicator=stored, basis=Observation.SELF_STATED)
    if not stored.final_text or stored.is_repeat:
        return bool(stated.delete()[0])
    own: dict[str, Any] = {
        "county_id": plan.county_id,
        "indicator_id": stored.indicator_id,
        "year": stored.target_year,
        "basis": Observation.SELF_STATED,
        "plan_indicator": stored,
    }
    stated.exclude(indicator_id=stored.indicator_id, year=stored.target_year).delete()
    before = Observation.objects.filter(**own).values_list("text", flat=True).first()
    Observation.objects.update_or_create(
        **own,
        defaults={
            "text": stored.final_text,
            "value": plain_number(stored.final_text),
            "unit": stored.unit,
            "file_name": edition.file_name,
            "sheet": stored.sheet,
            "cell": stored.final_cell,
            "cited_source": plan.title,
        },
    )
    return before != stored.final_text
