"""Projects of an invented county in a round, moved by the real actions: plain keyword factories."""

from datetime import date
from typing import Any

from accounts.models import User
from counties.periods import Period
from projects.models import KeyProject, ProjectListing
from reporting.actions.evidence import cite, keep_file
from reporting.actions.project_rounds import open_project_round
from reporting.actions.projects import save_project
from reporting.actions.reviewing import approve, begin_review
from reporting.actions.submitting import sign, submit
from reporting.models import Entry, Round
from tests.reporting.rounds import Cast
from tests.reporting.test_evidence import upload

FIRST = {
    "stage": "building",
    "started": "2022-04",
    "unit": "万元",
    "done": "1200",
    "opening_on": "2022-12",
    "opening_done": "0",
    "opening_in_place": "0",
    "opening_paid": "0",
    "local.in_place": "1500",
    "picture": "主体完工",
}
NEXT = {"stage": "building", "started": "2022-04", "unit": "亿元", "done": "0.03"}


def listed(of: Cast, name: str = "造林工程", number: int = 1, **fields: Any) -> KeyProject:
    """A project that the plan lists, 1.2 亿元, to be finished in August 2023."""
    project = KeyProject.objects.create(county=of.county, name=name)
    given: dict[str, Any] = {
        "sheet": "重点项目",
        "row_number": number,
        "seq": str(number),
        "name_cell": f"B{number}",
        "investment_text": "1.2",
        "investment_unit": "亿元",
        "investment_yi": "1.2",
        "finish_text": "2023年8月",
        "finish": "2023-08",
    }
    ProjectListing.objects.create(
        project=project, plan=of.plan, edition=of.plan.editions.get(), name=name, **{**given, **fields}
    )
    return project


def opened(of: Cast, year: int = 2023, period: Period = Period.YEAR, **fields: Any) -> Round:
    given: dict[str, Any] = {"deadline": date(2030, 2, 28), "plans": [of.plan]}
    return open_project_round(year=year, period=period, by=of.reviewer, **{**given, **fields})


def saved(entry: Entry, said: dict[str, str], by: User, explanation: str = "") -> Entry:
    entry.refresh_from_db()
    return save_project(entry.pk, said=said, explanation=explanation, version=entry.version, by=by)


def with_evidence(entry: Entry, of: Cast, number: str = "同验〔2023〕1号") -> None:
    file = keep_file(upload(), county=of.county, document_number=number, by=of.clerk)
    cite(file, [entry.pk], page="3", by=of.clerk)


def under_review(entry: Entry, said: dict[str, str], of: Cast, explanation: str = "") -> Entry:
    saved(entry, said, of.clerk, explanation)
    submit([entry.pk], by=of.clerk)
    sign([entry.pk], by=of.head)
    begin_review([entry.pk], by=of.reviewer)
    entry.refresh_from_db()
    return entry


def approved(entry: Entry, said: dict[str, str], of: Cast, explanation: str = "") -> Entry:
    under_review(entry, said, of, explanation)
    approve([entry.pk], by=of.reviewer)
    entry.refresh_from_db()
    return entry
