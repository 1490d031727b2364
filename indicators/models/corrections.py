"""Why figures in force were replaced."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q

from custody.conditions import among
from custody.declaring import kept
from imports.models import ImportBatch
from indicators.models.observations import Observation


@kept(reads=among("observation_id", "indicators_observation"), added_at="at")
class Correction(models.Model):
    """One figure in force that a person replaced, and why; written before the figure, in the same transaction.

    The database lets an approved figure change only beside such a row (`reporting.safeguards`): a reason covers the rows
    it was given for and no others. Only ever added to; it outlives a figure that is taken out.
    """

    observation = models.ForeignKey(
        Observation,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="corrections",
        verbose_name="监测数据",
    )
    before = models.CharField("原数值", max_length=100)
    after = models.CharField("更正为", max_length=100)
    reason = models.CharField("更正理由", max_length=200)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="+", verbose_name="导入")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="更正人"
    )
    # Of the transaction, not of the statement: by it the database knows the figure that is written beside.
    at = models.DateTimeField("更正时间", db_default=TransactionNow(), editable=False)

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_reason",
                violation_error_message="更正须写明理由。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
