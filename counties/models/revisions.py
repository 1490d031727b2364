"""Revisions of a plan (规划修改): what an edition or a revised target answers, and what became of each opinion."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models.divisions import Plan
from custody.conditions import among
from custody.declaring import kept
from custody.telling import ToldVersions


def _named(version: Any) -> str:
    kind = dict(Revision.Answers.choices)[version.answers]
    return f"{kind}{f'（{version.document}）' if version.document else ''}：{version.reason}"


@kept(
    reads=among("plan_id", "counties_plan"),
    history=ToldVersions("规划修改", place=76, county="plan__county", name=("plan",), says=_named),
)
class Revision(models.Model):
    """One occasion on which a plan was changed. Editions and targets that came of it name it."""

    class Answers(models.TextChoices):
        APPROVAL = "approval", "批复"
        EXPERTS = "experts", "专家意见"
        CONSULTATION = "consultation", "征求意见"
        MIDTERM = "midterm", "中期调整"
        # The document stands; what had been typed into the workbook did not say what it says.
        SLIP = "slip", "录入更正"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions", verbose_name="规划")
    answers = models.CharField("修改依据", max_length=14, choices=Answers.choices)
    document = models.CharField("文号", max_length=100, blank=True)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    reason = models.CharField("修改原因", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    at = models.DateTimeField("登记时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "规划修改"
        verbose_name_plural = "规划修改"
        ordering: ClassVar = ["plan", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason="") & (Q(answers="slip") | ~Q(document="")),
                name="revision_has_reason_and_document",
                violation_error_message="规划修改须写明原因；除录入更正外，须写明文号或文件名称。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed}：{self.reason}"

    @property
    def signed(self) -> str:
        """What it answers: `批复（同政函〔2023〕5号，2023-06-01）`."""
        day = f"{self.issued_on:%Y-%m-%d}" if self.issued_on else ""
        said = "，".join(filter(None, (self.document, day)))
        return f"{self.get_answers_display()}{f'（{said}）' if said else ''}"


def _answered(version: Any) -> str:
    why = f"：{version.reason}" if version.reason else ""
    return f"{dict(Opinion.Outcome.choices)[version.outcome]}{why}"


@kept(
    reads=among("revision_id", "counties_revision"),
    history=ToldVersions(
        "修改说明", place=77, county="revision__plan__county", name=("source", "text"), says=_answered
    ),
)
class Opinion(models.Model):
    """One line of a 修改说明: what was asked for, by whom, what became of it, why, and where the plan changed."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", "采纳"
        PARTLY = "partly", "部分采纳"
        DECLINED = "declined", "不采纳"

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="opinions", verbose_name="规划修改", db_index=False
    )
    number = models.PositiveIntegerField("序号")
    source = models.CharField("提出方", max_length=100, blank=True)
    text = models.TextField("意见")
    outcome = models.CharField("采纳情况", max_length=10, choices=Outcome.choices)
    reason = models.CharField("理由", max_length=500, blank=True)
    place = models.CharField("修改处", max_length=300, blank=True)

    class Meta:
        verbose_name = "修改说明"
        verbose_name_plural = "修改说明"
        ordering: ClassVar = ["revision", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "number"],
                name="opinion_number_unique",
                violation_error_message="该序号的意见已登记。",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & (Q(outcome="adopted") | ~Q(reason="")),
                name="opinion_has_text_and_reason",
                violation_error_message="意见须有内容；部分采纳、不采纳的须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:40]}"
