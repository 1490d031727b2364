"""A worker dies, as in a power cut, at every named point of an import: untouched or whole, done once, and soon."""

import time
from pathlib import Path

import pytest

from accounts.models import Act, User
from imports import work
from imports.models import ImportBatch
from indicators.actions.observations import preview_observations
from indicators.models import Observation
from jobs.models import Job
from jobs.running import sweep
from launcher.processes import until
from tests import reference
from tests.faults import points
from tests.faults.extent import rounds_of
from tests.indicators.observing import row, sheet
from tests.workers import Workers

pytestmark = [pytest.mark.slow, pytest.mark.whole]
AGAIN_SECONDS = 30.0
FIGURES = 30
MODULE = "tests.faults.points"


@pytest.fixture
def ready(workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """A ledger without figures, and workers that can be killed at a point."""
    monkeypatch.setenv(points.ARMED, str(tmp_path / "armed"))
    monkeypatch.setenv("PLANNING_FAULT_WORKER", "1")
    reference.load()
    workers.start(MODULE)
    return workers


def asked(by: User, number: int) -> Job:
    """Ask for a file of figures to be put in force: figures of its own for every round."""
    basis = f"第{number}次"
    rows = [row(year=1990 + place, value=str(10 + place), basis=basis) for place in range(FIGURES)]
    batch = preview_observations(content=sheet(*rows), file_name=f"{basis}.xlsx", by=by)
    assert batch.state == ImportBatch.State.PREVIEWED
    return work.ask_for_apply(batch, choices={}, by=by)


def figures(number: int) -> int:
    return Observation.objects.filter(basis=f"第{number}次").count()


def done_again(job: Job) -> bool:
    """What the beat does every few seconds, until the Job has ended."""
    sweep()
    job.refresh_from_db()
    return job.state == Job.State.DONE


def test_killed_anywhere_an_import_is_untouched_or_whole_and_done_once(ready: Workers) -> None:
    by = reference.reviewer()
    every = rounds_of(3, 1)
    chosen = [point for point in list(points.POINTS)[::every] for _ in range(rounds_of(1, 20))]
    slowest = 0.0
    for number, point in enumerate(chosen):
        points.arm(point)
        job = asked(by, number)
        assert ready.process is not None
        ready.process.wait(30)
        job.refresh_from_db()
        assert figures(number) == (FIGURES if job.state == Job.State.DONE else 0), point

        ready.start(MODULE)
        began = time.monotonic()
        assert until(lambda job=job: done_again(job), AGAIN_SECONDS, pause=0.5), (point, job.state)  # type: ignore[misc]  # the default binds the loop's value
        slowest = max(slowest, time.monotonic() - began)

        batch = ImportBatch.objects.get(pk=job.arguments["batch"])
        assert (figures(number), batch.state) == (FIGURES, ImportBatch.State.APPLIED), point
        assert Act.objects.filter(kind__contains="导入", detail__batch=batch.pk).count() == 1, point
        assert job.attempts <= 2, point
    print(f"{len(chosen)} kills; slowest done {slowest:.1f} s after the restart")
