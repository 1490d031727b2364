"""Fixtures that every test may use: the database as the application role sees it, and real servers.

The owner creates and migrates the test database; tests read and write as the application role. A test of
transactions (`transaction=True`, live_server) is cleaned by TRUNCATE, a right that only the test database gives.
"""

import os
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database once per run, and drop it at the end."""
    from tests.databases import migrated_database

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    with django_db_blocker.unblock(), migrated_database(worker):
        yield
