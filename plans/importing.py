"""A plan workbook into both ledgers, through three doors and one path: read, compare, apply.

`preview_plan` changes nothing and says everything that `apply_plan` would do. One transaction: indicators,
projects, edition, findings and the Job that recomputes verdicts stand or fall together.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from accounts.records import record
from counties.departments import DepartmentBook
from counties.models import County, Plan, PlanEdition, Revision
from custody.slots import Slot
from custody.tracing import traced
from imports.changes import Change, count
from imports.outcomes import Outcome
from indicators.actions.recompute import ask_for_rows
from indicators.actions.targets import Document
from indicators.column_choices import Choice
from indicators.importers import plan_rows
from indicators.models import PlanIndicator
from indicators.printed_rows import IndicatorRow
from indicators.value_headers import Context
from plans.findings import refresh_findings
from plans.milestones import PlannedMilestone, plan_milestones, set_milestones
from plans.naming import (
    base_year_of,
    closing_another,
    identity_problems,
    next_number,
    plan_of,
    short_title_of,
    start_of,
    twice,
)
from plans.reading import PlanDraft, read_plan
from plans.revising import ASKED, Basis, revision_of
from projects import importers as listings
from projects.models import ProjectListing
from refusals import Refused, Stale
from sandbox.calling import in_sandbox
from workbooks.name_lists import split_names
from workbooks.problems import Problem, Severity, error, notice

EDITION_APPLIED: Slot[[Plan], None] = Slot("what follows an edition of a plan in the year")


class PlanRefusedError(Refused):
    """The workbook was not imported; `problems` say where and why, the message is the first of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].message if self.problems else "未能导入。")


class PreviewMovedError(PlanRefusedError, Stale):
    """The ledger has moved since the preview: what was confirmed is applied, or nothing."""

    def __init__(self, why: str = "预览之后台账已有变化") -> None:
        super().__init__([error("", None, f"{why}，原预览已失效；请重新上传，核对变更后再确认。")])


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What importing one workbook would do; `plan` is None where it would found a new plan."""

    content: bytes
    draft: PlanDraft
    county: County
    plan: Plan | None
    latest: PlanEdition | None
    rows: list[plan_rows.PlannedRow]
    gone_rows: list[PlanIndicator]
    listings: list[listings.PlannedListing]
    gone_listings: list[ProjectListing]
    problems: tuple[Problem, ...]
    meanings: dict[plan_rows.Key, plan_rows.Meaning | Problem] = field(default_factory=dict)
    document: Document | None = None
    milestones: list[PlannedMilestone] = field(default_factory=list)
    """Annual targets that columns chosen so would set, under `document`."""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def changes(self) -> list[Change]:
        return [
            *(item.change for item in self.rows),
            *(plan_rows.gone_change(known) for known in self.gone_rows),
            *(item.change for item in self.listings),
            *(listings.gone_change(known) for known in self.gone_listings),
        ]

    @property
    def counts(self) -> dict[str, int]:
        return count(self.changes)

    @property
    def is_same_file(self) -> bool:
        """The very file of the edition in force: importing it again changes nothing."""
        is_latest = self.latest is not None and self.latest.sha256 == self.draft.sha256
        return is_latest and not self._reads_otherwise

    @property
    def _reads_otherwise(self) -> bool:
        """Whether a person chose columns that do not mean what they meant when the file was imported."""
        chosen = any(header.columns.choice for header in self.draft.headers)
        moved = any(change.kind is not Outcome.SAME for change in self.changes)
        return chosen and (moved or bool(self.milestones))

    @property
    def digest(self) -> str:
        """Fingerprint of what would change, so that a confirmation cannot apply something else."""
        seen = repr(
            [(change.kind, change.table, change.seq, change.name, change.fields) for change in self.changes]
        )
        seen += repr(self.milestones) if self.milestones else ""
        return hashlib.sha256(f"{self.draft.sha256}{seen}".encode()).hexdigest()

    def resolve(self, row: IndicatorRow) -> tuple[str, str] | Problem:
        """Catalogue code and direction of a row, or the problem that refuses it."""
        meaning = self.meanings[plan_rows.row_key(row)]
        if isinstance(meaning, Problem):
            return meaning
        return meaning.indicator.code, meaning.indicator.direction


def preview_plan(
    content: bytes,
    file_name: str,
    *,
    county: County,
    plan: Plan | None = None,
    choices: Mapping[str, Choice] | None = None,
    document: Document | None = None,
) -> PlanPreview:
    """Read a workbook and compare it with what stands; raises UnreadableWorkbookError where it cannot be opened.

    `plan` names the plan that the workbook is an edition of; by default the county's plan of that title. `choices`: what
    a person made of headers; `document`: of the columns that he made annual targets.
    """
    draft = in_sandbox(read_plan, content, file_name, whose(county, choices))
    return compare_plan(draft, content, county=county, plan=plan, document=document)


def whose(county: County, choices: Mapping[str, Choice] | None = None) -> Context:
    """What the reader of a workbook is told of the county that it was brought in for, and of headers."""
    return Context(own=(county.name, county.short_name, *county.aliases), choices=choices or {})


def compare_plan(
    draft: PlanDraft,
    content: bytes,
    *,
    county: County,
    plan: Plan | None = None,
    document: Document | None = None,
) -> PlanPreview:
    """Compare what was read from `content` with what stands."""
    plan = plan or plan_of(draft, county)
    finder = plan_rows.Meanings(plan)
    meanings = {plan_rows.row_key(row): finder.find(row) for row in draft.indicators}
    unknown = [meaning for meaning in meanings.values() if isinstance(meaning, Problem)]
    known = {key: meaning for key, meaning in meanings.items() if not isinstance(meaning, Problem)}
    readable = [row for row in draft.indicators if plan_rows.row_key(row) in known and row.target.year]
    rows, gone_rows = plan_rows.plan_rows(plan, readable, known)
    planned, gone = listings.plan_listings(plan, draft.projects)
    milestones, doubts = plan_milestones(rows, plan, start_of(draft), document)
    return PlanPreview(
        content=content,
        draft=draft,
        county=county,
        plan=plan,
        latest=plan.editions.order_by("-number").first() if plan else None,
        rows=rows,
        gone_rows=gone_rows,
        listings=planned,
        gone_listings=gone,
        problems=(
            *identity_problems(draft, county, plan),
            *closing_another(draft, plan, [*gone_rows, *gone]),
            *draft.problems,
            *unknown,
            *twice(draft),
            *doubts,
        ),
        meanings=meanings,
        document=document,
        milestones=milestones,
    )


@transaction.atomic
def apply_plan(preview: PlanPreview, *, by: User | None, basis: Basis | None = None) -> PlanEdition | None:
    """Put a previewed workbook in force as the plan's next edition; None where the same file stands already.

    `basis`: what a corrected edition answers; a first one answers nothing. Raises PlanRefusedError with every error of
    the workbook, Refused without a basis; nothing is half imported.
    """
    if preview.errors:
        raise PlanRefusedError(preview.errors)
    if preview.is_same_file:
        return None
    if preview.latest is not None and basis is None:
        raise Refused(ASKED)
    plan = preview.plan or _found_plan(preview)
    _check_unmoved(preview, plan)
    revision = revision_of(plan, basis, by=by) if preview.latest is not None and basis else None
    with traced(**({"reason": str(revision)} if revision else {})):
        return _written(preview, plan, revision, by)


def _written(preview: PlanPreview, plan: Plan, revision: Revision | None, by: User | None) -> PlanEdition:
    departments = DepartmentBook(split_names)
    edition = _keep_edition(preview, plan, revision, by)
    touched = plan_rows.apply_rows(plan, edition, preview.rows, preview.gone_rows, departments.find)
    EDITION_APPLIED(plan)
    listings.apply_listings(plan, edition, preview.listings, preview.gone_listings, departments.find)
    if preview.document is not None:
        set_milestones(plan, preview.milestones, preview.document, by=by)
    record("导入规划", str(edition), by=by, county_id=plan.county_id, detail=_detail(preview, revision))
    # Findings before the Job: the verdicts it writes must know the doubts (specification §4 rule 4).
    touched |= refresh_findings(plan.county, by=by)
    ask_for_rows(touched, why="plan", cause=str(edition), by=by)
    return edition


def _check_unmoved(preview: PlanPreview, plan: Plan) -> None:
    """Somebody else may have imported meanwhile: what was confirmed is what is applied, or nothing."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    latest = plan.editions.order_by("-number").first()
    if latest != preview.latest:
        raise PreviewMovedError("预览之后该规划又有新版次")


def _found_plan(preview: PlanPreview) -> Plan:
    draft = preview.draft
    period = draft.identity.period
    if period is None:
        raise PlanRefusedError(
            [
                error(
                    "",
                    draft.identity.title_address,
                    "无法确定规划期起止年份；请在“规划”中先登记该规划再导入。",
                )
            ]
        )
    title = draft.identity.title or ""
    return Plan.objects.create(
        key=f"{preview.county.code}-{period[0]}-{next_number(preview.county)}",
        county=preview.county,
        title=title,
        short_title=short_title_of(title, preview.county),
        period_start=period[0],
        period_end=period[1],
        base_year=base_year_of(draft, period[0] - 1),
    )


def _keep_edition(
    preview: PlanPreview, plan: Plan, revision: Revision | None, by: User | None
) -> PlanEdition:
    draft = preview.draft
    number = preview.latest.number + 1 if preview.latest else 1
    identity = draft.identity
    changed = [change for change in preview.changes if change.kind is not Outcome.SAME]
    return PlanEdition.objects.create(
        plan=plan,
        number=number,
        file=ContentFile(preview.content, name=f"{plan.key}-{number}.xlsx"),
        file_name=draft.filename,
        sha256=draft.sha256,
        publisher=" ".join(part for part in (identity.publisher, identity.date_text) if part),
        imported_by=by,
        revision=revision,
        statements=[_as_json(asdict(statement)) for statement in draft.statements],
        notes=[asdict(note) for note in draft.notes],
        changes=[change.as_json() for change in changed] if number > 1 else [],
        problems=[problem.as_json() for problem in preview.problems],
    )


def _as_json(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in fields.items()}


def unchanged_notice(preview: PlanPreview) -> Problem:
    """The sentence for the same file again."""
    number = preview.latest.number if preview.latest else 0
    return notice("", None, f"该文件与在用的第{number}版完全相同，没有任何改动。")


def _detail(preview: PlanPreview, revision: Revision | None) -> dict[str, Any]:
    """How many rows of each kind, every printed text that moved, and why."""
    moved = [
        f"{change.table} {change.seq} {change.name} {name}：{old or '（空）'} → {new or '（空）'}"
        for change in preview.changes
        if change.kind is Outcome.CHANGED
        for name, (old, new) in change.fields.items()
    ]
    touched = sum(number for kind, number in preview.counts.items() if kind != Outcome.SAME)
    counties = {preview.county.name: f"{touched} 行"}
    reason = str(revision) if revision else "首次导入"
    return {**preview.counts, "counties": counties, "moved": moved, "reason": reason}
