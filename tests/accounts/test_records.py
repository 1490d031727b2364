"""An act on record stands or falls with what it records: where the record cannot be written, nothing happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from accounts.actions import passwords, people, roles, sessions, unused
from accounts.actions import second_factor as factor
from accounts.models import Act, Deputy, Membership, RecoveryCode, ReplacedPassword, Session, User
from accounts.permissions import Role
from tests import reference
from tests import small_ledger as small
from tests.accounts.coming_in import age, sign_in
from tests.accounts.test_second_factor import code_of

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (
    *(User, Membership, Deputy, Session, ReplacedPassword, RecoveryCode, TOTPDevice, AccessAttempt, Act),
)


@pytest.fixture(autouse=True)
def no_waiting(settings: Settings) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 0


class CannotWriteError(Exception):
    """What a full disk would say."""


class Cast:
    """An administrator, somebody with a role, a deputy, a free account; everybody signed in once."""

    def __init__(self) -> None:
        self.admin = reference.administrator()
        self.user = reference.reviewer()
        self.free = reference.person("free", Role.CITY_READER)
        self.held = Membership.objects.get(user=self.user)
        self.second = Membership.objects.create(user=self.user, role=Role.CITY_READER)
        today = timezone.localdate()
        self.days: dict[str, Any] = {
            "starts_on": today,
            "ends_on": today + timedelta(days=3),
            "reason": "休假",
        }
        self.deputyship = Deputy.objects.create(membership=self.held, deputy=self.free, **self.days)
        self.browser, self.elsewhere, self.keeper, self.third = Client(), Client(), Client(), Client()
        sign_in(self.browser, "reviewer")
        sign_in(self.elsewhere, "reviewer")
        sign_in(self.keeper, "administrator")
        sign_in(self.third, "free")
        self.waiting = factor.device_to_enrol(self.user)
        TOTPDevice.objects.create(user=self.user, confirmed=True, name="totp")


Do = Callable[[], Any]


def grant(cast: Cast) -> Do:
    county = small.county()
    return lambda: roles.grant_role(
        user=cast.user, role=Role.CLERK, county=county, department=None, by=cast.admin
    )


def appoint(cast: Cast) -> Do:
    return lambda: roles.appoint_deputy(membership=cast.second, deputy=cast.free, by=cast.admin, **cast.days)


def elsewhere(cast: Cast) -> Do:
    here = cast.browser.session.session_key or ""
    return lambda: sessions.sign_out_elsewhere(by=cast.user, here=here)


def confirm_device(cast: Cast) -> Do:
    code = code_of(cast.user, confirmed=False)
    return lambda: factor.confirm_device(by=cast.user, code=code)


def recovery(cast: Cast) -> Do:
    code = factor.renew_recovery_codes(by=cast.user)[0]
    return lambda: factor.passes_second_factor(user=cast.user, code=code)


def unused_account(cast: Cast) -> Do:
    long_ago = timezone.now() - timedelta(days=400)
    User.objects.filter(pk=cast.free.pk).update(last_login=long_ago, opened_at=long_ago)
    return unused.close_unused


def timed_out(cast: Cast) -> Do:
    age(cast.browser, seen=3600)
    return lambda: cast.browser.get("/account/")


def proof(password: str) -> Callable[[Cast], Do]:
    def prepare(cast: Cast) -> Do:
        age(cast.keeper, confirmed_at=3600)
        return lambda: cast.keeper.post("/accounts/new/", {"confirm_password": password})

    return prepare


def act_as(cast: Cast) -> Do:
    return lambda: cast.third.post("/account/act-as/", {"deputyship": cast.deputyship.pk})


def old_password(cast: Cast) -> Do:
    form = {"old_password": "wrong", "new_password1": "x", "new_password2": "x"}
    return lambda: cast.browser.post("/password/", form)


ACTS: dict[str, Callable[[Cast], Do]] = {
    "open": lambda c: lambda: people.open_account(username="new", display_name="新", by=c.admin),
    "rename": lambda c: lambda: people.rename_account(user=c.user, display_name="新名", by=c.admin),
    "close": lambda c: lambda: people.close_account(user=c.user, by=c.admin),
    "reopen": lambda c: lambda: people.reopen_account(user=c.user, by=c.admin),
    "new password": lambda c: lambda: people.give_new_password(user=c.user, by=c.admin),
    "unlock": lambda c: lambda: people.unlock(user=c.user, by=c.admin),
    "hand over": lambda c: lambda: people.hand_over(user=c.user, to=c.free, close=True, by=c.admin),
    "grant": grant,
    "drop": lambda c: lambda: roles.drop_role(membership=c.held, by=c.admin),
    "appoint deputy": appoint,
    "end deputy": lambda c: lambda: roles.end_deputy(deputyship=c.deputyship, by=c.admin),
    "act as deputy": act_as,
    "change password": lambda c: (
        lambda: passwords.change_password(by=c.user, password="x", keep_session=None)
    ),
    "wrong old password": old_password,
    "command": lambda c: lambda: call_command("changepassword", "reviewer"),
    "sign out elsewhere": elsewhere,
    "enrol": confirm_device,
    "new codes": lambda c: lambda: factor.renew_recovery_codes(by=c.user),
    "recovery code": recovery,
    "second factor off": lambda c: lambda: factor.remove_second_factor(user=c.user, by=c.admin),
    "unused": unused_account,
    "timed out": timed_out,
    "login": lambda c: lambda: sign_in(Client(), "administrator"),
    "failed login": lambda c: lambda: sign_in(Client(), "administrator", "wrong"),
    "logout": lambda c: lambda: c.browser.post("/logout/"),
    "wrong proof": proof("wrong"),
    "right proof": proof("administrator-Passw0rd"),
}


def everything() -> dict[str, list[str]]:
    """Every row of every table about people, as text."""
    return {model.__name__: sorted(map(repr, model._default_manager.values_list())) for model in TABLES}


@pytest.mark.parametrize("name", ACTS)
def test_where_the_record_cannot_be_written_nothing_happens(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = ACTS[name](Cast())
    before = everything()

    def fails(*args: Any, **kwargs: Any) -> None:
        raise CannotWriteError

    with monkeypatch.context() as broken:
        broken.setattr(Act, "save", fails)
        with pytest.raises(CannotWriteError):
            act()
    assert everything() == before

    act()
    after = everything()
    assert len(after["Act"]) > len(before["Act"])
