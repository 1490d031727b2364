"""Opening, changing, handing over and closing accounts. Nobody changes the own; one administrator always remains."""

from axes.utils import reset as unlock_login
from django.db import transaction
from django.utils import timezone

from accounts.actions.passwords import reset_password
from accounts.actions.refusals import (
    AccountRefusedError,
    keep_an_administrator,
    refuse_conflict,
    refuse_the_own,
)
from accounts.actions.roles import end_unfit_deputyships
from accounts.actions.sessions import end_sessions
from accounts.models import Membership, User
from accounts.passwords import generated_password
from accounts.permissions import Role
from accounts.records import record


@transaction.atomic
def open_account(
    *, username: str, display_name: str, by: User | None, temporary: bool = True
) -> tuple[User, str]:
    """Create an account without a role; return it with its password, to be shown once.

    Raises ValidationError for a name that is taken or malformed. `temporary`: to be changed at the first login.
    """
    password = generated_password()
    user = User(username=username, display_name=display_name, must_change_password=temporary)
    user.set_password(password)
    user.full_clean()
    user.save()
    record("开通账号", username, by=by, detail={"display_name": display_name})
    return user, password


@transaction.atomic
def rename_account(*, user: User, display_name: str, by: User) -> None:
    before, user.display_name = user.display_name, display_name
    user.full_clean()
    user.save(update_fields=["display_name"])
    record("修改账号", user.username, by=by, detail={"display_name": [before, display_name]})


@transaction.atomic
def close_account(*, user: User, by: User | None, why: str = "") -> None:
    """Close an account and end its sessions; its acts and roles stay. `by` is None for the daily tidying."""
    user = _locked(user, by)
    if not user.is_active:
        return
    keep_an_administrator(without=user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    ended = end_sessions(user)
    record("关闭账号", user.username, by=by, detail={"why": why, "sessions_ended": ended})


@transaction.atomic
def reopen_account(*, user: User, by: User) -> str:
    """Open a closed account again, with a temporary password that is returned."""
    user = _locked(user, by)
    user.is_active, user.opened_at = True, timezone.now()
    user.save(update_fields=["is_active", "opened_at"])
    record("重新启用账号", user.username, by=by)
    return reset_password(user=user, by=by)


@transaction.atomic
def give_new_password(*, user: User, by: User) -> str:
    """Reset a forgotten password and lift the lock that guessing it may have left."""
    user = _locked(user, by)
    unlock_login(username=user.username)
    return reset_password(user=user, by=by)


@transaction.atomic
def unlock(*, user: User, by: User) -> None:
    """Let an account log in again that five wrong passwords have locked."""
    unlock_login(username=user.username)
    record("解除登录锁定", user.username, by=by)


@transaction.atomic
def hand_over(*, user: User, to: User, close: bool, by: User) -> int:
    """Give every role of `user` to `to`, and close `user` where asked; return how many roles moved.

    Raises ValidationError where `to` may not hold one of them: then nothing has moved.
    """
    user, to = _locked(user, by), _locked(to, by)
    if user.pk == to.pk or not to.is_active:
        raise AccountRefusedError("请选择另一个启用中的账号接手。")
    memberships = list(user.memberships.select_related("county", "department"))
    for membership in memberships:
        _move(membership, to)
    end_unfit_deputyships(user, by=by)
    ended = end_sessions(user)
    places = [membership.place for membership in memberships]
    detail = {"to": to.username, "roles": places, "sessions_ended": ended}
    record("移交角色", user.username, by=by, detail=detail)
    if close:
        close_account(user=user, by=by, why=f"已移交 {to.username}")
    return len(memberships)


def _move(membership: Membership, to: User) -> None:
    key = {"role": membership.role, "county": membership.county, "department": membership.department}
    if to.memberships.filter(**key).exists():
        membership.delete()
        return
    refuse_conflict(to, Role(membership.role))
    membership.user = to
    membership.full_clean()
    membership.save(update_fields=["user"])
    # Whoever stood in for the former holder does not do so for the new one.
    membership.deputies.all().delete()


def _locked(user: User, by: User | None) -> User:
    refuse_the_own(user, by)
    return User.objects.select_for_update().get(pk=user.pk)
