"""The supervisor restarts what dies, and nothing of it outlives it."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher import supervisor as supervisor_module
from launcher.processes import Program, tail, until
from launcher.supervisor import Supervisor, supervising
from launcher.telling import Teller

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
SUPERVISING = """
import os, sys
from pathlib import Path
from launcher.processes import Program
from launcher.supervisor import Stopped, supervising
from launcher.telling import to_stdout
folder = Path(sys.argv[1])
try:
    with supervising(folder, folder, to_stdout(), aloud=True) as supervisor:
        for name in ("first", "second"):
            child = supervisor.add(Program(name, [sys.executable, "-c", "import time; time.sleep(60)"], os.environ))
            print(child.process.pid, flush=True)
        supervisor.watch()
except Stopped:
    print("ended in order", flush=True)
"""


def alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def supervised(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    command = [sys.executable, "-c", SUPERVISING, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, [int(process.stdout.readline()) for _child in range(2)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_child_in_order(tmp_path: Path, number: signal.Signals) -> None:
    process, children = supervised(tmp_path)

    process.send_signal(number)
    output, _nothing = process.communicate(timeout=20)

    assert "ended in order" in output
    assert not any(map(alive, children))


def test_even_a_killed_supervisor_leaves_nothing(tmp_path: Path) -> None:
    process, children = supervised(tmp_path)
    assert all(map(alive, children))

    process.kill()
    process.communicate(timeout=20)

    assert until(lambda: not any(map(alive, children)), 10)


def test_a_dead_child_is_reported_and_started_again_later_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor_module, "BACK_OFF", (0.2, 0.6))
    said = io.StringIO()
    with supervising(tmp_path, tmp_path, Teller(said)) as supervisor:
        child = supervisor.add(Program("frail", SLEEPER, os.environ))
        pauses = [time_to_return(supervisor, child.process.pid) for _death in range(3)]

    assert pauses[0] < pauses[1]
    assert abs(pauses[1] - pauses[2]) < 0.4
    assert said.getvalue().count("frail 意外退出（-9）") == 3
    assert "frail 已重新启动（第 3 次）" in said.getvalue()


def time_to_return(supervisor: Supervisor, pid: int) -> float:
    child = supervisor.children[0]
    os.kill(child.process.pid, signal.SIGKILL)
    began = time.monotonic()
    supervisor.watch(lambda: child.process.pid != pid and child.again_at is None)
    return time.monotonic() - began


def test_a_child_that_ran_steadily_starts_again_with_the_first_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor_module, "BACK_OFF", (0.1, 60.0))
    monkeypatch.setattr(supervisor_module, "STEADY_SECONDS", 0.3)
    with supervising(tmp_path, tmp_path, Teller(io.StringIO())) as supervisor:
        child = supervisor.add(Program("steady", SLEEPER, os.environ))
        for _death in range(2):
            time.sleep(0.4)
            assert time_to_return(supervisor, child.process.pid) < 5


def test_a_long_log_is_turned_over_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor_module, "LOG_LIMIT", 10)
    (tmp_path / "talker.log").write_text("yesterday's long log")
    with supervising(tmp_path, tmp_path, Teller(io.StringIO())) as supervisor:
        supervisor.add(Program("talker", SLEEPER, os.environ))
        assert until(lambda: "up" in tail(tmp_path / "talker.log"), 10)

    assert (tmp_path / "talker.log.1").read_text() == "yesterday's long log"
