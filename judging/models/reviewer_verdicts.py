"""人工判定: what a reviewer decides where no rule can."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from custody.declaring import kept
from custody.telling import ToldVersions
from indicators.models.plan_rows import COUNTY_OF_ITS_ROW, WITH_ITS_ROW, PlanIndicator
from indicators.models.targets import VERDICTS, VersionQuerySet


def _by_hand(version: Any) -> str:
    status = dict(VERDICTS)[version.status]
    return "" if version.superseded_at else f"{status}：{version.reason}"


@kept(
    reads=WITH_ITS_ROW,
    history=ToldVersions(
        "人工判定",
        place=60,
        county=COUNTY_OF_ITS_ROW,
        name=("plan_indicator", "year"),
        says=_by_hand,
    ),
)
class ReviewerVerdict(models.Model):
    """A reviewer's own verdict on a row that no rule can decide (人工判定): beside the rule's status, never in its place."""

    plan_indicator = models.ForeignKey(
        PlanIndicator,
        models.PROTECT,
        related_name="reviewer_verdicts",
        verbose_name="规划指标",
        db_index=False,
    )
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("判定", max_length=10, choices=VERDICTS)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="判定人")
    at = models.DateTimeField("判定时间", db_default=Now(), editable=False)
    superseded_at = models.DateTimeField("失效时间", null=True, blank=True)

    objects = VersionQuerySet["ReviewerVerdict"].as_manager()

    class Meta:
        verbose_name = "人工判定"
        verbose_name_plural = "人工判定"
        ordering: ClassVar = ["year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_indicator", "year"],
                condition=Q(superseded_at__isnull=True),
                name="reviewer_verdict_one_in_force",
                violation_error_message="该指标该年度已有有效的人工判定。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reviewer_verdict_has_reason",
                violation_error_message="人工判定须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年 人工判定 {self.get_status_display()}"
