"""Bells rung twice, late, in another order or never, workers that die at any moment: each Job is done exactly once."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from counties.models import Department
from jobs import running
from jobs.actions import ring
from jobs.models import Job
from tests.faults.extent import rounds_of
from tests.sampling import whole_or

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEQUENCES = rounds_of(whole_or(40, 150), 2000)
TASK = "indicators.tasks.recompute"
"""Any task that exists: what the sweeper rings is collected, and the test's own effect is run."""


class PowerCutError(BaseException):
    """What ends a worker: nothing of ours may handle it."""


class Machine:
    """Three Jobs, the bells on their way, and workers that hear them."""

    def __init__(self, random: Random, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self.random = random
        self.bells: list[int] = []
        self.did: list[str] = []
        monkeypatch.setattr(running, "send", lambda job_id, _task: self.bells.append(job_id))
        self.jobs = [
            ring(task=TASK, title="试", arguments={}, key=f"{number}-{place}", by=None, needs=None).pk
            for place in range(3)
        ]
        self.bells += self.jobs

    def step(self) -> None:
        """One thing that may happen to a bell."""
        what = self.random.choice(["deliver"] * 4 + ["die", "fail", "twice", "shuffle", "drop", "sweep"])
        self.did.append(what)
        match what:
            case "twice" if self.bells:
                self.bells.append(self.random.choice(self.bells))
            case "shuffle":
                self.random.shuffle(self.bells)
            case "drop" if self.bells:
                self.bells.pop()
            case "sweep":
                running.sweep()
            case "deliver" | "die" | "fail" if self.bells:
                self.hear(self.bells.pop(0), what)

    def hear(self, job_id: int, fate: str) -> None:
        try:
            running.run(job_id, lambda job, _progress: effect(job, fate))
        except PowerCutError:
            self.did.append(f"{job_id} died")

    def settle(self) -> None:
        """The machine is repaired: the sweeper and healthy workers go on until nothing waits."""
        for _round in range(10):
            self.bells.clear()
            if not running.sweep():
                return
            for job_id in list(self.bells):
                self.hear(job_id, "deliver")
        raise AssertionError(f"never settled: {self.did}")


def effect(job: Job, fate: str) -> dict[str, Any]:
    Department.objects.create(code=f"job{job.pk}-{Department.objects.count()}", name=f"部门{job.pk}")
    if fate == "die":
        raise PowerCutError
    if fate == "fail":
        raise RuntimeError("the effect fails")
    return {"made": 1}


def test_every_job_is_done_once_or_fails_untouched(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    monkeypatch.setattr(running, "UNHEARD_AFTER", timedelta(0))
    ended = dict.fromkeys((Job.State.DONE, Job.State.FAILED), 0)
    for number in range(SEQUENCES):
        machine = Machine(Random(number), monkeypatch, number)
        for _step in range(machine.random.randrange(4, 16)):
            machine.step()
        machine.settle()
        for job in Job.objects.filter(pk__in=machine.jobs):
            made = Department.objects.filter(code__startswith=f"job{job.pk}-").count()
            assert (job.state, made) in {(Job.State.DONE, 1), (Job.State.FAILED, 0)}, (number, machine.did)
            ended[Job.State(job.state)] += 1
    assert all(ended.values()), "both ends were reached"
