"""Which cells a county may leave empty (选填): no row that asks for them has a target to hold a figure against.

Told at the time of reading, never stored: a target that is set tomorrow makes the cell owed tomorrow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import FilteredRelation, Q

from attainment import Column, Kind, parse
from indicators.models import PlanIndicator
from indicators.models.plan_rows import stated_target

Key = tuple[int, int, int | None, int | None]
"""Round, county, indicator, site."""


class Because(StrEnum):
    """Why a cell is optional, as the clerk reads it."""

    PENDING = "目标待下达"
    NO_TARGET = "规划未设目标"
    NOT_APPLICABLE = "规划注明不涉及"


def asked_in_words(required: int, optional: int) -> str:
    """`必填 14 项，选填 16 项`: how many cells there are of each, wherever they are counted for a person."""
    counted = (("必填", required), ("选填", optional))
    return "，".join(f"{label} {number} 项" for label, number in counted if number) or "必填 0 项"


_BECAUSE = {
    Kind.DELEGATED: Because.PENDING,
    Kind.NO_TARGET: Because.NO_TARGET,
    Kind.NOT_APPLICABLE: Because.NOT_APPLICABLE,
}


@lru_cache(maxsize=2_000)
def because(target: str, assigned: str) -> Because | None:
    """Why a row with this printed target and this assigned text asks for nothing that is judged; None where it does."""
    printed = _BECAUSE.get(parse(target, Column.TARGET).kind)
    if printed is None or not assigned:
        return printed
    return _BECAUSE.get(parse(assigned, Column.TARGET).kind)


def because_together(whys: Iterable[Because | None]) -> Because | None:
    """Why a cell is optional: every row that asks for it must be; the first row's reason is told."""
    found = list(whys)
    return found[0] if all(found) and found else None


def because_of(rows: Iterable[Any]) -> Because | None:
    """The same of plan rows with whom their targets in force stand, `stated` annotated (`reporting.actions.rounds.cells_of`)."""
    assigned = ((row, next(iter(row.assigned_targets.all()), None)) for row in rows)
    return because_together(
        because(row.target_text, one.text if one else row.stated or "") for row, one in assigned
    )


def optional_cells(round_ids: Collection[int], county_ids: Collection[int]) -> dict[Key, Because]:
    """The optional cells of these rounds and counties; one query."""
    rows = (
        PlanIndicator.objects.judged()
        .filter(plan__rounds__in=round_ids, plan__county__in=county_ids)
        .annotate(
            in_text=stated_target(),
            set_target=FilteredRelation(
                "assigned_targets", condition=Q(assigned_targets__superseded_at__isnull=True)
            ),
        )
        .order_by("plan__period_end", "plan_id", "sheet", "row_number", "pk")
        .values_list(
            "plan__rounds",
            "plan__county",
            "indicator_id",
            "site_id",
            "target_text",
            "set_target__text",
            "in_text",
        )
    )
    return _fold(
        (tuple(key), because(target, assigned or stated or "")) for *key, target, assigned, stated in rows
    )


def _fold(rows: Iterable[tuple[tuple[int, ...], Because | None]]) -> dict[Key, Because]:
    found: dict[tuple[int, ...], list[Because | None]] = defaultdict(list)
    for key, why in rows:
        found[key].append(why)
    folded = {key: because_together(whys) for key, whys in found.items()}
    return {key: why for key, why in folded.items() if why}  # type: ignore[misc] # a row of values has no length for the types
