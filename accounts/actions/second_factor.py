"""The second factor: enrolling, recovery codes, taking it away."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.refusals import AccountRefusedError
from accounts.actions.sessions import end_sessions
from accounts.models import RecoveryCode, User
from accounts.passwords import DIGITS, LETTERS
from accounts.records import record

RECOVERY_CODES = 8


def has_second_factor(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def awaits_first_code(user: User) -> bool:
    """Whether a key was shown whose first code is still to come."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=False).exists())


def device_to_enrol(user: User) -> TOTPDevice:
    """Return a new device that waits for its first code: its key is shown once, an earlier one serves no more."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        device: TOTPDevice = TOTPDevice.objects.create(user=user, confirmed=False, name="totp")
    return device


@transaction.atomic
def confirm_device(*, by: User, code: str) -> list[str] | None:
    """Take the waiting device into use if `code` is its present one; return recovery codes, else None."""
    User.objects.select_for_update().get(pk=by.pk)
    device = TOTPDevice.objects.select_for_update().filter(user=by, confirmed=False).first()
    if device is None or not device.verify_token(code):
        return None
    TOTPDevice.objects.filter(user=by, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record("启用两步验证", by.username, by=by)
    return _fresh_codes(by)


@transaction.atomic
def renew_recovery_codes(*, by: User) -> list[str]:
    """Replace the recovery codes; return the new ones, to be shown once."""
    if not has_second_factor(by):
        raise AccountRefusedError("尚未启用两步验证。")
    record("更换恢复码", by.username, by=by)
    return _fresh_codes(by)


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> None:
    """Take the second factor away: the own, or for an administrator somebody's who lost the telephone."""
    TOTPDevice.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    if user.pk != by.pk:
        end_sessions(user)
    record("停用两步验证" if user.pk == by.pk else "重置两步验证", user.username, by=by)


@transaction.atomic
def passes_second_factor(*, user: User, code: str) -> bool:
    """Whether `code` is the present one of the device, or an unused recovery code, which it uses up."""
    code = code.strip().replace(" ", "")
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    if code.isdecimal():
        return bool(device.verify_token(code))
    for recovery in user.recovery_codes.select_for_update():
        if check_password(code.lower(), recovery.hash):
            recovery.delete()
            record("使用恢复码", user.username, by=user, detail={"left": user.recovery_codes.count()})
            return True
    return False


def _fresh_codes(user: User) -> list[str]:
    user.recovery_codes.all().delete()
    codes = ["-".join(_group() for _ in range(4)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=make_password(code)) for code in codes)
    return codes


def _group() -> str:
    # The first is a letter: a recovery code is never taken for a number.
    return secrets.choice(LETTERS) + "".join(secrets.choice(LETTERS + DIGITS) for _ in range(3))
