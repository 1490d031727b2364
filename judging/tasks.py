"""Celery's way in: the Job's id, nothing else."""

from typing import Any

from celery import shared_task

from indicators.actions.recompute import TASK
from jobs import running
from jobs.models import Job
from jobs.progress import Progress
from judging.recompute import recompute as judge_pairs


@shared_task(name=TASK)
def recompute(job_id: int) -> None:
    running.run(job_id, _recompute)


def _recompute(job: Job, progress: Progress) -> dict[str, Any]:
    pairs = dict(job.arguments["pairs"])
    why, cause = job.arguments["why"], job.arguments["cause"]
    done = judge_pairs(pairs, why=why, cause=cause, job_id=job.pk, progress=progress)
    return {"judged": done.judged, "written": done.written, "changed": done.changed}
