"""What a publication keeps of one row: everything that its verdict read, as texts, so that it stays what it was.

Pure: stored rows in, plain JSON out. Decimals and dates are texts; the order of keys does not matter, because
`canonical` sorts them.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from counties.models import Ruling
from indicators.models import Observation
from indicators.models.targets import Version
from judging.models import Attainment, Publication, PublishedVerdict, ReviewerVerdict
from judging.questions import Inputs
from judging.recompute import FIGURES
from workbooks.numbers import written

Content = dict[str, Any]

_ROW = (
    *("sheet", "row_number", "table", "seq", "level1", "level2", "printed_name", "name", "unit", "name_cell"),
    *("baseline_text", "baseline_year", "baseline_cell", "baseline_basis", "target_text", "target_year"),
    *("target_cell", "final_text", "final_cell", "claim", "attribute", "data_source"),
)
_INDICATOR = (
    "code",
    "name",
    "unit",
    "direction",
    "decimals",
    "compare",
    "values",
    "level1",
    "level2",
    "order",
)
_VERDICT = (
    *("status", "colour", "reason", "data_year", "flags", "linear_status", "explanation"),
    *("value_text", "target_text", "uses_demo", "rules_version"),
)
_OBSERVATION = (
    *(
        "year",
        "period",
        "basis",
        "text",
        "unit",
        "no_data_reason",
        "source",
        "cited_source",
        "note",
        "is_demo",
    ),
)


def content_of(
    inputs: Inputs, verdict: Attainment, reviewer: ReviewerVerdict | None, counted_as: str | None
) -> Content:
    """One row with its verdict of one year. `counted_as`: the 指标属性 it is counted under, None where it is not."""
    row, plan = inputs.row, inputs.row.plan
    figures = [*inputs.series.figures.values(), *inputs.series.partial.values()]
    return {
        "county": {"code": plan.county.code, "name": plan.county.name},
        "plan": {
            "key": plan.key,
            "title": plan.title,
            "short_title": plan.short_title,
            "period": list(plan.period),
            "base_year": plan.base_year,
        },
        "edition": {"number": row.edition.number, "file_name": row.edition.file_name},
        "row": _taken(row, _ROW) | {"site": inputs.row.site.name if inputs.row.site else ""},
        "indicator": _taken(row.indicator, _INDICATOR),
        "figures": [_figure(one) for one in sorted(figures, key=lambda one: (one.year, one.period))],
        "disputed_years": sorted(inputs.series.disputed_years),
        "assigned": _version(inputs.assigned) if inputs.assigned else None,
        "annual": [_version(inputs.annual[year]) for year in sorted(inputs.annual)],
        "superior": [_version(inputs.superior[year]) for year in sorted(inputs.superior)],
        "reviewer": _judged_by_hand(reviewer) if reviewer else None,
        "rulings": [_ruling(inputs.ruled.of[kind]) for kind in sorted(inputs.ruled.of)],
        "doubts": list(inputs.ruled.still_open(inputs.doubts)),
        "verdict": _taken(verdict, _VERDICT) | {name: plain(getattr(verdict, name)) for name in FIGURES},
        "counted_as": counted_as,
    }


def _taken(source: Any, names: Iterable[str]) -> Content:
    return {name: getattr(source, name) for name in names}


def plain(number: Decimal | None) -> str | None:
    """A stored number as text, without exponent and idle zeros; None stays None."""
    return None if number is None else written(number)


def _figure(figure: Observation) -> Content:
    return _taken(figure, _OBSERVATION) | {
        "value": plain(figure.value),
        "entered_by": str(figure.entered_by) if figure.entered_by else "",
        "entered_at": figure.entered_at.isoformat(),
    }


def _version(version: Version) -> Content:
    """A statement of a superior: its own words beside its document."""
    said = {
        name: getattr(version, name) for name in ("year", "text", "scope", "status") if hasattr(version, name)
    }
    return said | {
        "authority": getattr(version, "authority", ""),
        "document_number": version.document_number,
        "issued_on": version.issued_on.isoformat(),
        "is_demo": version.is_demo,
    }


def _ruling(ruling: Ruling) -> Content:
    said = _taken(ruling, ("kind", "value", "source", "wording", "reason", "document_number"))
    return said | {
        "issued_on": ruling.issued_on.isoformat() if ruling.issued_on else None,
        "by": str(ruling.by),
        "at": ruling.at.isoformat(),
    }


def _judged_by_hand(verdict: ReviewerVerdict) -> Content:
    return {
        "status": verdict.status,
        "reason": verdict.reason,
        "by": str(verdict.by),
        "at": verdict.at.isoformat(),
    }


def canonical(content: Any) -> bytes:
    """The same bytes for the same content, whatever the database did to the order of its keys."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def snapshot_name(publication: Publication) -> str:
    """What the chain of records calls a publication."""
    return f"{publication.year} 年定稿第 {publication.number} 版"


def contents(publication: Publication, verdicts: Iterable[PublishedVerdict]) -> bytes:
    """Everything that a publication says, always the same bytes: what its digest and its seal cover."""
    said = {
        "year": publication.year,
        "number": publication.number,
        "document_number": publication.document_number,
        "issued_on": publication.issued_on.isoformat(),
        "note": publication.note,
        "rules_version": publication.rules_version,
        "published_by": publication.published_by_id,
        "verdicts": [_said(one) for one in sorted(verdicts, key=lambda one: one.plan_indicator_id)],
    }
    return canonical(said)


def _said(one: PublishedVerdict) -> Content:
    names = ("plan_indicator_id", "county_id", "status", "colour", "explanation", "value_text", "target_text")
    return {name: getattr(one, name) for name in (*names, "content")}
