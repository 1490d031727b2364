"""Coming in: on record, locked after five failures, the same for every name, with the last login told."""

import statistics
import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from pytest_django import Settings

from accounts.models import Act, User
from tests import reference
from tests.accounts.coming_in import sessions_of, sign_in

pytestmark = pytest.mark.django_db

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86.0 Safari/537.36"


def acts() -> list[tuple[str, str]]:
    return list(Act.objects.order_by("pk").values_list("kind", "subject"))


def test_a_failed_login_is_on_record_with_the_address_and_by_nobody(client: Client) -> None:
    reference.reviewer()
    sign_in(client, "reviewer", "wrong", REMOTE_ADDR="10.1.2.3")
    act = Act.objects.get()
    assert (act.kind, act.subject, act.by, act.detail) == (
        "登录失败",
        "reviewer",
        None,
        {"address": "10.1.2.3"},
    )


def test_what_was_typed_as_an_unknown_name_is_not_kept_in_the_record(client: Client) -> None:
    sign_in(client, "my-Secret-Passw0rd", "x")
    assert acts() == [("登录失败", "（账号不存在）")]


def test_the_fifth_failure_locks_on_record_and_the_page_tells_how_long(client: Client) -> None:
    reference.reviewer()
    for _ in range(5):
        answer = sign_in(client, "reviewer", "wrong")
    assert answer.status_code == 429
    assert "还需等待 30 分钟" in answer.content.decode()
    assert answer["Retry-After"] == "1800"
    assert [kind for kind, _ in acts()] == ["登录失败"] * 4 + ["登录锁定"]


def test_the_lock_opens_after_its_time_and_trying_meanwhile_does_not_move_it(client: Client) -> None:
    reference.reviewer()
    for _ in range(5):
        sign_in(client, "reviewer", "wrong")
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=20)
    )
    assert "还需等待 10 分钟" in sign_in(client, "reviewer").content.decode()
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=11)
    )
    assert sign_in(client, "reviewer").status_code == 302


def test_the_lock_is_for_account_and_address_together(client: Client) -> None:
    reference.reviewer()
    reference.administrator()
    for _ in range(5):
        sign_in(client, "reviewer", "wrong", REMOTE_ADDR="10.0.0.1")
    assert sign_in(client, "reviewer", REMOTE_ADDR="10.0.0.2").status_code == 302
    client.post("/logout/")
    assert sign_in(client, "administrator", REMOTE_ADDR="10.0.0.1").status_code == 302


def test_unknown_wrong_and_closed_answer_alike_until_the_lock(client: Client) -> None:
    reference.reviewer()
    User.objects.filter(pk=reference.person("closed").pk).update(is_active=False)
    answers = {}
    for name, password in (("reviewer", "wrong"), ("nobody", "wrong"), ("closed", "closed-Passw0rd")):
        visitor = Client()
        pages = [sign_in(visitor, name, password) for _ in range(6)]
        answers[name] = [
            (page.status_code, page.content.decode().count("用户名或密码不正确")) for page in pages
        ]
    assert answers["reviewer"] == answers["nobody"] == answers["closed"]
    assert answers["reviewer"] == [(200, 1)] * 4 + [(429, 0)] * 2


@pytest.mark.slow
def test_unknown_wrong_and_closed_take_nearly_the_same_time(client: Client, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.AXES_FAILURE_LIMIT = 10_000
    reference.reviewer()
    User.objects.filter(pk=reference.person("closed").pk).update(is_active=False)
    spent: dict[str, list[float]] = {"reviewer": [], "nobody": [], "closed": []}
    for _ in range(9):
        for name, seconds in spent.items():
            began = time.process_time()
            sign_in(client, name, "wrong" if name != "closed" else None)
            seconds.append(time.process_time() - began)
    medians = sorted(statistics.median(seconds) for seconds in spent.values())
    assert medians[-1] / medians[0] < 1.5


def test_the_last_login_and_the_failures_since_are_told(client: Client) -> None:
    reference.reviewer()
    assert sign_in(client, "reviewer", REMOTE_ADDR="10.0.0.7").status_code == 302
    assert "上次登录" not in client.get("/account/").content.decode()
    client.post("/logout/")
    sign_in(client, "reviewer", "wrong")
    sign_in(client, "reviewer")
    page = client.get("/account/").content.decode()
    assert "上次登录：" in page
    assert "地址 10.0.0.7；其后有 1 次登录失败" in page


def test_a_login_beyond_the_limit_ends_the_session_longest_unused(settings: Settings) -> None:
    settings.SESSIONS_AT_ONCE = 2
    reference.reviewer()
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        sign_in(browser, "reviewer", HTTP_USER_AGENT=CHROME)
    assert [browser.get("/account/").status_code for browser in browsers] == [302, 200, 200]
    assert sessions_of("reviewer") == 2


def test_the_session_gets_a_new_key_at_login(client: Client) -> None:
    reference.reviewer()
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["planning_session"] = str(before)
    sign_in(client, "reviewer")
    assert client.session.session_key != before


def test_no_secret_of_a_failed_login_is_stored_or_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    reference.reviewer()
    sign_in(client, "reviewer", "A-very-Secret-1")
    sign_in(client, "A-very-Secret-2", "x")
    kept = str(list(Act.objects.values())) + str(list(AccessAttempt.objects.values("get_data", "post_data")))
    assert "very-Secret" not in kept
    written = [record for record in caplog.records if record.levelname in {"ERROR", "CRITICAL"}]
    assert not any("very-Secret" in record.getMessage() for record in written)
