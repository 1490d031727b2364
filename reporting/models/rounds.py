"""A reporting round: the city asks its counties for the figures of one year."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models import Plan
from custody.conditions import EVERYBODY, Scoped, among
from custody.declaring import kept
from custody.telling import UntoldVersions


# That figures are asked for is known to everybody; what of them is asked of one county only to that one.
@kept(
    reads=EVERYBODY,
    history=UntoldVersions("what was asked when stands in the acts on record"),
    links={"plans": Scoped(among("plan_id", "counties_plan"))},
)
class Round(models.Model):
    """The figures of one year that the counties of `plans` owe until `deadline`; several years may be open at once."""

    class EvidenceRule(models.TextChoices):
        NONE = "none", "不要求"
        BINDING = "binding", "约束性指标应附"
        ALL = "all", "全部指标应附"

    year = models.PositiveSmallIntegerField("年份")
    deadline = models.DateField("截止日期")
    plans = models.ManyToManyField(Plan, verbose_name="规划", related_name="rounds")
    evidence_rule = models.CharField(
        "佐证材料", max_length=10, choices=EvidenceRule.choices, default=EvidenceRule.NONE
    )
    note = models.CharField("填报说明", max_length=500, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="发起人"
    )
    opened_at = models.DateTimeField("发起时间", db_default=Now(), editable=False)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "填报任务"
        verbose_name_plural = "填报任务"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year"], name="round_year_unique", violation_error_message="该年份已有填报任务。"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="round_year_plausible",
                violation_error_message="年份须在 1990 至 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年度填报"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def days_left(self, today: date) -> int:
        """Whole days until the deadline; negative once it is past."""
        return (self.deadline - today).days

    def time_left(self, today: date) -> str:
        """The same in words, as every page of the year says it."""
        left = self.days_left(today)
        if not self.is_open:
            return "任务已结束"
        if left < 0:
            return f"已逾期 {-left} 天"
        return f"还有 {left} 天" if left else "今天截止"
