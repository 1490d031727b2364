"""Sessions end: when idle, when old, when the account is closed or demoted, when their owner says so."""

import time

import pytest
from django.test import Client

from accounts.actions import people, roles, unused
from accounts.models import Act, Membership, Session, User
from tests import reference
from tests.accounts.coming_in import age, is_in, sessions_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> User:
    user = reference.reviewer()
    sign_in(client, "reviewer")
    return user


def test_a_session_idle_for_half_an_hour_ends_on_record_and_leads_back(
    client: Client, reviewer: User
) -> None:
    age(client, seen=29 * 60)
    assert is_in(client)
    age(client, seen=31 * 60)
    answer = client.get("/account/?x=1")
    assert answer["Location"] == "/login/?next=/account/%3Fx%3D1"
    assert "已有 30 分钟没有操作，已自动退出" in client.get(answer["Location"]).content.decode()
    act = Act.objects.get(kind="会话超时")
    assert (act.by, act.detail) == (reviewer, {"why": "久未操作"})
    assert sessions_of("reviewer") == 0


def test_a_session_ends_after_ten_hours_however_busy(client: Client, reviewer: User) -> None:
    age(client, started=10 * 3600 + 1, seen=1)
    assert not is_in(client)
    assert Act.objects.get(kind="会话超时").detail == {"why": "登录已满时限"}


def test_a_page_that_fetches_itself_keeps_no_session_alive(client: Client, reviewer: User) -> None:
    age(client, seen=20 * 60)
    client.get("/account/", headers={"HX-Request": "true"})
    age(client, seen=client_idle(client) + 11 * 60)
    assert not is_in(client)


def client_idle(client: Client) -> float:
    return float(time.time() - client.session["seen"])


def test_a_person_at_work_stays(client: Client, reviewer: User) -> None:
    age(client, seen=20 * 60)
    assert is_in(client)
    assert client_idle(client) < 5


def test_a_closed_account_loses_its_sessions_at_once(client: Client, reviewer: User) -> None:
    people.close_account(user=reviewer, by=reference.administrator())
    assert not is_in(client)
    assert sessions_of("reviewer") == 0


def test_a_demoted_account_loses_its_sessions_at_once(client: Client, reviewer: User) -> None:
    roles.drop_role(membership=Membership.objects.get(user=reviewer), by=reference.administrator())
    assert not is_in(client)


def test_the_list_tells_where_one_is_signed_in_and_names_no_key(client: Client, reviewer: User) -> None:
    other = Client()
    agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/86.0"
    sign_in(other, "reviewer", REMOTE_ADDR="10.9.9.9", HTTP_USER_AGENT=agent)
    page = client.get("/account/").content.decode()
    assert "10.9.9.9" in page
    assert "Chrome 内核浏览器 Windows" in page
    assert not any(session.session_key in page for session in Session.objects.all())


def test_one_signs_out_elsewhere_but_stays_here(client: Client, reviewer: User) -> None:
    others = [Client(), Client()]
    for other in others:
        sign_in(other, "reviewer")
    first = Session.objects.get(session_key=others[0].session.session_key)
    client.post("/account/sessions/end/", {"session": first.handle})
    assert [is_in(other) for other in others] == [False, True]
    client.post("/account/sessions/end/")
    assert [is_in(browser) for browser in (*others, client)] == [False, False, True]
    assert [act.detail for act in Act.objects.filter(kind="结束其他会话")] == [{"count": 1}, {"count": 1}]


def test_nobody_ends_a_session_of_somebody_else(client: Client, reviewer: User) -> None:
    reference.administrator()
    theirs = Client()
    sign_in(theirs, "administrator")
    row = Session.objects.get(session_key=theirs.session.session_key)
    client.post("/account/sessions/end/", {"session": row.handle})
    client.post("/account/sessions/end/")
    assert is_in(theirs)


def test_an_ended_fragment_sends_the_whole_page_to_login(client: Client, reviewer: User) -> None:
    age(client, seen=31 * 60)
    answer = client.get("/jobs/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/login/?next=/jobs/"


def test_expired_sessions_are_swept_away(client: Client, reviewer: User) -> None:
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert unused.forget_expired_sessions() == 1
