"""Asking counties for the progress of their key projects: a year, a half or a quarter at a time."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.models import Department, Plan
from counties.periods import Period
from custody.tracing import traced
from projects.models import Progress, ProjectListing
from reporting.actions.refusals import RoundRefusedError
from reporting.models import Entry, Round

NAMED = 3
"""So many projects a refusal names."""


@transaction.atomic
def open_project_round(
    *,
    year: int,
    period: Period,
    deadline: date,
    plans: Collection[Plan],
    evidence_rule: str = Round.EvidenceRule.NONE,
    note: str = "",
    by: User | None,
) -> Round:
    """Ask for every project that the plans list; `by` None: the demonstration. Raises RoundRefusedError."""
    refuse_unbegun(year, period)
    _refuse_overlap(year, period)
    if not plans:
        raise RoundRefusedError("请至少选择一个规划。")
    _refuse_counted(year, period, plans)
    if by is not None and deadline < timezone.localdate():
        raise RoundRefusedError(f"截止日期 {deadline:%Y-%m-%d} 已过，请填今天或以后的日期。")
    with traced(reason=f"发起 {year} 年{period.label}重点项目填报"):
        opened = Round.objects.create(
            listed=Round.Listed.PROJECTS,
            year=year,
            period=period.value,
            deadline=deadline,
            evidence_rule=evidence_rule,
            note=note,
            opened_by=by,
        )
        opened.plans.set(plans)
        count = refresh_projects(opened)
    detail = {"deadline": deadline.isoformat(), "plans": sorted(plan.key for plan in plans), "entries": count}
    record("发起填报任务", str(opened), by=by, detail=detail)
    return opened


def refuse_unbegun(year: int, period: Period) -> None:
    """Nobody can report what has not happened."""
    if period.first_day(year) > timezone.localdate():
        part = "" if period is Period.YEAR else period.label
        raise RoundRefusedError(f"{year} 年{part}还没有开始，不能发起填报。")


def _refuse_overlap(year: int, period: Period) -> None:
    """Money of one month reported twice would be added twice."""
    taken = Round.objects.of_projects().filter(year=year)
    for one in taken:
        if period.overlaps(Period(one.period)):
            raise RoundRefusedError(
                f"{one.when}的重点项目填报已经发起，与{period.label}重叠；金额会重复累加。"
            )


def _refuse_counted(year: int, period: Period, plans: Collection[Plan]) -> None:
    """What is in force of the same months, by whatever way it came, would be added twice as well.

    The same period again is no such thing: it takes the place of what is in force.
    """
    asked = ProjectListing.objects.standing().filter(plan__in=plans).values("project")
    counted = Progress.objects.filter(year=year, project__in=asked).exclude(period=period.value)
    names: dict[Period, list[str]] = {}
    for row in counted.select_related("project"):
        if period.overlaps(Period(row.period)):
            names.setdefault(Period(row.period), []).append(
                f"{row.project}{'〔演示〕' if row.is_demo else ''}"
            )
    if names:
        told = "；".join(f"{year} 年{of.label}的进度已在账（{_some(found)}）" for of, found in names.items())
        raise RoundRefusedError(
            f"{told}，与{period.label}重叠；金额会重复累加。请按在账的时段发起，或不选这些项目的规划。"
        )


def _some(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个项目" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


def refresh_projects(asking: Round) -> int:
    """Let the entries be the projects that the round's plans list now; return how many are new.

    A project that no plan lists any more is hidden, never deleted; one in two plans is asked once.
    """
    listed = _listed(asking)
    standing = {entry.project_id: entry for entry in asking.entries.all()}
    fresh = [
        Entry(round=asking, county_id=rows[0].project.county_id, project_id=pk, **_named(rows))
        for pk, rows in listed.items()
        if pk not in standing
    ]
    Entry.objects.bulk_create(fresh)
    for pk, entry in standing.items():
        is_asked = pk in listed
        named = {"is_asked": is_asked, **({} if not is_asked else _named(listed[pk or 0], entry))}
        if any(getattr(entry, name) != value for name, value in named.items()):
            for name, value in named.items():
                setattr(entry, name, value)
            entry.save(update_fields=[*named])
    return len(fresh)


def _listed(asking: Round) -> dict[int, list[ProjectListing]]:
    """Project → the rows that ask for it, in printed order; three queries."""
    rows = (
        ProjectListing.objects.standing()
        .filter(plan__rounds=asking)
        .select_related("project")
        .prefetch_related("departments")
        .order_by("plan__county__code", "plan_id", "sheet", "row_number")
    )
    found: dict[int, list[ProjectListing]] = {}
    for row in rows:
        found.setdefault(row.project_id, []).append(row)
    return found


def _named(rows: Sequence[ProjectListing], entry: Entry | None = None) -> dict[str, Any]:
    """As the first row prints it; the department of an entry stays the one that reports it."""
    named: dict[str, Any] = {"printed_name": rows[0].name[:310], "seq": rows[0].seq}
    return named if entry is not None else {**named, "department": _department(rows)}


def _department(rows: Sequence[ProjectListing]) -> Department | None:
    """The department that a row names first as leading it; None where none is printed."""
    for row in rows:
        named = {one.pk: one for one in row.departments.all()}
        for text in row.department_texts:
            for one in named.values():
                if text in one.all_names or one.name in text:
                    return one
        if named:
            return next(iter(named.values()))
    return None
