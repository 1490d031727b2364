"""What a person is told about a checked sheet: counts that add up, reasons, every problem, sites, changes.

A report is plain JSON and is kept with the batch: what was seen is what can be looked up later.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from custody.slots import Slot
from imports.outcomes import Outcome, counted
from imports.troubles import first_reasons
from indicators.importers.checking import OUTCOMES, Checked, NewSite, Replacement
from indicators.importers.observation_rows import COLUMN_LABELS
from indicators.importers.remarks import remarks_of
from indicators.importers.resolving import Statement

PUBLISHED: Slot[[Counter[int]], list[dict[str, Any]]] = Slot("which of some years were published")
"""Year → rows in, what a report keeps of each published year out."""
LISTED = 50
"""So many of the rows that enter a report lists; those with a remark all the same."""
_SAID_ONLY_IF_ANY = (
    (Outcome.SAME, "与在账相同 {} 行"),
    (Outcome.REPEAT, "重复 {} 行（同值只记一次）"),
    (Outcome.BLANK, "数值空白 {} 行（不影响在账数值）"),
)


def summary(checked: Checked, *, written: bool) -> str:
    """`174 行：入账 141 行，重复 11 行（同值只记一次），退回 22 行（…）`; every row is in exactly one part."""
    counts, why = checked.counts, first_reasons(checked.problems)
    entering = counts[Outcome.NEW] + counts[Outcome.CHANGED]
    parts = [f"{'入账' if written else '可入账'} {entering} 行"]
    if counts[Outcome.CHANGED]:
        parts[0] += f"（其中更正 {counts[Outcome.CHANGED]} 行）"
    parts += [words.format(counts[outcome]) for outcome, words in _SAID_ONLY_IF_ANY if counts[outcome]]
    refused = f"退回 {counts[Outcome.REFUSED]} 行"
    if why:
        refused += "（" + "，".join(f"{name} {number}" for name, number in why.most_common()) + "）"
    return f"{sum(counts.values())} 行：" + "，".join([*parts, refused])


def report(checked: Checked) -> dict[str, Any]:
    """The report of a checked sheet, before anything is written."""
    remarks = remarks_of(checked)
    return {
        "sheet": checked.printed.sheet,
        # Pairs, not objects: the database keeps no order of keys.
        "columns": [
            [COLUMN_LABELS[role], column.header]
            for role, column in sorted(checked.printed.columns.items(), key=lambda item: item[1].index)
        ],
        "counts": counted(checked.outcomes.values(), OUTCOMES),
        "reasons": first_reasons(checked.problems).most_common(),
        "summary": summary(checked, written=False),
        "problems": [problem.as_json() for problem in checked.problems],
        "notices": [problem.message for problem in checked.printed.problems],
        "new_sites": [_site(site) for site in checked.new_sites],
        "changes": [_change(checked, change, remarks) for change in checked.changes],
        "entering": _entering(checked, remarks),
        "correcting": checked.correcting,
        "published": _published(checked),
    }


def _site(site: NewSite) -> dict[str, Any]:
    return {"county": site.county.name, "name": site.name, "rows": site.rows, "near": list(site.near)}


def _published(checked: Checked) -> list[dict[str, Any]]:
    """The published years that the rows would write into, and how many rows: said before they are confirmed."""
    writing = [*checked.new, *(change.statement for change in checked.changes)]
    return PUBLISHED(Counter(statement.year for statement in writing))


def _entering(checked: Checked, remarks: Mapping[int, str]) -> list[dict[str, Any]]:
    """New rows as they will stand in the ledger: those with a remark, then the first others, in the file's order."""
    remarked = [one for one in checked.new if one.row in remarks]
    plain = [one for one in checked.new if one.row not in remarks]
    listed = [*remarked, *plain[: max(LISTED - len(remarked), 0)]]
    return [_entry(checked, one, remarks.get(one.row, "")) for one in listed]


def _entry(checked: Checked, statement: Statement, remark: str) -> dict[str, Any]:
    return {
        "cell": checked.printed.cell(statement.row, "value"),
        "county": statement.county.short_name,
        "indicator": statement.indicator.name,
        "about": "，".join(
            filter(None, (statement.site_name, statement.indicator.reported_as, statement.basis))
        ),
        "year": f"{statement.year}年{statement.period}",
        "value": statement.figure.text,
        "unit": statement.figure.unit,
        "source": statement.printed.source,
        "note": statement.printed.note,
        "remark": remark,
    }


def _change(checked: Checked, change: Replacement, remarks: Mapping[int, str]) -> dict[str, Any]:
    statement = change.statement
    return {
        "row": statement.row,
        "cell": checked.printed.cell(statement.row, "value"),
        "title": statement.title,
        "old": change.known.said,
        "old_source": change.known.source,
        "new": statement.said,
        "is_demo": change.known.is_demo and bool(change.known.file_name),
        "remark": remarks.get(statement.row, ""),
    }


def json_lines(checked: Checked) -> list[dict[str, Any]]:
    """One line per row, then one per problem; what is not understood of a row is null."""
    rows = [_row_line(checked, row.row) for row in checked.printed.rows]
    return [*rows, *(problem.as_line() for problem in (*checked.problems, *checked.printed.problems))]


def _row_line(checked: Checked, row: int) -> dict[str, Any]:
    statement = checked.statements.get(row)
    figure = statement.figure if statement else None
    return {
        "kind": "observation",
        "sheet": checked.printed.sheet,
        "row": row,
        "cell": checked.printed.cell(row, "value"),
        "outcome": checked.outcomes[row].value,
        "county": statement.county.code if statement else None,
        "indicator": statement.indicator.code if statement else None,
        "site": statement.site_name or None if statement else None,
        "year": statement.year if statement else None,
        "period": statement.period or None if statement else None,
        "basis": statement.basis or None if statement else None,
        "text": figure.text if figure else None,
        "value": f"{figure.value:f}" if figure and figure.value is not None else None,
        "unit": figure.unit or None if figure else None,
    }
