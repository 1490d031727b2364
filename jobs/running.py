"""Running a Job: lock, commit “running”, then the whole effect and “done” in one transaction.

A worker that dies leaves a running Job whose advisory lock is free: the sweeper finds it and rings again,
three times at most (design, Jobs).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import connection
from django.utils import timezone

from accounts.models import Deputy, User
from accounts.permissions import Permission
from accounts.rights import RightLostError, demand
from accounts.stopped import record_deaths
from custody.scope import CITY, within
from custody.tracing import traced
from jobs.actions import send
from jobs.models import Job
from jobs.progress import Progress
from refusals import Refused, Unchanged
from sandbox.deaths import noting

logger = logging.getLogger(__name__)

Effect = Callable[[Job, Progress], dict[str, Any]]

ATTEMPTS = 3
UNHEARD_AFTER = timedelta(seconds=5)
# The first key of the two-key advisory lock; any number that no other lock of ours uses.
LOCK_SPACE = 7001


def run(job_id: int, effect: Effect) -> None:
    """Run one Job unless another worker has it or it has ended; its effect sees the whole city."""
    with _lock(job_id) as held:
        job = _start(job_id) if held else None
        if job is None:
            return
        try:
            with (
                recording_deaths(job),
                within(CITY),
                traced(user=job.asked_by_id, job=job_id, reason=job.title),
            ):
                _demand(job)
                result = effect(job, Progress(job_id))
                # The effect may have taken minutes: what is written is written by somebody who may.
                _demand(job)
                _end(job, result)
        except Unchanged as unchanged:
            # What was asked for is so: nothing to do again, nothing went wrong.
            _end(job, {"unchanged": str(unchanged)})
        except Refused as refusal:
            # It cannot succeed however often it is tried.
            _fail(job, str(refusal))
        except Exception:
            logger.exception("Job %s failed in attempt %s", job_id, job.attempts)
            _retry_or_fail(job)


@contextmanager
def recording_deaths(job: Job) -> Iterator[None]:
    """Put on record, when the effect is undone or done, that a file stopped its reader."""
    with noting() as deaths:
        try:
            yield
        finally:
            if deaths:
                with within(CITY):
                    record_deaths(deaths, by=job.asked_by)


def asker(job: Job) -> User | None:
    """Who asked, in the role in which he did; None for the system."""
    by = job.asked_by
    if by is not None and job.deputyship_id is not None:
        by.acting = Deputy.objects.with_people().filter(pk=job.deputyship_id).first()
        if by.acting is None:
            raise RightLostError(
                f"{by} 的代理已被撤销，没有写入任何内容；如仍需办理，请由有权限的人员重新提交。"
            )
    return by


def _demand(job: Job) -> None:
    if job.needs:
        demand(asker(job), Permission(job.needs))


@contextmanager
def _lock(job_id: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, job_id % 2**31])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, job_id % 2**31])


@within(CITY)
def _start(job_id: int) -> Job | None:
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.state not in (Job.State.QUEUED, Job.State.RUNNING):
        return None
    if job.attempts >= ATTEMPTS:
        _fail(job, f"后台进程在处理中连续中断 {ATTEMPTS} 次，已停止重试。请管理员查看日志后重新提交。")
        return None
    job.state, job.attempts, job.started_at = Job.State.RUNNING, job.attempts + 1, timezone.now()
    job.save(update_fields=["state", "attempts", "started_at"])
    return job


def _retry_or_fail(job: Job) -> None:
    if job.attempts >= ATTEMPTS:
        _fail(
            job,
            f"连续 {ATTEMPTS} 次未能完成，数据未作任何改动。请管理员查看日志（任务 {job.pk}）后重新提交。",
        )
        return
    # Left “running” with its lock free: the sweeper rings it again, after a pause.
    logger.warning("Job %s will be tried again.", job.pk)


@within(CITY)
def _end(job: Job, result: dict[str, Any]) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.DONE, finished_at=timezone.now(), result=result, failure=""
    )


@within(CITY)
def _fail(job: Job, reason: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, finished_at=timezone.now(), failure=reason)


def sweep() -> int:
    """Ring every Job whose bell was lost or whose worker died; return how many."""
    unheard = timezone.now() - UNHEARD_AFTER
    with within(CITY):
        waiting = list(Job.objects.filter(state=Job.State.QUEUED, asked_at__lt=unheard).order_by("pk"))
        running = list(Job.objects.filter(state=Job.State.RUNNING))
    orphans = [job for job in running if _is_orphan(job.pk)]
    heard = [job for job in [*orphans, *waiting] if _is_known(job)]
    for job in heard:
        send(job.pk, job.task)
    return len(heard)


def _is_known(job: Job) -> bool:
    """Whether any worker can run it; one that no worker knows fails with a reason instead of waiting for ever."""
    current_app.loader.import_default_modules()
    if job.task in current_app.tasks:
        return True
    _fail(
        job,
        f"后台进程没有名为“{job.task}”的任务，可能是程序升级前留下的；数据未作任何改动。请重新提交，仍未解决的，请联系系统管理员。",
    )
    return False


def _is_orphan(job_id: int) -> bool:
    with _lock(job_id) as held:
        return held


def run_queued() -> int:
    """Run every queued Job here and now (a command with no worker up, tests); return how many."""
    # In a worker Celery has done this; in a command nobody has.
    current_app.loader.import_default_modules()
    count = 0
    while (job := _first_queued()) is not None:
        if _is_known(job):
            current_app.tasks[job.task].run(job.pk)
        count += 1
        if _first_queued() == job:  # another process has it: leave it there
            break
    return count


@within(CITY)
def _first_queued() -> Job | None:
    return Job.objects.filter(state=Job.State.QUEUED).order_by("pk").first()
