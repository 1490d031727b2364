"""Celery's way in: the Job's id, nothing else."""

from celery import shared_task

from indicators.actions import observation_jobs
from jobs import running


@shared_task(name=observation_jobs.CHECK)
def check_observations(job_id: int) -> None:
    running.run(job_id, observation_jobs.check)


@shared_task(name=observation_jobs.APPLY)
def apply_observations(job_id: int) -> None:
    running.run(job_id, observation_jobs.apply)
