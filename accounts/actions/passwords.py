"""Changing and resetting passwords; whoever changes one loses every other session."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions.sessions import end_sessions
from accounts.models import ReplacedPassword, User
from accounts.passwords import generated_password
from accounts.records import record


@transaction.atomic
def change_password(*, by: User, password: str, keep_session: str | None) -> None:
    """Give `by` a new password; `password` has been validated, `keep_session` stays signed in."""
    user = User.objects.select_for_update().get(pk=by.pk)
    _replace(user, password, must_change=False)
    end_sessions(user, but=keep_session)
    # The session that stays is rebuilt upon this very object.
    by.password, by.must_change_password = user.password, False
    record("修改密码", user.username, by=by)


@transaction.atomic
def reset_password(*, user: User, by: User | None) -> str:
    """Give `user` a temporary password to be changed at the next login; return it, to be shown once."""
    password = generated_password()
    user = User.objects.select_for_update().get(pk=user.pk)
    _replace(user, password, must_change=True)
    end_sessions(user)
    record("重置密码", user.username, by=by)
    return password


def _replace(user: User, password: str, *, must_change: bool) -> None:
    ReplacedPassword.objects.create(user=user, hash=user.password)
    kept = user.replaced_passwords.values("pk")[: settings.PASSWORDS_REMEMBERED]
    user.replaced_passwords.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    user.set_password(password)
    user.must_change_password, user.password_changed_at = must_change, timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
