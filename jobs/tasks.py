"""The sweeper, rung by beat."""

from celery import shared_task

from jobs import running


@shared_task(name="jobs.tasks.sweep")
def sweep() -> None:
    running.sweep()
