"""Broker and database of a real instance are killed under people at work; nobody waits, nothing typed is lost."""

import re
from html import unescape

import pytest

from launcher.processes import until
from tests.at_work import Browser, Running, workbook
from tests.browser.instance import Instance

pytestmark = [pytest.mark.slow, pytest.mark.whole]


@pytest.fixture
def running(instance: Instance) -> Running:
    return Running.of(instance)


def jobs_since(browser: Browser, last: int) -> list[str]:
    """The titles of the Jobs after `last`, from their page."""
    found = re.findall(r'href="/jobs/(\d+)/">([^<]*)<', browser.get("/jobs/").text)
    return [title for number, title in found if int(number) > last]


def newest(browser: Browser) -> int:
    return max(map(int, re.findall(r'href="/jobs/(\d+)/"', browser.get("/jobs/").text)))


def told(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_without_the_broker_an_act_that_rings_waits_for_nobody_and_pages_say_so(running: Running) -> None:
    browser = running.signed_in()
    preview = browser.post("/observations/import/", {}, {"file": ("数据.xlsx", workbook())})
    (apply,) = re.findall(r'action="(/observations/import/\d+/apply/)"', preview.text)
    assert "计算稍后更新" not in browser.get("/account/").text
    before = newest(browser)
    with running.without("valkey-server"):
        health, status, seconds = running.health()
        assert (health, status) == ({"status": "degraded", "database": True, "broker": False}, 200)
        assert seconds < 1
        taken = browser.post(apply, {"correct": "on", "reason": "订正"})
        assert taken.status == 200
        assert taken.seconds < 3  # six and more, before
        assert "排队中 2 个" in told(browser.get("/jobs/").text)
        assert until(lambda: "计算稍后更新" in browser.get("/account/").text, 5)
    assert until(lambda: "计算稍后更新" not in browser.get("/account/").text, 30, pause=1)
    # The Job whose bell was not heard is done all the same.
    assert until(lambda: "排队中 0 个 进行中 0 个" in told(browser.get("/jobs/").text), 60, pause=1)
    assert sum("重算" in title for title in jobs_since(browser, before)) == 1


def test_without_the_database_what_was_typed_stays_and_goes_in_later(running: Running) -> None:
    browser = running.signed_in()
    with running.without("bin/postgres"):
        health, status, seconds = running.health()
        assert (health, status) == ({"status": "down", "database": False, "broker": True}, 503)
        assert seconds < 1
        page = browser.get("/matrix/")
        assert page.status == 503
        assert "数据库暂时无法连接" in page.text
        sent = browser.post("/account/act-as/", {"deputyship": "", "note": "打了很久的理由 <b>"})
        assert sent.status == 503
        assert unescape(sent.text).count("打了很久的理由 <b>") == 2
        assert 'action="/account/act-as/"' in sent.text
        login = Browser(running.url, browser.cookies).post(
            "/login/", {"username": "x", "password": "Geheim-1"}
        )
        assert "Geheim-1" not in login.text
        fragment = browser.get("/jobs/", **{"HX-Request": "true"})
        assert (fragment.status, fragment.text[:9]) == (503, "数据库暂时无法连接")
    assert browser.get("/matrix/").status == 200
    typed = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', sent.text))
    assert (
        browser.post("/account/act-as/", {name: unescape(value) for name, value in typed.items()}).status
        == 200
    )
