"""Celery's way in: the Job's id, nothing else."""

from typing import Any

from celery import shared_task

from accounts.scope import CITY, within
from counties.models import County
from indicators.actions.magnitudes import derive
from indicators.actions.recompute import ask_for_rows
from jobs import running
from jobs.models import Job
from jobs.progress import Progress
from planning.findings import refresh_findings
from planning.keeping.orphans import sweep_orphans
from planning.sealing import seal_closed_days


@shared_task(name="planning.tasks.refresh_findings")
def refresh(job_id: int) -> None:
    running.run(job_id, _refresh)


def _refresh(job: Job, progress: Progress) -> dict[str, Any]:
    cities = list(County.objects.filter(parent__isnull=True))
    changed = {row for city in cities for row in refresh_findings(city, by=job.asked_by)}
    ask_for_rows(changed, why="doubt", cause="复核数据质疑", by=job.asked_by)
    magnitudes = sum(derive(city) for city in cities)
    progress(1, 1)
    return {"doubts": len(changed), "magnitudes": magnitudes}


@shared_task(name="planning.tasks.sweep_files")
def sweep_files() -> None:
    sweep_orphans()


@shared_task(name="planning.tasks.seal")
def seal() -> None:
    with within(CITY):
        seal_closed_days()
