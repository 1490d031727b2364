"""A task for tests: it writes, then waits until a file says that it may end."""

import time
from pathlib import Path
from typing import Any

from celery import shared_task

from counties.models import Department
from jobs import running
from jobs.models import Job
from jobs.progress import Progress

NAME = "tests.jobs.slow"


@shared_task(name=NAME)
def slow(job_id: int) -> None:
    running.run(job_id, _effect)


def _effect(job: Job, progress: Progress) -> dict[str, Any]:
    Department.objects.create(code=f"slow{job.pk}", name=f"部门{job.pk}")
    while not Path(job.arguments["gate"]).exists():
        time.sleep(0.05)
    return {"made": 1}
