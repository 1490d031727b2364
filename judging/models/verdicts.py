"""Stored verdicts and how they changed."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from attainment import Status
from counties.models import PlanEdition
from custody.declaring import kept
from custody.telling import ToldVersions
from indicators.flows import Current, current
from indicators.models.catalogue import Indicator
from indicators.models.observations import Observation
from indicators.models.plan_rows import COUNTY_OF_ITS_ROW, WITH_ITS_ROW, PlanIndicator


def _verdict(version: Any) -> str:
    return f"{Status(version.status).label}：{version.explanation}"


@kept(
    reads=WITH_ITS_ROW,
    history=ToldVersions(
        "评价",
        place=70,
        county=COUNTY_OF_ITS_ROW,
        name=("plan_indicator", "year"),
        says=_verdict,
    ),
)
class Attainment(models.Model):
    """The verdict on one plan row for one year, with its sentence (specification §4, §5).

    `generation` grows with every recompute that read the inputs; an older reading never overwrites a newer.
    """

    plan_indicator = models.ForeignKey(
        PlanIndicator, models.CASCADE, related_name="attainments", verbose_name="规划指标", db_index=False
    )
    year = models.PositiveSmallIntegerField("年份")
    status = models.CharField("状态", max_length=12)
    colour = models.CharField("颜色", max_length=8)
    reason = models.CharField("原因", max_length=40, blank=True)
    completion = models.DecimalField("完成度", max_digits=60, decimal_places=10, null=True)
    pace = models.DecimalField("进度比", max_digits=60, decimal_places=10, null=True)
    required = models.DecimalField("应达", max_digits=60, decimal_places=10, null=True)
    gap = models.DecimalField("差距", max_digits=60, decimal_places=10, null=True)
    needed_per_year = models.DecimalField("后续年均需", max_digits=60, decimal_places=10, null=True)
    margin = models.DecimalField("余量", max_digits=60, decimal_places=10, null=True)
    headroom_used = models.DecimalField("已用增量", max_digits=60, decimal_places=10, null=True)
    data_year = models.PositiveSmallIntegerField("数据年份", null=True)
    flags = ArrayField(models.CharField(max_length=40), verbose_name="标记", default=list)
    linear_status = models.CharField("按序时的状态", max_length=12, blank=True)
    explanation = models.TextField("说明")
    # What the verdict read, for the matrix cell and the trace: texts verbatim.
    value_text = models.CharField("现值", max_length=100, blank=True)
    target_text = models.CharField("所用目标", max_length=200, blank=True)
    observation = models.ForeignKey(
        Observation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="所用数据"
    )
    uses_demo = models.BooleanField("含演示数据", default=False)
    edition = models.ForeignKey(PlanEdition, models.PROTECT, related_name="+", verbose_name="所用版次")
    rules_version = models.CharField("规则版本", max_length=20)
    generation = models.BigIntegerField("代次")
    computed_at = models.DateTimeField("计算时间", db_default=Now())

    class Meta:
        verbose_name = "达成评价"
        verbose_name_plural = "达成评价"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_indicator", "year"],
                name="attainment_unique",
                violation_error_message="该规划指标该年度已有评价。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_indicator_id} {self.year} {self.status}"

    def current(self, indicator: Indicator) -> Current:
        """The kept 现值 of a row of this indicator; of a flow with what it is about."""
        return current(
            indicator.direction,
            indicator.values,
            self.value_text,
            is_judged=self.data_year is not None,
            rules_version=self.rules_version,
        )


# Never changed: the past is what was added by then.
@kept(reads=WITH_ITS_ROW, added_at="at")
class AttainmentChange(models.Model):
    """A verdict that became another: from, to, why. Recomputing without a change leaves none."""

    class Why(models.TextChoices):
        DATA = "data", "数据"
        TARGET = "target", "目标"
        PLAN = "plan", "规划"
        DOUBT = "doubt", "质疑"
        CATALOGUE = "catalogue", "指标目录"
        RULE = "rule", "规则"
        RULING = "ruling", "裁定"

    # It outlives a row whose import was taken back, as the versions of that row do.
    plan_indicator = models.ForeignKey(
        PlanIndicator,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="changes",
        verbose_name="规划指标",
    )
    year = models.PositiveSmallIntegerField("年份")
    from_status = models.CharField("原状态", max_length=12, blank=True)
    to_status = models.CharField("新状态", max_length=12)
    from_explanation = models.TextField("原说明", blank=True)
    to_explanation = models.TextField("新说明")
    why = models.CharField("缘由", max_length=10, choices=Why.choices)
    cause = models.CharField("具体缘由", max_length=200, blank=True)
    job_id = models.BigIntegerField("任务", null=True)
    at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "评价变化"
        verbose_name_plural = "评价变化"
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.year} {self.from_status} → {self.to_status}"
