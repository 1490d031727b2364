"""Rulings (裁定): what a person decides where the document leaves it open, about a row of any of a plan's lists."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from attainment.vocabulary import Direction
from counties.models.divisions import County, Plan
from custody.conditions import in_counties
from custody.declaring import kept
from custody.telling import ToldVersions


class RulingQuerySet(models.QuerySet["Ruling"]):
    def in_force(self) -> "RulingQuerySet":
        """Rulings that no later one has superseded and nobody has revoked."""
        return self.filter(ended_at__isnull=True)

    def about(self, listed: str, rows: Collection[int]) -> "RulingQuerySet":
        """Those about rows of one list."""
        return self.filter(listed=listed, row__in=rows)


def _ruled(version: Any) -> str:
    return "" if version.ended_at else f"{in_words(version.kind, version.value)}：{version.reason}"


def signed(ruling: Any) -> str:
    """The words of a ruling, or of what is told of one, with document, person and day."""
    document = f"{ruling.document_number}，" if ruling.document_number else ""
    return f"{ruling.words}（{document}{ruling.by}，{timezone.localtime(ruling.at):%Y-%m-%d}）"


def in_words(kind: str, value: str) -> str:
    """What was ruled as a person reads it: “35”, 越高越好, 约束性, “≥50”且“不下降”."""
    if kind == Ruling.Kind.DIRECTION:
        return str(Direction(value).label)
    if kind == Ruling.Kind.ATTRIBUTE:
        return value
    return "且".join(f"“{part}”" for part in value.split("\n"))


@kept(
    reads=in_counties("county_id"),
    history=ToldVersions("裁定", place=75, county="county", name=("row_name", "kind"), says=_ruled),
)
class Ruling(models.Model):
    """One decision about one row: it stands in the judge's inputs as if it were printed (specification §4, Rulings).

    The row is named by its list and its key there, so that every list of a plan can be ruled on (ADR 37). A later
    ruling of the same kind supersedes it; revoked, it stays with who and why.
    """

    class Listed(models.TextChoices):
        INDICATORS = "indicators", "规划指标"

    class Kind(models.TextChoices):
        TARGET = "target", "采用的目标"
        BASELINE = "baseline", "采用的基准值"
        DIRECTION = "direction", "指标方向"
        ATTRIBUTE = "attribute", "指标属性"
        UNIT = "unit", "计量单位"
        PARTS = "parts", "目标分项"
        STATED = "stated", "正文目标"

    county = models.ForeignKey(
        County, models.PROTECT, related_name="rulings", verbose_name="县区", db_index=False
    )
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rulings", verbose_name="规划")
    listed = models.CharField("表", max_length=12, choices=Listed.choices)
    row = models.BigIntegerField("行")
    row_name = models.CharField("行的名称", max_length=200)
    kind = models.CharField("裁定事项", max_length=12, choices=Kind.choices)
    # A text as it would be printed; of parts one a line, of a direction its code.
    value = models.CharField("裁定内容", max_length=200)
    # Where the value stands: the cell that prints it, or file and page of the plan's text with its wording.
    source = models.CharField("出处", max_length=300, blank=True)
    wording = models.TextField("正文原话", blank=True)
    reason = models.CharField("理由", max_length=500)
    document_number = models.CharField("文号", max_length=100, blank=True)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="裁定人")
    at = models.DateTimeField("裁定时间", db_default=Now(), editable=False)
    ended_at = models.DateTimeField("失效时间", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤销人",
    )
    # Empty where a later ruling took its place.
    end_reason = models.CharField("撤销理由", max_length=200, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = "裁定"
        verbose_name_plural = "裁定"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["listed", "row", "kind"],
                condition=Q(ended_at__isnull=True),
                name="ruling_one_in_force",
                violation_error_message="该行这一事项已有有效的裁定。",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(value=""),
                name="ruling_has_value_and_reason",
                violation_error_message="裁定须写明内容和理由。",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["listed", "row"], name="ruling_of_row")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.words}"

    @property
    def words(self) -> str:
        return in_words(self.kind, self.value)

    @property
    def signed(self) -> str:
        """“35”（文号，某人，日期）, the line that stands beside what is printed."""
        return signed(self)

    @property
    def is_revoked(self) -> bool:
        return self.ended_at is not None and bool(self.end_reason)
