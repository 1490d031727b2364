"""A task list held against the plan's tasks: what is new, changed, the same, gone, and what a person should look at."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counties.departments import DepartmentBook
from counties.models import County, Department, Plan
from custody.slots import Slot
from imports.changes import Change, count
from imports.outcomes import Outcome
from measures.list_problems import contradicting, leaving_handed, nothing_kept, too_long
from measures.listed_twice import repeated, repeats_of
from measures.matching import matched
from measures.models import Assignment, Measure, MeasureEdition
from measures.naming import named_plans, plan_problems
from measures.printed import MeasureDraft, PrintedMeasure
from workbooks.name_lists import split_names
from workbooks.problems import Problem, Severity, warning

AGAINST_TABLE: Slot[[Plan, Sequence[PrintedMeasure]], dict[int, str]] = Slot(
    "how the numbers of printed tasks stand to the plan's indicator table"
)
"""Place of a row → what contradicts the table of indicators, which this room does not know."""

FIELD_LABELS = {
    "seq": "序号",
    "chapter": "章",
    "section": "节",
    "item": "条",
    "point": "款",
    "name": "任务",
    "text": "任务内容",
    "target_text": "目标",
    "deadline_text": "完成时限",
    "department_printed": "责任部门",
    "extra": "其他栏",
}


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """One printed task with what stands for it now."""

    row: PrintedMeasure
    values: Mapping[str, Any]
    stored: Measure | None
    change: Change
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasurePreview:
    """What importing one list would do; `plan` is None where nobody knows whose it is."""

    content: bytes
    draft: MeasureDraft
    county: County
    plan: Plan | None
    latest: MeasureEdition | None
    rows: list[PlannedMeasure]
    gone: list[Measure]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Printed names of departments that a person mapped → codes."""
    handed: Mapping[int, Assignment] = field(default_factory=dict)
    """Of the tasks that would go, those that somebody was handed."""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def changes(self) -> list[Change]:
        return [*(one.change for one in self.rows), *(gone_change(known) for known in self.gone)]

    @property
    def counts(self) -> dict[str, int]:
        return count(self.changes)

    @property
    def is_same_file(self) -> bool:
        """The very list of the edition in force, read the same way."""
        is_latest = self.latest is not None and self.latest.sha256 == self.draft.sha256
        return is_latest and all(change.kind is Outcome.SAME for change in self.changes)

    @property
    def digest(self) -> str:
        """Fingerprint of what would be written."""
        seen = repr([(one.change.kind, dict(one.values)) for one in self.rows])
        seen += repr([known.pk for known in self.gone])
        return hashlib.sha256(f"{self.draft.sha256}{seen}".encode()).hexdigest()


def compare(
    draft: MeasureDraft,
    content: bytes,
    *,
    county: County,
    chosen: Plan | None = None,
    mapping: Mapping[str, str] | None = None,
) -> MeasurePreview:
    """Compare what was read from `content` with what stands. `chosen`: the plan that a person named."""
    named = named_plans(draft.lines, county)
    plan = chosen or (named[0] if len(named) == 1 else None)
    latest = MeasureEdition.objects.filter(plan=plan).order_by("-number").first() if plan else None
    known = {**(latest.mapping if latest else {}), **(mapping or {})}
    book = _Book(known)
    values = [stored_values(row, place, book) for place, row in enumerate(draft.rows)]
    standing = Measure.objects.standing().filter(plan=plan, edition__isnull=False) if plan else []
    found, gone = matched(values, list(standing))
    assigned = Assignment.objects.filter(measure__in=gone).select_related("department")
    handed = {one.measure_id: one for one in assigned}
    against = AGAINST_TABLE(plan, draft.rows) if plan else {}
    names = dict(Department.objects.values_list("code", "name"))
    twice = repeats_of(draft.rows)
    rows = [
        PlannedMeasure(
            row,
            said,
            one,
            _change(row, said, one, names),
            _hints(row, book, against.get(place, ""), twice.get(place, "")),
        )
        for place, (row, said, one) in enumerate(zip(draft.rows, values, found, strict=True))
    ]
    problems = (
        *plan_problems(draft.lines, county, plan, chosen),
        *draft.problems,
        *_unknown(draft.rows, book),
        *contradicting(draft.rows, against),
        *repeated(draft.rows, twice),
        *too_long(draft.rows),
        *nothing_kept(found, gone),
        *leaving_handed(handed),
    )
    unknown = tuple(dict.fromkeys(name for row in draft.rows for name in book.unknown(row.responsible.names)))
    return MeasurePreview(content, draft, county, plan, latest, rows, gone, problems, unknown, known, handed)


class _Book:
    """Departments by their exact names, and by those that a person mapped."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._book = DepartmentBook(split_names)
        self._mapping = mapping
        self._known = set(Department.objects.values_list("code", flat=True)) if mapping else set()

    def code(self, name: str) -> str | None:
        found = self._book.find(name)
        if len(found) == 1:
            return found[0].code
        mapped = self._mapping.get(name)
        return mapped if mapped in self._known else None

    def codes(self, names: Collection[str]) -> list[str]:
        return list(dict.fromkeys(code for name in names if (code := self.code(name))))

    def unknown(self, names: Collection[str]) -> list[str]:
        return [name for name in names if self.code(name) is None]


def stored_values(row: PrintedMeasure, place: int, book: _Book) -> dict[str, Any]:
    """The columns of Measure that a printed row fills."""
    deadline = row.deadline
    return {
        "place": place,
        "sheet": row.sheet,
        "row_number": row.row,
        "seq": row.seq or "",
        "part": row.part,
        "chapter": row.chapter or "",
        "section": row.section or "",
        "item": row.item or "",
        "point": row.point or "",
        "name": row.name,
        "text": row.text or "",
        "target_text": row.target or "",
        "deadline_text": deadline.text if deadline else "",
        "deadline": (deadline.end if deadline else None) or "",
        "deadline_problem": deadline.why if deadline else "",
        "department_printed": row.responsible_text,
        "department_texts": list(row.responsible.names),
        "lead_texts": list(row.responsible.leads),
        "department_codes": book.codes(row.responsible.names),
        "cells": dict(row.cells),
        "extra": dict(row.extras),
    }


_MOVES = (*FIELD_LABELS, "part", "deadline", "department_codes", "lead_texts")
"""Columns whose change is a change of the task; its place and cells are not."""


READ_LABELS = {
    "part": "分项",
    "deadline": "完成时限读作",
    "department_codes": "责任部门读作",
    "lead_texts": "牵头",
}
"""What is read out of the printed texts."""


def _change(
    row: PrintedMeasure, values: Mapping[str, Any], known: Measure | None, names: Mapping[str, str]
) -> Change:
    """`names`: those of the departments, by code; nobody knows one by its code."""
    if known is None:
        return _as_change(Outcome.NEW, row, {})
    said = {**FIELD_LABELS, **READ_LABELS}
    different = {
        said[name]: (_shown(getattr(known, name), names), _shown(values[name], names))
        for name in _MOVES
        if getattr(known, name) != values[name]
    }
    return _as_change(Outcome.CHANGED if different else Outcome.SAME, row, different)


def _shown(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return "；".join(f"{name}：{text}" for name, text in value.items())
    return "、".join(names.get(one, one) for one in value) if isinstance(value, list) else str(value or "")


def _as_change(kind: Outcome, row: PrintedMeasure, fields: dict[str, tuple[str, str]]) -> Change:
    seq = f"{row.seq}-{row.part}" if row.part else row.seq or ""
    return Change(kind, "measure", row.section or "", seq, row.name, row.cells.get("name", ""), fields)


def gone_change(known: Measure) -> Change:
    cell = known.cells.get("name", "")
    return Change(Outcome.GONE, "measure", known.section, known.number, known.name, cell)


def _hints(row: PrintedMeasure, book: _Book, *others: str) -> tuple[str, ...]:
    said = []
    if names := book.unknown(row.responsible.names):
        said.append(f"部门“{'、'.join(names)}”不在部门名录，只保留原文")
    if row.deadline is not None and row.deadline.why:
        said.append(f"时限“{row.deadline.text}”{row.deadline.why}")
    return (*said, *filter(None, others))


def _unknown(rows: Sequence[PrintedMeasure], book: _Book) -> list[Problem]:
    """Each cell once, with the names in it that nobody knows."""
    seen: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if names := book.unknown(row.responsible.names):
            seen[row.sheet, row.cells["departments"]] = names
    return [
        warning(
            sheet,
            cell,
            f"单元格 {cell} 的部门“{'、'.join(names)}”不在部门名录，只保留原文；可在预览页选择对应的部门。",
        )
        for (sheet, cell), names in seen.items()
    ]
