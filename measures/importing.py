"""A task list into the ledger by the one flow: previewed, confirmed as it was seen, taken back as a whole."""

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County, Plan
from custody.slots import Slot
from imports import flow
from imports.applying import applying, lapse
from imports.entering import told
from imports.hidden import reads_hidden
from imports.importers import Choices, Importer, Look, Source, Written, source_of
from imports.models import ImportBatch
from imports.outcomes import Outcome
from imports.staging import stage
from imports.undone import Undoing
from measures import taking_back
from measures.comparing import MeasurePreview, PlannedMeasure, compare
from measures.models import Measure, MeasureEdition
from measures.previewed import detail_of, in_words, report_of, rows_of
from measures.printed import MeasureDraft
from measures.reading import read_measures
from refusals import Refused, Stale
from sandbox.calling import in_sandbox

MEASURES_APPLIED: Slot[[County, User | None], None] = Slot("what follows a change of a county's tasks")
MOVED = "预览之后该规划的任务已有变化，原预览已失效；请重新上传，核对变更后再确认。"
State = ImportBatch.State


class MeasuresRefusedError(Refused):
    """The list was not imported; the message names the first error."""


class MeasureImporter(Importer[MeasureDraft, MeasurePreview]):
    """A plan's task list. Options: `county`, `plan` where the file does not name it, `departments`: name → code."""

    kind = ImportBatch.Kind.MEASURES
    permission = Permission.IMPORT_PLANS
    moved = {"ledger": MOVED}
    lapses = True

    def read(self, source: Source) -> MeasureDraft:
        hidden = reads_hidden(source)
        return in_sandbox(read_measures, source.content, source.file_name, read_hidden=hidden)

    def rows(self, draft: MeasureDraft) -> int:
        return len(draft.rows)

    def lock(self, draft: MeasureDraft, source: Source) -> None:
        lock_tasks(source.options["county"])

    def check(
        self, draft: MeasureDraft, source: Source, *, by: User | None, choices: Choices
    ) -> Look[MeasurePreview]:
        preview = preview_of(draft, source)
        return Look(
            preview,
            report_of(preview),
            seen={"ledger": [preview.digest, preview.latest.pk if preview.latest else None]},
            entering=sum(number for kind, number in preview.counts.items() if kind != Outcome.SAME),
            is_refused=bool(preview.errors) or preview.is_same_file,
            rows=[] if preview.is_same_file else rows_of(preview),
        )

    def write(
        self, look: Look[MeasurePreview], batch: ImportBatch, *, by: User | None, choices: Choices
    ) -> Written:
        """The result is the edition; other previews of its plan wait no longer."""
        edition = apply_measures(look.checked, by=by)
        _lapse_others(batch.pk, edition.plan, by)
        said = {"edition": str(edition), "summary": f"{edition}：{in_words(look.checked)}"}
        return Written(look.entering, said, edition)

    def lock_back(self, batch: ImportBatch) -> None:
        lock_tasks(batch.options["county"])

    def look_back(self, batch: ImportBatch) -> Undoing:
        return taking_back.look_back(batch)

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        plan = undoing.found.edition.plan
        taking_back.take_back(undoing)
        MEASURES_APPLIED(plan.county, by)
        _lapse_others(batch.pk, plan, by)


MEASURES = MeasureImporter()


def lock_tasks(county_id: int) -> None:
    """One list of a county at a time, the first one too."""
    County.objects.select_for_update(of=("self",), no_key=True).get(pk=county_id)


def preview_of(draft: MeasureDraft, source: Source) -> MeasurePreview:
    """Compare by what was said along with the file."""
    options = source.options
    chosen = Plan.objects.filter(pk=options["plan"]).first() if options.get("plan") else None
    county = County.objects.select_related("parent").get(pk=options["county"])
    return compare(
        draft, source.content, county=county, chosen=chosen, mapping=options.get("departments", {})
    )


def upload_measures(
    *, content: bytes, file_name: str, county: County, plan: Plan | None, by: User | None
) -> ImportBatch:
    """Keep the list and what importing it would do. Raises Refused where nobody knows whose it is."""
    options = {"county": county.pk, "plan": plan.pk if plan else None}
    source = Source(content, file_name, options=options)
    preview = preview_of(MEASURES.read(source), source)
    if preview.plan is None and preview.errors:
        raise MeasuresRefusedError(preview.errors[0].message)
    return flow.bring(MEASURES, source, by=by)


@transaction.atomic
def map_departments(batch_id: int, mapping: Mapping[str, str], *, by: User) -> ImportBatch:
    """Preview the file anew with what a person says its departments are; the preview before waits no longer."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id, kind=ImportBatch.Kind.MEASURES)
    if batch.state != State.PREVIEWED:
        raise Refused("这次导入已经办结，不能再选择部门；如有需要请重新上传文件。")
    source = source_of(batch)
    departments = {**source.options.get("departments", {}), **mapping}
    options = {**source.options, "departments": {name: code for name, code in departments.items() if code}}
    again = Source(source.content, source.file_name, source.sheet, options, source.county)
    chosen = flow.bring(MEASURES, again, by=by)
    lapse(batch.pk, "已按所选的部门重新预览，本预览不再使用。", by=by)
    return chosen


@transaction.atomic
def apply_at_once(preview: MeasurePreview, *, by: User | None) -> MeasureEdition | None:
    """Put a list in force at the shell, with a batch of its own so that it can be taken back; None for the same file."""
    if preview.errors:
        raise MeasuresRefusedError(preview.errors[0].message)
    if preview.is_same_file:
        return None
    assert preview.plan is not None  # noqa: S101 - a list without a plan has an error
    lock_tasks(preview.county.pk)
    options = {"county": preview.county.pk, "plan": preview.plan.pk, "departments": dict(preview.mapping)}
    staged = stage(
        kind=MEASURES.kind, content=preview.content, file_name=preview.draft.filename, by=by, options=options
    )
    with applying(staged.pk, by=by, needs=MEASURES.permission) as batch:
        edition = apply_measures(preview, by=by)
        rows = rows_of(preview)
        kept = [row.as_json() for row in rows]
        summary = f"{edition}：{in_words(preview)}"
        batch.report = {
            **report_of(preview),
            "rows": kept,
            "edition": str(edition),
            "summary": summary,
            "told": told(rows),
        }
        _lapse_others(batch.pk, edition.plan, by)
    return edition


@transaction.atomic
def apply_measures(preview: MeasurePreview, *, by: User | None) -> MeasureEdition:
    """Put a previewed list in force as the plan's next edition of its tasks."""
    plan = preview.plan
    if preview.errors or plan is None:
        raise MeasuresRefusedError(preview.errors[0].message)
    if MeasureEdition.objects.filter(plan=plan).order_by("-number").first() != preview.latest:
        raise Stale(MOVED)
    edition = _keep_edition(preview, plan, by)
    fresh = [Measure(plan=plan, edition=edition, **one.values) for one in preview.rows if one.stored is None]
    Measure.objects.bulk_create(fresh)
    _update(preview.rows, edition)
    Measure.objects.filter(pk__in=[known.pk for known in preview.gone]).update(closed_in=edition)
    record("导入任务", str(edition), by=by, county_id=plan.county_id, detail=detail_of(preview))
    MEASURES_APPLIED(plan.county, by)
    return edition


def _update(rows: list[PlannedMeasure], edition: MeasureEdition) -> None:
    """Every stored row moves to the edition: a row that says the same stands in another cell now."""
    stored = [one for one in rows if one.stored is not None]
    if not stored:
        return
    for one in stored:
        assert one.stored is not None  # noqa: S101 - filtered above
        for name, value in {**one.values, "edition": edition}.items():
            setattr(one.stored, name, value)
    Measure.objects.bulk_update(
        [one.stored for one in stored if one.stored is not None],
        [*stored[0].values, "edition"],
        batch_size=500,
    )


def _keep_edition(preview: MeasurePreview, plan: Plan, by: User | None) -> MeasureEdition:
    number = preview.latest.number + 1 if preview.latest else 1
    return MeasureEdition.objects.create(
        plan=plan,
        number=number,
        file=ContentFile(preview.content, name=f"{plan.key}-{number}.xlsx"),
        file_name=preview.draft.filename[-200:],
        sha256=preview.draft.sha256,
        imported_by=by,
        mapping=dict(preview.mapping),
        problems=[problem.as_json() for problem in preview.problems],
    )


def _lapse_others(batch_id: int, plan: Plan, by: User | None) -> None:
    """Previews against the edition before: nobody could confirm them."""
    waiting = ImportBatch.objects.filter(
        kind=ImportBatch.Kind.MEASURES, state=State.PREVIEWED, report__plan_key=plan.key
    )
    for other in waiting.exclude(pk=batch_id):
        lapse(other.pk, MOVED, by=by)
