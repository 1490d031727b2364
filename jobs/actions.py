"""Asking for work: a Job row in the caller's transaction, a bell when that transaction commits."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import Permission
from custody.scope import CITY, within
from jobs.bell import bell
from jobs.models import Job


def ring(
    *,
    task: str,
    title: str,
    arguments: dict[str, Any],
    key: str,
    by: User | None,
    needs: Permission | None,
) -> Job:
    """Ask for one Job; a queued one with the same `key` serves this request too.

    `needs`: what `by` must still be allowed to do when the Job writes; None for what must follow from a deed that
    stands, whatever becomes of the person. `task` is the name of a Celery task that takes the Job's id; `arguments` (ids, years) stay in the row.
    Call inside the transaction that made the work necessary: the Job and its cause stand or fall together.
    """
    # The queue is one for all: a Job that somebody else has asked for serves too, and must be seen for that.
    with within(CITY):
        job = _queued(key, needs) or _create(
            task=task, title=title, arguments=arguments, key=key, by=by, needs=needs
        )
    transaction.on_commit(lambda: send(job.pk, task))
    return job


def _queued(key: str, needs: Permission | None) -> Job | None:
    # Locked, so that no worker starts the Job before the caller's changes are committed and visible to it.
    job = Job.objects.select_for_update().filter(key=key, state=Job.State.QUEUED).first()
    if job is not None and job.needs and needs is None:
        # It must be done now, even if its first asker may not have it done any more.
        job.needs = ""
        job.save(update_fields=["needs"])
    return job


def _create(*, by: User | None, needs: Permission | None, **fields: Any) -> Job:
    acting = by.acting if by else None
    fields |= {"asked_by": by, "needs": needs or "", "deputyship_id": acting.pk if acting else None}
    try:
        with transaction.atomic():
            return Job.objects.create(**fields)
    except IntegrityError:
        # Somebody asked for the same in this moment; if that Job has already started, ask again.
        return _queued(fields["key"], needs) or Job.objects.create(**fields)


def send(job_id: int, task: str) -> None:
    """Ring the bell. A broker that is down is no failure: the sweeper finds the Job."""
    bell.ring(task, job_id)
