"""One instance per process of the test run, one browser per file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.instance import Instance, running
from tests.browser.people import Office


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(tmp_path_factory.mktemp("instance")) as found:
        yield found


# One file long: a second Playwright in the same thread is refused, and other files bring their own.
@pytest.fixture(scope="module")
def office(instance: Instance) -> Iterator[Office]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Office(browser, instance)
        browser.close()
