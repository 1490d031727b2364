"""Rows of a plan's project tables into the ledger: compare with the edition before, apply.

A listing is matched by sheet, category, 序号 and printed name; a project by its exact name in another plan
of the same county, so that one that stands in two plans is counted once (design, life of a figure).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counties.models import Department, Plan, PlanEdition
from counties.names import fold
from imports.changes import Change
from imports.outcomes import Outcome
from projects.models import KeyProject, ProjectListing
from projects.plan_tables import ProjectRow
from projects.schedules import as_printed

# The same printed words may stand in several rows: the last part numbers them in printed order.
Key = tuple[str, str, str, str, int]
FindDepartments = Callable[[str], list[Department]]

FIELD_LABELS = {
    "investment_text": "投资",
    "investment_unit": "投资单位",
    "department_texts": "牵头部门",
    "builders": "建设主体",
    "place": "地点",
    "nature": "建设性质",
    "content": "建设内容",
    "extra": "其他栏",
}


@dataclass(frozen=True, slots=True)
class PlannedListing:
    """One printed project with what stands in the ledger for it now."""

    row: ProjectRow
    values: Mapping[str, Any]
    stored: ProjectListing | None
    change: Change


def plan_listings(
    plan: Plan | None, rows: Iterable[ProjectRow]
) -> tuple[list[PlannedListing], list[ProjectListing]]:
    """Compare printed projects with the stored ones: (listings as planned, stored listings that are gone)."""
    stored = _keyed(
        ((known.sheet, known.category, known.seq, known.name), known)
        for known in ProjectListing.objects.standing().filter(plan=plan)
    )
    printed = _keyed(((row.sheet, category(row), row.seq or "", row.name), row) for row in rows)
    planned = []
    for key, row in printed.items():
        values = stored_values(row)
        known = stored.pop(key, None)
        planned.append(PlannedListing(row, values, known, _change(row, values, known)))
    return planned, list(stored.values())


def _keyed(items: Iterable[tuple[tuple[str, str, str, str], Any]]) -> dict[Key, Any]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    keyed: dict[Key, Any] = {}
    for key, item in items:
        seen[key] += 1
        keyed[(*key, seen[key])] = item
    return keyed


def category(row: ProjectRow) -> str:
    """The label of the category column, else the printed headings above the table."""
    return row.category or row.heading or ""


def stored_values(row: ProjectRow) -> dict[str, Any]:
    """The columns of ProjectListing that a printed row fills."""
    amount, schedule = row.investment, row.schedule
    extra = {**({"建设规模": row.scale} if row.scale else {}), **row.extras}
    return {
        "sheet": row.sheet,
        "row_number": row.row,
        "category": category(row),
        "seq": row.seq or "",
        "name": row.name,
        "name_cell": row.name_cell,
        "investment_text": amount.text,
        "investment_unit": amount.unit or "",
        "investment_cell": row.investment_cell or "",
        "investment_yi": amount.yi,
        "investment_problem": amount.problem or "",
        "start_text": schedule.start_text,
        "finish_text": schedule.finish_text,
        "start": str(schedule.start) if schedule.start else "",
        "finish": str(schedule.finish) if schedule.finish else "",
        "department_texts": list(row.departments),
        "builders": list(row.builders),
        "place": row.place,
        "nature": row.nature,
        "content": row.content,
        "extra": extra,
    }


def _change(row: ProjectRow, values: Mapping[str, Any], known: ProjectListing | None) -> Change:
    if known is None:
        return _as_change(Outcome.NEW, row, {})
    different = {
        label: (_shown(getattr(known, name)), _shown(values[name]))
        for name, label in FIELD_LABELS.items()
        if getattr(known, name) != values[name]
    } | _rescheduled(known, values)
    return _as_change(Outcome.CHANGED if different else Outcome.SAME, row, different)


def _rescheduled(known: ProjectListing, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    before = as_printed(known.start_text, known.finish_text)
    after = as_printed(values["start_text"], values["finish_text"])
    sides = zip(("期限", "开工", "完成"), before, after, strict=True)
    return {label: (old, new) for label, old, new in sides if old != new}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{name}：{text}" for name, text in value.items())
    return "、".join(value) if isinstance(value, list) else str(value)


def _as_change(kind: Outcome, row: ProjectRow, fields: dict[str, tuple[str, str]]) -> Change:
    return Change(kind, "project", category(row), row.seq or "", row.name, row.name_cell, fields)


def gone_change(known: ProjectListing) -> Change:
    return Change(Outcome.GONE, "project", known.category, known.seq, known.name, known.name_cell)


def apply_listings(
    plan: Plan,
    edition: PlanEdition,
    planned: Iterable[PlannedListing],
    gone: Iterable[ProjectListing],
    find_departments: FindDepartments,
) -> None:
    """Write planned listings and close gone ones."""
    elsewhere = _projects_of_other_plans(plan)
    for item in planned:
        values = {**item.values, "edition": edition}
        if item.stored is None:
            project = _project(plan, item.row.name, elsewhere)
            listing = ProjectListing.objects.create(plan=plan, project=project, **values)
        else:
            ProjectListing.objects.filter(pk=item.stored.pk).update(**values)
            listing = item.stored
        departments = [d for text in item.row.departments for d in find_departments(text)]
        listing.departments.set(departments)
    ProjectListing.objects.filter(pk__in=[known.pk for known in gone]).update(closed_in=edition)


def _projects_of_other_plans(plan: Plan) -> dict[str, list[KeyProject]]:
    found: dict[str, list[KeyProject]] = defaultdict(list)
    others = KeyProject.objects.filter(county_id=plan.county_id, listings__closed_in__isnull=True)
    taken = ProjectListing.objects.standing().filter(plan=plan).values("project_id")
    for project in others.exclude(pk__in=taken).distinct():
        found[fold(project.name)].append(project)
    return found


def _project(plan: Plan, name: str, elsewhere: dict[str, list[KeyProject]]) -> KeyProject:
    same_name = elsewhere.pop(fold(name), [])
    if len(same_name) == 1:
        return same_name[0]
    return KeyProject.objects.create(county_id=plan.county_id, name=name)
