"""The second factor: enrol, confirm, recovery codes once, reset by an administrator, demanded for roles."""

import re
import time

import pytest
from django.contrib import admin
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from accounts.actions import second_factor as factor
from accounts.actions.passwords import reset_password
from accounts.models import Act, RecoveryCode, User
from tests import reference
from tests.accounts.coming_in import age, is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_waiting(settings: Settings) -> None:
    """A wrong code makes the device wait for a second, then two …: one test asks for it, the others do not."""
    settings.OTP_TOTP_THROTTLE_FACTOR = 0


def code_of(user: User, *, confirmed: bool = True) -> str:
    """The code that the telephone shows; the step is set back so that the test need not wait for the next."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    clock = TOTP(device.bin_key)
    clock.time = time.time()
    return f"{clock.token():06d}"


def enrol(user: User) -> list[str]:
    factor.device_to_enrol(user)
    codes = factor.confirm_device(by=user, code=code_of(user, confirmed=False))
    assert codes is not None
    return codes


def test_one_enrols_by_a_picture_and_the_first_code_and_sees_recovery_codes_once(client: Client) -> None:
    user = reference.reviewer()
    sign_in(client, "reviewer")
    page = _begun(client)
    assert 'src="data:image/svg+xml' in page
    assert "验证码不正确" in client.post("/account/second-factor/", {"code": "000000"}).content.decode()
    shown = client.post("/account/second-factor/", {"code": code_of(user, confirmed=False)}).content.decode()
    codes = re.findall(r'<li class="num">([a-z0-9-]+)</li>', shown)
    assert len(codes) == factor.RECOVERY_CODES
    assert not any(code in client.get("/account/").content.decode() for code in codes)
    assert not set(codes) & set(RecoveryCode.objects.values_list("hash", flat=True))
    assert Act.objects.filter(kind="启用两步验证", by=user).exists()


def _begun(client: Client) -> str:
    """The page with the key: asked for by a POST, after the password."""
    return client.post("/account/second-factor/", {"confirm_password": "reviewer-Passw0rd"}).content.decode()


def test_the_key_is_made_by_a_post_after_the_password_and_shown_once(client: Client) -> None:
    user = reference.reviewer()
    sign_in(client, "reviewer")
    age(client, confirmed_at=3600)
    shown = 'src="data:image/svg+xml'
    assert shown not in client.get("/account/second-factor/").content.decode()
    assert not TOTPDevice.objects.exists()
    asked = client.post("/account/second-factor/").content.decode()
    assert "confirm_password" in asked
    assert not TOTPDevice.objects.exists()
    assert shown in _begun(client)
    first = TOTPDevice.objects.get(user=user).key
    # Neither a look at the page nor a wrong code shows it again; asking again makes another.
    wrong = client.post("/account/second-factor/", {"code": "000000"})
    for answer in (client.get("/account/second-factor/"), wrong):
        assert shown not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert TOTPDevice.objects.get(user=user).key == first
    assert shown in _begun(client)
    assert TOTPDevice.objects.get(user=user).key != first


def test_the_recovery_codes_loaded_again_lead_to_the_account(client: Client) -> None:
    user = reference.reviewer()
    sign_in(client, "reviewer")
    _begun(client)
    posted = {"code": code_of(user, confirmed=False)}
    assert "恢复码" in client.post("/account/second-factor/", posted).content.decode()
    again = client.post("/account/second-factor/", posted, follow=True)
    page = again.content.decode()
    assert again.redirect_chain == [("/account/", 302)]
    assert "验证码不正确" not in page
    assert f"已启用，剩余恢复码 {factor.RECOVERY_CODES} 个" in page
    assert "更换恢复码</button>" in page
    # A wrong code for a new telephone is still a wrong code.
    _begun(client)
    assert "验证码不正确" in client.post("/account/second-factor/", {"code": "000000"}).content.decode()


def test_after_the_password_comes_the_code_and_only_then_one_is_in(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    assert sign_in(client, "reviewer")["Location"] == "/login/code/"
    assert not is_in(client)
    assert not Act.objects.filter(kind="登录").exists()
    assert client.post("/login/code/", {"code": code_of(user)})["Location"] == "/"
    assert is_in(client)
    assert Act.objects.get(kind="登录").detail["second_factor"] is True


def test_a_code_serves_once(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    code = code_of(user)
    assert factor.passes_second_factor(user=user, code=code)
    assert not factor.passes_second_factor(user=user, code=code)


def test_wrong_codes_are_slowed_down(settings: Settings) -> None:
    user = reference.reviewer()
    enrol(user)
    settings.OTP_TOTP_THROTTLE_FACTOR = 1
    assert not factor.passes_second_factor(user=user, code="000000")
    assert not factor.passes_second_factor(user=user, code=code_of(user))


def test_five_wrong_codes_lock_the_account_like_passwords(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    sign_in(client, "reviewer")
    answers = [client.post("/login/code/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/login/code/", {"code": code_of(user)}).status_code == 429
    assert sign_in(client, "reviewer").status_code == 429
    assert Act.objects.filter(kind="登录失败").count() == 4


def test_the_second_step_waits_five_minutes_and_never_for_a_closed_account(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    sign_in(client, "reviewer")
    session = client.session
    session["half_in"] = [user.pk, time.time() - 301, "/"]
    session.save()
    assert client.post("/login/code/", {"code": code_of(user)})["Location"] == "/login/"
    sign_in(client, "reviewer")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.post("/login/code/", {"code": code_of(user)})["Location"] == "/login/"
    assert client.get("/login/code/")["Location"] == "/login/"


def test_a_recovery_code_opens_once_on_record(client: Client) -> None:
    user = reference.reviewer()
    codes = enrol(user)
    for expected in (302, 200):
        sign_in(client, "reviewer")
        assert client.post("/login/code/", {"code": codes[0].upper()}).status_code == expected
        client.post("/logout/")
    act = Act.objects.get(kind="使用恢复码")
    assert act.detail == {"left": factor.RECOVERY_CODES - 1}


def test_renewed_recovery_codes_replace_the_old(client: Client) -> None:
    user = reference.reviewer()
    old = enrol(user)
    fresh = factor.renew_recovery_codes(by=user)
    assert not factor.passes_second_factor(user=user, code=old[0])
    assert factor.passes_second_factor(user=user, code=fresh[0])


def test_an_administrator_resets_it_on_record_and_the_password_alone_serves_again(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    reference.administrator()
    keeper = Client()
    sign_in(keeper, "administrator")
    keeper.post(f"/accounts/{user.pk}/second-factor/off/")
    assert Act.objects.get(kind="重置两步验证").subject == "reviewer"
    assert sign_in(client, "reviewer")["Location"] == "/"


def test_a_reset_password_leaves_the_second_factor_in_place(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    temporary = reset_password(user=user, by=None)
    assert sign_in(client, "reviewer", temporary)["Location"] == "/login/code/"
    assert not is_in(client)


def test_one_takes_it_away_with_the_password(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    sign_in(client, "reviewer")
    client.post("/login/code/", {"code": code_of(user)})
    age(client, confirmed_at=3600)
    client.post("/account/second-factor/off/")
    assert factor.has_second_factor(user)
    client.post("/account/second-factor/off/", {"confirm_password": "reviewer-Passw0rd"})
    assert not factor.has_second_factor(user)
    assert RecoveryCode.objects.count() == 0


def test_a_role_of_the_settings_must_enrol_before_anything_else(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"reviewer"})
    user = reference.reviewer()
    sign_in(client, "reviewer")
    assert client.get("/matrix/")["Location"] == "/account/second-factor/"
    _begun(client)
    client.post("/account/second-factor/", {"code": code_of(user, confirmed=False)})
    assert client.get("/matrix/").status_code == 200
    reference.administrator()
    other = Client()
    sign_in(other, "administrator")
    assert other.get("/matrix/").status_code == 200


def test_nobody_reads_the_secrets_in_the_admin() -> None:
    assert TOTPDevice not in admin.site._registry
