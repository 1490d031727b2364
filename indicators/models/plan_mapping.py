"""Which catalogue indicator one printed row means; reviewed by people, part of the reference data."""

from typing import ClassVar

from django.db import models

from counties.models import Plan
from custody.conditions import among
from custody.declaring import kept
from custody.telling import UntoldVersions
from indicators.models.catalogue import Indicator


@kept(
    reads=among("plan_id", "counties_plan"),
    history=UntoldVersions("reference data, loaded as a whole; each load is an act on record"),
)
class PlanMapping(models.Model):
    """(plan, table, 序号, printed name) → catalogue indicator, and the site where the row names one.

    The same words mean different things in different plans, so the reviewed mapping comes before any alias.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="mappings", verbose_name="规划", db_index=False
    )
    table = models.CharField("表", max_length=200)
    seq = models.CharField("序号", max_length=20, blank=True)
    printed_name = models.CharField("指标（原文）", max_length=200)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="mappings", verbose_name="指标")
    site_name = models.CharField("监测点位", max_length=100, blank=True)

    class Meta:
        verbose_name = "规划行对应"
        verbose_name_plural = "规划行对应"
        ordering: ClassVar = ["plan", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "table", "seq", "printed_name"],
                name="plan_mapping_unique",
                violation_error_message="该规划行已有对应指标。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.seq} {self.printed_name} → {self.indicator_id}"
