"""What superiors set after the plan was printed: versions with a document number and a date."""

from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from attainment.offering import offered
from attainment.vocabulary import Scope, Status
from counties.models import Revision
from custody.declaring import kept
from custody.telling import ToldVersions
from indicators.models.plan_rows import COUNTY_OF_ITS_ROW, WITH_ITS_ROW, PlanIndicator

SCOPES = offered((Scope.YEAR, Scope.TOTAL))
VERDICTS = offered((Status.ACHIEVED, Status.MISSED))
"""What a superior or a reviewer may find (specification §4 rule 2)."""

V = TypeVar("V", bound=models.Model)


class VersionQuerySet(models.QuerySet[V]):
    def in_force(self) -> "VersionQuerySet[V]":
        """Versions that no later one has superseded."""
        return self.filter(superseded_at__isnull=True)


class Version(models.Model):
    """A statement of a superior about one plan row; never changed, only superseded by the next."""

    document_number = models.CharField("文号", max_length=100)
    issued_on = models.DateField("发文日期")
    note = models.CharField("备注", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="录入人",
    )
    entered_at = models.DateTimeField("录入时间", db_default=Now(), editable=False)
    superseded_at = models.DateTimeField("失效时间", null=True, blank=True)
    is_demo = models.BooleanField("演示数据", default=False)

    class Meta:
        abstract = True


def _in_force(version: Any) -> str:
    return "" if version.superseded_at else f"{version.text}（{version.document_number}）"


@kept(
    reads=WITH_ITS_ROW,
    history=ToldVersions(
        "下达目标", place=30, county=COUNTY_OF_ITS_ROW, name=("plan_indicator",), says=_in_force
    ),
)
class AssignedTarget(Version):
    """The value that a superior set for a delegated target (specification §3: it takes that target's place)."""

    plan_indicator = models.ForeignKey(
        PlanIndicator,
        models.PROTECT,
        related_name="assigned_targets",
        verbose_name="规划指标",
        db_index=False,
    )
    text = models.CharField("下达目标", max_length=100)
    authority = models.CharField("下达单位", max_length=60)
    # What a revised target answers, where it came of a revision of the plan.
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="规划修改"
    )

    objects = VersionQuerySet["AssignedTarget"].as_manager()

    class Meta:
        verbose_name = "下达目标"
        verbose_name_plural = "下达目标"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_indicator"],
                condition=Q(superseded_at__isnull=True),
                name="assigned_target_one_in_force",
                violation_error_message="该指标已有有效的下达目标。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text}（{self.document_number}）"

    @property
    def said(self) -> str:
        return self.text


def annual_words(scope: str, text: str) -> str:
    """`当年 0.12`: the text of an annual target with what it is about, where that was stated."""
    return f"{dict(SCOPES).get(scope, '')} {text}".strip()


def _annual(version: Any) -> str:
    said = annual_words(version.scope, version.text)
    return "" if version.superseded_at else f"{said}（{version.document_number}）"


@kept(
    reads=WITH_ITS_ROW,
    history=ToldVersions(
        "年度目标",
        place=40,
        county=COUNTY_OF_ITS_ROW,
        name=("plan_indicator", "year"),
        says=_annual,
    ),
)
class AnnualTarget(Version):
    """The value that a superior set for one year on the way (specification §4 rule 10).

    `scope`: what of a flow it is about, the year alone or the total since the start; blank where the row is no
    flow, and on those of flows that were entered before anybody was asked.
    """

    plan_indicator = models.ForeignKey(
        PlanIndicator, models.PROTECT, related_name="annual_targets", verbose_name="规划指标", db_index=False
    )
    year = models.PositiveSmallIntegerField("年度")
    text = models.CharField("年度目标", max_length=100)
    scope = models.CharField("当年或累计", max_length=5, choices=SCOPES, blank=True, default="")
    authority = models.CharField("下达单位", max_length=60)
    # What a revised target answers, where it came of a revision of the plan.
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="规划修改"
    )

    objects = VersionQuerySet["AnnualTarget"].as_manager()

    class Meta:
        verbose_name = "年度目标"
        verbose_name_plural = "年度目标"
        ordering: ClassVar = ["year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_indicator", "year"],
                condition=Q(superseded_at__isnull=True),
                name="annual_target_one_in_force",
                violation_error_message="该指标该年度已有有效的年度目标。",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=["", "year", "total"]),
                name="annual_target_scope_known",
                violation_error_message="年度目标只能是当年或累计。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年 {self.said}（{self.document_number}）"

    @property
    def said(self) -> str:
        return annual_words(self.scope, self.text)


def _superior(version: Any) -> str:
    return "" if version.superseded_at else dict(VERDICTS)[version.status]


@kept(
    reads=WITH_ITS_ROW,
    history=ToldVersions(
        "上级认定",
        place=50,
        county=COUNTY_OF_ITS_ROW,
        name=("plan_indicator", "year"),
        says=_superior,
    ),
)
class SuperiorVerdict(Version):
    """A superior's own verdict on one row and year (specification §4 rule 2)."""

    plan_indicator = models.ForeignKey(
        PlanIndicator,
        models.PROTECT,
        related_name="superior_verdicts",
        verbose_name="规划指标",
        db_index=False,
    )
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("认定", max_length=10, choices=VERDICTS)
    authority = models.CharField("认定单位", max_length=60)

    objects = VersionQuerySet["SuperiorVerdict"].as_manager()

    class Meta:
        verbose_name = "上级认定"
        verbose_name_plural = "上级认定"
        ordering: ClassVar = ["year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_indicator", "year"],
                condition=Q(superseded_at__isnull=True),
                name="superior_verdict_one_in_force",
                violation_error_message="该指标该年度已有有效的上级认定。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年 {self.get_status_display()}（{self.document_number}）"
