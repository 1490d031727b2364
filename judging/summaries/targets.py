"""What waits for a superior's target and what has been set: the list, its counts, and one row's versions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, QuerySet

from attainment import Column, Kind, parse
from counties.models import County
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict


class Standing(StrEnum):
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
    standing: Standing
    authorities: tuple[str, ...]
    assigned: AssignedTarget | None
    annual: list[AnnualTarget]
    verdicts: list[SuperiorVerdict]

    @property
    def uses_demo(self) -> bool:
        return any(one.is_demo for one in [*filter(None, [self.assigned]), *self.annual, *self.verdicts])


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """What a person asked to see; blanks ask for everything."""

    standing: str = Standing.WAITING
    county: str = ""
    plan: str = ""
    authority: str = ""

    def fits(self, line: TargetLine) -> bool:
        return (
            self.standing in ("all", line.standing)
            and self.county in ("", line.row.plan.county.code)
            and self.plan in ("", line.row.plan.key)
            and (not self.authority or self.authority in line.authorities)
        )


def target_lines(counties: QuerySet[County]) -> list[TargetLine]:
    """Every judged row of these counties, in the order of the plans; four queries."""
    rows = (
        PlanIndicator.objects.judged()
        .filter(plan__county__in=counties)
        .select_related("plan__county", "indicator")
        .prefetch_related(*_in_force())
        .order_by("-plan__period_end", "plan__county__code", "plan__key", "sheet", "row_number")
    )
    return [_line(row) for row in rows]


def _in_force() -> list[Any]:
    """Prefetches of what is in force only: the related lists then hold no superseded version."""
    return [
        Prefetch("assigned_targets", AssignedTarget.objects.in_force()),
        Prefetch("annual_targets", AnnualTarget.objects.in_force().order_by("year")),
        Prefetch("superior_verdicts", SuperiorVerdict.objects.in_force().order_by("year")),
    ]


def _line(row: PlanIndicator) -> TargetLine:
    reading = parse(row.target_text, Column.TARGET)
    assigned = next(iter(row.assigned_targets.all()), None)
    return TargetLine(
        row=row,
        standing=_standing(reading.kind, assigned),
        authorities=reading.authority,
        assigned=assigned,
        annual=list(row.annual_targets.all()),
        verdicts=list(row.superior_verdicts.all()),
    )


def _standing(kind: Kind, assigned: AssignedTarget | None) -> Standing:
    if assigned is not None:
        return Standing.ASSIGNED
    if kind is Kind.DELEGATED:
        return Standing.WAITING
    return Standing.UNSET if kind is Kind.NO_TARGET else Standing.PRINTED


def count(lines: Iterable[TargetLine]) -> Counter[Standing]:
    """How many rows stand how."""
    return Counter(line.standing for line in lines)
