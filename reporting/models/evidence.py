"""Evidence: files that show where a figure comes from, kept outside the web root."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from counties.models import County
from custody.conditions import among, in_counties
from custody.declaring import kept
from custody.telling import UntoldVersions
from reporting.models.entries import Entry


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def open_to(self, user: User) -> "EvidenceFileQuerySet":
        """The files that the person may have.

        The city's people every one (who reviews a history needs what was withdrawn too); a county's people what stands
        for an entry in their sight, and what they brought in themselves as long as it is not withdrawn everywhere.
        """
        if user.county_ids is None:
            return self
        cited = Evidence.objects.filter(file=OuterRef("pk"))
        standing = cited.filter(withdrawn_at__isnull=True, entry__in=Entry.objects.for_user(user))
        own = Q(uploaded_by=user) & ~Exists(cited)
        return self.filter(Exists(standing) | own, county__in=user.county_ids)


@kept(
    reads=in_counties("county_id"),
    writes=in_counties("county_id"),
    history=UntoldVersions("a file does not change; where it is cited stands with the entry"),
)
class EvidenceFile(models.Model):
    """One file of a county (a report, a scanned document); its kind is told from its content, not from its name."""

    county = models.ForeignKey(
        County, models.PROTECT, related_name="evidence_files", verbose_name="县区", db_index=False
    )
    file = models.FileField("文件", upload_to="evidence/%Y/%m/", max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    document_number = models.CharField("文号", max_length=100, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间", db_default=Now(), editable=False)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "sha256"],
                name="evidence_file_once",
                violation_error_message="这份文件已经上传过。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.document_number}".strip()


@kept(
    reads=among("entry_id", "reporting_entry"),
    writes=among("entry_id", "reporting_entry"),
    history=UntoldVersions("stands with its entry, withdrawn or not"),
)
class Evidence(models.Model):
    """A file cited for one entry, with the page; withdrawn evidence is hidden and kept."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="evidence", verbose_name="填报")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="cited", verbose_name="佐证材料")
    page = models.CharField("页码", max_length=40, blank=True, default="")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="添加人"
    )
    added_at = models.DateTimeField("添加时间", db_default=Now(), editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤下人"
    )
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤下理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "佐证"
        verbose_name_plural = "佐证"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "file"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_cited_once",
                violation_error_message="这一项已附有同一份材料。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="evidence_withdrawal_has_reason",
                violation_error_message="撤下佐证须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.page}".strip()
