"""A plan workbook into both ledgers, through three doors and one path: read, compare, apply.

`preview_plan` changes nothing and says everything that `apply_plan` would do. One transaction: indicators,
projects, edition, findings and the Job that recomputes verdicts stand or fall together.
"""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from accounts.records import record
from counties.departments import DepartmentBook
from counties.models import County, Plan, PlanEdition, Revision
from custody.slots import Slot
from custody.tracing import traced
from indicators.actions.recompute import ask_for_rows
from indicators.actions.targets import Document
from indicators.column_choices import Choice
from indicators.importers import plan_rows
from indicators.value_headers import Context
from plans.carried import carried, convert
from plans.finding_storage import move_subjects
from plans.findings import refresh_findings
from plans.keeping import detail_of, keep_edition
from plans.mapping import meanings_of, remember
from plans.milestones import plan_milestones, set_milestones
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
from plans.previewing import PlanPreview, PlanRefusedError, PreviewMovedError
from plans.reading import PlanDraft, read_plan
from plans.revising import ASKED, Basis, revision_of
from plans.said_rows import NOTHING_SAID, Said, offers
from projects import importers as listings
from refusals import Refused
from sandbox.calling import in_sandbox
from workbooks.name_lists import split_names
from workbooks.problems import Problem, error

EDITION_APPLIED: Slot[[Plan], None] = Slot("what follows an edition of a plan in the year")


def preview_plan(
    content: bytes,
    file_name: str,
    *,
    county: County,
    plan: Plan | None = None,
    choices: Mapping[str, Choice] | None = None,
    document: Document | None = None,
    said: Said = NOTHING_SAID,
) -> PlanPreview:
    """Read a workbook and compare it with what stands; raises UnreadableWorkbookError where it cannot be opened.

    `plan` names the plan that the workbook is an edition of; by default the county's plan of that title. `choices`: what
    a person made of headers; `document`: of the columns that he made annual targets.
    """
    draft = in_sandbox(read_plan, content, file_name, whose(county, choices))
    return compare_plan(draft, content, county=county, plan=plan, document=document, said=said)


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
    said: Said = NOTHING_SAID,
) -> PlanPreview:
    """Compare what was read from `content` with what stands. `said`: what a person says of single rows."""
    plan = plan or plan_of(draft, county)
    stored = plan_rows.StoredRows(plan, draft.indicators, said.same)
    meanings = meanings_of(draft.indicators, plan, stored, said)
    unknown = [meaning for meaning in meanings.values() if isinstance(meaning, Problem)]
    known = {key: meaning for key, meaning in meanings.items() if not isinstance(meaning, Problem)}
    readable = [row for row in draft.indicators if plan_rows.row_key(row) in known and row.target.year]
    rows, gone_rows = plan_rows.plan_rows(stored, readable, known)
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
        said=said,
        offers=offers(draft.indicators, stored),
        carried=carried(rows, said.convert),
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
    edition, moved = keep_edition(preview, plan, revision, by), preview.moved_identities
    touched = plan_rows.apply_rows(plan, edition, preview.rows, preview.gone_rows, departments.find)
    if preview.carried:
        convert([one for one in preview.carried if one.is_converted], edition, by=by)
    remember(preview.rows, preview.said, plan, by=by)
    move_subjects(plan, moved)
    EDITION_APPLIED(plan)
    listings.apply_listings(plan, edition, preview.listings, preview.gone_listings, departments.find)
    if preview.document is not None:
        set_milestones(plan, preview.milestones, preview.document, by=by)
    record("导入规划", str(edition), by=by, county_id=plan.county_id, detail=detail_of(preview, revision))
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
