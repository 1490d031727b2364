"""One browser per file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.instance import Instance
from tests.browser.people import Office


# One file long: a second Playwright in the same thread is refused, and other files bring their own.
@pytest.fixture(scope="module")
def office(instance: Instance) -> Iterator[Office]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Office(browser, instance)
        browser.close()
