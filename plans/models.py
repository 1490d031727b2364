"""What administrators made of headers that may mean two things."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from custody.declaring import open_table
from custody.telling import UntoldVersions


@open_table(
    "what a header means is the same whosever plan it stands in",
    history=UntoldVersions(
        "each choice is an act on record, and told on the preview that it is proposed for"
    ),
)
class HeaderChoice(models.Model):
    """The columns of one header as they were chosen last; proposed where the same header comes again."""

    signature = models.CharField("表头标识", max_length=64)
    headers = models.TextField("表头")
    columns = models.JSONField("各列含义")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="选择人"
    )
    chosen_at = models.DateTimeField("选择时间")

    class Meta:
        verbose_name = "表头含义"
        verbose_name_plural = "表头含义"
        ordering: ClassVar = ["-chosen_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signature"],
                name="header_choice_unique",
                violation_error_message="该表头的含义已登记。",
            )
        ]

    def __str__(self) -> str:
        return self.headers
