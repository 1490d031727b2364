"""Guessing is slowed down and locked out; who has a second factor comes in all the same, and nobody learns a name."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import Act, User
from tests import reference
from tests.accounts.coming_in import is_in, password_of, sign_in
from tests.accounts.test_second_factor import code_of, enrol

pytestmark = pytest.mark.django_db

SECOND_WAY = "/login/locked/"


@pytest.fixture(autouse=True)
def nothing_remembered(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    monkeypatch.setattr("accounts.guessing.SECOND_WAY_PAUSE", 0.0001)


def come_in(client: Client, username: str, code: str, password: str | None = None) -> tuple[int, str]:
    form = {"username": username, "password": password or password_of(username), "code": code}
    answer = client.post(SECOND_WAY, form)
    return answer.status_code, answer.content.decode()


def lock(client: Client, username: str = "reviewer") -> None:
    for _ in range(5):
        answer = sign_in(client, username, "wrong")
    assert answer.status_code == 429
    assert SECOND_WAY in answer.content.decode()


def earlier(seconds: int) -> None:
    """Let the failures lie so much further back."""
    last = AccessAttempt.objects.get().attempt_time
    AccessAttempt.objects.update(attempt_time=last - timedelta(seconds=seconds))


@pytest.mark.parametrize("name", ["reviewer", "nobody"])
def test_after_some_failures_one_waits_and_nothing_is_checked_or_counted(
    client: Client, settings: Settings, name: str
) -> None:
    settings.LOGIN_PAUSES = (0, 0, 3, 8)
    reference.reviewer()
    for _ in range(3):
        assert sign_in(client, name, "wrong").status_code == 200
    waiting = sign_in(client, name)
    assert waiting.status_code == 429
    assert "请等 3 秒再登录" in waiting.content.decode()
    assert AccessAttempt.objects.get().failures_since_start == 3
    assert Act.objects.count() == 3
    # Somebody else at the same address does not wait.
    reference.administrator()
    assert sign_in(Client(), "administrator").status_code == 302
    earlier(4)
    assert sign_in(client, name, "wrong").status_code == 200
    assert "请等 8 秒" in sign_in(client, name, "wrong").content.decode()
    earlier(9)
    assert sign_in(client, name, "wrong").status_code == 429
    assert Act.objects.filter(kind="登录锁定").count() == 1


def test_with_password_and_code_one_comes_in_during_the_lock_and_lifts_it(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    lock(client)
    assert come_in(client, "reviewer", code_of(user))[0] == 302
    assert is_in(client)
    assert Act.objects.filter(kind="登录").get().detail["second_factor"] is True
    assert not AccessAttempt.objects.exists()


def test_a_recovery_code_serves_too(client: Client) -> None:
    codes = enrol(reference.reviewer())
    lock(client)
    assert come_in(client, "reviewer", codes[0])[0] == 302


def test_whatever_is_wrong_the_answer_is_the_same(client: Client) -> None:
    user = reference.reviewer()
    enrol(user)
    reference.administrator()
    closed = reference.person("closed")
    enrol(closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    lock(client)
    answers = [
        come_in(client, "reviewer", "000000"),
        come_in(client, "reviewer", code_of(user), "wrong"),
        come_in(client, "administrator", "000000"),  # right password, no second factor
        come_in(client, "closed", code_of(closed)),
        come_in(client, "nobody", "000000"),
    ]
    told = {
        (status, page.count("密码、验证码不正确，或者该账号没有启用两步验证")) for status, page in answers
    }
    assert told == {(200, 1)}
    assert not is_in(client)
    assert Act.objects.filter(kind="登录失败", subject="（账号不存在）").count() == 1


def test_the_second_way_cannot_be_guessed_through(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    user = reference.reviewer()
    enrol(user)
    lock(client)
    for _ in range(10):
        come_in(client, "reviewer", "000000")
    assert "没有核对" in come_in(client, "reviewer", code_of(user))[1]
    assert not is_in(client)
    cache.clear()
    monkeypatch.setattr("accounts.guessing.SECOND_WAY_PAUSE", 3)
    come_in(client, "reviewer", "000000")
    assert "没有核对" in come_in(client, "reviewer", code_of(user))[1]


def test_an_administrator_sees_the_lock_and_lifts_it_on_record(client: Client) -> None:
    user, administrator = reference.reviewer(), reference.administrator()
    lock(client)
    browser = Client()
    sign_in(browser, "administrator")
    page = browser.get(f"/accounts/{user.pk}/").content.decode()
    assert "已在地址 127.0.0.1 锁定至" in page
    assert browser.get("/accounts/").content.decode().count("已锁定</span>") == 1
    browser.post(f"/accounts/{user.pk}/unlock/")
    assert Act.objects.get(kind="解除登录锁定").by == administrator
    assert "已锁定" not in browser.get("/accounts/").content.decode()
    assert "锁定至" not in browser.get(f"/accounts/{user.pk}/").content.decode()
    assert sign_in(client, "reviewer").status_code == 302
