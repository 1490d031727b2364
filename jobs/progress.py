"""How far a running Job is, visible to others while it runs."""

from time import monotonic

from django.conf import settings
from django.db.models.functions import Now

from custody.scope import CITY, within
from jobs.models import JobProgress

EVERY_SECONDS = 0.3


class Progress:
    """Told by an effect how far it is; writes at most three times a second."""

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._written_at = 0.0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        now = monotonic()
        if done < total and now - self._written_at < EVERY_SECONDS:
            return
        self._written_at = now
        # A second connection with its own short transaction: on the Job's own it would be invisible until the
        # end (design, Jobs).
        database = settings.PROGRESS_DATABASE
        with within(CITY, using=database):
            JobProgress.objects.using(database).update_or_create(
                job_id=self._job_id,
                defaults={"done": done, "total": total, "step": step[:100], "at": Now()},
            )
