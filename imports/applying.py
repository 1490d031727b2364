"""Putting a previewed file in force, or dropping it: once, in one transaction, under the name of a person.

What is written is the importer's business; it is handed in from above as the body of `applying`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from accounts.rights import demand
from custody.tracing import traced
from imports.importers import importer_of
from imports.models import ImportBatch
from refusals import Refused, Stale

State = ImportBatch.State


class ImportRefusedError(Refused):
    """The batch cannot be applied or discarded."""


class StalePreviewError(ImportRefusedError, Stale):
    """What stands in force moved between preview and confirmation; the person must look again."""


@contextmanager
def applying(batch_id: int, *, by: User | None, needs: Permission) -> Iterator[ImportBatch]:
    """Lock the batch, mark it applied, and write in the body; an exception in the body undoes it all.

    `needs`: what `by` must be allowed to do when all is written, for the county of the batch where it has one.

    The body's rows get their history under `by` and this batch: the batch's own row is touched first
    through the ORM, because the context attaches only to what follows such a statement (design, Data).
    Raises ImportRefusedError for a batch that is not waiting for its confirmation, RightLostError.
    """
    with transaction.atomic(), traced(import_batch=batch_id, user=by.pk if by else None):
        batch = _waiting(batch_id)
        batch.state, batch.applied_at = State.APPLIED, timezone.now()
        batch.save(update_fields=["state", "applied_at"])
        yield batch
        batch.save(update_fields=["report"])
        demand(by, needs, county_id=batch.county_id)


def discard(batch_id: int, *, by: User | None) -> None:
    """Drop a previewed batch; its file and report stay on record."""
    with transaction.atomic():
        batch = _waiting(batch_id)
        batch.state = State.DISCARDED
        batch.save(update_fields=["state"])
        record("放弃导入", f"{batch.get_kind_display()} {batch.file_name}", by=by, detail={"batch": batch.pk})


@transaction.atomic
def lapse(batch_id: int, why: str, *, by: User | None) -> None:
    """Let a preview that cannot be confirmed any more wait no longer; `why` stays in its report.

    One that is being confirmed this moment is left to that: it holds its batch and waits for what the caller holds.
    """
    waiting = ImportBatch.objects.filter(pk=batch_id, state=State.PREVIEWED)
    batch = waiting.select_for_update(skip_locked=True).first()
    if batch is None:
        return
    batch.state, batch.report = State.DISCARDED, {**batch.report, "lapsed": why}
    batch.save(update_fields=["state", "report"])
    detail = {"batch": batch.pk, "reason": why}
    record("放弃导入", f"{batch.get_kind_display()} {batch.file_name}", by=by, detail=detail)


def _waiting(batch_id: int) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state == State.PREVIEWED:
        return batch
    raise ImportRefusedError(importer_of(batch).over[State(batch.state)])
