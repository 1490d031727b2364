"""A running instance as its users meet it: `PLANNING_LIVE_URL`, and the accounts file of its first start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM

URL = os.environ.get("PLANNING_LIVE_URL", "").rstrip("/")
needs_instance = pytest.mark.skipif(not URL, reason="PLANNING_LIVE_URL 未设置：没有可操作的实例，跳过")
SCREENSHOTS = Path(__file__).resolve().parents[2] / ".local" / "screenshots"


def password(username: str) -> str:
    """The password that the first start wrote for this account."""
    lines = Path(os.environ["PLANNING_LIVE_ACCOUNTS"]).read_text(encoding="utf-8").splitlines()
    return next(line.split("\t")[1] for line in reversed(lines) if line.split("\t")[0] == username)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def at_work(browser: Browser, username: str) -> Iterator[Page]:
    """The page of a person who has signed in by the form; a message on the console is a failure."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    page.goto(f"{URL}/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password(username))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    yield page
    context.close()
    # A page that does not exist for this person is asked for on purpose.
    assert [line for line in said if "404" not in line] == []


def photograph(page: Page, name: str) -> None:
    """The page at both screen widths and as it prints, in a folder that git ignores."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.pdf(path=SCREENSHOTS / f"{name}.pdf", prefer_css_page_size=True)
