"""The broker forgets everything while two hundred Jobs wait: all are done, once, and soon."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.db import transaction

from counties.models import Department
from jobs.actions import ring
from jobs.models import Job
from jobs.running import sweep
from launcher.processes import until
from tests.faults.extent import rounds_of
from tests.jobs.slow_task import NAME
from tests.workers import Workers

pytestmark = [pytest.mark.slow, pytest.mark.whole]
JOBS = rounds_of(60, 200)
ALL_SECONDS = 30.0


def test_every_job_is_done_once_though_no_bell_is_left(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = tmp_path / "gate"
    with transaction.atomic():
        for number in range(JOBS):
            ring(
                task=NAME, title="试", arguments={"gate": str(gate)}, key=f"all-{number}", by=None, needs=None
            )
    gate.touch()
    # Our own number of the broker's databases, as FLUSHALL would do for all.
    with current_app.connection_for_write() as broker:
        channel: Any = broker.default_channel
        channel.client.flushdb()
    monkeypatch.setattr("jobs.running.UNHEARD_AFTER", timedelta(0))
    workers.start("tests.jobs.slow_task")

    began, swept = time.monotonic(), 0.0

    def all_done() -> bool:
        nonlocal swept
        # The beat sweeps every ten seconds.
        if not swept or time.monotonic() - swept >= 10:
            sweep()
            swept = time.monotonic()
        return not Job.objects.exclude(state=Job.State.DONE).exists()

    assert until(all_done, ALL_SECONDS, pause=0.2), Job.objects.exclude(state=Job.State.DONE).count()
    print(f"{JOBS} Jobs done {time.monotonic() - began:.1f} s after the worker's start")
    assert Department.objects.filter(code__startswith="slow").count() == JOBS
