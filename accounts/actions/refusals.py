"""The rules that acts about people keep, and why one is not done."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Deputy, Membership, User
from accounts.permissions import EXCLUSIVE_ROLES, Role
from refusals import Refused


class AccountRefusedError(Refused):
    """The act on an account is not possible."""


def refuse_the_own(user: User, by: User | None) -> None:
    """Nobody changes the own account; `by` is None for the daily tidying."""
    if by is not None and user.pk == by.pk:
        raise AccountRefusedError("不能更改自己的账号和角色；请由另一名系统管理员操作。")


def keep_an_administrator(*, without: User) -> None:
    """Refuse what would leave nobody to keep accounts. Locks the administrators against each other."""
    administrators = User.objects.filter(is_active=True, memberships__role=Role.ADMIN)
    if {admin.pk for admin in administrators.select_for_update(of=("self",))} == {without.pk}:
        raise AccountRefusedError("这是唯一启用中的系统管理员；请先为另一人授予系统管理员角色。")


def refuse_conflict(user: User, role: Role) -> None:
    """Keep review, administration and audit apart, counting the roles in which a person stands in."""
    if role not in EXCLUSIVE_ROLES:
        return
    lent = Deputy.objects.filter(deputy=user, ends_on__gte=timezone.localdate())
    held = {
        *user.memberships.values_list("role", flat=True),
        *lent.values_list("membership__role", flat=True),
    }
    others = sorted(Role(each).label for each in (held & EXCLUSIVE_ROLES) - {role})
    if others:
        raise AccountRefusedError(
            f"审核、系统管理、审计三种角色（包括代理）一人只能担任一种：{user} 已是{'、'.join(others)}。"
        )


def holders_of(roles: Collection[Role]) -> set[int]:
    """Who holds one of these roles or stands in for one."""
    lent = Deputy.objects.filter(membership__role__in=roles, ends_on__gte=timezone.localdate())
    held = Membership.objects.filter(role__in=roles)
    return {*held.values_list("user_id", flat=True), *lent.values_list("deputy_id", flat=True)}


def fit_deputies(membership: Membership) -> QuerySet[User]:
    """Who may stand in for a role: people of the same county for its roles, people of the city for the city's."""
    beside = Membership.objects.filter(county=membership.county).exclude(user_id=membership.user_id)
    return User.objects.filter(is_active=True, pk__in=beside.values("user_id"))


def refuse_unfit_deputy(deputy: User, membership: Membership) -> None:
    if not fit_deputies(membership).filter(pk=deputy.pk).exists():
        where = f"{membership.county.name}的人员" if membership.county else "市级人员"
        raise AccountRefusedError(
            f"代理人须与被代理人同级、同县区：{deputy} 不是{where}，不能代理“{membership.place}”。"
            f"请改选{where}，或先为 {deputy} 授予相应角色。"
        )


def unfit_deputyships(user: User) -> QuerySet[Deputy]:
    """Deputyships, running or to come, whose deputy no longer holds a role where they are."""
    here = Q(pk__in=[])
    for held in user.memberships.select_related("county"):
        here |= Q(membership__county=held.county)
    lent = Deputy.objects.filter(deputy=user, ends_on__gte=timezone.localdate())
    return lent.exclude(here).with_people()
