"""What an edition would change, row by row: old and new, how targets are read, what cannot be meant as it is printed.

Of a printed target only what is impossible is flagged: beyond what the indicator can be, or more than the county has. A
plan may well set ten times its baseline; and a baseline that cannot be is the plan's own, and becomes a finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from attainment import Column, Kind, parse
from counties.models import Plan
from imports.changes import LABELS, Change
from imports.entering import Flag, Row
from imports.outcomes import Outcome
from indicators.importers import plan_rows
from indicators.models import PlanIndicator
from judging.facts import area_of, number
from judging.questions import Inputs, Series, row_unit
from judging.reasoning import reading_in_words
from judging.target_texts import words
from plans.previewing import PlanPreview
from plausibility import outside
from projects.importers import gone_change as gone_listing

IMPOSSIBLE, TOO_LARGE = "超出可能范围", "大于县区面积"


def rows_of(
    preview: PlanPreview,
    contradicted: Sequence[Mapping[str, Any]],
    raised: Mapping[tuple[str, str], Sequence[str]] | None = None,
) -> list[Row]:
    """Every row of both ledgers that would change; `contradicted`: those of `plans.consequences`, `raised`: what
    `plans.foreseen` says of rows, which come first then."""
    published = _published(contradicted)
    plan = preview.plan or Plan(county=preview.county, base_year=0, period_start=0, period_end=0)
    rows = [_indicator(item, plan, published, raised or {}) for item in preview.rows if _moves(item.change)]
    rows.sort(key=lambda row: not row.hints)
    file = preview.latest.file_name if preview.latest else ""
    rows += [_gone(known, file, published) for known in preview.gone_rows]
    rows = [replace(row, verdict=preview.turned.get(row.key, "")) for row in rows]
    listings = [
        _plain(item.change, f"{item.row.sheet}!{item.change.cell}")
        for item in preview.listings
        if _moves(item.change)
    ]
    gone = (
        _not_printed(gone_listing(known), f"gone:{number}", known.sheet, file)
        for number, known in enumerate(preview.gone_listings)
    )
    return [*rows, *listings, *gone]


def _moves(change: Change) -> bool:
    return change.kind is not Outcome.SAME


def _published(contradicted: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Name of a row → the published years that its change contradicts."""
    found: dict[str, list[str]] = {}
    for one in contradicted:
        for name in (*one["closed"], *one["moved"]):
            found.setdefault(name, []).append(f"{one['year']} 年已定稿（{one['document']}）")
    return {name: "；".join(said) for name, said in found.items()}


def _indicator(
    item: plan_rows.PlannedRow,
    plan: Plan,
    published: Mapping[str, str],
    raised: Mapping[tuple[str, str], Sequence[str]],
) -> Row:
    row = _as_stored(item, plan)
    title, new, old = _words(item.change)
    printed = f"基准 {row.baseline_text or '—'}，目标 {row.target_text or '—'} {row.unit}".strip()
    return Row(
        key=f"{row.sheet}!{row.name_cell}",
        place=f"{row.sheet}!{row.name_cell}",
        title=title,
        new=new or printed,
        old=old,
        reading=_readings(item, row),
        published=published.get(_known_as(item), ""),
        county=plan.county_id,
        flags=tuple(_odd(row, row.target_text, Column.TARGET)),
        hints=(
            *(f"基准{one.sentence}" for one in _odd(row, row.baseline_text, Column.BASELINE)),
            *raised.get((row.sheet, row.name_cell), ()),
        ),
    )


def _known_as(item: plan_rows.PlannedRow) -> str:
    """What `consequences` calls the row: a published year knows it by the name it has had."""
    row = item.stored
    return f"{row.seq} {row.name}".strip() if row else ""


def _readings(item: plan_rows.PlannedRow, row: PlanIndicator) -> str:
    """How target and baseline are read, and how they were where that is another reading."""
    standing = item.stored if item.change.kind is Outcome.CHANGED else None
    said = []
    for label, read in (("目标", _target), ("基准", _baseline)):
        now, was = read(row), read(standing) if standing else ""
        if label == "目标" or was != now:
            before = f"（原读作 {was or '空'}）" if standing and was != now else ""
            said += [f"{label} {now or '空'}{before}"] if now or before else []
    return "；".join(said)


def _target(row: PlanIndicator) -> str:
    return words(Inputs(row, Series(), {}, None, {}, {}, ()), row.target_text) if row.target_text else ""


def _baseline(row: PlanIndicator) -> str:
    reading = parse(row.baseline_text, Column.BASELINE)
    if not row.baseline_text:
        return ""
    said = reading_in_words(reading).removeprefix(f"{Kind.NUMBER.label} ")
    return f"{said} {row_unit(row)}".strip() if reading.value is not None and not reading.unit else said


def _as_stored(item: plan_rows.PlannedRow, plan: Plan) -> PlanIndicator:
    """The row as it would stand; never saved."""
    values = {name: value for name, value in item.values.items() if name != "indicator_id"}
    return PlanIndicator(plan=plan, indicator=item.meaning.indicator, **values)


def _odd(row: PlanIndicator, text: str, column: Column) -> Iterator[Flag]:
    indicator, unit = row.indicator, row_unit(row)
    area = area_of(row.plan.county, unit)
    reading = parse(text, column)
    own, value = number(reading, unit, unit), number(reading, unit, indicator.unit)
    if value is not None and (
        said := outside(Fraction(value), indicator.minimum, indicator.maximum, indicator.unit)
    ):
        yield Flag("bounds", IMPOSSIBLE, f"“{text}”{said}，请核对数值和单位")
    if area is not None and own is not None and own > area.value:
        yield Flag("area", TOO_LARGE, f"“{text}”大于{area.name} {area.text}，请核对数值和单位")


def _gone(known: PlanIndicator, file: str, published: Mapping[str, str]) -> Row:
    row = _not_printed(plan_rows.gone_change(known), f"gone:row:{known.pk}", known.sheet, file)
    return replace(row, published=published.get(f"{known.seq} {known.name}".strip(), ""))


def _not_printed(change: Change, key: str, sheet: str, file: str) -> Row:
    """A row that this file no longer prints: its cell is one of the file before."""
    title, _, _ = _words(change)
    return Row(key, "—", title, "（删除）", source=f"本文件不再印出；原在 {file} {sheet}!{change.cell}")


def _plain(change: Change, key: str) -> Row:
    title, new, old = _words(change)
    return Row(key, change.cell, title, new or "新增", old)


def _words(change: Change) -> tuple[str, str, str]:
    """Title, new and old of one change; only the fields that differ."""
    title = f"{LABELS[change.kind]} {change.seq} {change.name}".replace("  ", " ")
    new = "；".join(f"{name} {now or '（空）'}" for name, (_, now) in change.fields.items())
    old = "；".join(f"{name} {was or '（空）'}" for name, (was, _) in change.fields.items())
    return title, new, old
