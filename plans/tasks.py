"""Celery's way in: the Job's id, nothing else."""

from typing import Any

from celery import shared_task

from counties.models import County
from indicators.actions.findings import TASK
from indicators.actions.magnitudes import derive
from indicators.actions.recompute import ask_for_rows
from jobs import running
from jobs.models import Job
from jobs.progress import Progress
from plans.findings import refresh_findings


@shared_task(name=TASK)
def refresh(job_id: int) -> None:
    running.run(job_id, _refresh)


def _refresh(job: Job, progress: Progress) -> dict[str, Any]:
    cities = list(County.objects.filter(parent__isnull=True))
    changed = {row for city in cities for row in refresh_findings(city, by=job.asked_by)}
    ask_for_rows(changed, why="doubt", cause="复核数据质疑", by=job.asked_by)
    magnitudes = sum(derive(city) for city in cities)
    progress(1, 1)
    return {"doubts": len(changed), "magnitudes": magnitudes}
