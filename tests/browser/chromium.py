"""Debian's Chromium for tests: signed in, and strict about everything that the console says."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from accounts.models import User

CHROMIUM = shutil.which("chromium") or ""
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium 未安装：浏览器测试跳过")


_started: list[Browser] = []


@contextmanager
def started() -> Iterator[Browser]:
    """Start the one browser of a file (a second Playwright in the same thread is refused); `browser` gives it."""
    with sync_playwright() as playwright:
        _started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS))
        try:
            yield _started[-1]
        finally:
            _started.pop().close()


def browser() -> Browser:
    """Return the file's browser; each test brings its own context, as another person's computer."""
    return _started[-1]


@contextmanager
def signed_in(address: str, user: User, *, width: int = 1366, height: int = 768) -> Iterator[Page]:
    """A page of `user` on the server at `address`; a message on its console is a failure."""
    client = Client()
    client.force_login(user)
    assert get_user_model().objects.get(pk=client.session[SESSION_KEY]) == user
    cookies = [
        {"name": name, "value": morsel.value, "url": address} for name, morsel in client.cookies.items()
    ]
    said: list[str] = []
    with browser().new_context(viewport={"width": width, "height": height}, locale="zh-CN") as context:
        context.add_cookies(cookies)  # type: ignore[arg-type] # a plain dict where the types want a named one
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
    assert said == []
