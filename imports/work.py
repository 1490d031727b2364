"""Long files are checked and applied by a Job; short ones while the person waits."""

from typing import Any

from django.db import transaction

from accounts.models import User
from imports import flow
from imports.importers import Choices, Importer, Source, importer_of
from imports.models import ImportBatch
from imports.staging import stage
from jobs.actions import ring
from jobs.models import Job
from jobs.progress import Progress
from jobs.running import asker
from refusals import Stale
from sandbox.calling import in_sandbox
from workbooks.opening import most_rows

CHECK = "imports.tasks.check"
APPLY = "imports.tasks.apply"
LONG = 2000
"""Rows above which a person does not wait for the answer of one request."""


def take(importer: Importer[Any, Any], source: Source, *, by: User) -> ImportBatch:
    """Check a short file at once; a long one by a Job: its batch has no report until that is done."""
    if not _is_long(source.content):
        return flow.bring(importer, source, by=by)
    with transaction.atomic():
        batch = stage(
            kind=importer.kind,
            content=source.content,
            file_name=source.file_name,
            by=by,
            sheet=source.sheet,
            options=dict(source.options),
            county=source.county,
        )
        _ring(CHECK, batch, f"核对 {batch.file_name}", {}, by)
    return batch


def is_long(batch: ImportBatch) -> bool:
    """Whether putting the batch in force takes longer than a person waits."""
    counts: dict[str, int] = batch.report.get("counts", {})
    return sum(counts.values()) > LONG


@transaction.atomic
def ask_for_apply(batch: ImportBatch, *, choices: Choices, by: User) -> Job:
    """Ask for the clean rows to be put in force as they were seen."""
    return _ring(APPLY, batch, f"导入 {batch.file_name}", {"choices": dict(choices)}, by)


def check(job: Job, progress: Progress) -> dict[str, Any]:
    """The Job's effect: read the file, keep the report."""
    batch = ImportBatch.objects.get(pk=job.arguments["batch"])
    flow.look_again(importer_of(batch), batch, by=asker(job), tell=progress)
    # A file that was dropped meanwhile has no report.
    return {"summary": batch.report.get("summary", "已放弃，未核对")}


def apply(job: Job, progress: Progress) -> dict[str, Any]:
    """The Job's effect: put the rows in force, or say why not; a stale preview has been made again."""
    batch = ImportBatch.objects.get(pk=job.arguments["batch"])
    choices = job.arguments["choices"]
    try:
        applied = flow.confirm(importer_of(batch), batch.pk, by=asker(job), choices=choices, tell=progress)
    except Stale as stale:
        # Not a failure of the Job: what it has written, the new preview, must stay.
        return {"refused": str(stale)}
    return {"summary": applied.batch.report["summary"], "written": applied.written}


def _is_long(content: bytes) -> bool:
    """Whether any sheet of the upload has more than `LONG` rows; raises UnreadableWorkbookError, StoppedError."""
    return in_sandbox(most_rows, content) > LONG


def _ring(task: str, batch: ImportBatch, title: str, arguments: dict[str, Any], by: User) -> Job:
    job = ring(
        task=task,
        title=title,
        arguments={"batch": batch.pk, **arguments},
        key=f"{task}:{batch.pk}",
        by=by,
        needs=importer_of(batch).permission,
    )
    batch.options = {**batch.options, "job": job.pk}
    batch.save(update_fields=["options"])
    return job
