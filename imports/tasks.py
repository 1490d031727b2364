"""Celery's way in: the Job's id, nothing else."""

from celery import shared_task

from imports import work
from jobs import running


@shared_task(name=work.CHECK)
def check(job_id: int) -> None:
    running.run(job_id, work.check)


@shared_task(name=work.APPLY)
def apply(job_id: int) -> None:
    running.run(job_id, work.apply)
