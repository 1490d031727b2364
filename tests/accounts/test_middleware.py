"""Every request is one transaction in the scope of its person; what is on record survives a refusal."""

from collections.abc import Iterator
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db import ProgrammingError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client

from accounts.access import public, requires, route, signed_in
from accounts.models import Act, User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County, Department, Finding
from custody.scope import CITY, within
from jobs.actions import ring
from planning import urls
from tests import reference
from tests.databases import forget_scope
from tests.two_counties import TwoCounties, build

pytestmark = pytest.mark.django_db


def seen(request: HttpRequest) -> HttpResponse:
    """What a view sees that forgets every filter."""
    return HttpResponse(",".join(sorted(str(finding.pk) for finding in Finding.objects.all())))


def refuses(request: Any) -> HttpResponse:
    record("查看被拒", "试验", by=request.user)
    raise Http404


def fails(request: Any) -> HttpResponse:
    Department.objects.create(code="x", name="x")
    raise ValueError("an accident")


def breaks(request: Any) -> HttpResponse:
    Department.objects.create(code="x", name="x")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    return HttpResponse()


def fails_after_an_attempt(request: Any) -> HttpResponse:
    AccessAttempt.objects.create(username="nobody", failures_since_start=1)
    raise ValueError("an accident")


def rings(request: Any) -> HttpResponse:
    ring(task="x", title="x", arguments={}, key="x", by=request.user, needs=None)
    if request.GET:
        raise ValueError("an accident")
    return HttpResponse()


VIEWS = {
    "seen": public(seen),
    "refuses": signed_in(refuses),
    "fails": signed_in(fails),
    "breaks": requires(Permission.VIEW_FIGURES)(breaks),
    "attempt": public(fails_after_an_attempt),
    "rings": signed_in(rings),
}


@pytest.fixture(autouse=True)
def trial_pages(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from django.urls import clear_url_caches

    trial = [route(f"trial/{name}/", view, name=f"trial-{name}") for name, view in VIEWS.items()]
    monkeypatch.setattr(urls, "urlpatterns", [*trial, *urls.urlpatterns])
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def counties() -> TwoCounties:
    return build()


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def test_a_view_without_any_filter_shows_each_person_the_own_scope(
    counties: TwoCounties, browser: Client
) -> None:
    own, foreign = str(counties.own.finding.pk), str(counties.foreign.finding.pk)
    forget_scope()
    assert browser.get("/trial/seen/").content == b""
    for user, expected in (
        (counties.own.clerk, own),
        (counties.foreign.clerk, foreign),
    ):
        with within(CITY):
            browser.force_login(user)
        assert browser.get("/trial/seen/").content.decode() == expected
    with within(CITY):
        browser.force_login(reference.reviewer())
    assert browser.get("/trial/seen/").content.decode() == f"{own},{foreign}"


def test_after_the_request_the_scope_is_gone(counties: TwoCounties, client: Client) -> None:
    client.force_login(counties.own.clerk)
    forget_scope()
    assert client.get("/matrix/").status_code == 200
    with pytest.raises(ProgrammingError, match="no scope is set"), transaction.atomic():
        Finding.objects.count()


def test_one_logs_in_from_the_door_and_out_again_on_record(counties: TwoCounties, client: Client) -> None:
    forget_scope()
    own = counties.own.clerk
    answer = client.post("/login/", {"username": own.username, "password": "clerk-Passw0rd"})
    assert answer.status_code == 302
    assert client.get(f"/counties/{counties.own.county.code}/").status_code == 200
    assert client.get(f"/counties/{counties.foreign.county.code}/").status_code == 404
    client.post("/logout/")
    assert client.get("/matrix/").status_code == 302
    with within(CITY):
        acts = Act.objects.filter(by=own).exclude(pk=counties.own.act.pk).order_by("pk")
        assert list(acts.values_list("kind", flat=True)) == ["登录", "拒绝访问", "退出"]


def test_a_wrong_password_is_counted_from_the_door(counties: TwoCounties, client: Client) -> None:
    forget_scope()
    client.post("/login/", {"username": counties.own.clerk.username, "password": "wrong"})
    assert AccessAttempt.objects.get().failures_since_start == 1


def test_a_session_of_an_account_that_is_closed_is_nobody_s(browser: Client) -> None:
    user = reference.person("somebody")
    browser.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert browser.get("/matrix/").status_code == 302


def test_the_record_of_a_refusal_stays(counties: TwoCounties, browser: Client) -> None:
    browser.force_login(counties.own.clerk)
    assert browser.get("/trial/refuses/").status_code == 404
    assert Act.objects.filter(kind="查看被拒", by=counties.own.clerk).count() == 1


@pytest.mark.parametrize("page", ["fails", "breaks"])
def test_an_accident_undoes_everything_that_the_request_did(
    page: str, counties: TwoCounties, browser: Client
) -> None:
    browser.force_login(counties.own.clerk)
    answer = browser.get(f"/trial/{page}/")
    assert answer.status_code == 500
    assert "出错" in answer.content.decode()
    assert not Department.objects.filter(code="x").exists()
    assert browser.get("/matrix/").status_code == 200


def test_an_attempt_to_come_in_is_counted_even_if_the_page_has_an_accident(browser: Client) -> None:
    assert browser.get("/trial/attempt/").status_code == 500
    assert AccessAttempt.objects.filter(username="nobody").exists()


@pytest.mark.django_db(transaction=True)
def test_bells_ring_when_the_request_is_committed_and_not_after_an_accident(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    # Not `send_task`: that runs in the bell's own thread, which has a connection of its own.
    monkeypatch.setattr("jobs.actions.send", lambda job_id, task: sent.append(connection.in_atomic_block))
    browser.force_login(reference.reviewer())
    assert browser.get("/trial/rings/?accident=1").status_code == 500
    assert sent == []
    assert browser.get("/trial/rings/").status_code == 200
    assert sent == [False], "outside the transaction, when the Job can be seen"


def test_health_asks_no_table_and_knows_nobody(
    counties: TwoCounties, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(counties.own.clerk)
    forget_scope()
    assert client.get("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405

    with monkeypatch.context() as patched:
        # It asks over a connection of its own, made from these settings.
        patched.setitem(connection.settings_dict, "PORT", "1")
        assert client.get("/healthz").status_code == 503


def test_nobody_sees_a_county_before_the_login(counties: TwoCounties, client: Client) -> None:
    assert counties.own.county.name not in client.get("/login/").content.decode()
    with within(CITY):
        assert County.objects.count() == 3
