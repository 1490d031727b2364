"""People: a user, what the user may do where, and what was done."""

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.permissions import Role
from counties.history import tracked


class User(AbstractUser):
    """One person who signs in. Rights come from memberships, never from Django's own groups."""

    display_name = models.CharField("姓名或岗位", max_length=60, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def held_memberships(self) -> list["Membership"]:
        """The memberships with their counties, read once per request."""
        return list(self.memberships.select_related("county"))

    @property
    def county_ids(self) -> frozenset[int] | None:
        """The counties this user is confined to; None means the whole city."""
        ids = [m.county_id for m in self.held_memberships]
        return None if None in ids else frozenset(i for i in ids if i is not None)

    @property
    def role_label(self) -> str:
        return "、".join(Role(m.role).label for m in self.held_memberships) or "未分配角色"


@tracked
class Membership(models.Model):
    """A role held by one user: a clerk's (of one department, if named) or county head's in one county, else the city's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", db_index=False
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    county = models.ForeignKey(
        "counties.County",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="县区",
    )
    department = models.ForeignKey(
        "counties.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )

    class Meta:
        verbose_name = "角色"
        verbose_name_plural = "角色"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "county", "department"],
                nulls_distinct=False,
                name="membership_unique",
                violation_error_message="该用户已有此角色。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["clerk", "county_head"], county__isnull=False)
                | (~Q(role__in=["clerk", "county_head"]) & Q(county__isnull=True)),
                name="membership_county_roles_have_county",
                violation_error_message="县区填报员、县级负责人须指定县区；市级角色不得指定县区。",
            ),
            models.CheckConstraint(
                condition=Q(role="clerk") | Q(department__isnull=True),
                name="membership_department_is_clerks",
                violation_error_message="只有县区填报员可以指定部门。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=["reviewer", "admin", "auditor"]),
                name="membership_one_exclusive_role",
                violation_error_message="审核、系统管理、审计三种角色一人只能担任一种。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {Role(self.role).label}"


class Act(models.Model):
    """One act on record: who did what to which thing, when; written in the transaction of the act itself."""

    at = models.DateTimeField("时间", db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name="操作人",
    )
    kind = models.CharField("事项", max_length=40)
    subject = models.CharField("对象", max_length=200)
    county = models.ForeignKey("counties.County", models.PROTECT, null=True, blank=True, verbose_name="县区")
    detail = models.JSONField("详情", default=dict)
    request_id = models.CharField("请求编号", max_length=12, blank=True, default="", editable=False)

    class Meta:
        verbose_name = "操作记录"
        verbose_name_plural = "操作记录"
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["-at"], name="act_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
