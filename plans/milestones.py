"""Columns of years on the way that a person made annual targets: what would be set for each row, and setting it.

The document is the one that the person names: a plan's own milestones are official only by it. What a row cannot use, and
what would take the place of another document's target, is said and stays as it is printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from counties.models import Plan
from indicators.actions.targets import Document, set_together
from indicators.flows import is_flow
from indicators.importers import plan_rows
from indicators.importers.plan_rows import PlannedRow
from indicators.models import AnnualTarget, PlanIndicator
from indicators.printed_rows import Milestone
from judging import annual_texts
from judging.questions import Inputs, Series
from workbooks.problems import Problem, warning

_BLANK = frozenset(("", "-", "—", "–", "/", "无"))


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """One annual target that an import would set; `before`: what it would take the place of."""

    key: plan_rows.Key
    name: str
    cell: str
    year: int
    text: str
    scope: str
    before: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "cell": self.cell,
            "year": self.year,
            "text": self.text,
            "scope": self.scope,
            "before": self.before,
        }


def document_of(kept: Mapping[str, Any] | None) -> Document | None:
    """The document that was named along with the choice."""
    if not kept:
        return None
    return Document(kept["authority"], kept["number"], date.fromisoformat(kept["issued_on"]))


def plan_milestones(
    rows: Sequence[PlannedRow], plan: Plan | None, base_year: int, document: Document | None
) -> tuple[list[PlannedMilestone], list[Problem]]:
    """What would be set, and what would not; a constant number of queries."""
    if not any(item.row.milestones for item in rows):
        return [], []
    if document is None:
        return [], [_without_document(rows)]
    in_force = {
        (one.plan_indicator_id, one.year): one
        for one in AnnualTarget.objects.in_force().filter(plan_indicator__plan=plan)
    }
    whose = plan or Plan(base_year=base_year, period_start=base_year + 1, period_end=base_year + 5)
    planned: list[PlannedMilestone] = []
    problems: list[Problem] = []
    for item in rows:
        if item.values["is_repeat"]:
            continue
        for one, milestone in _of(item):
            standing = in_force.get((item.stored.pk, one.year)) if item.stored else None
            why = _refusal(item, one, whose, standing, document)
            if why:
                message = f"单元格 {one.cell} 的 {one.year} 年度目标{why}；未设为年度目标，只保留原文。"
                problems.append(warning(item.row.sheet, milestone.value.address, message))
            elif not _is_same(standing, one, document):
                planned.append(one if standing is None else _replacing(one, standing))
    return planned, problems


def set_milestones(
    plan: Plan, planned: Iterable[PlannedMilestone], document: Document, *, by: User | None
) -> int:
    """Set them, one document's together; return how many are new."""
    stored = {
        plan_rows.key_of(row.table, row.seq, row.printed_name): row
        for row in PlanIndicator.objects.judged().filter(plan=plan).select_related("plan")
    }
    together: dict[tuple[int, str], list[tuple[PlanIndicator, str]]] = defaultdict(list)
    for one in planned:
        together[one.year, one.scope].append((stored[one.key], one.text))
    return sum(
        set_together(texts, year=year, scope=scope, document=document, by=by)
        for (year, scope), texts in sorted(together.items(), key=lambda item: item[0])
    )


def _without_document(rows: Sequence[PlannedRow]) -> Problem:
    item = next(item for item in rows if item.row.milestones)
    years = "、".join(f"{one.value.year}" for one in item.row.milestones)
    message = f"选作年度目标的列（{years} 年）还没有填写下达单位、文号和发文日期；未填写时只保留原文，不设年度目标。"
    return warning(item.row.sheet, item.row.milestones[0].value.address, message)


def _of(item: PlannedRow) -> Iterator[tuple[PlannedMilestone, Milestone]]:
    indicator = item.meaning.indicator
    for milestone in item.row.milestones:
        text, year = milestone.value.text.strip(), milestone.value.year
        if text in _BLANK or year is None:
            continue
        scope = milestone.scope or annual_texts.default_scope(indicator, text)
        one = PlannedMilestone(
            plan_rows.row_key(item.row),
            f"{item.row.seq or ''} {item.row.name}".strip(),
            milestone.value.address,
            year,
            text,
            scope if is_flow(indicator.direction) else "",
        )
        yield one, milestone


def _refusal(
    item: PlannedRow, one: PlannedMilestone, plan: Plan, standing: AnnualTarget | None, document: Document
) -> str:
    """Why the row cannot have it, in words that follow its place."""
    if standing is not None and standing.document_number != document.number:
        return f"已由另一文件下达（{standing}）"
    row = PlanIndicator(**item.values, plan=plan)
    row.indicator = item.meaning.indicator
    inputs = Inputs(row, Series(), {}, None, {}, {}, ())
    refused = annual_texts.refusal(inputs, one.year, one.text, one.scope)
    return f"不能采用（{refused}）" if refused else ""


def _is_same(standing: AnnualTarget | None, one: PlannedMilestone, document: Document) -> bool:
    return standing is not None and (
        (standing.text, standing.scope, standing.authority, standing.issued_on)
        == (one.text, one.scope, document.authority, document.issued_on)
    )


def _replacing(one: PlannedMilestone, standing: AnnualTarget) -> PlannedMilestone:
    return PlannedMilestone(one.key, one.name, one.cell, one.year, one.text, one.scope, str(standing))
