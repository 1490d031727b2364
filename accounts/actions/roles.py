"""Giving and taking roles, and standing in for somebody between two dates."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions.refusals import (
    AccountRefusedError,
    keep_an_administrator,
    refuse_conflict,
    refuse_the_own,
    refuse_unfit_deputy,
    unfit_deputyships,
)
from accounts.actions.sessions import end_sessions
from accounts.models import Deputy, Membership, User
from accounts.permissions import Role
from accounts.records import record
from counties.models import County, Department


@transaction.atomic
def grant_role(
    *, user: User, role: Role, county: County | None, department: Department | None, by: User
) -> Membership:
    """Give `user` a role. Raises ValidationError where the rules of roles forbid it."""
    refuse_the_own(user, by)
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_conflict(user, role)
    membership = Membership(user=user, role=role, county=county, department=department)
    membership.full_clean()
    membership.save()
    record(
        "授予角色", user.username, by=by, county_id=membership.county_id, detail={"role": membership.place}
    )
    return membership


@transaction.atomic
def drop_role(*, membership: Membership, by: User) -> None:
    """Take a role away, with the deputyships in it; its holder and the deputies lose their sessions at once."""
    user = membership.user
    refuse_the_own(user, by)
    if membership.role == Role.ADMIN:
        keep_an_administrator(without=user)
    ended = end_sessions(user) + sum(end_sessions(each.deputy) for each in membership.deputies.all())
    detail = {"role": membership.place, "sessions_ended": ended}
    record("取消角色", user.username, by=by, county_id=membership.county_id, detail=detail)
    membership.delete()
    end_unfit_deputyships(user, by=by)


@transaction.atomic
def appoint_deputy(
    *, membership: Membership, deputy: User, starts_on: date, ends_on: date, reason: str, by: User
) -> Deputy:
    """Let `deputy` act in this role from day to day. Raises ValidationError or AccountRefusedError."""
    refuse_the_own(deputy, by)
    deputy = User.objects.select_for_update().get(pk=deputy.pk)
    if deputy.pk == membership.user_id:
        raise AccountRefusedError("代理人不能是本人。")
    if not deputy.is_active:
        raise AccountRefusedError("代理人的账号已关闭。")
    refuse_unfit_deputy(deputy, membership)
    refuse_conflict(deputy, Role(membership.role))
    made = Deputy(membership=membership, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason)
    made.full_clean()
    made.save()
    _record("设立代理", made, by)
    return made


@transaction.atomic
def end_deputy(*, deputyship: Deputy, by: User) -> None:
    """End a deputyship now; one that has not begun is taken back whole."""
    _record("撤销代理", deputyship, by)
    yesterday = timezone.localdate() - timedelta(days=1)
    if deputyship.starts_on > yesterday:
        deputyship.delete()
    else:
        deputyship.ends_on = min(deputyship.ends_on, yesterday)
        deputyship.save(update_fields=["ends_on"])
    end_sessions(deputyship.deputy)


def end_unfit_deputyships(user: User, *, by: User) -> None:
    """Whoever leaves a county stands in for nobody there any more."""
    for deputyship in unfit_deputyships(user):
        end_deputy(deputyship=deputyship, by=by)


def _record(kind: str, deputyship: Deputy, by: User) -> None:
    detail = {
        "deputy": deputyship.deputy.username,
        "role": deputyship.membership.place,
        "from": deputyship.starts_on.isoformat(),
        "to": deputyship.ends_on.isoformat(),
        "reason": deputyship.reason,
    }
    county_id = deputyship.membership.county_id
    record(kind, deputyship.membership.user.username, by=by, county_id=county_id, detail=detail)
