"""Findings of one city: run every rule over the stored rows of all its counties and keep what they find.

One county's findings read its neighbours' rows (magnitudes, units), so a city is looked at as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from counties.departments import DepartmentBook
from counties.findings import Found
from counties.models import County, Finding, PlanEdition
from indicators import findings as indicator_rules
from indicators.actions.recompute import ask_for_rows
from indicators.findings.loading import load_ledger
from indicators.findings.rows import Ledger
from indicators.models import PlanIndicator
from measures import findings as task_rules
from plans import statements
from plans.finding_storage import keep
from projects import findings as project_rules
from projects.findings.loading import load_listings
from projects.findings.rows import Listing
from workbooks.name_lists import split_names


@transaction.atomic
def refresh_findings(county: County, *, by: User | None) -> set[int]:
    """Bring the findings of `county` and its neighbours up to date.

    Returns the plan rows whose doubts (specification §4 rule 4) changed: their verdicts must be asked for again.
    """
    city = county.parent or county
    # One refresh of a city at a time: two would both create what is missing.
    County.objects.select_for_update().get(pk=city.pk)
    before = doubts_of(city)
    keep(city, find_all(city), by=by)
    after = doubts_of(city)
    return {row for row in before.keys() | after.keys() if before.get(row) != after.get(row)}


def tasks_changed(county: County, by: User | None) -> None:
    """What follows a change of a county's tasks: they may say now what others say, or contradict them."""
    touched = refresh_findings(county, by=by)
    if touched:
        ask_for_rows(touched, why="plan", cause=f"{county}的任务清单", by=by)


def find_all(city: County) -> list[Found]:
    """Everything that the rules of both ledgers and the stated totals find, in a constant number of queries."""
    book = DepartmentBook(split_names)
    ledger, listings = load_ledger(city, book.unknown), load_listings(city, book.unknown)
    return [
        *indicator_rules.find(ledger),
        *project_rules.find(listings),
        *task_rules.find(task_rules.load_tasks(city, book.unknown)),
        *(found for text in _plan_texts(city, ledger, listings) for found in statements.find(text)),
    ]


def _plan_texts(city: County, ledger: Ledger, listings: Iterable[Listing]) -> list[statements.PlanText]:
    rows, projects = defaultdict(list), defaultdict(list)
    for row in ledger.rows:
        rows[row.plan.pk].append(row)
    for listing in listings:
        projects[listing.plan.pk].append(listing)
    newest = (
        PlanEdition.objects.filter(plan__county__parent=city)
        .select_related("plan__county")
        .order_by("plan_id", "-number")
        .distinct("plan_id")
    )
    return [
        statements.PlanText(
            plan_id=edition.plan_id,
            county_id=edition.plan.county_id,
            area_km2=edition.plan.county.area_km2,
            base_year=edition.plan.base_year,
            target_year=edition.plan.period_end,
            statements=statements.read_statements(edition.file_name, edition.statements),
            rows=tuple(rows[edition.plan_id]),
            listings=tuple(projects[edition.plan_id]),
        )
        for edition in newest
    ]


def doubts_of(city: County) -> dict[int, frozenset[str]]:
    """Plan row → the doubts that keep it unjudged."""
    links = PlanIndicator.findings.through.objects.filter(
        finding__in=Finding.objects.doubting().filter(county__parent=city)
    )
    doubts: dict[int, set[str]] = defaultdict(set)
    for row, doubt in links.values_list("planindicator_id", "finding__doubt"):
        doubts[row].add(doubt)
    return {row: frozenset(found) for row, found in doubts.items()}
