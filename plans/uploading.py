"""An administrator's upload of a plan workbook: kept with its preview, confirmed or dropped."""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from counties.models import County, Plan, PlanEdition
from counties.names import fold
from imports.applying import applying, lapse
from imports.models import ImportBatch
from imports.outcomes import Outcome
from imports.staging import content_of, keep_report, stage
from plans.consequences import consequences
from plans.importing import PlanPreview, PreviewMovedError, apply_plan, preview_plan
from workbooks.problems import Severity


@transaction.atomic
def upload_plan(
    *, content: bytes, file_name: str, county: County, plan: Plan | None, by: User
) -> ImportBatch:
    """Keep the file and what importing it would do; nothing is put in force.

    Raises UnreadableWorkbookError, and keeps nothing, for a file that cannot be opened.
    """
    preview = preview_plan(content, file_name, county=county, plan=plan)
    options = {"county": county.pk, "plan": plan.pk if plan else None}
    batch = stage(kind=ImportBatch.Kind.PLAN, content=content, file_name=file_name, by=by, options=options)
    keep_report(batch, _report(preview), refused=bool(preview.errors) or preview.is_same_file)
    return batch


def confirm_plan(*, batch_id: int, by: User) -> PlanEdition:
    """Put a previewed workbook in force exactly as it was previewed; other previews of its plan wait no longer.

    Raises PreviewMovedError where the ledger has moved since, and the preview waits no longer;
    ImportRefusedError for a batch that is not waiting.
    """
    try:
        with transaction.atomic():
            edition = _confirm(batch_id, by)
            _lapse_others(batch_id, edition.plan, by)
    except PreviewMovedError as moved:
        lapse(batch_id, str(moved), by=by)
        raise
    return edition


def _confirm(batch_id: int, by: User) -> PlanEdition:
    staged = ImportBatch.objects.get(pk=batch_id)
    county = County.objects.get(pk=staged.options["county"])
    plan = Plan.objects.filter(pk=staged.options["plan"]).first() if staged.options["plan"] else None
    with applying(batch_id, by=by, needs=Permission.IMPORT_PLANS) as batch:
        preview = preview_plan(content_of(batch), batch.file_name, county=county, plan=plan)
        if preview.digest != batch.report["digest"]:
            raise PreviewMovedError
        if any(batch.report.get(name, []) != said for name, said in consequences(preview).items()):
            raise PreviewMovedError
        edition = apply_plan(preview, by=by)
        if edition is None:
            raise PreviewMovedError
        batch.report = {**batch.report, "edition": str(edition), "plan_key": edition.plan.key}
    return edition


def _lapse_others(batch_id: int, plan: Plan, by: User) -> None:
    """Previews of the edition before: nobody could confirm them."""
    waiting = ImportBatch.objects.filter(
        kind=ImportBatch.Kind.PLAN, state=ImportBatch.State.PREVIEWED, options__county=plan.county_id
    ).exclude(pk=batch_id)
    for other in waiting:
        named = other.options["plan"] == plan.pk or other.report.get("plan") == str(plan)
        if named or fold(other.report.get("title") or "") == fold(plan.title):
            lapse(other.pk, "预览之后该规划又有新版次，原预览已失效；请重新上传。", by=by)


def _report(preview: PlanPreview) -> dict[str, Any]:
    draft = preview.draft
    changes = [change for change in preview.changes if change.kind is not Outcome.SAME]
    return {
        **consequences(preview),
        "digest": preview.digest,
        "title": draft.identity.title,
        "publisher": " ".join(part for part in (draft.identity.publisher, draft.identity.date_text) if part),
        "county": preview.county.name,
        "plan": str(preview.plan) if preview.plan else None,
        "latest": preview.latest.number if preview.latest else None,
        "same_file": preview.is_same_file,
        "indicators": len(draft.indicators),
        "projects": len(draft.projects),
        "counts": preview.counts,
        "changes": [change.as_json() for change in changes],
        "problems": [
            p.as_json() for p in sorted(preview.problems, key=lambda p: list(Severity).index(p.severity))
        ],
    }
