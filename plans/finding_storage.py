"""What the rules found into stored findings: new ones added, changed ones updated, gone ones closed.

A decision stands while the texts it rests on stand (`Finding.fingerprint`); a change re-opens it, with an act
on record. Nothing is deleted: a finding that comes back finds its decision again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models.functions import Now

from accounts.models import User
from accounts.records import record
from counties.findings import Found, subject_of
from counties.models import County, Finding, Plan
from indicators.models import PlanIndicator
from measures.models import Measure
from projects.models import ProjectListing

Key = tuple[int, int | None, str, str]
Identified = tuple[str, str, str]
"""Table, 序号 and printed name of a row."""
IDENTITY = ("county", "plan", "rule", "subject")
# Fields that a rule decides, and those that are a person's and change only when a finding is re-opened.
RULE_FIELDS = ("severity", "message", "cells", "doubt", "fingerprint", "gone_at")
DECISION_FIELDS = ("decision", "decision_reason", "decided_by", "decided_at")


def keep(city: County, found: Iterable[Found], *, by: User | None) -> None:
    """Make the stored findings of `city` exactly what was found; call inside a transaction."""
    wanted = _distinct(found)
    # Locked: a decision that is being written meanwhile must not be overwritten.
    locked = Finding.objects.select_for_update().filter(county__parent=city)
    stored = {_key(finding): finding for finding in locked}
    touched = [
        finding
        for key, one in wanted.items()
        if (finding := _updated(stored.get(key), key, one, by=by)) is not None
    ]
    Finding.objects.bulk_create(
        touched,
        update_conflicts=True,
        unique_fields=IDENTITY,
        update_fields=[*RULE_FIELDS, *DECISION_FIELDS],
    )
    stored |= {_key(finding): finding for finding in touched}
    gone = [f.pk for key, f in stored.items() if key not in wanted and f.gone_at is None]
    Finding.objects.filter(pk__in=gone).update(gone_at=Now())
    rows = {key: one.plan_rows for key, one in wanted.items()}
    listings = {key: one.listings for key, one in wanted.items()}
    _link(PlanIndicator.findings.through, "planindicator_id", stored, rows)
    _link(ProjectListing.findings.through, "projectlisting_id", stored, listings)
    tasks = {key: one.measures for key, one in wanted.items()}
    _link(Measure.findings.through, "measure_id", stored, tasks)


def _key(finding: Finding) -> Key:
    return finding.county_id, finding.plan_id, finding.rule, finding.subject


def _distinct(found: Iterable[Found]) -> dict[Key, Found]:
    """Findings by identity; a second one about the same subject is told apart by its place in order."""
    wanted: dict[Key, Found] = {}
    for one in found:
        subject, number = one.subject, 1
        while (key := (one.county_id, one.plan_id, one.rule.value, subject)) in wanted:
            number += 1
            subject = f"{one.subject[:190]} ({number})"
        wanted[key] = one
    return wanted


def _updated(finding: Finding | None, key: Key, one: Found, *, by: User | None) -> Finding | None:
    """The finding to write, or None where nothing changed."""
    values: dict[str, Any] = {
        "severity": one.severity,
        "message": one.message,
        "cells": [cell.as_json() for cell in one.cells],
        "doubt": one.doubt,
        "fingerprint": one.fingerprint,
        "gone_at": None,
    }
    if finding is None:
        county_id, plan_id, rule, subject = key
        return Finding(county_id=county_id, plan_id=plan_id, rule=rule, subject=subject, **values)
    if all(getattr(finding, name) == value for name, value in values.items()):
        return None
    if finding.fingerprint != one.fingerprint and finding.decision != Finding.Decision.OPEN:
        _reopen(finding, by=by)
    for name, value in values.items():
        setattr(finding, name, value)
    return finding


def _reopen(finding: Finding, *, by: User | None) -> None:
    record(
        "质疑重新打开",
        finding.message,
        by=by,
        county_id=finding.county_id,
        detail={
            "finding": finding.pk,
            "from": finding.decision,
            "to": Finding.Decision.OPEN.value,
            "reason": "所依据的文本有变化，重新打开。",
        },
    )
    finding.decision, finding.decision_reason = Finding.Decision.OPEN, ""
    finding.decided_by, finding.decided_at = None, None


def _link(
    through: type[models.Model],
    row_field: str,
    stored: Mapping[Key, Finding],
    wanted: Mapping[Key, tuple[int, ...]],
) -> None:
    """Make the links of the found findings exactly what the rules said; those of gone ones stay as they were."""
    links = through._default_manager
    findings = [stored[key].pk for key in wanted]
    want = {(row, stored[key].pk) for key, rows in wanted.items() for row in rows}
    have = {
        (row, finding): pk
        for pk, row, finding in links.filter(finding__in=findings).values_list("pk", row_field, "finding_id")
    }
    links.filter(pk__in=[pk for pair, pk in have.items() if pair not in want]).delete()
    links.bulk_create(
        through(**{row_field: row, "finding_id": finding}) for row, finding in sorted(want - have.keys())
    )


def identity_of(columns: Mapping[str, Any]) -> Identified:
    """What the subject of a finding about one row is made of (`indicators.findings.rows.Row.identity`)."""
    return columns["table"], columns["seq"], columns["printed_name"]


def move_subjects(plan: Plan, moved: Iterable[tuple[Identified, Identified]]) -> None:
    """Let findings about a row that is printed otherwise be about the same row still: decided and told as before."""
    for old, new in moved:
        was, now = subject_of(*old), subject_of(*new)
        about = Finding.objects.filter(plan=plan)
        taken = about.filter(subject=now).values("rule")
        if was != now:
            about.filter(subject=was).exclude(rule__in=taken).update(subject=now)
