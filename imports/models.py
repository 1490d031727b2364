"""One uploaded file on its way to rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from counties.models import County
from custody.conditions import in_counties
from custody.declaring import kept
from custody.telling import UntoldVersions


# A file may hold rows of every county: one that says that it is one county's, or held nothing but the own, is theirs too.
@kept(
    reads=f"{in_counties('county_id')} OR planning_owns_import(id)",
    writes=in_counties("county_id"),
    history=UntoldVersions("what became of a file stands on its page and in the acts on record"),
    of_now=True,
)
class ImportBatch(models.Model):
    """One file that a person (or the first start) brought in: the file itself, what was read, what was done.

    The report is what the person saw: counts and every problem with its sheet and cell.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "规划表"
        OBSERVATIONS = "observations", "监测数据"
        TARGETS = "targets", "下达目标"
        ENTRIES = "entries", "填报表"
        OPINIONS = "opinions", "修改说明"
        MEASURES = "measures", "任务清单"

    class State(models.TextChoices):
        PREVIEWED = "previewed", "待确认"
        REFUSED = "refused", "已退回"
        APPLIED = "applied", "已入账"
        DISCARDED = "discarded", "已放弃"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    state = models.CharField("状态", max_length=12, choices=State.choices)
    file = models.FileField("文件", upload_to="imports/%Y/%m/", max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    options = models.JSONField("选项", default=dict)
    report = models.JSONField("报告", default=dict)
    uploaded_at = models.DateTimeField("上传时间", db_default=Now(), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="上传人",
    )
    applied_at = models.DateTimeField("入账时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    # Whose figures the file holds, where it holds one county's only; its people see it, the others' do not.
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="县区"
    )

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"

    @property
    def state_word(self) -> str:
        """The state in the word of its kind: a county's sheet writes drafts and puts nothing in force."""
        return STATE_WORDS.get((self.kind, self.state)) or str(self.get_state_display())


STATE_WORDS: dict[tuple[str, str], str] = {
    (ImportBatch.Kind.ENTRIES, ImportBatch.State.APPLIED): "已写入填报表",
    (ImportBatch.Kind.ENTRIES, ImportBatch.State.REFUSED): "有误，未写入",
}
