"""A file's reader may die, hang, swell or lie: the caller has a sentence, and the next file is read as ever."""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refusals import Refused
from sandbox import allowances, calling
from sandbox.allowances import MEGABYTE, Allowance
from sandbox.answers import unpacked
from sandbox.calling import ask, in_sandbox
from sandbox.deaths import Cause, StoppedError, noting
from tests.sandbox import dying
from tests.workbooks.making import book
from workbooks.problems import Problem, UnreadableWorkbookError
from workbooks.reading import Workbook, read_workbook


@pytest.fixture
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of processor time, three on the wall: the tests do not wait for more."""
    given = Allowance(1, 3.0, 200 * MEGABYTE, 64 * MEGABYTE)
    monkeypatch.setattr(allowances.Allowance, "of", classmethod(lambda _cls, _size: given))


def pid_of_server() -> int:
    in_sandbox(dying.length, b"")
    assert calling._current is not None
    return calling._current.process.pid


def children_of(pid: int) -> set[int]:
    return {int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def test_what_a_function_returns_or_refuses_comes_back() -> None:
    content = book([["指标", "2025年"], ["优良天数比例", 88]])
    assert in_sandbox(read_workbook, content, "甲.xlsx") == read_workbook(content, "甲.xlsx")
    assert in_sandbox(dying.problem, "甚么".encode(), cell="A1") == dying.problem("甚么".encode(), cell="A1")
    with pytest.raises(UnreadableWorkbookError, match="空的"):
        in_sandbox(dying.refuse, b"")
    with pytest.raises(Refused, match="不行"):
        in_sandbox(dying.stale, b"")


def test_a_long_file_arrives_whole() -> None:
    assert in_sandbox(dying.length, os.urandom(20 * MEGABYTE)) == 20 * MEGABYTE


@pytest.mark.usefixtures("_brief")
@pytest.mark.parametrize(
    ("function", "cause"),
    [
        (dying.turn_for_ever, Cause.TIME),
        (dying.sleep_for_ever, Cause.TIME),
        (dying.take_memory, Cause.MEMORY),
        (dying.take_memory_in_one, Cause.MEMORY),
        (dying.answer_at_length, Cause.MEMORY),
        (dying.abort, Cause.MEMORY),
        (dying.crash, Cause.FAULT),
        (dying.fail, Cause.FAULT),
        (dying.exit_at_once, Cause.MEMORY),
    ],
)
def test_what_ends_a_child_is_one_sentence_and_the_next_is_served(
    function: Callable[[bytes], Any], cause: Cause
) -> None:
    server, begun = pid_of_server(), time.monotonic()
    with noting() as deaths, pytest.raises(StoppedError) as stopped:
        in_sandbox(function, b"file")
    assert stopped.value.cause is cause
    assert str(stopped.value).count("。") == 1
    assert [death.cause for death in deaths] == [cause]
    assert time.monotonic() - begun < 8
    assert in_sandbox(dying.length, b"abc") == 3
    assert pid_of_server() == server
    assert not children_of(server), "no zombie, no child left"


def test_a_death_names_the_file_and_its_digest() -> None:
    with noting() as deaths, pytest.raises(StoppedError):
        in_sandbox(dying.fail, b"abc", "坏.xlsx")
    assert deaths[0].file_name == "坏.xlsx"
    assert deaths[0].sha256.startswith("ba7816bf8f01cfea")


def test_an_answer_that_would_run_code_is_not_taken() -> None:
    for function, named in ((dying.send_code, "system"), (dying.send_module_code, "length")):
        with pytest.raises(StoppedError) as stopped:
            in_sandbox(function, b"")
        assert stopped.value.cause is Cause.FAULT
        with pytest.raises(pickle.UnpicklingError, match=named):
            unpacked(ask(function, b"")[0])


def test_a_child_knows_no_secret_no_database_and_nobody_elses_sockets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")
    monkeypatch.setenv("PLANNING_SECRET_KEY", "geheim")
    calling.stop()
    assert not {"DATABASE_URL", "PLANNING_SECRET_KEY"} & set(in_sandbox(dying.environment, b""))
    assert not [
        each for each in in_sandbox(dying.modules, b"") if each.split(".")[0] in ("django", "psycopg2")
    ]
    sockets = [each for each in in_sandbox(dying.open_descriptors, b"") if each.startswith("socket:")]
    assert len(sockets) == 1, "its own request"


def test_temporary_files_go_with_their_child() -> None:
    left = Path(in_sandbox(dying.leave_a_file, b""))
    assert not left.exists()
    folder = left.parent.parent
    assert folder.name.startswith("planning-sandbox-")
    calling.stop()
    assert not folder.exists(), "and those of the server with the server"


def test_many_at_once_all_have_their_own_answers() -> None:
    found: dict[int, int] = {}

    def read(number: int) -> None:
        found[number] = in_sandbox(dying.length, bytes(number * 100_000))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: number * 100_000 for number in range(24)}


@pytest.mark.usefixtures("_brief")
def test_a_file_that_hangs_does_not_keep_others_waiting() -> None:
    in_sandbox(dying.length, b"")
    raised: list[Refused] = []

    def hang() -> None:
        try:
            in_sandbox(dying.sleep_for_ever, b"")
        except StoppedError as stopped:
            raised.append(stopped)

    hanging = threading.Thread(target=hang)
    hanging.start()
    time.sleep(0.2)
    begun = time.monotonic()
    assert in_sandbox(dying.length, b"abc") == 3
    assert time.monotonic() - begun < 2
    hanging.join()
    assert len(raised) == 1


def test_a_server_that_was_killed_is_replaced_without_a_word_or_a_trace() -> None:
    server = pid_of_server()
    folder = Path(in_sandbox(dying.leave_a_file, b"")).parent.parent
    os.kill(server, signal.SIGKILL)
    assert in_sandbox(dying.length, b"abc") == 3
    assert pid_of_server() != server
    assert not folder.exists(), "its files are swept by the next"


def test_a_server_that_is_killed_while_it_works_is_asked_again() -> None:
    server = pid_of_server()
    killing = threading.Timer(0.3, os.kill, (server, signal.SIGKILL))
    killing.start()
    assert isinstance(in_sandbox(slow_read), Workbook)
    killing.join()


def slow_read() -> Workbook:
    time.sleep(1.0)
    return Workbook("", "", ())


@pytest.fixture
def forked() -> Iterator[int]:
    """A fork of this process, as the web server's and the worker's are; it reads one file and waits."""
    in_sandbox(dying.length, b"")
    ready, telling = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(telling, b"%d" % in_sandbox(dying.length, b"four"))
            signal.pause()
        finally:
            os._exit(1)
    os.close(telling)
    assert os.read(ready, 10) == b"4"
    os.close(ready)
    yield pid
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_forks_share_a_server_and_it_ends_with_the_last_of_them(forked: int) -> None:
    server = calling._current
    assert server is not None
    calling.stop()
    assert server.process.poll() is None, "the fork still has it"
    os.kill(forked, signal.SIGKILL)
    server.process.wait(5)


def test_it_ends_with_its_process() -> None:
    script = "from sandbox.calling import *; start(); import os; print(calling()); os._exit(0)"
    script = script.replace("calling()", "__import__('sandbox.calling').calling._current.process.pid")
    import subprocess

    made = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=calling.ROOT)
    pid, until = int(made.stdout), time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_what_is_loaded_ahead_is_pure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"workbooks.opening", "workbooks.marking", "plans.reading"} <= set(calling._modules)
    calling.stop()
    loaded = set(in_sandbox(dying.modules, b""))
    assert set(calling._modules) <= loaded
    assert not [each for each in loaded if each.split(".")[0] in ("django", "celery", "psycopg2")]


def test_a_problem_is_the_same_after_the_crossing() -> None:
    assert isinstance(in_sandbox(dying.problem, b"x", cell="B2"), Problem)
