"""Which process takes which tests: a file is one process's alone, and the longest files come first.

xdist by itself begins with the files of the most tests, so that a story of half a minute that is one test starts when
everything else is over.
"""

import os
from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadFileScheduling

INSTANCE = "one ./run up"
SHARING = (
    "tests/browser/test_pages.py",
    "tests/browser/test_main_job.py",
    "tests/launcher/test_outages.py",
    "tests/faults/test_crashes.py",
)
"""They use the fixture `instance`: its start takes longer than most of them, so one process has them all."""
LONGEST_FIRST = (
    INSTANCE,
    "tests/hostile/test_readers.py",
    "tests/test_adding_a_table.py",
    "tests/browser/test_year_story.py",
    "tests/launcher/test_life.py",
    "tests/browser/test_grid_at_random.py",
    "tests/reporting/test_races.py",
    "tests/hostile/test_fuzz.py",
    "tests/faults/test_worker_kills.py",
    "tests/planning/test_office.py",
    "tests/custody/keeping/test_restore.py",
    "tests/browser/test_grid_typing.py",
    "tests/browser/test_grid.py",
    "tests/launcher/test_keeping.py",
    "tests/planning/test_past_pages.py",
    "tests/planning/test_isolation.py",
    "tests/planning/test_addresses.py",
    "tests/planning/test_dead_ends.py",
    "tests/browser/test_review.py",
    "tests/browser/test_accounts.py",
    "tests/browser/test_many_counties.py",
    "tests/custody/test_verifying.py",
    "tests/browser/test_row_page.py",
    "tests/browser/test_figures.py",
    "tests/launcher/test_postgres.py",
    "tests/jobs/test_worker_process.py",
)
"""By the seconds that they take; a file that is missing here is only begun later."""


class ByFile(LoadFileScheduling):  # type: ignore[misc] # pytest-xdist has no types
    """As `--dist loadfile`, but what shares the instance goes to one process, and the files come as they are sorted."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(nodeid: str) -> str:
    """Return what one process takes as a whole."""
    file = nodeid.partition("::")[0]
    return INSTANCE if file in SHARING else file


def refuse_strangers(items: Sequence[pytest.Item]) -> None:
    """Raise UsageError where a file would start a second instance in the other process."""
    for item in items:
        if "instance" in getattr(item, "fixturenames", ()) and unit_of(item.nodeid) != INSTANCE:
            raise pytest.UsageError(f"{item.nodeid} uses the instance: name its file in tests/spreading.py")


def sort(items: list[pytest.Item]) -> None:
    """Put the longest files first where several processes share the work; else leave the order that reads well."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: _place(unit_of(item.nodeid)))


def _place(unit: str) -> int:
    return LONGEST_FIRST.index(unit) if unit in LONGEST_FIRST else len(LONGEST_FIRST)
