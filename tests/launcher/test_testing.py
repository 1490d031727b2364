"""The throw-away folder of a test run is gone afterwards, whatever ended the run."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.testing import PREFIX, TESTS, YOUNG_SECONDS, data_folder, spread, throw_away_folder


@pytest.fixture(autouse=True)
def temp(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as name:
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)


def test_the_folder_goes_with_the_block_even_when_it_fails(temp: Path) -> None:
    def interrupted() -> None:
        with throw_away_folder() as folder:
            assert folder.stat().st_mode & 0o777 == 0o700
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(temp.iterdir()) == []


def test_what_a_killed_run_left_is_swept_away_and_a_living_run_is_not(temp: Path) -> None:
    left = temp / f"{PREFIX}left"
    left.mkdir()
    an_hour_ago = time.time() - YOUNG_SECONDS - 3600
    with throw_away_folder() as living:
        for folder in (left, living):
            os.utime(folder, (an_hour_ago, an_hour_ago))
        with throw_away_folder() as another:
            assert sorted(temp.iterdir()) == sorted([living, another])


def test_a_folder_made_this_moment_is_left_alone(temp: Path) -> None:
    fresh = temp / f"{PREFIX}fresh"
    fresh.mkdir()

    with throw_away_folder():
        assert fresh.exists()


def test_the_database_folder_is_kept_for_the_next_run(temp: Path) -> None:
    with data_folder(temp, temp / "thrown away") as first:
        first.mkdir()
    with data_folder(temp, temp / "thrown away") as second:
        assert second == first
        assert second.exists()


def test_a_second_run_at_the_same_time_gets_a_database_folder_of_its_own(temp: Path) -> None:
    with data_folder(temp, temp / "one") as first, data_folder(temp, temp / "two") as second:
        assert temp / "two" in second.parents
        assert first != second


@pytest.mark.parametrize(
    ("arguments", "spread_out"),
    [
        ([], True),
        (["-q", "-m", "not browser"], True),
        (["-k", "jobs"], True),
        ([f"{TESTS}/jobs", "-q"], False),
        ([f"{TESTS}/jobs/test_views.py::test_x"], False),
        (["-n", "0"], False),
        (["-n4"], False),
        (["--pdb"], False),
    ],
)
def test_the_whole_suite_runs_on_two_processes_and_a_part_on_one(
    arguments: list[str], spread_out: bool
) -> None:
    assert spread(arguments) == (["-n", "2"] if spread_out else [])


def test_every_file_that_is_to_come_first_is_there() -> None:
    from tests.spreading import INSTANCE, LONGEST_FIRST, SHARING

    named = {*LONGEST_FIRST, *SHARING} - {INSTANCE}
    assert [name for name in sorted(named) if not (TESTS.parent / name).exists()] == []
