"""In which unit a statement on a plan row was made: that of the edition in force when it was set.

A bare 22 that was set in 万km² says 22万km², whatever the plan prints now.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from counties.findings import Rule
from counties.models import Finding
from indicators.models import PlanIndicator
from judging.questions import row_unit

UnitOf = Callable[[Any], str]


def units_set_in(rows: Collection[PlanIndicator]) -> UnitOf:
    """A function from a statement (`indicators.models.targets.Version`) on one of these rows to its unit; two queries.

    Where a reviewer found that what was carried was meant in the new unit, that one holds for what is in force.
    """
    now = {row.pk: row_unit(row) for row in rows}
    printed: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    model: Any = PlanIndicator
    versions = model.pgh_event_model.objects
    known = versions.filter(id__in=now).order_by("edition__imported_at", "pgh_id")
    for pk, at, said, own in known.values_list("id", "edition__imported_at", "unit", "indicator__unit"):
        printed[pk].append((at, said or own))
    settled = set(
        Finding.objects.standing()
        .filter(rule=Rule.UNIT_CARRIED, plan_indicators__in=now, decision=Finding.Decision.DISMISSED)
        .values_list("plan_indicators", flat=True)
    )

    def unit_of(statement: Any) -> str:
        pk = statement.plan_indicator_id
        if statement.superseded_at is None and pk in settled:
            return now[pk]
        before = [said for at, said in printed[pk] if at <= statement.entered_at]
        return before[-1] if before else now[pk]

    return unit_of
