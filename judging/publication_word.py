"""A published year as a Word document in the layout of the office: from the frozen content only."""

from typing import Any

from attainment import Colour, Status
from attainment.rollup import Attribute, Rollup
from judging.chips import look
from judging.publication_export import footer_of
from judging.summaries.publications import PublicationPage, PublishedCounty, PublishedRow
from judging.word import filled

TEMPLATE = "publication.docx"
_UNJUDGED = (Status.PENDING, Status.NO_DATA, Status.UNJUDGED)


def publication_document(page: PublicationPage) -> bytes:
    """The bytes of the .docx."""
    found = page.publication
    issued = found.issued_on
    return filled(
        TEMPLATE,
        {
            "year": found.year,
            "document_number": found.document_number,
            "issued_on": f"{issued.year}年{issued.month}月{issued.day}日",
            "warning": "（含演示数据，不得作为正式评价）" if page.uses_demo else "",
            "note": found.note,
            "summary": _summary(page),
            "counties": [_county(county) for county in page.counties],
            "footer": footer_of(page),
        },
    )


def _summary(page: PublicationPage) -> list[dict[str, Any]]:
    lines = [_counts(county.name, county.counts, is_final=page.is_final) for county in page.counties]
    if len(lines) > 1:
        lines.append(_counts("合计", page.counts, is_final=page.is_final))
    return lines


def _counts(name: str, counts: Rollup, *, is_final: bool) -> dict[str, Any]:
    def said(attribute: Attribute) -> str:
        own = counts.by_attribute[attribute]
        share = own.completion if is_final else own.on_schedule
        return f"{share.n}/{share.total}" if share.total else "—"

    everything = counts.all
    return {
        "name": name,
        "binding": said(Attribute.BINDING),
        "expected": said(Attribute.EXPECTED),
        "unmarked": said(Attribute.UNMARKED),
        "green": everything.of(Colour.GREEN),
        "yellow": everything.of(Colour.YELLOW),
        "red": everything.of(Colour.RED),
        "unjudged": sum(everything.by_status[status] for status in _UNJUDGED),
        "excluded": everything.by_status[Status.EXCLUDED],
        "coverage": f"{everything.coverage.n}/{everything.coverage.total}",
    }


def _county(county: PublishedCounty) -> dict[str, Any]:
    tables = [
        {"title": f"{table.plan['short_title']}　{table.title}", "rows": [_row(row) for row in table.rows]}
        for table in county.tables
    ]
    return {"name": county.name, "tables": tables}


def _value(row: PublishedRow) -> str:
    """The figure beside the verdict; of another year or invented it says so: there is no column of explanations."""
    year = row.verdict.publication.year
    other = f"（{row.figure_year}年值）" if row.figure_year not in {None, year} else ""
    invented = "（演示数据）" if row.uses_demo else ""
    return f"{str(row.current) or '—'}{other}{invented}"


def _row(row: PublishedRow) -> dict[str, Any]:
    printed, kept = row.content["row"], row.verdict
    target = printed["target_text"] or "—"
    if kept.assigned_target:
        target = f"{target}（已下达目标 {kept.assigned_target}）"
    if kept.ruled_words:
        target = f"{target}（{kept.ruled_words}）"
    status = look(kept.status)[2]
    unit = printed["unit"] or row.content["indicator"]["unit"]
    return {
        "seq": printed["seq"] or "—",
        "name": f"{printed['name']}（{unit}）" if unit else printed["name"],
        "attribute": printed["attribute"] or "—",
        "baseline": printed["baseline_text"] or "—",
        "target": target,
        "value": _value(row),
        "status": f"{status}；人工判定{row.by_hand}" if row.by_hand else status,
    }
