"""One browser per file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import started
from tests.browser.instance import Instance
from tests.browser.people import Office


@pytest.fixture(scope="module", autouse=True)
def chromium() -> Iterator[Browser]:
    """One for all tests of a file: starting one for each took a second and more."""
    with pytest.MonkeyPatch.context() as environment, started() as browser:
        # Playwright's own loop runs in this thread; the ORM is used between its calls, never inside.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.fixture(scope="module")
def office(instance: Instance, chromium: Browser) -> Office:
    return Office(chromium, instance)
