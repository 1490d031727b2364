"""Between which powers of ten the figures of a city lie, indicator by indicator."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from counties.models import County
from custody.conditions import EVERYBODY
from custody.declaring import kept
from indicators.models.catalogue import Indicator


# Powers of ten over three counties or more: no county's figure can be told from them (docs/decisions/0022).
@kept(reads=EVERYBODY)
class Magnitude(models.Model):
    """The powers of ten of the smallest and the largest figure of one indicator, of three counties or more.

    In the catalogue's unit, over all years, derived by a Job (`indicators.actions.magnitudes`): so coarse that no
    county's figure can be told from it (docs/decisions/0022-checks-of-figures.md).
    """

    city = models.ForeignKey(
        County, models.PROTECT, related_name="magnitudes", verbose_name="市", db_index=False
    )
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+", verbose_name="指标")
    lowest = models.SmallIntegerField("最小数量级")
    highest = models.SmallIntegerField("最大数量级")
    at = models.DateTimeField("计算时间", db_default=Now())

    class Meta:
        verbose_name = "指标数量级"
        verbose_name_plural = "指标数量级"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["city", "indicator"],
                name="magnitude_unique",
                violation_error_message="该市该指标已有数量级。",
            ),
            models.CheckConstraint(
                condition=Q(lowest__lte=F("highest")),
                name="magnitude_in_order",
                violation_error_message="最小数量级不得大于最大数量级。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} 10^{self.lowest}～10^{self.highest}"
