"""The figure in force: one current row, every earlier version in the history."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models import County
from custody.conditions import in_counties
from custody.declaring import kept
from custody.telling import ToldVersions, name_of, pointed_at
from imports.models import ImportBatch
from indicators.models.catalogue import Indicator, Site
from indicators.models.plan_rows import PlanIndicator


class ObservationQuerySet(models.QuerySet["Observation"]):
    def full_year(self) -> "ObservationQuerySet":
        return self.filter(period=Observation.FULL_YEAR)


def _figure_name(version: Any) -> str:
    indicator = pointed_at(version, "indicator")
    year = f"{version.year}年{indicator.reported_as if indicator else ''}"
    return " ".join(filter(None, (name_of(version, "indicator"), year, version.period, version.basis)))


def unit_beside(figure: Any) -> str:
    """The unit that is still to be said beside the text of a figure, or of a version of one: “13.2%” says it itself."""
    return "" if figure.value is None or figure.text.rstrip().endswith(figure.unit) else figure.unit


def _figure(version: Any) -> str:
    return f"{version.text} {unit_beside(version)}".strip()


@kept(
    reads=in_counties("county_id"),
    history=ToldVersions(
        "监测值",
        place=10,
        county="county",
        name=("indicator", "year", "period", "basis"),
        put=_figure_name,
        says=_figure,
    ),
)
class Observation(models.Model):
    """The figure in force for (county, indicator, site or none, year, period, basis).

    Text as displayed, its value if it is a plain number, unit and source. An explicit “no data” is a text
    such as 断流 or “/” with value NULL; zero is a value; a blank is no row at all (design, life of a figure).
    A figure of basis 规划自述 belongs to the plan row that printed it and clashes with nothing else.
    """

    FULL_YEAR = ""
    SELF_STATED = "规划自述"

    county = models.ForeignKey(
        County, models.PROTECT, related_name="observations", verbose_name="县区", db_index=False
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations", verbose_name="指标")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name="监测点位"
    )
    year = models.PositiveSmallIntegerField("年份")
    period = models.CharField(
        "时段", max_length=20, blank=True, default="", help_text="空为全年；如“1-9月”为部分年份"
    )
    basis = models.CharField("口径", max_length=40, blank=True, default="")
    plan_indicator = models.ForeignKey(
        PlanIndicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_figures",
        verbose_name="所属规划行",
    )
    text = models.CharField("数值（原文）", max_length=100)
    value = models.DecimalField("数值", max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField("单位", max_length=40, blank=True)
    no_data_reason = models.CharField("无数据原因", max_length=100, blank=True, default="")
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="导入"
    )
    file_name = models.CharField("来源文件", max_length=200, blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    cell = models.CharField("单元格", max_length=12, blank=True)
    cited_source = models.CharField("所引来源", max_length=200, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    is_demo = models.BooleanField("演示数据", default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="入账人",
    )
    entered_at = models.DateTimeField("入账时间", db_default=Now())

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = "监测数据"
        verbose_name_plural = "监测数据"
        ordering: ClassVar = ["county__code", "indicator", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "indicator", "year", "site", "period", "basis", "plan_indicator"],
                nulls_distinct=False,
                name="observation_unique",
                violation_error_message="该县区、指标、点位、年份、时段、口径已有在账数值。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="observation_year_plausible",
                violation_error_message="年份须在 1990 至 2100 之间。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="observation_says_something",
                violation_error_message="空白不入账：请填数值，或填“—”并写原因。",
            ),
            models.CheckConstraint(
                condition=Q(basis="规划自述", plan_indicator__isnull=False)
                | (~Q(basis="规划自述") & Q(plan_indicator__isnull=True)),
                name="observation_self_stated_has_row",
                violation_error_message="规划自述的数值须对应规划中的一行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.indicator} {self.year} {self.text}"

    @property
    def source(self) -> str:
        """File, sheet and cell, or that a county reported it on the pages of the year."""
        if not self.file_name:
            return "年度填报"
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file_name} · {place}" if place else self.file_name
