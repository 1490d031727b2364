"""Key projects and where plans list them."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from counties.models import County, Finding, Plan, PlanEdition
from counties.periods import PERIODS, Period
from custody.conditions import among, in_counties
from custody.declaring import kept, kept_links
from custody.telling import ToldVersions, UntoldVersions
from projects.lateness import STAGES


@kept(reads=in_counties("county_id"), history=UntoldVersions("a name; its listings are told on its page"))
class KeyProject(models.Model):
    """One project of one county; it may stand in two plans and is counted once."""

    county = models.ForeignKey(County, models.PROTECT, related_name="projects", verbose_name="县区")
    name = models.CharField("项目名称", max_length=300)

    class Meta:
        verbose_name = "重点项目"
        verbose_name_plural = "重点项目"
        ordering: ClassVar = ["county__code", "id"]

    def __str__(self) -> str:
        return self.name


class ProjectListingQuerySet(models.QuerySet["ProjectListing"]):
    def standing(self) -> "ProjectListingQuerySet":
        return self.filter(closed_in__isnull=True)


@kept(reads=among("plan_id", "counties_plan"), history=UntoldVersions("told on the page of its project"))
class ProjectListing(models.Model):
    """One row of a plan's project table: texts verbatim, amounts in 亿元 only where they are certain."""

    project = models.ForeignKey(KeyProject, models.PROTECT, related_name="listings", verbose_name="项目")
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="projects", verbose_name="规划", db_index=False
    )
    edition = models.ForeignKey(PlanEdition, models.PROTECT, related_name="+", verbose_name="当前版次")
    closed_in = models.ForeignKey(
        PlanEdition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="删除于版次"
    )
    sheet = models.CharField("工作表", max_length=100)
    row_number = models.PositiveIntegerField("行")
    category = models.CharField("类别", max_length=200, blank=True)
    seq = models.CharField("序号", max_length=20, blank=True)
    name = models.CharField("项目名称（原文）", max_length=300)
    name_cell = models.CharField("名称单元格", max_length=12)
    investment_text = models.CharField("投资（原文）", max_length=100, blank=True)
    investment_unit = models.CharField("投资单位", max_length=10, blank=True)
    investment_cell = models.CharField("投资单元格", max_length=12, blank=True)
    investment_yi = models.DecimalField(
        "投资（亿元）", max_digits=20, decimal_places=8, null=True, blank=True
    )
    # Why an amount is left out of totals; empty where it is certain.
    investment_problem = models.CharField("投资存疑", max_length=300, blank=True)
    start_text = models.CharField("开工（原文）", max_length=100, blank=True)
    finish_text = models.CharField("完成（原文）", max_length=100, blank=True)
    start = models.CharField("开工", max_length=7, blank=True, help_text="YYYY 或 YYYY-MM")
    finish = models.CharField("完成", max_length=7, blank=True, help_text="YYYY 或 YYYY-MM")
    department_texts = ArrayField(
        models.CharField(max_length=100), verbose_name="牵头部门（原文）", default=list
    )
    departments = models.ManyToManyField(
        "counties.Department", verbose_name="牵头部门", blank=True, related_name="+"
    )
    builders = ArrayField(models.CharField(max_length=200), verbose_name="建设主体", default=list)
    place = models.CharField("地点", max_length=300, blank=True)
    nature = models.CharField("建设性质", max_length=60, blank=True)
    content = models.TextField("建设内容", blank=True)
    extra = models.JSONField("其他栏", default=dict)
    findings = models.ManyToManyField(
        Finding, verbose_name="质疑", blank=True, related_name="project_listings"
    )

    objects = ProjectListingQuerySet.as_manager()

    class Meta:
        verbose_name = "规划中的项目"
        verbose_name_plural = "规划中的项目"
        ordering: ClassVar = ["plan", "sheet", "row_number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "sheet", "category", "seq", "name", "row_number"],
                condition=Q(closed_in__isnull=True),
                name="listing_unique",
                violation_error_message="同一规划的同一表中，项目重复。",
            ),
            models.CheckConstraint(
                condition=Q(investment_problem="") | Q(investment_yi__isnull=True),
                name="listing_flagged_amount_unparsed",
                violation_error_message="存疑的投资额不得计入。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        return f"{self.edition.file_name} · {self.sheet}!{self.name_cell}"


@kept_links(UntoldVersions("a finding is told by itself"))
class ListingFinding(ProjectListing.findings.through):  # type: ignore[name-defined,misc] # a model that Django makes for the link
    """Which project a finding is about; here for its history."""

    class Meta:
        proxy = True


@kept_links(UntoldVersions("what the listing prints of its departments is told on its project's page"))
class ListingDepartment(ProjectListing.departments.through):  # type: ignore[name-defined,misc] # a model that Django makes for the link
    """Which department leads a project; here for its history."""

    class Meta:
        proxy = True


def _told(version: Any) -> str:
    return str(version.text)


@kept(
    reads=among("project_id", "projects_keyproject"),
    history=ToldVersions(
        "项目进度", county="project__county", name=("project", "year", "period"), says=_told
    ),
)
class Progress(models.Model):
    """What is in force of a project for one period: `said` as its county typed it, and the same as read.

    Amounts are 亿元 of this period; what was there before the first report is the opening balance. Totals are added up
    when they are shown, so that a corrected period corrects those after it.
    """

    project = models.ForeignKey(
        KeyProject, models.PROTECT, related_name="progress", verbose_name="项目", db_index=False
    )
    year = models.PositiveSmallIntegerField("年份")
    period = models.CharField("时段", max_length=4, choices=PERIODS, default=Period.YEAR.value)
    said = models.JSONField("所报内容", default=dict)
    # The same in a line.
    text = models.CharField("所报内容（摘要）", max_length=100)
    stage = models.CharField("阶段", max_length=12, choices=STAGES)
    started = models.CharField("开工日期", max_length=10, blank=True, default="")
    finished = models.CharField("完工日期", max_length=10, blank=True, default="")
    produced = models.CharField("投产日期", max_length=10, blank=True, default="")
    ended = models.CharField("停建、取消日期", max_length=10, blank=True, default="")
    ended_document = models.CharField("停建、取消文号", max_length=100, blank=True, default="")
    extended_to = models.CharField("延期至", max_length=10, blank=True, default="")
    extension_document = models.CharField("延期文号", max_length=100, blank=True, default="")
    # The newest of several: each period says only what is new in it.
    adjusted_yi = models.DecimalField("调整后总投资", max_digits=20, decimal_places=8, null=True, blank=True)
    adjustment_document = models.CharField("调整投资文号", max_length=100, blank=True, default="")
    year_plan_yi = models.DecimalField("年度计划投资", max_digits=20, decimal_places=8, null=True, blank=True)
    # 亿元 as texts, exact: {"done": …, "opening_done": …, "central_budget.in_place": …}.
    money = models.JSONField("金额（亿元）", default=dict)
    evidence = models.CharField("佐证", max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    entered_at = models.DateTimeField("入账时间", db_default=Now())
    is_demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "项目进度"
        verbose_name_plural = "项目进度"
        ordering: ClassVar = ["project", "year", "period"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "year", "period"],
                name="progress_unique",
                violation_error_message="该项目这一时段的进度已入账。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="progress_says_something",
                violation_error_message="项目进度不能空白。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year} {Period(self.period).label}"
