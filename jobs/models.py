"""Work in the background: one Job row is the truth, the broker only rings."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from custody.conditions import among, own
from custody.declaring import kept


@kept(reads=own("asked_by_id"))
class Job(models.Model):
    """One piece of work asked for: which task, with which ids, by whom, how far, how it ended."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"

    task = models.CharField("任务", max_length=80)
    title = models.CharField("事项", max_length=200)
    arguments = models.JSONField("参数", default=dict)
    key = models.CharField("幂等键", max_length=120)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    asked_at = models.DateTimeField("提出时间", db_default=Now(), editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name="提出人",
    )
    # What the asker must still be allowed to do when the work is written; "" for what follows from a deed that stands.
    needs = models.CharField("所需权限", max_length=40, blank=True, default="")
    # In whose role it was asked for. The number stays when the deputyship is taken back.
    deputyship = models.ForeignKey(
        "accounts.Deputy",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="代理",
    )
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    failure = models.TextField("失败原因", blank=True)
    result = models.JSONField("结果", default=dict)

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # A Job already queued will see whatever is committed before it starts: asking again adds nothing.
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state="queued"),
                name="job_queued_once",
                violation_error_message="同一任务已在排队。",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""),
                name="job_failure_has_reason",
                violation_error_message="失败的任务须写明原因。",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state__in=["queued", "running"]), name="job_unfinished")
        ]

    def __str__(self) -> str:
        return self.title


@kept(reads=among("job_id", "jobs_job"))
class JobProgress(models.Model):
    """How far a running Job is; written over a second connection, outside the Job's own transaction.

    No foreign key: the writer must not wait for the transaction that holds the Job row.
    """

    job_id = models.BigIntegerField()
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    step = models.CharField("步骤", max_length=100, blank=True)
    at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "任务进度"
        verbose_name_plural = "任务进度"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["job_id"], name="progress_job_unique", violation_error_message="该任务已有进度。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.done}/{self.total}"
