"""Rounds and entries of an invented county, moved by the real actions: plain keyword factories."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from accounts.permissions import Role
from counties.models import County, Plan
from indicators.models import PlanIndicator
from reporting.actions.reviewing import approve, begin_review
from reporting.actions.rounds import open_round
from reporting.actions.saving import Saved, Typed, save_cells
from reporting.actions.submitting import sign, submit
from reporting.models import Entry, Round
from tests import small_ledger as ledger
from tests.reference import person


@dataclass(frozen=True)
class Cast:
    """A county with its clerk and head, and the city's reviewer."""

    county: County
    plan: Plan
    clerk: User
    head: User
    reviewer: User


def cast(code: str = "990001", name: str = "甲县", reviewer: User | None = None) -> Cast:
    county = ledger.county(code, name)
    return Cast(
        county=county,
        plan=ledger.plan(county),
        clerk=person(f"clerk{code}", Role.CLERK, county),
        head=person(f"head{code}", Role.COUNTY_HEAD, county),
        reviewer=reviewer or person("reviewer", Role.REVIEWER),
    )


def row(of: Cast, code: str = "good-days", number: int = 1, **fields: object) -> PlanIndicator:
    return ledger.row(of.plan, ledger.indicator(code), number, **fields)


def opened(of: Cast, year: int = 2024, **fields: Any) -> Round:
    given: dict[str, Any] = {
        "deadline": date(2030, 2, 28),
        "plans": [of.plan],
        "evidence_rule": "none",
        "note": "",
    }
    return open_round(year=year, by=of.reviewer, **{**given, **fields})


def typed(entry: Entry, text: str, by: User, **fields: str) -> Saved:
    """Type a text into the entry as it stands now."""
    entry.refresh_from_db()
    (saved,) = save_cells([Typed(entry.pk, entry.version, text=text, **fields)], by=by)
    return saved


def under_review(entry: Entry, text: str, of: Cast, **fields: str) -> Entry:
    """Type, submit, sign and freeze one entry."""
    typed(entry, text, of.clerk, explanation="已核实", **fields)
    submit([entry.pk], by=of.clerk)
    sign([entry.pk], by=of.head)
    begin_review([entry.pk], by=of.reviewer)
    entry.refresh_from_db()
    return entry


def approved(entry: Entry, text: str, of: Cast, **fields: str) -> Entry:
    """Bring one entry the whole way into force."""
    under_review(entry, text, of, **fields)
    approve([entry.pk], by=of.reviewer)
    entry.refresh_from_db()
    return entry
