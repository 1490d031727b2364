"""Broker and database of a real instance are killed under people at work; nobody waits, nothing typed is lost."""

import http.cookiejar
import io
import json
import os
import re
import signal
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from launcher.paths import socket_folder
from launcher.processes import until
from tests.browser.instance import REVIEWER, Instance, Own

pytestmark = [pytest.mark.slow, pytest.mark.whole]


@dataclass
class Answer:
    status: int
    text: str
    seconds: float


@dataclass
class Browser:
    """As much of a browser as a form needs: cookies, and the token that goes with each form."""

    url: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str, **headers: str) -> Answer:
        return self._send(urllib.request.Request(self.url + path, headers=headers))

    def post(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        boundary, body = uuid.uuid4().hex, io.BytesIO()
        token = next(cookie.value for cookie in self.cookies if cookie.name == "planning_csrf")
        for name, value in {**fields, "csrfmiddlewaretoken": token or ""}.items():
            body.write(
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            )
        for name, (file, content) in (files or {}).items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"'
            body.write(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
        body.write(f"--{boundary}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._send(urllib.request.Request(self.url + path, body.getvalue(), headers))

    def _send(self, request: urllib.request.Request) -> Answer:
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        opener, began = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar), time.perf_counter()
        try:
            with opener.open(request, timeout=20) as answer:
                return Answer(answer.status, answer.read().decode(), time.perf_counter() - began)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), time.perf_counter() - began)


@dataclass
class Running:
    """One `./run up` and what it started."""

    instance: Instance
    own: Own

    @property
    def url(self) -> str:
        return self.instance.url

    def signed_in(self) -> Browser:
        browser = Browser(self.url)
        browser.get("/login/")
        form = {"username": REVIEWER, "password": self.instance.passwords[REVIEWER]}
        assert "退出" in browser.post("/login/", form).text
        return browser

    def health(self) -> tuple[Any, int, float]:
        answer = Browser(self.url).get("/healthz")
        return json.loads(answer.text), answer.status, answer.seconds

    @contextmanager
    def without(self, part: str) -> Iterator[None]:
        """Kill a server; it comes back at the end of the block, when the supervisor may look again."""
        self.own.process.send_signal(signal.SIGSTOP)
        try:
            os.kill(self._pid_of(part), signal.SIGKILL)
            assert until(lambda: self.health()[0]["status"] != "ok", 5)
            yield
        finally:
            self.own.process.send_signal(signal.SIGCONT)
            # Also after a failure: the next test begins with all servers.
            back = until(lambda: self.health()[0]["status"] == "ok", 40, pause=0.5)
        assert back

    def _pid_of(self, part: str) -> int:
        ours = (str(self.own.state), str(socket_folder(self.own.state)))
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if part in line and any(place in line for place in ours) and "setpriv" not in line:
                return int(folder.name)
        raise AssertionError(f"{part} does not run")


@pytest.fixture
def running(instance: Instance) -> Running:
    if not instance.own:
        pytest.skip("PLANNING_LIVE_URL names an instance that is not ours to break")
    return Running(instance, instance.own)


def workbook() -> bytes:
    content, book = io.BytesIO(), Workbook()
    assert book.active is not None
    book.active.append(["县区", "指标", "单位", "年份", "数值"])
    book.active.append(["云冈区", "森林覆盖率", "%", 2025, 20])
    book.save(content)
    return content.getvalue()


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
