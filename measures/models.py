"""Tasks that plans print, the lists that they were read from, and to whom each was handed."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models import Department, Finding, Plan
from custody.conditions import among
from custody.declaring import kept, kept_links
from custody.telling import ToldVersions, UntoldVersions


@kept(
    reads=among("plan_id", "counties_plan"),
    history=UntoldVersions("what an edition of a task list changed stands in its tasks"),
)
class MeasureEdition(models.Model):
    """One task list of a plan as it was imported; the file itself is kept."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="measure_editions", verbose_name="规划", db_index=False
    )
    number = models.PositiveIntegerField("版次")
    file = models.FileField("文件", upload_to="measures/", max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField("导入时间", db_default=Now(), editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="导入人",
    )
    # Printed name of a department → code, as a person said where the names are not in the reference data.
    mapping = models.JSONField("部门对应", default=dict)
    problems = models.JSONField("导入提示", default=list)

    class Meta:
        verbose_name = "任务清单版次"
        verbose_name_plural = "任务清单版次"
        ordering: ClassVar = ["plan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="measure_edition_number_unique",
                violation_error_message="该版次已存在。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 任务清单第{self.number}版"


class MeasureQuerySet(models.QuerySet["Measure"]):
    def standing(self) -> "MeasureQuerySet":
        return self.filter(closed_in__isnull=True)


def _named(version: "Measure") -> str:
    part = f"（{version.part}）" if version.part else ""
    return f"{version.seq}{part} {version.name}".strip()


def _says(version: "Measure") -> str:
    said = (version.target_text, version.deadline_text, "、".join(version.department_texts))
    return "；".join(text for text in said if text) or version.text[:60]


@kept(
    reads=among("plan_id", "counties_plan"),
    history=ToldVersions(
        "重点任务", place=110, county="plan__county", name=("seq", "part", "name"), says=_says, put=_named
    ),
)
class Measure(models.Model):
    """One task of a plan: texts verbatim. Milestones under one merged task are rows of their own.

    A row stands in an edition of the plan's task list, or was registered by a person from the plan's text (`source`).
    """

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="measures", verbose_name="规划", db_index=False
    )
    edition = models.ForeignKey(
        MeasureEdition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="当前版次"
    )
    closed_in = models.ForeignKey(
        MeasureEdition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="删除于版次"
    )
    place = models.PositiveIntegerField("次序", help_text="在任务清单中的先后")
    sheet = models.CharField("工作表", max_length=100, blank=True)
    row_number = models.PositiveIntegerField("行", null=True, blank=True)
    seq = models.CharField("序号", max_length=40, blank=True)
    part = models.PositiveSmallIntegerField("分项", null=True, blank=True)
    chapter = models.TextField("章", blank=True)
    section = models.TextField("节", blank=True)
    item = models.TextField("条", blank=True)
    point = models.TextField("款", blank=True)
    name = models.TextField("任务")
    text = models.TextField("任务内容", blank=True)
    target_text = models.TextField("目标（原文）", blank=True)
    deadline_text = models.TextField("完成时限（原文）", blank=True)
    deadline = models.CharField("完成时限", max_length=7, blank=True, help_text="YYYY 或 YYYY-MM")
    # Why there is no end where the text names a time; empty where it does, or names none.
    deadline_problem = models.CharField("时限说明", max_length=100, blank=True)
    department_printed = models.TextField("责任部门（原文）", blank=True)
    department_texts = ArrayField(models.TextField(), verbose_name="责任部门", default=list)
    lead_texts = ArrayField(models.TextField(), verbose_name="牵头部门", default=list)
    # Codes, not links: what an import says of a row is the row, with one history.
    department_codes = ArrayField(
        models.CharField(max_length=40), verbose_name="责任部门代码", default=list, blank=True
    )
    # Role → the cell that prints it: {"name": "D4", "target": "F4", …}.
    cells = models.JSONField("单元格", default=dict)
    extra = models.JSONField("其他栏", default=dict)
    source = models.CharField("出处", max_length=300, blank=True, help_text="正文文件和页码")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    registered_at = models.DateTimeField("建账时间", db_default=Now(), editable=False)

    findings = models.ManyToManyField(Finding, verbose_name="质疑", blank=True, related_name="measures")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "重点任务"
        verbose_name_plural = "重点任务"
        ordering: ClassVar = ["plan", "place", "id"]
        indexes: ClassVar = [models.Index(fields=["plan", "place"], name="measure_in_order")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False) | (~Q(source="") & ~Q(text="")),
                name="measure_has_a_source",
                violation_error_message="任务须来自任务清单，或写明出处和原文。",
            ),
            models.CheckConstraint(
                condition=Q(deadline__regex=r"^(\d{4}(-(0[1-9]|1[0-2]))?)?$"),
                name="measure_deadline_is_an_end",
                violation_error_message="完成时限为年或年月。",
            ),
        ]

    def __str__(self) -> str:
        return self.name[:60]

    @property
    def number(self) -> str:
        """The printed 序号 with the part of it."""
        return f"{self.seq}-{self.part}" if self.part else self.seq

    @property
    def printed_at(self) -> str:
        """Where it is printed: file, sheet and cell; or the file and page of the plan's text."""
        if self.edition is None:
            return self.source
        return f"{self.edition.file_name} · {self.sheet}!{self.cells.get('name', '')}"


@kept_links(UntoldVersions("a finding is told by itself"))
class MeasureFinding(Measure.findings.through):  # type: ignore[name-defined,misc] # a model that Django makes for the link
    """Which task a finding is about; here for its history."""

    class Meta:
        proxy = True


@kept(
    reads=among("measure_id", "measures_measure"),
    history=ToldVersions(
        "任务交办", place=111, county="measure__plan__county", name=("measure",), says=("department", "due")
    ),
)
class Assignment(models.Model):
    """交办: the one department that reports a task, and by when the city wants it."""

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="assignment", verbose_name="任务")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="责任部门")
    due = models.DateField("交办期限", null=True, blank=True)
    document_number = models.CharField("文号", max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="交办人")
    at = models.DateTimeField("交办时间", db_default=Now())

    class Meta:
        verbose_name = "任务交办"
        verbose_name_plural = "任务交办"
        ordering: ClassVar = ["measure__plan", "measure__place"]

    def __str__(self) -> str:
        return f"{self.measure} → {self.department.name}"

    @property
    def words(self) -> str:
        """水务局，2026-12-31 前完成."""
        return f"{self.department.name}，{self.due} 前完成" if self.due else self.department.name
