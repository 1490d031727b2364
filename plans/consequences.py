"""What an edition would do besides its own rows: years it contradicts, and what hangs on rows that it closes.

Said before anybody confirms. What superiors set stays with the closed row and speaks of no other: only where a person
says that a row of another name or unit is the same one does it move along (`plans.said_rows`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counties.models import Ruling
from imports.outcomes import Outcome
from indicators.importers.plan_rows import FIELD_LABELS
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from judging.models import PublishedVerdict, ReviewerVerdict
from judging.summaries.contradictions import published_among
from plans.previewing import PlanPreview
from plans.said_rows import Offer

_JUDGED = frozenset(
    FIELD_LABELS[name]
    for name in ("unit", "baseline_text", "baseline_year", "target_text", "target_year", "indicator_id")
)
"""What a verdict reads of a printed row."""
_HANGING: tuple[tuple[str, Any], ...] = (
    ("下达目标", AssignedTarget),
    ("年度目标", AnnualTarget),
    ("上级认定", SuperiorVerdict),
    ("", ReviewerVerdict),
)


def consequences(preview: PlanPreview) -> dict[str, Any]:
    """For a report, plain JSON; a constant number of queries."""
    return {
        "losing": _losing(preview.gone_rows),
        "contradicted": _contradicted(preview),
        "carried": [one.as_json() for one in preview.carried],
        "offers": _offers(preview.offers),
    }


def losing_in_words(losing: Sequence[Mapping[str, Any]]) -> str:
    """One sentence without a full stop; empty where nothing hangs on a closed row."""
    return "；".join(f"{one['name']}：{'，'.join(one['said'])}" for one in losing)


def _losing(rows: Sequence[PlanIndicator]) -> list[dict[str, Any]]:
    found = _hanging(rows)
    return [{"name": _named(row), "said": found[row.pk]} for row in rows if row.pk in found]


def _offers(offered: Sequence[Offer]) -> list[dict[str, Any]]:
    """Printed rows that may be stored ones, with what hangs on each of these."""
    rows = {one.row.pk: one.row for offer in offered for one in offer.candidates}
    found = _hanging(list(rows.values()))
    return [
        {
            "place": offer.place,
            "title": offer.title,
            "said": offer.said,
            "candidates": [
                {
                    "pk": one.row.pk,
                    "title": f"{one.row.seq} {one.row.printed_name}".strip(),
                    "cell": f"{one.row.sheet}!{one.row.name_cell}",
                    "why": one.why,
                    "hanging": found.get(one.row.pk, []),
                }
                for one in offer.candidates
            ],
        }
        for offer in offered
    ]


def _hanging(rows: Sequence[PlanIndicator]) -> dict[int, list[str]]:
    """Row → what is in force on it; a query per kind."""
    found: dict[int, list[str]] = defaultdict(list)
    for word, model in _HANGING:
        in_force = model.objects.filter(
            plan_indicator__in=[row.pk for row in rows], superseded_at__isnull=True
        )
        for one in in_force.order_by("plan_indicator", "pk"):
            found[one.plan_indicator_id].append(f"{word} {one}".strip())
    keys = [row.pk for row in rows]
    for one in Ruling.objects.in_force().about(Ruling.Listed.INDICATORS, keys).order_by("row", "pk"):
        found[one.row].append(f"裁定 {one}")
    return found


def _contradicted(preview: PlanPreview) -> list[dict[str, Any]]:
    """Each published year with its rows that would be closed, and those of which a verdict reads something else."""
    if preview.plan is None:
        return []
    closed = {row.pk: _named(row) for row in preview.gone_rows}
    moved = dict(_moved(preview))
    publications = published_among(preview.plan.years)
    frozen = PublishedVerdict.objects.filter(
        publication__in=publications, plan_indicator__in={*closed, *moved}
    )
    rows = list(frozen.order_by("plan_indicator").values_list("publication_id", "plan_indicator_id"))
    told = (
        {
            "pk": one.pk,
            "year": one.year,
            "document": one.document_number,
            "closed": [closed[row] for of, row in rows if of == one.pk and row in closed],
            "moved": [moved[row] for of, row in rows if of == one.pk and row in moved],
        }
        for one in publications
    )
    return [year for year in told if year["closed"] or year["moved"]]


def _moved(preview: PlanPreview) -> Iterator[tuple[int, str]]:
    for item in preview.rows:
        if item.stored and item.change.kind is Outcome.CHANGED and _JUDGED & item.change.fields.keys():
            yield item.stored.pk, _named(item.stored)


def _named(row: PlanIndicator) -> str:
    return f"{row.seq} {row.name}".strip()
