"""A clerk at the grid: the page of one county's cells, and what the database holds beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse
from playwright.sync_api import Dialog, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from custody.scope import CITY, within
from reporting.actions.submitting import submit
from reporting.models import Entry
from tests.browser.chromium import browser
from tests.reporting import rounds

CODES = tuple(f"row-{number}" for number in range(1, 7))


def six_cells() -> rounds.Cast:
    """A county that owes six cells of 2024; each was 80 at the baseline."""
    made = rounds.cast()
    for number, code in enumerate(CODES, start=1):
        rounds.row(made, code, number, baseline_cell="C1", level1="生态保护")
    rounds.opened(made)
    return made


@contextmanager
def browsing(server: LiveServer, *, width: int = 1366, height: int = 768) -> Iterator[Page]:
    """A page of nobody yet; a failed request is expected where the test makes it, nothing else may be complained of."""
    said: list[str] = []
    with browser().new_context(
        base_url=server.url, viewport={"width": width, "height": height}, locale="zh-CN"
    ) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
    assert [line for line in said if "Failed to load resource" not in line] == []


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(f"{user.username}-Passw0rd")
    page.get_by_role("button", name="登录").click()


@contextmanager
def grid_of(server: LiveServer, of: rounds.Cast, *, width: int = 1366, height: int = 768) -> Iterator[Page]:
    with browsing(server, width=width, height=height) as page:
        page.goto(address(of))
        sign_in(page, of.clerk)
        page.locator("#grid").wait_for()
        # The scripts are there; a test of what is typed before that holds them back itself.
        page.wait_for_load_state("domcontentloaded")
        yield page


def address(of: rounds.Cast) -> str:
    return reverse("entry-grid", args=[2024, of.county.code])


def cell(page: Page, number: int, field: str = "text") -> Locator:
    return page.locator(f"#grid tr[data-entry] >> nth={number - 1} >> input[data-field={field}]")


def row(page: Page, number: int) -> Locator:
    return page.locator("#grid tr[data-entry]").nth(number - 1)


def paste(page: Page, text: str) -> None:
    """What the browser does when Ctrl+V brings `text` from another program."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def agreeing(page: Page) -> list[Dialog]:
    """Say yes to every question that the browser asks; the questions."""
    asked: list[Dialog] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.accept()

    page.on("dialog", agree)
    return asked


def all_saved(page: Page) -> None:
    expect(page.locator("#saving")).to_contain_text("● 全部已保存")
    expect(page.locator(".save.busy")).to_have_count(0)


def stored(number: int) -> Entry:
    """Beside the browser the connection is another one: the scope is entered anew."""
    with within(CITY):
        return Entry.objects.get(indicator__code=f"row-{number}")


def typed_elsewhere(number: int, text: str, of: rounds.Cast) -> None:
    with within(CITY):
        rounds.typed(stored(number), text, of.clerk)


def submitted_elsewhere(number: int, of: rounds.Cast) -> None:
    with within(CITY):
        submit([stored(number).pk], by=of.clerk)


def left(page: Page) -> list[str]:
    """What this tab keeps of unsaved cells."""
    keys: list[str] = page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('entries:'))")
    return keys


def texts() -> list[str]:
    return [stored(number).text for number in range(1, 7)]
