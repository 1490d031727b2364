"""What waits for a superior's target and what has been set: the list, its counts, and one row's versions."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, QuerySet

from attainment import Column, Kind, parse
from counties.models import County
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from judging.questions import row_unit
from judging.ruled import UNRULED, Ruled, ruled_on


class TargetStanding(StrEnum):
    """How a plan row stands to its superior."""

    WAITING = "waiting"
    ASSIGNED = "assigned"
    UNSET = "unset"
    PRINTED = "printed"

    @property
    def label(self) -> str:
        return {
            "waiting": "目标待下达",
            "assigned": "已下达",
            "unset": "规划未设目标",
            "printed": "规划已印目标",
        }[self.value]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One plan row: its printed target and what superiors have set for it."""

    row: PlanIndicator
    unit: str
    """That the row is judged in: ruled, else printed, else the catalogue's."""
    standing: TargetStanding
    authorities: tuple[str, ...]
    assigned: AssignedTarget | None
    annual: list[AnnualTarget]
    verdicts: list[SuperiorVerdict]

    @property
    def uses_demo(self) -> bool:
        return any(one.is_demo for one in [*filter(None, [self.assigned]), *self.annual, *self.verdicts])


def target_rows(counties: QuerySet[County]) -> QuerySet[PlanIndicator]:
    """Every judged row of these counties, in the order of the plans."""
    return (
        PlanIndicator.objects.judged()
        .filter(plan__county__in=counties)
        .select_related("plan__county", "indicator")
        .order_by("-plan__period_end", "plan__county__code", "plan__key", "sheet", "row_number")
    )


def target_lines(counties: QuerySet[County]) -> list[TargetLine]:
    """All of them; five queries."""
    return lines_of(target_rows(counties))


def lines_of(rows: QuerySet[PlanIndicator]) -> list[TargetLine]:
    """These rows with what is in force; five queries."""
    found = list(rows.prefetch_related(*_in_force()))
    ruled = ruled_on([row.pk for row in found])
    return [_line(row, ruled.get(row.pk, UNRULED)) for row in found]


def standings_of(rows: QuerySet[PlanIndicator]) -> dict[int, tuple[TargetStanding, tuple[str, ...]]]:
    """How each row stands and whose task it is, of no more than its text; two queries."""
    assigned = set(AssignedTarget.objects.in_force().values_list("plan_indicator", flat=True))
    found = {}
    for pk, text in rows.order_by().values_list("pk", "target_text"):
        reading = parse(text, Column.TARGET)
        found[pk] = (_standing(reading.kind, is_assigned=pk in assigned), reading.authority)
    return found


def _in_force() -> list[Any]:
    """Prefetches of what is in force only: the related lists then hold no superseded version."""
    return [
        Prefetch("assigned_targets", AssignedTarget.objects.in_force()),
        Prefetch("annual_targets", AnnualTarget.objects.in_force().order_by("year")),
        Prefetch("superior_verdicts", SuperiorVerdict.objects.in_force().order_by("year")),
    ]


def _line(row: PlanIndicator, ruled: Ruled) -> TargetLine:
    reading = parse(row.target_text, Column.TARGET)
    assigned = next(iter(row.assigned_targets.all()), None)
    return TargetLine(
        row=row,
        unit=ruled.unit(row_unit(row)),
        standing=_standing(reading.kind, is_assigned=assigned is not None),
        authorities=reading.authority,
        assigned=assigned,
        annual=list(row.annual_targets.all()),
        verdicts=list(row.superior_verdicts.all()),
    )


def _standing(kind: Kind, *, is_assigned: bool) -> TargetStanding:
    if is_assigned:
        return TargetStanding.ASSIGNED
    if kind is Kind.DELEGATED:
        return TargetStanding.WAITING
    return TargetStanding.UNSET if kind is Kind.NO_TARGET else TargetStanding.PRINTED
