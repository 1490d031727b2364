"""A reporting round: the city asks its counties for what they owe of one list of their plans, for one period."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models import Plan
from counties.periods import PERIODS, Period
from custody.conditions import EVERYBODY, Scoped, among
from custody.declaring import kept
from custody.telling import UntoldVersions


class RoundQuerySet(models.QuerySet["Round"]):
    def of_figures(self) -> "RoundQuerySet":
        return self.filter(listed=Round.Listed.INDICATORS)

    def of_projects(self) -> "RoundQuerySet":
        return self.filter(listed=Round.Listed.PROJECTS)


# That figures are asked for is known to everybody; what of them is asked of one county only to that one.
@kept(
    reads=EVERYBODY,
    history=UntoldVersions("what was asked when stands in the acts on record"),
    links={"plans": Scoped(among("plan_id", "counties_plan"))},
)
class Round(models.Model):
    """What the counties of `plans` owe until `deadline`, of one list and period; several may be open at once."""

    class Listed(models.TextChoices):
        INDICATORS = "indicators", "规划指标"
        PROJECTS = "projects", "重点项目"

    class EvidenceRule(models.TextChoices):
        NONE = "none", "不要求"
        BINDING = "binding", "约束性指标应附"
        ALL = "all", "全部指标应附"

    listed = models.CharField(
        "清单", max_length=12, choices=Listed, default=Listed.INDICATORS, db_default=Listed.INDICATORS
    )
    year = models.PositiveSmallIntegerField("年份")
    period = models.CharField(
        "时段", max_length=4, choices=PERIODS, default=Period.YEAR.value, db_default=Period.YEAR.value
    )
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

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "填报任务"
        verbose_name_plural = "填报任务"
        ordering: ClassVar = ["-year", "listed", "-period"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "period", "listed"],
                name="round_unique",
                violation_error_message="该清单这一时段已有填报任务。",
            ),
            # A part of a year cannot be judged.
            models.CheckConstraint(
                condition=~Q(listed="indicators") | Q(period=Period.YEAR.value),
                name="round_of_figures_is_a_year",
                violation_error_message="规划指标按年填报，不能按半年、季度发起。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="round_year_plausible",
                violation_error_message="年份须在 1990 至 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        if self.listed == self.Listed.INDICATORS:
            return f"{self.year} 年度填报"
        return f"{self.when}{self.get_listed_display()}填报"

    @property
    def when(self) -> str:
        """`2025 年度`, `2025 年一季度`."""
        part = Period(self.period)
        return f"{self.year} 年度" if part is Period.YEAR else f"{self.year} 年{part.label}"

    @property
    def subject(self) -> str:
        """How an act on record names it: `2025 年`, `2025 年一季度重点项目`."""
        is_figures = self.listed == self.Listed.INDICATORS
        return f"{self.year} 年" if is_figures else f"{self.when}{self.get_listed_display()}"

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
