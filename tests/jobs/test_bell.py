"""The bell: nobody waits for a broker that does not hear, and everybody is told."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import current_app

from jobs.bell import LOOK_SECONDS, Bell
from launcher.processes import until


@pytest.fixture
def deaf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A broker that takes connections and never says a word: worse than one that is gone."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        listening.listen(100)
        url = f"redis+socket://{tmp_path / 's'}?virtual_host=0"
        monkeypatch.setattr(current_app.conf, "broker_write_url", url)
        yield url


@pytest.fixture
def gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        current_app.conf, "broker_write_url", f"redis+socket://{tmp_path / 'x'}?virtual_host=0"
    )


def quickest(act: Callable[[], object]) -> float:
    """The best of five: whoever waits, waits each time; a busy machine is late by chance."""

    def seconds() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return min(seconds() for _ in range(5))


def ring_ten_times(bell: Bell) -> None:
    for number in range(10):
        bell.ring("tests.nothing", number)


def test_while_the_broker_hears_the_bell_is_rung_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rung = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: rung.append((task, args)))
    monkeypatch.setattr("jobs.bell.WAIT_SECONDS", 5.0)  # the first knock loads kombu's transport
    Bell().ring("tests.nothing", 7)
    assert rung == [("tests.nothing", [7])]


@pytest.mark.parametrize("state", ["gone", "deaf"])
def test_ten_bells_without_a_broker_take_no_more_than_a_tenth_of_a_second(
    request: pytest.FixtureRequest, state: str
) -> None:
    request.getfixturevalue(state)
    assert quickest(lambda: ring_ten_times(Bell())) <= 0.1
    bell = Bell()
    ring_ten_times(bell)
    assert until(lambda: not bell.is_heard(), 3)
    assert quickest(lambda: ring_ten_times(bell)) <= 0.1


@pytest.mark.parametrize("state", ["gone", "deaf"])
def test_a_page_learns_of_it_without_anybody_having_rung(request: pytest.FixtureRequest, state: str) -> None:
    request.getfixturevalue(state)
    assert quickest(lambda: Bell().is_heard()) <= 0.1
    bell = Bell()
    bell.is_heard()
    assert until(lambda: not bell.is_heard(), 3)


def test_when_the_broker_is_back_it_is_noticed(gone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    bell = Bell()
    assert until(lambda: not bell.is_heard(), 3)
    monkeypatch.undo()
    assert until(bell.is_heard, LOOK_SECONDS + 3)


def test_a_machine_that_is_busy_for_a_moment_is_no_broker_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jobs.bell._knock", lambda _app: time.sleep(0.3))
    bell = Bell()
    assert bell.is_heard()
    time.sleep(0.5)
    assert bell.is_heard()
