"""Fixtures that every test may use: the database as the application role sees it, and real servers.

The owner creates and migrates the test database; tests read and write as the application role, in the scope of
the city unless they say otherwise. What a test of transactions (`transaction=True`, live_server) leaves is deleted
(`tests.emptying`).
"""

import faulthandler
import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests import spreading
from tests.sampling import WHOLE

# How long one example takes depends on the machine's other work; speed is measured in bench/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

if TYPE_CHECKING:
    from django.test import Client

    from tests.browser.instance import Instance
    from tests.workers import Workers

TEARDOWN_SECONDS = 120
COLLECTING_SECONDS = 10
"""Of the processor; the first file loads Django, the first run compiles."""
STDERR = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the real stderr: what a test prints goes elsewhere."""
    config.stash[STDERR] = os.dup(2)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Let whole files go to one process, the longest first."""
    return spreading.ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `whole`, unless all is asked for or its file by name; sort for several processes."""
    spreading.refuse_strangers(items)
    if not WHOLE and config.args_source is not pytest.Config.ArgsSource.ARGS:
        left = [item for item in items if item.get_closest_marker("whole")]
        items[:] = [item for item in items if not item.get_closest_marker("whole")]
        config.hook.pytest_deselected(items=left)
    spreading.sort(items)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Refuse a file that works while it is collected: every process of every run collects every file."""
    begun = time.process_time()
    report = yield
    spent = time.process_time() - begun
    if isinstance(collector, pytest.Module) and spent > COLLECTING_SECONDS and report.passed:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} took {spent:.0f} s to collect: make in tests what they need"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """End the process, with all stacks, where fixtures cannot be undone.

    pytest-timeout has then done what it can: it gives one signal per test. pytest's own watch ends with the first
    failure.
    """
    faulthandler.dump_traceback_later(TEARDOWN_SECONDS, file=item.config.stash[STDERR], exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database once per run, and drop it at the end."""
    from django.test import TransactionTestCase

    from tests.databases import migrated_database
    from tests.emptying import empty

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(TransactionTestCase, "_fixture_teardown", empty)
        with django_db_blocker.unblock(), migrated_database(worker):
            yield


@pytest.fixture(autouse=True)
def city_scope(request: pytest.FixtureRequest, _django_db_marker: None) -> Iterator[None]:
    """What a test writes and reads by itself, it does in the scope of the city; pages and Jobs enter their own."""
    if not _uses_database(request):
        yield
        return
    from tests.databases import city_in_session

    with city_in_session():
        yield


@pytest.fixture(autouse=True)
def no_heads() -> None:
    """No test finds the heads of another's chain: the database is emptied, the file beside it is not."""
    from django.conf import settings as django_settings

    Path(django_settings.CHAIN_HEADS).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def once_per_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of a module: what a module's fixture loads in it, each test sees.

    Every test's own transaction is a savepoint in it, so that none changes what the next one finds. Reference data
    take 0.8 s to load and a plan 1 s: a third of the suite's time, when each test loaded its own. Not for tests of
    transactions, nor where two tests must not share one `now()`.
    """
    from django.db import transaction

    from custody.scope import CITY, enter

    with django_db_blocker.unblock(), transaction.atomic():
        enter(CITY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(client: "Client") -> "Client":
    """The browser of a reviewer of the city."""
    from tests.reference import reviewer

    client.force_login(reviewer())
    return client


def _uses_database(request: pytest.FixtureRequest) -> bool:
    fixtures: set[str] = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    for name in sorted(fixtures):
        request.getfixturevalue(name)
    marked: Any = request.node.get_closest_marker("django_db")
    return bool(fixtures) or marked is not None


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Instance"]:
    """The whole application as a user starts it, with demonstration data; its files are in one process's hands."""
    from tests.browser.instance import running

    with running(tmp_path_factory.mktemp("instance")) as found:
        yield found


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator["Workers"]:
    """Real Celery workers on the test database: `workers.start("module.with.tasks")`, `workers.kill()`."""
    from tests.workers import Workers

    made = Workers(tmp_path)
    yield made
    made.stop()
