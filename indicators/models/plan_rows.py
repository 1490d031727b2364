"""What a plan prints for one indicator: verbatim texts with their cells."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery

from counties.models import Finding, Plan, PlanEdition, Ruling
from custody.conditions import among
from custody.declaring import kept, kept_links
from custody.telling import ToldVersions, UntoldVersions
from indicators.models.catalogue import Indicator, Site


def stated_target() -> Subquery:
    """Of a row the target of the plan's text that holds by ruling; to be annotated."""
    rulings = Ruling.objects.in_force().filter(listed=Ruling.Listed.INDICATORS, kind=Ruling.Kind.STATED)
    return Subquery(rulings.filter(row=OuterRef("pk")).values("value")[:1])


class PlanIndicatorQuerySet(models.QuerySet["PlanIndicator"]):
    def standing(self) -> "PlanIndicatorQuerySet":
        """Rows of the edition in force: not closed by a later one."""
        return self.filter(closed_in__isnull=True)

    def judged(self) -> "PlanIndicatorQuerySet":
        """Standing rows that get verdicts: the main tables, not the sub-tables that repeat them."""
        return self.standing().filter(is_repeat=False)


def _printed(version: Any) -> str:
    closed = "（已不在现行规划中）" if version.closed_in_id else ""
    return f"基准 {version.baseline_text or '—'}，目标 {version.target_text or '—'} {version.unit}{closed}"


WITH_ITS_ROW = among("plan_indicator_id", "indicators_planindicator")
COUNTY_OF_ITS_ROW = "plan_indicator__plan__county"
"""What is said about a row is read with it, and told in its county."""


@kept(
    reads=among("plan_id", "counties_plan"),
    history=ToldVersions("规划原文", place=20, county="plan__county", name=("name",), says=_printed),
)
class PlanIndicator(models.Model):
    """One row of a plan's indicator table. Texts are as the cell displays them and never repaired.

    A corrected edition changes the row (earlier versions stay in the history) or closes it.
    """

    class Attribute(models.TextChoices):
        BINDING = "约束性", "约束性"
        EXPECTED = "预期性", "预期性"
        REFERENCE = "参考性", "参考性"
        UNSTATED = "", "未标注"

        @classmethod
        def of_all(cls, printed: Iterable[str]) -> str:
            """What holds of a figure that several rows ask for: 约束性 where any plan says so."""
            stated = set(printed) - {cls.UNSTATED.value}
            return max(stated, key=lambda word: word == cls.BINDING, default="")

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="indicators", verbose_name="规划", db_index=False
    )
    edition = models.ForeignKey(PlanEdition, models.PROTECT, related_name="+", verbose_name="当前版次")
    closed_in = models.ForeignKey(
        PlanEdition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="删除于版次"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="plan_rows", verbose_name="指标")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监测点位"
    )
    # True for the 十三五 sub-tables: the same quantities printed again; compared, never judged twice.
    is_repeat = models.BooleanField("重复列示", default=False)

    sheet = models.CharField("工作表", max_length=100)
    row_number = models.PositiveIntegerField("行")
    table = models.CharField("表", max_length=200)
    seq = models.CharField("序号", max_length=20, blank=True)
    level1 = models.CharField("一级指标", max_length=60, blank=True)
    level2 = models.CharField("二级指标", max_length=60, blank=True)
    printed_name = models.CharField("指标（原文）", max_length=200)
    name = models.CharField("指标", max_length=200)
    unit = models.CharField("单位", max_length=40, blank=True)
    name_cell = models.CharField("指标单元格", max_length=12)
    baseline_text = models.CharField("基准值（原文）", max_length=200, blank=True)
    baseline_year = models.PositiveSmallIntegerField("基准年", null=True, blank=True)
    baseline_cell = models.CharField("基准值单元格", max_length=12, blank=True)
    baseline_inherited = models.BooleanField("基准值取自合并单元格", default=False)
    baseline_basis = models.CharField("基准值口径", max_length=40, blank=True)
    target_text = models.CharField("目标（原文）", max_length=200, blank=True)
    target_year = models.PositiveSmallIntegerField("目标年")
    target_cell = models.CharField("目标单元格", max_length=12, blank=True)
    target_inherited = models.BooleanField("目标取自合并单元格", default=False)
    final_text = models.CharField("期末值（原文）", max_length=200, blank=True)
    final_cell = models.CharField("期末值单元格", max_length=12, blank=True)
    claim = models.CharField("规划自述的完成情况", max_length=60, blank=True)
    attribute = models.CharField("指标属性", max_length=10, choices=Attribute.choices, blank=True, default="")
    data_source = models.CharField("数据来源（原文）", max_length=200, blank=True)
    departments = models.ManyToManyField(
        "counties.Department", verbose_name="部门", blank=True, related_name="+"
    )
    findings = models.ManyToManyField(
        Finding, verbose_name="质疑", blank=True, related_name="plan_indicators"
    )
    extra = models.JSONField("其他栏", default=dict, blank=True)

    objects = PlanIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "规划指标"
        verbose_name_plural = "规划指标"
        ordering: ClassVar = ["plan", "sheet", "row_number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "table", "seq", "printed_name"],
                name="plan_row_unique",
                violation_error_message="同一规划的同一表中，序号与指标名称重复。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.table} {self.seq} {self.name}"

    @property
    def is_judged(self) -> bool:
        """Whether verdicts are given for it, as `PlanIndicatorQuerySet.judged` has it."""
        return self.closed_in_id is None and not self.is_repeat

    @property
    def source(self) -> str:
        """File, sheet and cell of the row, for the small grey line under a figure."""
        return f"{self.edition.file_name} · {self.sheet}!{self.name_cell}"


@kept_links(UntoldVersions("a finding is told by itself"))
class RowFinding(PlanIndicator.findings.through):  # type: ignore[name-defined,misc] # a model that Django makes for the link
    """Which row a finding is about; here for its history."""

    class Meta:
        proxy = True


@kept_links(UntoldVersions("what the row prints of its departments is told on its page"))
class RowDepartment(PlanIndicator.departments.through):  # type: ignore[name-defined,misc] # a model that Django makes for the link
    """Which department a row names; here for its history."""

    class Meta:
        proxy = True
