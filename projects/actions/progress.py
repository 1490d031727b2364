"""Putting an approved report of a project in force."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from projects.models import Progress
from projects.money import exact_yi
from projects.reports import Report

_DATES = ("started", "finished", "produced", "ended", "extended_to")
_WORDS = ("ended_document", "extension_document", "adjustment_document")
# Those have columns of their own; of the typed total only the words are kept.
_NOT_ADDED = ("adjusted", "year_plan", "typed_total")


def put_in_force(
    stands: Progress,
    report: Report,
    *,
    said: Mapping[str, str],
    evidence: str,
    is_demo: bool,
    by: User | None,
) -> Progress:
    """Write the report into the row of its project and period; the caller has locked what asks for it."""
    stands.said, stands.text = dict(said), report.line
    for name, value in columns_of(report).items():
        setattr(stands, name, value)
    stands.evidence, stands.is_demo = evidence, is_demo
    stands.entered_by, stands.entered_at = by, timezone.now()
    stands.save()
    return stands


def columns_of(report: Report) -> dict[str, Any]:
    """The typed columns of Progress that a report fills; raises ValueError where it has no stage."""
    if report.stage is None:
        raise ValueError("a report without a stage is not put in force")
    money = {name: exact_yi(value) for name, value in report.money.items() if name not in _NOT_ADDED}
    return {
        "stage": report.stage.value,
        **{name: str(report.dates.get(name, "")) for name in _DATES},
        **{name: report.words.get(name, "") for name in _WORDS},
        "adjusted_yi": report.money.get("adjusted"),
        "year_plan_yi": report.money.get("year_plan"),
        "money": money,
    }
