"""Who has ever served where: what a county may call by name for ever."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from custody.conditions import in_counties
from custody.declaring import kept


@kept(reads=f"county_id IS NULL OR {in_counties('county_id')}", written_by_database=True)
class Tenure(models.Model):
    """One person has held a role in a county (none: in the city), or stood in for one, at some time.

    Written by the database beside memberships and deputyships and never taken back: what a person did in a county
    keeps its name when the person has gone (ADR 0020). It opens the person's row, never a role.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="tenures"
    )
    county = models.ForeignKey("counties.County", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "person"],
                nulls_distinct=False,
                name="tenure_unique",
                violation_error_message="该任职已有记录。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.county or '全市'}"
