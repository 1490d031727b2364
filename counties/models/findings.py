"""Findings: what in a stored plan contradicts itself, and what a person decided about it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counties.models.divisions import County, Plan
from custody.conditions import in_counties
from custody.declaring import kept
from custody.telling import ToldVersions


class FindingQuerySet(models.QuerySet["Finding"]):
    def standing(self) -> "FindingQuerySet":
        """Findings that the present rows still show."""
        return self.filter(gone_at__isnull=True)

    def open(self) -> "FindingQuerySet":
        """Standing findings that no person has decided."""
        return self.standing().filter(decision=Finding.Decision.OPEN)

    def doubting(self) -> "FindingQuerySet":
        """Standing findings that keep their rows unjudged (specification §4 rule 4)."""
        return (
            self.standing()
            .exclude(doubt="")
            .filter(decision__in=[Finding.Decision.OPEN, Finding.Decision.UPHELD])
        )


def _decision(version: Any) -> str:
    if version.gone_at:
        return "已消除"
    reason = f"：{version.decision_reason}" if version.decision_reason else ""
    return f"{dict(Finding.Decision.choices)[version.decision]}{reason}"


@kept(
    reads=in_counties("county_id"),
    history=ToldVersions("质疑", place=80, county="county", name=("message",), says=_decision),
)
class Finding(models.Model):
    """Something in a stored plan that contradicts itself, its neighbours or its county; a person decides.

    `rule` and `subject` are its identity; a changed `fingerprint` (the texts it rests on) re-opens it.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "严重"
        WARNING = "warning", "存疑"
        NOTICE = "notice", "提示"

    class Decision(models.TextChoices):
        OPEN = "open", "待处理"
        PRINTED = "printed", "按原文采用"
        DISMISSED = "dismissed", "经核实无误"
        UPHELD = "upheld", "确有问题，维持存疑"
        # Set by a ruling that answers it, and open again where that is revoked: never chosen by itself.
        RULED = "ruled", "已裁定"

    class Doubt(models.TextChoices):
        TARGET_CONFLICT = "target_conflict", "目标相互矛盾"
        UNIT_CONFLICT = "unit_conflict", "单位不可能成立"

    county = models.ForeignKey(County, models.PROTECT, related_name="findings", verbose_name="县区")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="规划"
    )
    rule = models.CharField("规则", max_length=40)
    subject = models.CharField("对象", max_length=200)
    severity = models.CharField("程度", max_length=10, choices=Severity.choices)
    message = models.TextField("说明")
    # Where it stands: [{"file","sheet","cell","text"}], printed texts verbatim.
    cells = models.JSONField("出处", default=list)
    doubt = models.CharField("存疑种类", max_length=20, choices=Doubt.choices, blank=True, default="")
    fingerprint = models.CharField(max_length=64)
    found_at = models.DateTimeField("发现时间", db_default=Now(), editable=False)
    gone_at = models.DateTimeField("消除时间", null=True, blank=True)
    decision = models.CharField("处理", max_length=12, choices=Decision.choices, default=Decision.OPEN)
    decision_reason = models.TextField("处理理由", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="处理人",
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "数据质疑"
        verbose_name_plural = "数据质疑"
        ordering: ClassVar = ["county__code", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "plan", "rule", "subject"],
                nulls_distinct=False,
                name="finding_subject_unique",
                violation_error_message="同一质疑已登记。",
            ),
            models.CheckConstraint(
                condition=Q(decision="open") | (Q(decided_at__isnull=False) & ~Q(decision_reason="")),
                name="finding_decision_has_reason",
                violation_error_message="处理质疑须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.message[:60]

    @property
    def keeps_doubt(self) -> bool:
        """Whether it keeps its rows unjudged (specification §4 rule 4), as `FindingQuerySet.doubting` has it."""
        return bool(self.doubt) and self.decision in (self.Decision.OPEN, self.Decision.UPHELD)
