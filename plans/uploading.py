"""An administrator's upload of a plan workbook: kept with its preview, confirmed or dropped."""

from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from counties.models import County, Plan, PlanEdition
from imports import flow
from imports.applying import StalePreviewError
from imports.importers import Choices, Importer, Look, Source, Written
from imports.models import ImportBatch
from imports.outcomes import Outcome
from plans.importing import PlanPreview, apply_plan, compare_plan
from plans.reading import PlanDraft, read_plan
from workbooks.problems import Severity

MOVED = "预览之后台账已有变化，本次没有入账；已重新核对，请查看变更后再确认。"


class PlanImporter(Importer[PlanDraft, PlanPreview]):
    """A plan's workbook. Options: `county`, and `plan` where the title does not say which plan it corrects."""

    kind = ImportBatch.Kind.PLAN
    permission = Permission.IMPORT_PLANS
    moved = {"ledger": MOVED}

    def read(self, source: Source) -> PlanDraft:
        return read_plan(source.content, source.file_name)

    def lock(self, draft: PlanDraft, source: Source) -> None:
        """One edition of a county's plan at a time."""
        list(Plan.objects.filter(county=source.options["county"]).order_by("pk").select_for_update())

    def check(
        self, draft: PlanDraft, source: Source, *, by: User | None, choices: Choices
    ) -> Look[PlanPreview]:
        county = County.objects.get(pk=source.options["county"])
        plan = Plan.objects.filter(pk=source.options["plan"]).first() if source.options["plan"] else None
        preview = compare_plan(draft, source.content, county=county, plan=plan)
        return Look(
            preview,
            _report(preview),
            seen={"ledger": [preview.digest, preview.latest.pk if preview.latest else None]},
            entering=sum(preview.counts.values()) - preview.counts[Outcome.SAME],
            is_refused=bool(preview.errors) or preview.is_same_file,
        )

    def write(
        self, look: Look[PlanPreview], batch: ImportBatch, *, by: User | None, choices: Choices
    ) -> Written:
        """The result is the edition."""
        edition = apply_plan(look.checked, by=by)
        if edition is None:
            raise StalePreviewError(MOVED)
        return Written(look.entering, {"edition": str(edition), "plan_key": edition.plan.key}, edition)


PLAN = PlanImporter()


def upload_plan(
    *, content: bytes, file_name: str, county: County, plan: Plan | None, by: User
) -> ImportBatch:
    """Keep the workbook and what importing it would do, as `imports.flow.bring` does."""
    options = {"county": county.pk, "plan": plan.pk if plan else None}
    return flow.bring(PLAN, Source(content, file_name, options=options), by=by)


def confirm_plan(*, batch_id: int, by: User) -> PlanEdition:
    """Put a previewed workbook in force exactly as it was previewed; see `flow.confirm`."""
    edition: PlanEdition = flow.confirm(PLAN, batch_id, by=by).result
    return edition


def _report(preview: PlanPreview) -> dict[str, Any]:
    draft = preview.draft
    changes = [change for change in preview.changes if change.kind is not Outcome.SAME]
    return {
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
