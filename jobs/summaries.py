"""Jobs as a page shows them: what was asked for, how far it is, how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from jobs.models import Job, JobProgress

# What a Job leaves behind, in words; a key not listed is shown as it is.
RESULT_WORDS = {
    "judged": "评价项数",
    "written": "更新项数",
    "changed": "结论变化",
    "doubts": "存疑变化的指标",
    "magnitudes": "更新的数量级",
    "summary": "文件内容",
    "refused": "未写入",
    "unchanged": "未作改动",
}

TONES: dict[str, str] = {Job.State.FAILED: "error", Job.State.RUNNING: "b", Job.State.QUEUED: "off"}


@dataclass(frozen=True, slots=True)
class JobLine:
    """One Job; `done` of `total` is its progress while it runs."""

    pk: int
    title: str
    state: str
    state_label: str
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int
    failure: str
    done: int
    total: int
    step: str
    result: tuple[tuple[str, str], ...]

    @property
    def tone(self) -> str:
        """The class of the tag that says the state."""
        return TONES.get(self.state, "")

    @property
    def is_unfinished(self) -> bool:
        return self.state in (Job.State.QUEUED, Job.State.RUNNING)

    @property
    def duration(self) -> str:
        """How long it took, or has been running, from its last start."""
        if self.started_at is None:
            return ""
        return in_words((self.finished_at or timezone.now()) - self.started_at)


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many Jobs are in one state."""

    label: str
    value: str
    number: int


def in_words(took: timedelta) -> str:
    """不足 1 秒, 12 秒, 3 分 5 秒, 2 小时 4 分."""
    seconds = int(took.total_seconds())
    if seconds < 1:
        return "不足 1 秒"
    if seconds < 60:
        return f"{seconds} 秒"
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} 分 {seconds} 秒"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} 小时 {minutes} 分"


def job_lines(jobs: Iterable[Job]) -> list[JobLine]:
    """The given Jobs (with `asked_by` selected) and their progress, in one query more."""
    jobs = list(jobs)
    progress = {one.job_id: one for one in JobProgress.objects.filter(job_id__in=[job.pk for job in jobs])}
    return [_line(job, progress.get(job.pk)) for job in jobs]


def _line(job: Job, progress: JobProgress | None) -> JobLine:
    return JobLine(
        pk=job.pk,
        title=job.title,
        state=job.state,
        state_label=job.get_state_display(),
        asked_by=str(job.asked_by) if job.asked_by else "系统",
        asked_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        attempts=job.attempts,
        failure=job.failure,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        step=progress.step if progress else "",
        result=tuple((RESULT_WORDS.get(name, name), str(value)) for name, value in job.result.items()),
    )


def tallies() -> list[StateCount]:
    """Jobs by state, in the order of a Job's life."""
    numbers = dict(Job.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return [StateCount(label, value, numbers.get(value, 0)) for value, label in Job.State.choices]
