"""Long sheets of observations are checked and applied by a Job; short ones while the person waits."""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from imports.applying import StalePreviewError
from imports.models import ImportBatch
from imports.staging import stage
from indicators.actions.observations import apply_observations, check_batch
from jobs.actions import ring
from jobs.models import Job
from jobs.progress import Progress
from jobs.running import asker
from workbooks.limits import unpack

CHECK = "indicators.tasks.check_observations"
APPLY = "indicators.tasks.apply_observations"
LONG = 2000
"""Rows above which a person does not wait for the answer of one request."""


def is_long(content: bytes) -> bool:
    """Whether any sheet of the upload has more than `LONG` rows; raises UnreadableWorkbookError."""
    return any(
        part.count(b"<row ") > LONG
        for name, part in unpack(content).items()
        if name.startswith("xl/worksheets/")
    )


@transaction.atomic
def ask_for_check(*, content: bytes, file_name: str, sheet: str, by: User) -> ImportBatch:
    """Keep the file and ask for its check; the batch has no report until the Job is done."""
    batch = stage(
        kind=ImportBatch.Kind.OBSERVATIONS, content=content, file_name=file_name, by=by, sheet=sheet
    )
    _ring(CHECK, batch, f"核对 {batch.file_name}", {}, by)
    return batch


@transaction.atomic
def ask_for_apply(batch: ImportBatch, *, only_clean: bool, reason: str, by: User) -> Job:
    """Ask for the previewed rows to be put in force."""
    arguments = {"only_clean": only_clean, "reason": reason}
    return _ring(APPLY, batch, f"导入 {batch.file_name}", arguments, by)


def _ring(task: str, batch: ImportBatch, title: str, arguments: dict[str, Any], by: User) -> Job:
    job = ring(
        task=task,
        title=title,
        arguments={"batch": batch.pk, **arguments},
        key=f"{task}:{batch.pk}",
        by=by,
        needs=Permission.IMPORT_OBSERVATIONS,
    )
    batch.options = {**batch.options, "job": job.pk}
    batch.save(update_fields=["options"])
    return job


def check(job: Job, progress: Progress) -> dict[str, Any]:
    """The Job's effect: read the file, keep the report."""
    batch = ImportBatch.objects.get(pk=job.arguments["batch"])
    check_batch(batch, progress)
    return {"summary": batch.report["summary"]}


def apply(job: Job, progress: Progress) -> dict[str, Any]:
    """The Job's effect: put the rows in force, or say why not; a stale preview is made again."""
    asked = job.arguments
    try:
        applied = apply_observations(
            asked["batch"],
            by=asker(job),
            only_clean=asked["only_clean"],
            reason=asked["reason"],
            tell=progress,
        )
    except StalePreviewError as stale:
        check_batch(ImportBatch.objects.get(pk=asked["batch"]))
        return {"refused": str(stale)}
    return {"summary": applied.batch.report["summary"], "written": applied.written}
