"""Passwords: what they must be, when they must change, and that none comes back."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.actions import second_factor as factor
from accounts.actions.passwords import change_password, reset_password
from accounts.models import Act, User
from accounts.passwords import generated_password, kinds_in
from planning.settings import security
from tests import reference
from tests.accounts.coming_in import age, is_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "Shan-Qing-Shui-Xiu-8"


def change(client: Client, old: str, new: str) -> str:
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post("/password/", form, follow=True).content.decode()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab1!efghi", "密码至少 10 个字符"),
        ("shanqingshuixiu8", "至少三类"),
        ("reviewer-2026", "密码不能与用户名、姓名相近"),
        ("Password123", "常见|普通|常用"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule(password: str, sentence: str) -> None:
    user = reference.reviewer()
    with pytest.raises(ValidationError, match=sentence):
        validate_password(password, user)


@pytest.mark.parametrize(
    ("password", "kinds"), [("abc", 1), ("abC", 2), ("abC1", 3), ("abC1-", 4), ("密码ab", 2), ("", 0)]
)
def test_kinds_of_characters_are_counted(password: str, kinds: int) -> None:
    assert kinds_in(password) == kinds


def test_generated_passwords_keep_the_policy_and_differ() -> None:
    made = {generated_password() for _ in range(300)}
    assert len(made) == 300
    assert all(kinds_in(password) >= 3 and len(password) == 19 for password in made)


def test_the_last_five_passwords_do_not_come_back_and_the_sixth_does() -> None:
    user = reference.reviewer()
    used = ["reviewer-Passw0rd", *(f"Tian-Lan-{number}-Shui-Qing" for number in range(5))]
    for password in used[1:]:
        user = User.objects.get(pk=user.pk)
        change_password(by=user, password=password, keep_session=None)
    user = User.objects.get(pk=user.pk)
    for password in used[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(password, user)
    validate_password(used[0] + "x", user)
    validate_password("Yun-Gang-Shi-Ku-9", user)
    change_password(by=user, password="Yun-Gang-Shi-Ku-9", keep_session=None)
    validate_password(used[1], User.objects.get(pk=user.pk))


def test_a_temporary_password_opens_nothing_but_the_page_that_changes_it(client: Client) -> None:
    user = reference.reviewer()
    temporary = reset_password(user=user, by=reference.administrator())
    sign_in(client, "reviewer", temporary)
    for page in ("/", "/matrix/", "/accounts/", "/account/", "/nowhere/"):
        assert client.get(page)["Location"] == "/password/"
        assert client.post(page)["Location"] == "/password/"
    assert client.get("/matrix/", headers={"HX-Request": "true"})["HX-Redirect"] == "/password/"
    assert "当前是临时密码" in client.get("/password/").content.decode()
    change(client, temporary, NEW)
    assert client.get("/matrix/").status_code == 200
    assert not User.objects.get(pk=user.pk).must_change_password


def test_a_temporary_password_serves_for_a_week(client: Client) -> None:
    user = reference.reviewer()
    temporary = reset_password(user=user, by=None)
    made = timezone.now() - timedelta(days=7, minutes=1)
    User.objects.filter(pk=user.pk).update(password_changed_at=made)
    assert "用户名或密码不正确" in sign_in(client, "reviewer", temporary).content.decode()
    User.objects.filter(pk=user.pk).update(password_changed_at=made + timedelta(minutes=5))
    assert sign_in(client, "reviewer", temporary).status_code == 302


def test_the_temporary_password_cannot_be_kept(client: Client) -> None:
    temporary = reset_password(user=reference.reviewer(), by=None)
    sign_in(client, "reviewer", temporary)
    assert "最近 5 次" in change(client, temporary, temporary)


def test_after_ninety_days_the_password_must_change_but_a_typed_form_goes_through(client: Client) -> None:
    user = reference.reviewer()
    sign_in(client, "reviewer")
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    assert client.get("/matrix/")["Location"] == "/password/"
    assert client.post("/account/sessions/end/")["Location"] == "/account/"
    assert "密码已到期" in client.get("/password/").content.decode()
    change(client, "reviewer-Passw0rd", NEW)
    assert is_in(client)


def test_a_changed_password_ends_the_sessions_elsewhere_and_keeps_this_one(client: Client) -> None:
    reference.reviewer()
    elsewhere = Client()
    sign_in(client, "reviewer")
    sign_in(elsewhere, "reviewer")
    change(client, "reviewer-Passw0rd", NEW)
    assert (is_in(client), is_in(elsewhere)) == (True, False)


def test_guessing_the_old_password_locks_the_account_and_ends_the_session(client: Client) -> None:
    reference.reviewer()
    sign_in(client, "reviewer")
    for _ in range(5):
        page = change(client, "guess", NEW)
    assert "账号已暂时锁定" in page
    assert not is_in(client)
    assert Act.objects.filter(kind="验证身份失败").count() == 5


def test_the_command_gives_a_temporary_password_on_record(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    reference.administrator()
    call_command("changepassword", "administrator")
    temporary = capsys.readouterr().out.strip().rpartition("：")[2]
    assert (Act.objects.get().kind, Act.objects.get().by) == ("重置密码", None)
    sign_in(client, "administrator", temporary)
    assert client.get("/accounts/")["Location"] == "/password/"
    with pytest.raises(CommandError, match="没有用户名为"):
        call_command("changepassword", "nobody")


def test_no_password_reaches_the_record(client: Client) -> None:
    reference.reviewer()
    sign_in(client, "reviewer")
    age(client, confirmed_at=3600)
    change(client, "reviewer-Passw0rd", NEW)
    kept = str(list(Act.objects.values()))
    assert NEW not in kept
    assert "Passw0rd" not in kept


def test_every_rule_is_told_in_chinese() -> None:
    for sentence in password_validators_help_texts():
        assert not re.search(r"[A-Za-z]{4,}", str(sentence)), sentence


def test_passwords_are_stored_with_argon2id(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = security.PASSWORD_HASHERS
    user = reference.reviewer()
    factor.device_to_enrol(user)
    codes = factor._fresh_codes(user)
    hashes = [user.password, *user.recovery_codes.values_list("hash", flat=True)]
    assert len(hashes) == 1 + len(codes)
    assert all(hashed.startswith("argon2$argon2id$") for hashed in hashes)
    assert len(set(hashes)) == len(hashes)


def test_only_who_may_go_on_without_a_new_password_is_offered_a_way_back(client: Client) -> None:
    user = reference.reviewer()
    client.force_login(user)
    assert "取消" in client.get("/password/").content.decode()
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    assert "取消" not in client.get("/password/").content.decode()
