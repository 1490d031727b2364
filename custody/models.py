"""What is sealed: the chain of days and of published years, and the digest of every sealed row."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from custody.conditions import NOBODY
from custody.declaring import kept


# The digests of a sealed day name rows of every county.
@kept(reads=NOBODY, added_only=True)
class ChainLink(models.Model):
    """One day's records, or one published snapshot, sealed: its digest covers the link before it (ADR 0013)."""

    class Kind(models.TextChoices):
        DAY = "day", "日"
        SNAPSHOT = "snapshot", "定稿"

    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    # A day as 2026-11-22, or the name of a snapshot.
    label = models.CharField("名称", max_length=100)
    count = models.PositiveIntegerField("条数")
    # Table → the columns that the sealed rows had: columns of later versions do not count.
    columns = models.JSONField("列", default=dict)
    content = models.CharField("内容摘要", max_length=64)
    previous = models.CharField("上一环摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64)
    made_at = models.DateTimeField("封存时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "封存"
        verbose_name_plural = "封存"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "label"], name="chain_label_unique", violation_error_message="该日已封存。"
            ),
            # A chain does not fork.
            models.UniqueConstraint(
                fields=["previous"],
                name="chain_previous_unique",
                violation_error_message="上一环已有下一环。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}"


@kept(reads=NOBODY, added_only=True)
class SealedRow(models.Model):
    """The SHA-256 of one row of a sealed day, so that a changed row can be named."""

    link = models.ForeignKey(ChainLink, models.PROTECT, related_name="rows", db_index=False)
    table = models.CharField("表", max_length=63)
    row = models.CharField("行", max_length=40)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "封存的行"
        verbose_name_plural = "封存的行"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["link", "table", "row"], name="sealed_once", violation_error_message="该行已封存。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
