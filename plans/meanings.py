"""What each row of a file means, for a report: so that a person can see it, and say otherwise."""

from typing import Any

from counties.names import NameBook
from indicators.importers.plan_rows import place_of, row_key
from indicators.models import Indicator
from indicators.printed_rows import IndicatorRow
from plans.previewing import PlanPreview
from plans.reading import PlanDraft
from workbooks.problems import Problem

MOST_ASKED = 150
"""Rows: three times the longest real plan. Of 1,500 unknown ones the page had 3.3 MB; it is the wrong file then."""
LONGEST_TITLE = 120


def meanings_as_json(preview: PlanPreview, draft: PlanDraft) -> list[dict[str, Any]]:
    """Rows whose meaning nobody knows come first; the same row once, of very many the first ones."""
    names = NameBook((one, one.all_names) for one in Indicator.objects.all())
    told = {place_of(row): _told(preview, row, names) for row in draft.indicators}
    return sorted(told.values(), key=lambda one: bool(one["code"]))[:MOST_ASKED]


def _told(preview: PlanPreview, row: IndicatorRow, names: NameBook[Indicator]) -> dict[str, Any]:
    meaning, place = preview.meanings[row_key(row)], place_of(row)
    entry = None if isinstance(meaning, Problem) else meaning.indicator
    found = None if entry else names.find(row.name)
    return {
        "place": place,
        "title": f"{row.seq or ''} {row.printed_name}".strip()[:LONGEST_TITLE],
        "name": row.name,
        "unit": row.unit or "",
        "level1": row.level1 or "",
        "level2": row.level2 or "",
        "code": entry.code if entry else "",
        "entry": entry.name if entry else "",
        "chosen": place in preview.said.mapping,
        "alias": place in preview.said.aliases,
        "near": [*(one.name for one in found.things), *found.near] if found else [],
    }
