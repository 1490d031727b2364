"""Fixtures that every test may use: the database as the application role sees it, and real servers.

The owner creates and migrates the test database; tests read and write as the application role. A test of
transactions (`transaction=True`, live_server) is cleaned by TRUNCATE, a right that only the test database gives.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

# How long one example takes depends on the machine's other work; speed is measured in bench/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

if TYPE_CHECKING:
    from tests.workers import Workers


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database once per run, and drop it at the end."""
    from tests.databases import migrated_database

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    with django_db_blocker.unblock(), migrated_database(worker):
        yield


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Iterator["Workers"]:
    """Real Celery workers on the test database: `workers.start("module.with.tasks")`, `workers.kill()`."""
    from tests.workers import Workers

    made = Workers(tmp_path)
    yield made
    made.stop()
