"""People at the browser: signed in through the login page, watched for everything the console says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.instance import ROOT, Instance

if TYPE_CHECKING:
    from playwright._impl._api_structures import StorageState

SCREENSHOTS = ROOT / ".local" / "screenshots"
WAIT_MILLISECONDS = 20_000
"""For one step of a page on a busy machine."""


@dataclass
class Office:
    """One browser on one instance; people sign in once and come back with their session."""

    browser: Browser
    instance: Instance
    sessions: "dict[str, StorageState]" = field(default_factory=dict)

    @contextmanager
    def visit(self, user: str = "", *, width: int = 1366, height: int = 768) -> Iterator[Page]:
        """A page of `user` ("" is nobody); an error or a warning on its console is a failure."""
        if user and user not in self.sessions:
            self._sign_in(user)
        context = self.browser.new_context(
            base_url=self.instance.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            accept_downloads=True,
            storage_state=self.sessions.get(user),
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.extend(complaint(message)))
        page.on("pageerror", lambda error: said.append(str(error)))
        try:
            yield page
        finally:
            context.close()
        assert said == []

    def _sign_in(self, user: str) -> None:
        with self.visit() as page:
            page.goto("/login/")
            page.get_by_label("用户名").fill(user)
            page.get_by_label("密码").fill(self.instance.passwords[user])
            page.get_by_role("button", name="登录").click()
            page.get_by_role("button", name="退出").wait_for()
            self.sessions[user] = page.context.storage_state()


def complaint(message: ConsoleMessage) -> list[str]:
    """What the console holds against a page; a 404 that a test asks for is the test's business."""
    expected = "status of 404" in message.text
    return [] if expected or message.type not in ("error", "warning") else [f"{message.type}: {message.text}"]


def picture(page: Page, name: str) -> Path:
    """Where the screenshot `name` of this page goes."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0}
    return SCREENSHOTS / f"{name}-{size['width']}.png"
