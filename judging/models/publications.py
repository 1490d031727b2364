"""定稿: a year's evaluation as it was published; later changes contradict it visibly and never alter it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models import County
from counties.ruling_words import RulingWords, listed
from counties.ruling_words import kept as said_of
from custody.conditions import among, in_counties
from custody.declaring import kept
from indicators.models.plan_rows import PlanIndicator


# A published year concerns the counties whose rows it holds; each reads its own part.
@kept(reads=among("id", "judging_publishedverdict", "publication_id"), added_at="published_at")
class Publication(models.Model):
    """One year's evaluation of the whole city, frozen with a document number; a later one of the year supersedes it."""

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("版次")
    document_number = models.CharField("文号", max_length=100)
    issued_on = models.DateField("发文日期")
    note = models.CharField("说明", max_length=500, blank=True)
    rules_version = models.CharField("规则版本", max_length=20)
    # SHA-256 over the canonical text of all its verdicts: the link of the chain covers it.
    digest = models.CharField("内容摘要", max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="定稿人"
    )
    published_at = models.DateTimeField("定稿时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "定稿"
        verbose_name_plural = "定稿"
        ordering: ClassVar = ["-year", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="publication_number_unique",
                violation_error_message="该年度已有这一版定稿。",
            ),
            models.CheckConstraint(
                condition=~Q(document_number=""),
                name="publication_has_document",
                violation_error_message="定稿须写明文号。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年评价（{self.document_number}）"


@kept(reads=in_counties("county_id"), added_at="at")
class PublishedVerdict(models.Model):
    """One verdict of a publication with everything that it read, as it stood; only ever added to.

    `content`: names, printed texts, the figures of every year with their sources, the verdict's own figures and
    flags, the reviewer's verdict beside it. Decimals are texts.
    """

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="verdicts", verbose_name="定稿", db_index=False
    )
    plan_indicator = models.ForeignKey(
        PlanIndicator, models.PROTECT, related_name="published", verbose_name="规划指标"
    )
    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name="县区")
    status = models.CharField("状态", max_length=12)
    colour = models.CharField("颜色", max_length=8)
    explanation = models.TextField("说明")
    value_text = models.CharField("现值", max_length=100, blank=True)
    target_text = models.CharField("所用目标", max_length=200, blank=True)
    content = models.JSONField("内容")
    at = models.DateTimeField("时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "定稿结论"
        verbose_name_plural = "定稿结论"
        ordering: ClassVar = ["publication", "plan_indicator"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publication", "plan_indicator"],
                name="published_once",
                violation_error_message="该指标已在这一版定稿中。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.status}"

    @property
    def rulings(self) -> tuple[RulingWords, ...]:
        """What rulings said of the row when it was published; years sealed before there were any have none."""
        return tuple(map(said_of, self.content.get("rulings", ())))

    @property
    def ruled_words(self) -> str:
        """The same for one cell of a sheet."""
        return listed(self.rulings)

    @property
    def assigned_target(self) -> str:
        """The target that a superior set, where the verdict rested on it."""
        ruled = {one["value"] for one in self.content.get("rulings", ())}
        used = self.target_text
        return "" if used == self.content["row"]["target_text"] or used in ruled else used
