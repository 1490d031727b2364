"""People at work on a running instance, without a browser, and what befalls its servers."""

import http.cookiejar
import io
import json
import os
import signal
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from launcher.paths import socket_folder
from launcher.processes import until
from tests.browser.instance import REVIEWER, Instance, Own


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

    def bytes_of(self, path: str) -> bytes:
        """A download as it came."""
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        with opener.open(self.url + path, timeout=20) as answer:
            return bytes(answer.read())

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

    @classmethod
    def of(cls, instance: Instance) -> "Running":
        """Skip where the instance is not ours to break."""
        if not instance.own:
            pytest.skip("PLANNING_LIVE_URL names an instance that is not ours to break")
        return cls(instance, instance.own)

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

    def crash(self, part: str) -> float:
        """Crash a server as it crashes by itself; return the seconds until all is well again."""
        # QUIT is what `pg_ctl stop -m immediate` sends; nothing of ours may tidy up.
        os.kill(self._pid_of(part), signal.SIGQUIT if "postgres" in part else signal.SIGKILL)
        began = time.monotonic()
        until(self.is_ill, 2, pause=0.02)
        assert until(lambda: not self.is_ill(), 60, pause=0.1)
        return time.monotonic() - began

    def is_ill(self) -> bool:
        try:
            return bool(self.health()[0]["status"] != "ok")
        except (OSError, ValueError):
            return True

    def kill_answering(self) -> None:
        """Kill, as a power cut would, one of the processes that answer requests."""
        answering = set(self._pids_of("planning.web"))
        children = [pid for pid in answering if _parent_of(pid) in answering]
        os.kill(children[0], signal.SIGKILL)

    def _pid_of(self, part: str) -> int:
        found = self._pids_of(part)
        assert found, f"{part} does not run"
        return found[0]

    def _pids_of(self, part: str) -> list[int]:
        ours = (str(self.own.state), str(socket_folder(self.own.state)), self.url.removeprefix("http://"))
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if part in line and any(place in line for place in ours) and "setpriv" not in line:
                found.append(int(folder.name))
        return found


def _parent_of(pid: int) -> int:
    # The command's name, in brackets, may hold blanks itself.
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def workbook(value: float = 20) -> bytes:
    content, book = io.BytesIO(), Workbook()
    assert book.active is not None
    book.active.append(["县区", "指标", "单位", "年份", "数值"])
    book.active.append(["云冈区", "森林覆盖率", "%", 2025, value])
    book.save(content)
    return content.getvalue()
