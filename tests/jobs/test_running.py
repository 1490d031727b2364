"""Jobs: the row is the truth, the bell may be lost, a worker may die."""

from datetime import timedelta
from typing import Any

import psycopg2
import pytest
from celery import current_app, shared_task
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from counties.models import Department
from custody.scope import CITY, within
from jobs import actions, running
from jobs.actions import ring
from jobs.models import Job, JobProgress
from jobs.progress import Progress
from jobs.summaries import job_lines
from refusals import Refused, Unchanged

pytestmark = pytest.mark.django_db

TASK = "tests.jobs.effect"


@shared_task(name=TASK)
def effect(job_id: int) -> None:
    """Known to workers; what it would do is handed to `running.run` by each test."""


def asked(key: str = "k", **fields: Any) -> Job:
    return ring(task=TASK, title="试算", arguments={"n": 1}, key=key, by=None, needs=None, **fields)


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """Every message sent to the broker: (task, arguments)."""
    sent: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: sent.append((task, args)))
    monkeypatch.setattr("jobs.bell.WAIT_SECONDS", 5.0)  # the first knock loads kombu's transport
    return sent


def creates_department(job: Job, progress: Progress) -> dict[str, Any]:
    Department.objects.create(code=f"d{job.pk}", name=f"部门{job.pk}")
    progress(1, 1, "写入")
    return {"made": 1}


def fails(job: Job, progress: Progress) -> dict[str, Any]:
    creates_department(job, progress)
    raise ValueError("no")


def test_the_bell_rings_only_when_the_cause_is_committed(
    bells: list[tuple[str, list[int]]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = asked()
        assert bells == []
    assert bells == [(TASK, [job.pk])]


def test_asking_twice_before_it_starts_is_one_job(bells: list[tuple[str, list[int]]]) -> None:
    assert asked().pk == asked().pk
    assert asked("other").pk != asked().pk


def test_asking_again_after_it_started_is_another_job(bells: list[tuple[str, list[int]]]) -> None:
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    assert asked().pk != job.pk


def test_two_queued_jobs_of_one_key_are_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="job_queued_once"), transaction.atomic():
        Job.objects.bulk_create([Job(task=TASK, title="a", key="k"), Job(task=TASK, title="b", key="k")])


def test_a_failed_job_without_a_reason_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="job_failure_has_reason"), transaction.atomic():
        Job.objects.create(task=TASK, title="a", key="k", state=Job.State.FAILED)


def test_a_job_does_its_effect_once(bells: list[tuple[str, list[int]]]) -> None:
    job = asked()
    running.run(job.pk, creates_department)
    running.run(job.pk, creates_department)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (Job.State.DONE, 1, {"made": 1})
    assert Department.objects.count() == 1
    assert JobProgress.objects.get(job_id=job.pk).done == 1


def test_a_failing_effect_leaves_nothing_and_fails_after_three_attempts() -> None:
    job = asked()
    for attempt in (1, 2, 3):
        running.run(job.pk, fails)
        job.refresh_from_db()
        assert (job.attempts, Department.objects.count()) == (attempt, 0)
    assert job.state == Job.State.FAILED
    assert "数据未作任何改动" in job.failure
    running.run(job.pk, creates_department)
    assert Department.objects.count() == 0


def test_a_refusal_fails_at_once_with_its_own_sentence() -> None:
    def refuses(job: Job, progress: Progress) -> dict[str, Any]:
        raise Refused("文件已被删除，请重新上传。")

    job = asked()
    running.run(job.pk, refuses)
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempts) == (Job.State.FAILED, "文件已被删除，请重新上传。", 1)


def test_what_is_so_already_ends_the_job_as_done_with_its_sentence() -> None:
    def finds_nothing_to_do(job: Job, progress: Progress) -> dict[str, Any]:
        creates_department(job, progress)
        raise Unchanged("与在用的一条完全相同，没有改动。")

    job = asked()
    running.run(job.pk, finds_nothing_to_do)
    job.refresh_from_db()
    said = {"unchanged": "与在用的一条完全相同，没有改动。"}
    assert (job.state, job.failure, job.result) == (Job.State.DONE, "", said)
    assert Department.objects.count() == 0
    assert job_lines([job])[0].result == (("未作改动", said["unchanged"]),)


@pytest.fixture
def elsewhere() -> Any:
    """A second session of the same role, as another worker has."""
    settings = connection.settings_dict
    other = psycopg2.connect(
        dbname=settings["NAME"],
        user=settings["USER"],
        host=settings["HOST"],
        password=settings["PASSWORD"] or None,
        port=settings["PORT"] or None,
    )
    yield other
    other.close()


def test_a_job_that_another_worker_holds_is_left_alone(elsewhere: Any) -> None:
    job = asked()
    elsewhere.cursor().execute("SELECT pg_advisory_lock(%s, %s)", [running.LOCK_SPACE, job.pk])
    running.run(job.pk, creates_department)
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    elsewhere.cursor().execute("SELECT pg_advisory_unlock(%s, %s)", [running.LOCK_SPACE, job.pk])
    running.run(job.pk, creates_department)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_the_sweeper_rings_orphans_and_unheard_jobs_only(
    bells: list[tuple[str, list[int]]], elsewhere: Any
) -> None:
    long_ago = timezone.now() - timedelta(minutes=1)
    fresh, unheard, orphan, held = (asked(key) for key in "abcd")
    Job.objects.filter(pk__in=[unheard.pk]).update(asked_at=long_ago)
    Job.objects.filter(pk__in=[orphan.pk, held.pk]).update(state=Job.State.RUNNING)
    elsewhere.cursor().execute("SELECT pg_advisory_lock(%s, %s)", [running.LOCK_SPACE, held.pk])
    assert running.sweep() == 2
    assert {args[0] for _, args in bells} == {unheard.pk, orphan.pk}
    assert fresh.pk not in {args[0] for _, args in bells}


def test_a_job_of_an_unknown_name_fails_with_a_reason(bells: list[tuple[str, list[int]]]) -> None:
    job = ring(task="gone.since.the.upgrade", title="旧任务", arguments={}, key="old", by=None, needs=None)
    Job.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    assert running.sweep() == 0
    assert bells == []
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "没有名为“gone.since.the.upgrade”的任务" in job.failure
    # A command that runs the queue by itself does not hang or fall over it either.
    again = ring(task="gone.since.the.upgrade", title="旧任务", arguments={}, key="old", by=None, needs=None)
    assert running.run_queued() == 1
    again.refresh_from_db()
    assert again.state == Job.State.FAILED


def test_an_orphan_that_died_three_times_fails_with_a_sentence() -> None:
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempts=3)
    running.run(job.pk, creates_department)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "连续中断 3 次" in job.failure


def test_a_broker_that_is_down_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = asked()
    assert Job.objects.get(pk=job.pk).state == Job.State.QUEUED
    actions.send(job.pk, TASK)


def test_progress_is_written_at_most_a_few_times_a_second(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    progress = Progress(1)
    progress(1, 100, "第一步")
    with django_assert_num_queries(0):
        progress(2, 100, "第一步")


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_progress_is_visible_to_others_while_the_job_still_runs(settings: Any) -> None:
    settings.PROGRESS_DATABASE = "progress"
    seen: list[int] = []

    def looks(job: Job, progress: Progress) -> dict[str, Any]:
        progress(10, 10, "计算")
        with within(CITY, using="progress"):
            seen.extend(JobProgress.objects.using("progress").values_list("done", flat=True))
        assert connection.in_atomic_block
        return {}

    with transaction.atomic():
        job = asked()
    running.run(job.pk, looks)
    assert seen == [10]
