"""The clerk on the way from a cell to its evidence: the form in sight, and then what was done."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import needs_chromium, signed_in
from tests.browser.entering import six_cells
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]
LETTER: FilePayload = {"name": "函.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}


@pytest.fixture
def of() -> rounds.Cast:
    return six_cells()


@pytest.fixture
def page(live_server: LiveServer, of: rounds.Cast) -> Iterator[Page]:
    with signed_in(live_server.url, of.clerk) as page:
        page.set_viewport_size({"width": 1366, "height": 500})
        page.goto(f"{live_server.url}/reporting/2024/990001/")
        yield page


def test_the_form_and_what_was_done_are_in_sight(page: Page, of: rounds.Cast) -> None:
    last = page.locator(".c-evidence a").last
    last.click()
    expect(page.get_by_label("上传新的材料")).to_be_in_viewport()
    chosen = page.locator("input[name=entries]:checked")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_in_viewport()
    page.get_by_label("上传新的材料").set_input_files(LETTER)
    page.get_by_role("button", name="附上这份材料").click()
    expect(page.get_by_text("已为 1 项附上“函.pdf”")).to_be_in_viewport()
    page.get_by_text("撤下", exact=True).first.click()
    page.get_by_label("撤下“函.pdf”的理由").fill("附错")
    page.get_by_role("button", name="撤下").click()
    expect(page.get_by_text("已撤下“函.pdf”；记录保留")).to_be_in_viewport()
