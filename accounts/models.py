"""People: a user, what the user may do where, and what was done."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.permissions import Role
from accounts.tenures import Tenure
from custody.conditions import AT_THE_DOOR, Scoped, among, in_counties, own
from custody.declaring import kept, open_table
from custody.telling import UntoldVersions

__all__ = [
    "Act",
    "Deputy",
    "Membership",
    "RecoveryCode",
    "ReplacedPassword",
    "Session",
    "Tenure",
    "User",
]


_RIGHTS = UntoldVersions("who was given which right, and when, stands in the acts on record")
_NOBODYS = f"by_id IS NULL AND county_id IS NULL AND {AT_THE_DOOR}"


# Names stand beside figures: whoever has ever worked for the city or for one of the own counties can be read.
@kept(
    reads=f"{AT_THE_DOOR} OR {own('id')} OR {among('id', 'accounts_tenure', 'person_id')} "
    f"OR {among('id', 'accounts_membership', 'user_id')}",
    writes=f"{AT_THE_DOOR} OR {own('id')}",
    history=_RIGHTS,
    of_now=True,
    unfollowed=("last_login", "failed_logins", "last_address"),
    digested=("password",),
    links={"groups": Scoped(own("user_id")), "user_permissions": Scoped(own("user_id"))},
)
class User(AbstractUser):
    """One person who signs in. Rights come from memberships, never from Django's own groups."""

    display_name = models.CharField("姓名或岗位", max_length=60, blank=True)
    must_change_password = models.BooleanField("须先修改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now)
    opened_at = models.DateTimeField("启用时间", default=timezone.now)
    failed_logins = models.PositiveIntegerField("上次登录以来的失败次数", default=0)
    last_address = models.GenericIPAddressField("上次登录地址", null=True, blank=True)

    acting: "Deputy | None" = None
    """The deputyship in whose name this person acts in this request; set by `accounts.gate`, never stored."""

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def held_memberships(self) -> list["Membership"]:
        """The memberships, read once per request: before it is known which counties may be seen.

        Who acts for another holds that one role and none of the own: every act belongs to exactly one of them.
        """
        if self.acting is not None:
            return [self.acting.membership]
        return list(self.memberships.all())

    @property
    def county_ids(self) -> frozenset[int] | None:
        """The counties this user is confined to; None means the whole city."""
        ids = [m.county_id for m in self.held_memberships]
        return None if None in ids else frozenset(i for i in ids if i is not None)

    @property
    def department_ids(self) -> frozenset[int] | None:
        """The departments whose entries this user keeps; None means that no role confines to departments."""
        ids = [m.department_id for m in self.held_memberships]
        return None if None in ids or not ids else frozenset(i for i in ids if i is not None)

    @property
    def role_label(self) -> str:
        return "、".join(Role(m.role).label for m in self.held_memberships) or "未分配角色"


# The own roles, those of the own counties, and those that one may act in.
@kept(
    reads=f"{own('user_id')} OR {in_counties('county_id')} OR {among('id', 'accounts_deputy', 'membership_id')}",
    history=_RIGHTS,
    of_now=True,
)
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

    @property
    def place(self) -> str:
        """The role with its county and department, as one reads it: 云冈区水务局 县区填报员."""
        where = "".join(part.name for part in (self.county, self.department) if part)
        return f"{where} {Role(self.role).label}".strip()


# What was done in a county, and what one did oneself; before the login: what nobody did to no county.
@kept(
    reads=f"{own('by_id')} OR {in_counties('county_id')} OR ({_NOBODYS})",
    writes=f"{own('by_id')} OR ({_NOBODYS})",
    added_at="at",
    of_now=True,
)
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
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代"
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


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def in_force(self, on: date) -> Self:
        """Deputyships that hold on this day: within their dates, both people's accounts open."""
        return self.filter(
            starts_on__lte=on, ends_on__gte=on, deputy__is_active=True, membership__user__is_active=True
        )

    def with_people(self) -> Self:
        return self.select_related(
            "deputy", "membership__user", "membership__county", "membership__department"
        )


# Both people of a deputyship: who acts, and in whose role.
@kept(
    reads=f"{own('deputy_id')} OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])",
    history=_RIGHTS,
    of_now=True,
)
class Deputy(models.Model):
    """A deputyship: one person may act in another's role from one day to another, both included.

    It ends by itself; ending it early moves the last day to the day before. A dropped role takes it along.
    """

    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="deputies", verbose_name="被代理的角色"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputyships", verbose_name="代理人"
    )
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    reason = models.CharField("事由", max_length=100)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering: ClassVar = ["-ends_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="deputy_ends_after_start",
                violation_error_message="结束日期不得早于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["membership", "deputy", "starts_on"],
                name="deputy_unique",
                violation_error_message="已有同一天开始的相同代理。",
            ),
        ]

    def __str__(self) -> str:
        return f"代{self.membership.user}（{self.membership.place}）"


@kept(reads=own("user_id"), writes=own("user_id"))
class ReplacedPassword(models.Model):
    """The hash of a password that a person used before, so that it is not taken again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="replaced_passwords")
    hash = models.CharField(max_length=128)
    replaced_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        ordering: ClassVar = ["-id"]


@kept(reads=own("user_id"), writes=own("user_id"))
class RecoveryCode(models.Model):
    """One code that opens an account once when the telephone with the second factor is lost; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=128)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"


@open_table("found by a secret key only, before it is known who comes", ephemeral=True)
class Session(AbstractBaseSession):
    """One signed-in browser, or one about to sign in (without `user`); deleting the row signs it out at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "会话"
        verbose_name_plural = "会话"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sessions import SessionStore

        return SessionStore

    @property
    def handle(self) -> str:
        """What names this session in a page: the key itself would let a reader of the page in."""
        return salted_hmac("accounts.Session", self.session_key).hexdigest()[:24]
