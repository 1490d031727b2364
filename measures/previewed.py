"""What a preview of a task list says: row by row, in numbers, and for the record."""

from typing import Any

from counties.models import Department
from imports.entering import Row
from imports.outcomes import Outcome
from measures.comparing import MeasurePreview, PlannedMeasure, gone_change
from workbooks.problems import Severity


def rows_of(preview: MeasurePreview) -> list[Row]:
    """Every task that would be new, changed or gone, as the preview lists it."""
    county = preview.county.pk
    rows = [_row(one, county) for one in preview.rows if one.change.kind is not Outcome.SAME]
    file = preview.latest.file_name if preview.latest else ""
    return rows + [
        Row(
            key=f"gone:{known.pk}",
            place="—",
            title=f"删除 {known.number} {known.name}",
            new="（删除）",
            source=f"本文件不再印出；原在 {file} {known.sheet}!{known.cells.get('name', '')}",
            county=county,
            hints=(f"已交办{preview.handed[known.pk].words}",) if known.pk in preview.handed else (),
        )
        for known in preview.gone
    ]


def _row(one: PlannedMeasure, county: int) -> Row:
    row, change = one.row, one.change
    word = "新增" if change.kind is Outcome.NEW else "变更"
    target = f"目标 {row.target or '—'}；时限 {row.deadline.text if row.deadline else '—'}"
    new = "；".join(f"{name} {now or '（空）'}" for name, (_, now) in change.fields.items())
    old = "；".join(f"{name} {was or '（空）'}" for name, (was, _) in change.fields.items())
    end = row.deadline.end if row.deadline else None
    return Row(
        key=f"{row.sheet}!{row.row}",
        place=f"{row.sheet}!{row.cells.get('name', row.row)}",
        title=f"{word} {change.seq} {row.name}".replace("  ", " "),
        new=new or target,
        old=old,
        reading=f"完成时限 {end}" if end else "",
        source=" › ".join(label for label in (row.chapter, row.section, row.item, row.point) if label),
        county=county,
        hints=one.hints,
    )


def report_of(preview: MeasurePreview) -> dict[str, Any]:
    problems = sorted(preview.problems, key=lambda one: list(Severity).index(one.severity))
    names = dict(Department.objects.order_by("order", "code").values_list("code", "name"))
    printed = {name for row in preview.draft.rows for name in row.responsible.names}
    return {
        "county": preview.county.name,
        "plan": str(preview.plan) if preview.plan else "",
        "plan_key": preview.plan.key if preview.plan else "",
        "latest": preview.latest.number if preview.latest else 0,
        "next": preview.latest.number + 1 if preview.latest else 1,
        "same_file": preview.is_same_file,
        "counts": preview.counts,
        "summary": f"{preview.plan or preview.county}：{in_words(preview)}",
        "unknown": list(preview.unknown),
        "known": [[code, name] for code, name in names.items()],
        "mapping": dict(preview.mapping),
        "mapped": [
            f"“{name}”作{names[code]}"
            for name, code in preview.mapping.items()
            if code in names and name in printed
        ],
        "problems": [problem.as_json() for problem in problems],
    }


def in_words(preview: MeasurePreview) -> str:
    counts = preview.counts
    return (
        f"任务 {len(preview.draft.rows)} 行，新增 {counts['new']}，变更 {counts['changed']}，"
        f"不变 {counts['same']}，删除 {counts['gone']}"
    )


def detail_of(preview: MeasurePreview) -> dict[str, Any]:
    """How many rows of each kind, and every printed text that moved."""
    moved = [
        f"{change.seq} {change.name} {name}：{old or '（空）'} → {new or '（空）'}"
        for change in preview.changes
        if change.kind is Outcome.CHANGED
        for name, (old, new) in change.fields.items()
    ]
    gone = [f"{gone_change(known).seq} {known.name}：删除" for known in preview.gone]
    touched = sum(number for kind, number in preview.counts.items() if kind != Outcome.SAME)
    return {**preview.counts, "counties": {preview.county.name: f"{touched} 行"}, "moved": [*moved, *gone]}
