"""An edition as it is kept: the file, what it says, what it changes; and what its act on record tells."""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from counties.models import Plan, PlanEdition, Revision
from imports.changes import Change
from imports.outcomes import Outcome
from plans.previewing import PlanPreview
from plans.said_rows import gone_key


def keep_edition(preview: PlanPreview, plan: Plan, revision: Revision | None, by: User | None) -> PlanEdition:
    draft = preview.draft
    number = preview.latest.number + 1 if preview.latest else 1
    identity = draft.identity
    return PlanEdition.objects.create(
        plan=plan,
        number=number,
        file=ContentFile(preview.content, name=f"{plan.key}-{number}.xlsx"),
        file_name=draft.filename,
        sha256=draft.sha256,
        publisher=" ".join(part for part in (identity.publisher, identity.date_text) if part),
        imported_by=by,
        revision=revision,
        statements=[_as_json(asdict(statement)) for statement in draft.statements],
        notes=[asdict(note) for note in draft.notes],
        changes=[*_told(preview)] if number > 1 else [],
        carried=[one.as_json() for one in preview.carried if not one.is_converted] or None,
        problems=[problem.as_json() for problem in preview.problems],
    )


def _told(preview: PlanPreview) -> Iterator[dict[str, Any]]:
    """What the edition changes, each with what becomes of the verdicts."""
    places = [item.place for item in preview.rows] + [gone_key(known) for known in preview.gone_rows]
    for change, place in zip_longest(preview.changes, places, fillvalue=""):
        if isinstance(change, Change) and change.kind is not Outcome.SAME:
            verdict = preview.turned.get(str(place))
            yield {**change.as_json(), **({"verdict": verdict} if verdict else {})}


def _as_json(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in fields.items()}


def detail_of(preview: PlanPreview, revision: Revision | None) -> dict[str, Any]:
    """How many rows of each kind, every printed text that moved, and why."""
    moved = [
        f"{change.table} {change.seq} {change.name} {name}：{old or '（空）'} → {new or '（空）'}"
        for change in preview.changes
        if change.kind is Outcome.CHANGED
        for name, (old, new) in change.fields.items()
    ]
    touched = sum(number for kind, number in preview.counts.items() if kind != Outcome.SAME)
    counties = {preview.county.name: f"{touched} 行"}
    reason = str(revision) if revision else "首次导入"
    return {**preview.counts, "counties": counties, "moved": moved, "reason": reason}
