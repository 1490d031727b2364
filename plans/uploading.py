"""An administrator's upload of a plan workbook: kept with its preview, confirmed or dropped."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from counties.models import County, Plan, PlanEdition
from counties.names import fold
from imports import flow
from imports.applying import applying, lapse
from imports.hidden import reads_hidden
from imports.importers import Choices, Importer, Look, Source, Written, source_of
from imports.models import ImportBatch
from imports.outcomes import Outcome
from imports.staging import stage
from imports.undone import Undoing
from plans import choosing, taking_back
from plans.consequences import consequences
from plans.entering import rows_of
from plans.foreseen import foreseen
from plans.importing import apply_plan, compare_plan, whose
from plans.meanings import meanings_as_json
from plans.milestones import document_of
from plans.previewing import PlanPreview, PreviewMovedError
from plans.reading import PlanDraft, read_plan
from plans.revising import Basis, basis_of
from plans.said_rows import Said, as_options, said_of
from plans.turning import turning
from refusals import Refused
from sandbox.calling import in_sandbox
from workbooks.problems import Problem, Severity


class PlanImporter(Importer[PlanDraft, PlanPreview]):
    """A plan's workbook. Options: `county`, and `plan` where the title does not say which plan it corrects; `columns` and
    `document` where a person chose what columns mean (`choosing`)."""

    kind = ImportBatch.Kind.PLAN
    permission = Permission.IMPORT_PLANS
    moved = dict.fromkeys(("ledger", "consequences"), str(PreviewMovedError())) | {
        "verdicts": "预览之后有结论已变，原预览已失效；请重新上传，核对变更后再确认。"
    }
    lapses = True

    def read(self, source: Source) -> PlanDraft:
        county = County.objects.get(pk=source.options["county"])
        known = {**choosing.proposals(), **choosing.choices(source.options.get("columns", {}))}
        context = whose(county, known)
        hidden = reads_hidden(source)
        return in_sandbox(read_plan, source.content, source.file_name, context, read_hidden=hidden)

    def problems(self, draft: PlanDraft) -> Iterable[Problem]:
        return draft.problems

    def lock(self, draft: PlanDraft, source: Source) -> None:
        """One edition of a county's plan at a time, the first one of a plan too: there is no row of it to lock yet."""
        County.objects.select_for_update(of=("self",), no_key=True).get(pk=source.options["county"])

    def check(
        self, draft: PlanDraft, source: Source, *, by: User | None, choices: Choices
    ) -> Look[PlanPreview]:
        county = County.objects.get(pk=source.options["county"])
        plan = Plan.objects.filter(pk=source.options["plan"]).first() if source.options["plan"] else None
        document = document_of(source.options.get("document"))
        said = said_of(source.options)
        preview = compare_plan(draft, source.content, county=county, plan=plan, document=document, said=said)
        follows, raised = consequences(preview), foreseen(preview)
        preview = replace(preview, turned=turning(preview, raised))
        return Look(
            preview,
            {
                **follows,
                **_report(preview),
                "foreseen": raised.as_json(),
                "turned": len(preview.turned),
                "meanings": meanings_as_json(preview, draft),
            },
            seen={
                "ledger": [preview.digest, preview.latest.pk if preview.latest else None],
                "consequences": follows,
                "verdicts": preview.turned,
            },
            entering=sum(preview.counts.values()) - preview.counts[Outcome.SAME] + len(preview.milestones),
            is_refused=bool(preview.errors) or preview.is_same_file,
            rows=[] if preview.is_same_file else rows_of(preview, follows["contradicted"], raised.of_rows),
        )

    def write(
        self, look: Look[PlanPreview], batch: ImportBatch, *, by: User | None, choices: Choices
    ) -> Written:
        """The result is the edition; other previews of its plan wait no longer."""
        basis = basis_of(choices.get("basis") or {}) if look.checked.latest else None
        edition = apply_plan(look.checked, by=by, basis=basis)
        if edition is None:
            raise PreviewMovedError
        _lapse_others(batch.pk, edition.plan, by)
        return Written(look.entering, {"edition": str(edition), "plan_key": edition.plan.key}, edition)

    def lock_back(self, batch: ImportBatch) -> None:
        taking_back.lock_plans(batch)

    def look_back(self, batch: ImportBatch) -> Undoing:
        return taking_back.look_back(batch)

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        """Previews that were made against the edition wait no longer."""
        plan = undoing.found.edition.plan
        taking_back.take_back(undoing, batch, by=by, reason=reason)
        _lapse_others(batch.pk, plan, by, "预览之后该规划的在用版次已撤销，原预览已失效；请重新上传。")


PLAN = PlanImporter()


def upload_plan(
    *, content: bytes, file_name: str, county: County, plan: Plan | None, by: User
) -> ImportBatch:
    """Keep the workbook and what importing it would do, as `imports.flow.bring` does."""
    options = {"county": county.pk, "plan": plan.pk if plan else None}
    return flow.bring(PLAN, Source(content, file_name, options=options), by=by)


def choose_columns(
    batch_id: int, *, columns: choosing.Chosen, document: Mapping[str, str] | None, by: User
) -> ImportBatch:
    """Preview the file of a batch anew with its columns as they were chosen; the preview before waits no longer."""
    batch = _open_batch(batch_id)
    source = source_of(batch)
    options = {**source.options, "columns": {**source.options.get("columns", {}), **columns}}
    options["document"] = document
    with transaction.atomic():
        again = replace(source, options=options)
        draft = PLAN.read(again)
        chosen = flow.bring(PLAN, again, by=by, draft=draft)
        choosing.remember(draft.headers, by=by)
        lapse(batch.pk, "已按所选的列重新预览，本预览不再使用。", by=by)
    return chosen


@transaction.atomic
def say_rows(batch_id: int, *, said: Said, by: User) -> ImportBatch:
    """Preview the file of a batch anew with what was said of its rows; the preview before waits no longer."""
    batch = _open_batch(batch_id)
    source = source_of(batch)
    again = flow.bring(PLAN, replace(source, options={**source.options, "said": as_options(said)}), by=by)
    lapse(batch.pk, "已按逐行的选择重新预览，本预览不再使用。", by=by)
    return again


def _open_batch(batch_id: int) -> ImportBatch:
    batch = ImportBatch.objects.get(pk=batch_id, kind=ImportBatch.Kind.PLAN)
    if batch.state not in (ImportBatch.State.PREVIEWED, ImportBatch.State.REFUSED):
        raise Refused("这次导入已经办结，不能再作选择；如有需要请重新上传文件。")
    return batch


@transaction.atomic
def apply_at_once(preview: PlanPreview, *, by: User | None, basis: Basis | None = None) -> PlanEdition | None:
    """Put a workbook in force at the shell: with a batch of its own all the same, so that it can be taken back.

    None where the same file stands already. Raises PlanRefusedError.
    """
    if preview.errors or preview.is_same_file:
        return apply_plan(preview, by=by, basis=basis)
    options = {"county": preview.county.pk, "plan": preview.plan.pk if preview.plan else None}
    preview = replace(preview, turned=turning(preview, foreseen(preview)))
    name = preview.draft.filename
    staged = stage(kind=PLAN.kind, content=preview.content, file_name=name, by=by, options=options)
    with applying(staged.pk, by=by, needs=PLAN.permission) as batch:
        edition = apply_plan(preview, by=by, basis=basis)
        if edition is None:
            raise PreviewMovedError
        follows = consequences(preview)
        kept = [row.as_json() for row in rows_of(preview, follows["contradicted"])]
        batch.report = {**follows, **_report(preview), "rows": kept, "edition": str(edition)}
        _lapse_others(batch.pk, edition.plan, by)
    return edition


def confirm_plan(*, batch_id: int, by: User, basis: Mapping[str, str] | None = None) -> PlanEdition:
    """Put a previewed workbook in force exactly as it was previewed; see `flow.confirm`. `basis`: `revising.basis_of`."""
    edition: PlanEdition = flow.confirm(PLAN, batch_id, by=by, choices={"basis": dict(basis or {})}).result
    return edition


OVERTAKEN = "预览之后该规划又有新版次，原预览已失效；请重新上传。"


def _lapse_others(batch_id: int, plan: Plan, by: User | None, why: str = OVERTAKEN) -> None:
    """Previews of the edition before: nobody could confirm them."""
    waiting = ImportBatch.objects.filter(
        kind=ImportBatch.Kind.PLAN, state=ImportBatch.State.PREVIEWED, options__county=plan.county_id
    ).exclude(pk=batch_id)
    for other in waiting:
        named = other.options["plan"] == plan.pk or other.report.get("plan") == str(plan)
        if named or fold(other.report.get("title") or "") == fold(plan.title):
            lapse(other.pk, why, by=by)


def _report(preview: PlanPreview) -> dict[str, Any]:
    draft = preview.draft
    changes = [change for change in preview.changes if change.kind is not Outcome.SAME]
    return {
        "title": draft.identity.title,
        "publisher": " ".join(part for part in (draft.identity.publisher, draft.identity.date_text) if part),
        "county": preview.county.name,
        "plan": str(preview.plan) if preview.plan else None,
        "plan_pk": preview.plan.pk if preview.plan else None,
        "latest": preview.latest.number if preview.latest else None,
        "same_file": preview.is_same_file,
        "indicators": len(draft.indicators),
        "projects": len(draft.projects),
        "counts": preview.counts,
        "columns": choosing.as_json(draft.headers),
        "milestones": [one.as_json() for one in preview.milestones],
        "changes": [change.as_json() for change in changes],
        "problems": [
            p.as_json() for p in sorted(preview.problems, key=lambda p: list(Severity).index(p.severity))
        ],
    }
