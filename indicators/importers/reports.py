"""What a person is told about a checked sheet: counts that add up, reasons, every problem, sites, changes.

A report is plain JSON and is kept with the batch: what was seen is what can be looked up later.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from custody.slots import Slot
from imports.entering import Flag, Row
from imports.outcomes import Outcome, counted
from imports.troubles import Why, first_reasons
from indicators.importers.checking import OUTCOMES, Checked, NewSite, Replacement
from indicators.importers.data_tables.words import number_and_unit
from indicators.importers.names import Names
from indicators.importers.observation_rows import PrintedRow
from indicators.importers.remarks import MOVED, remarks_of
from indicators.importers.resolving import Statement, read_year, site_key
from indicators.importers.weighed import Weighed
from plausibility import plain
from plausibility.scales import decimal
from workbooks.problems import Problem, Severity

PUBLISHED: Slot[[Counter[int]], list[dict[str, Any]]] = Slot("which of some years were published")
"""Year → rows in, what a report keeps of each published year out."""
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
        "columns": [list(column) for column in checked.printed.columns],
        "counts": counted(checked.outcomes.values(), OUTCOMES),
        "reasons": first_reasons(checked.problems).most_common(),
        "summary": summary(checked, written=False),
        "problems": [problem.as_json() for problem in all_problems(checked)],
        "notices": [one.message for one in checked.printed.problems if one.severity is not Severity.ERROR],
        "new_sites": [_site(site) for site in checked.new_sites],
        "changes": [_change(checked, change, remarks) for change in checked.changes],
        "correcting": checked.correcting,
        "published": _published(checked),
    }


def _site(site: NewSite) -> dict[str, Any]:
    return {"county": site.county.name, "name": site.name, "rows": site.rows, "near": list(site.near)}


def _published(checked: Checked) -> list[dict[str, Any]]:
    """The published years that the rows would write into, and how many rows: said before they are confirmed."""
    return PUBLISHED(Counter(statement.year for statement in checked.writing))


def rows_of(
    checked: Checked, published: Sequence[Mapping[str, Any]], weighed: Mapping[int, Weighed]
) -> list[Row]:
    """Every row that may be written, corrections too, each with what is odd about it and what it would change."""
    moved = {change.statement.row: change.known for change in checked.changes}
    remarks = remarks_of(checked)
    several = len({checked.printed.sheet_of(row.row) for row in checked.printed.rows}) > 1
    years = {one["year"]: f"{one['year']} 年已定稿（{one['document']}）" for one in published}
    founding = {(one.county.pk, site_key(one.name)): one for one in checked.new_sites}
    return [
        Row(
            key=_key(checked, one),
            place=_key(checked, one) if several else checked.printed.cell(one.row, "value"),
            title=one.title,
            new=one.said,
            old=moved[one.row].said if one.row in moved else "",
            reading=_reading(one),
            verdict=weighed[one.row].verdict,
            published=years.get(one.year, ""),
            source="；".join(filter(None, (one.printed.source, one.printed.note))),
            county=one.county.pk,
            hints=(*weighed[one.row].hints, *_near_hint(founding.get(one.place))),
            flags=(
                *_founds(founding.get(one.place)),
                *_flags(weighed[one.row].flags, remarks.get(one.row, "")),
            ),
        )
        for one in sorted(checked.writing, key=lambda statement: statement.row)
    ]


def _key(checked: Checked, one: Statement) -> str:
    return f"{checked.printed.sheet_of(one.row)}!{checked.printed.cell(one.row, 'value')}"


def corrections_of(checked: Checked) -> set[str]:
    """The keys of the rows that are written only as corrections."""
    return {_key(checked, change.statement) for change in checked.changes}


def rows_at(checked: Checked, keys: Collection[str]) -> frozenset[int]:
    """The rows that are written under these keys."""
    return frozenset(one.row for one in checked.to_write if _key(checked, one) in keys)


def without(checked: Checked, flagged: Sequence[Row]) -> Checked:
    """The same without these rows, each refused with the first thing that is odd about it."""
    odd = {row.key: row.flags[0].sentence for row in flagged}
    gone = {one.row: odd[_key(checked, one)] for one in checked.writing if _key(checked, one) in odd}
    problems = [
        checked.printed.refused(
            row, cell, Why.CHECK, f"{cell} 的数值{said}", "核实无误的，请另行上传这一行，核实后入账"
        )
        for row, said in gone.items()
        for cell in [checked.printed.cell(row, "value")]
    ]
    others = [one for one in checked.problems if one.row not in gone]
    new = tuple(one for one in checked.new if one.row not in gone)
    named = Counter(one.place for one in new if one.site is None)
    return replace(
        checked,
        new=new,
        new_sites=tuple(
            replace(site, rows=named[place])
            for site in checked.new_sites
            if (place := (site.county.pk, site_key(site.name))) in named
        ),
        changes=tuple(one for one in checked.changes if one.statement.row not in gone),
        outcomes={**checked.outcomes, **dict.fromkeys(gone, Outcome.REFUSED)},
        problems=tuple(sorted([*others, *problems], key=lambda problem: problem.row or 0)),
    )


def _flags(found: tuple[Flag, ...], moved: str) -> tuple[Flag, ...]:
    """What a correction is held against first: the figure that it replaces."""
    return (Flag("moved", MOVED, moved), *found) if moved else found


def _founds(site: NewSite | None) -> tuple[Flag, ...]:
    """What is said of a figure whose site would be registered beside one that is written like it."""
    if site is None or not site.around:
        return ()
    known = "、".join(f"“{name}”" for name in site.around)
    said = f"“{site.name}”将登记为新点位，与已登记的{known}相近，请核实不是同一处"
    return (Flag("site", "新点位与已有点位相近", said),)


def _near_hint(site: NewSite | None) -> tuple[str, ...]:
    if site is None or site.around or not site.near:
        return ()
    return (f"“{site.name}”将登记为新点位；写法相近的已有点位：{'、'.join(site.near)}",)


def _reading(one: Statement) -> str:
    """How the figure is read where that is not what it says."""
    figure = one.figure
    if figure.is_no_data:
        return f"无数据：{figure.no_data_reason or one.printed.note}"
    kind, amount = figure.quantity
    if kind == "class" or not isinstance(amount, Fraction):
        return ""
    read = (
        f"{'约 ' if kind == 'about' else ''}{plain(round(decimal(amount), 10))} {one.indicator.unit}".strip()
    )
    return "" if read.replace(" ", "") == one.said.replace(" ", "") else read


def _change(checked: Checked, change: Replacement, remarks: Mapping[int, str]) -> dict[str, Any]:
    statement = change.statement
    return {
        "row": statement.row,
        "key": _key(checked, statement),
        "cell": checked.printed.cell(statement.row, "value"),
        "title": statement.title,
        "old": change.known.said,
        "old_source": change.known.source,
        "new": statement.said,
        "is_demo": change.known.is_demo and bool(change.known.file_name),
        "remark": remarks.get(statement.row, ""),
    }


def with_effects(changes: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The corrections with what each would do: it goes in by a choice of its own, and is listed there alone."""
    known = {row.key: row for row in rows}
    effects = ("verdict", "published", "hints", "source", "reading")
    return [
        {**change, **{name: getattr(known[change["key"]], name) for name in effects}} for change in changes
    ]


def all_problems(checked: Checked) -> list[Problem]:
    """What keeps rows, cells and whole sheets out: one list for the page and the marked copy.

    One header that nobody knows refuses a whole column of a table, and is told once.
    """
    printed = checked.printed
    found = (*checked.problems, *printed.errors, *(question.problem for question in printed.questions))
    return list({(one.sheet, one.cell, one.message): one for one in reversed(found)}.values())[::-1]


def json_lines(checked: Checked, names: Names) -> list[dict[str, Any]]:
    """One line per value, then one per problem; what is not understood of a value is null.

    One header that nobody knows refuses a whole column: it is one line.
    """
    lines = [_row_line(checked, row, names) for row in checked.printed.rows]
    problems = [*checked.problems, *(question.problem for question in checked.printed.questions)]
    problems += checked.printed.problems
    told = {(one.sheet, one.cell, one.message): one.as_line() for one in problems}
    return [*lines, *told.values()]


def _row_line(checked: Checked, printed: PrintedRow, names: Names) -> dict[str, Any]:
    statement = checked.statements.get(printed.row)
    figure = statement.figure if statement else None
    county = names.division(printed.county)
    text, unit = _text_and_unit(checked, printed)
    return {
        "kind": "observation",
        "sheet": checked.printed.sheet_of(printed.row),
        "row": checked.printed.row_in_sheet(printed.row),
        "cell": checked.printed.cell(printed.row, "value"),
        "outcome": checked.outcomes[printed.row].value,
        "county": county.code if county else None,
        "indicator": printed.indicator or None,
        "code": names.code(printed.indicator),
        "site": printed.site or None,
        "year": read_year(printed.year),
        "period": (statement.period if statement else printed.period) or None,
        "basis": (statement.basis if statement else printed.basis) or None,
        "text": text or None,
        "value": f"{figure.value:f}" if figure and figure.value is not None else None,
        "unit": unit or None,
    }


def _text_and_unit(checked: Checked, printed: PrintedRow) -> tuple[str, str]:
    """A figure of a table and the unit printed with it: in its own cell, else in its header."""
    if checked.printed.is_table(printed.row) and (apart := number_and_unit(printed.value)):
        return apart
    return printed.value, printed.unit
