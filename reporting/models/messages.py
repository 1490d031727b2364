"""The inbox: what somebody should know, written by a beat job and read in the application."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from custody.conditions import own
from custody.declaring import kept


@kept(reads=own("user_id"), writes=own("user_id"))
class Message(models.Model):
    """One message to one person; `key` names the fact that it tells, so that no fact is told twice."""

    class Kind(models.TextChoices):
        NEW_ROUND = "new_round", "新任务"
        TO_SIGN = "to_sign", "待签发"
        TO_REVIEW = "to_review", "待审核"
        RETURNED = "returned", "退回"
        DUE_SOON = "due_soon", "临期"
        OVERDUE = "overdue", "逾期"
        TARGET_ASSIGNED = "target_assigned", "目标已下达"
        REOPENED = "reopened", "已重开"
        REOPEN_ASKED = "reopen_asked", "申请重开"
        REOPEN_DECLINED = "reopen_declined", "不予重开"
        CORRECTED = "corrected", "数值更正"
        IMPORTED = "imported", "监测数据入账"
        UNDONE = "undone", "撤销导入"
        NEW_EDITION = "new_edition", "规划新版次"
        PUBLISHED = "published", "定稿"
        RULED = "ruled", "裁定"
        DEPUTY = "deputy", "代理"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="messages",
        verbose_name="收件人",
        db_index=False,
    )
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    key = models.CharField("事由", max_length=120)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    link = models.CharField("链接", max_length=200, blank=True)
    at = models.DateTimeField("时间", db_default=Now(), editable=False)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    mailed_at = models.DateTimeField("邮件发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "key"], name="message_told_once", violation_error_message="该消息已发送。"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The class of the tag that says the kind."""
        return {"returned": "w", "overdue": "w", "published": "b", "new_round": "b"}.get(self.kind, "")
