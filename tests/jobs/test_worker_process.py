"""Jobs with real worker processes: rung over a real broker, killed, and taken up again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from counties.models import Department
from jobs.actions import ring
from jobs.models import Job
from jobs.running import sweep
from launcher.processes import until
from tests.jobs.slow_task import NAME
from tests.workers import Workers

MODULE = "tests.jobs.slow_task"

pytestmark = pytest.mark.slow


def asked(gate: Path) -> Job:
    with transaction.atomic():
        return ring(task=NAME, title="慢任务", arguments={"gate": str(gate)}, key="slow", by=None, needs=None)


def reaches(job: Job, state: Job.State) -> bool:
    def arrived() -> bool:
        job.refresh_from_db()
        return job.state == state

    return until(arrived, 15)


def test_a_worker_hears_the_bell_and_does_the_job(workers: Workers, tmp_path: Path) -> None:
    workers.start(MODULE)
    (tmp_path / "gate").touch()

    job = asked(tmp_path / "gate")

    assert reaches(job, Job.State.DONE)
    assert job.attempts == 1


def test_a_job_whose_worker_was_killed_is_done_once_by_the_next_worker(
    workers: Workers, tmp_path: Path
) -> None:
    workers.start(MODULE)
    job = asked(tmp_path / "gate")
    assert reaches(job, Job.State.RUNNING)

    workers.kill()
    assert Department.objects.count() == 0, "nothing of the interrupted attempt may remain"
    workers.start(MODULE)
    assert until(lambda: sweep() > 0 or job.attempts > 1, 10)
    (tmp_path / "gate").touch()

    assert reaches(job, Job.State.DONE)
    assert Department.objects.filter(code=f"slow{job.pk}").count() == 1


def test_a_job_whose_bell_was_lost_is_found_by_the_sweeper(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.actions.send", lambda job_id, task: None)
    (tmp_path / "gate").touch()
    job = asked(tmp_path / "gate")
    monkeypatch.undo()
    monkeypatch.setattr("jobs.running.UNHEARD_AFTER", timedelta(0))
    workers.start(MODULE)

    sweep()

    assert reaches(job, Job.State.DONE)
