"""Stored listings of one city into the frozen inputs of the rules, in one query."""

from collections.abc import Callable

from counties.models import County
from projects.findings.rows import Listing, PlanFacts
from projects.models import ProjectListing

UnknownDepartments = Callable[[str], list[str]]


def load_listings(city: County, unknown_departments: UnknownDepartments) -> list[Listing]:
    """Standing listings of every county of `city`, in the order in which they are printed."""
    stored = (
        ProjectListing.objects.standing()
        .filter(plan__county__parent=city)
        .select_related("plan__county", "edition")
        .order_by("plan__county__code", "plan__key", "sheet", "row_number")
    )
    plans: dict[int, PlanFacts] = {}
    listings = []
    for row in stored:
        plan = plans.setdefault(row.plan_id, plans.get(row.plan_id) or _plan(row))
        listings.append(_listing(row, plan, unknown_departments))
    return listings


def _plan(row: ProjectListing) -> PlanFacts:
    plan = row.plan
    return PlanFacts(
        pk=plan.pk,
        title=plan.short_title,
        county_id=plan.county_id,
        area_km2=plan.county.area_km2,
        period=plan.period,
        file=row.edition.file_name,
    )


def _listing(row: ProjectListing, plan: PlanFacts, unknown: UnknownDepartments) -> Listing:
    return Listing(
        pk=row.pk,
        project_id=row.project_id,
        plan=plan,
        sheet=row.sheet,
        row_number=row.row_number,
        category=row.category,
        seq=row.seq,
        name=row.name,
        name_cell=row.name_cell,
        investment_text=row.investment_text,
        investment_unit=row.investment_unit,
        investment_cell=row.investment_cell,
        yi=row.investment_yi,
        problem=row.investment_problem,
        start=row.start,
        finish=row.finish,
        start_text=row.start_text,
        finish_text=row.finish_text,
        builders=tuple(row.builders),
        departments=tuple(row.department_texts),
        content=row.content,
        extra=row.extra,
        unknown_departments=tuple(name for text in row.department_texts for name in unknown(text)),
    )
