"""Children pass through, and are waited for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from launcher.processes import Program, run_quietly, run_through, start, stop, tail, until
from launcher.telling import Refused, to_stderr

ROOT = Path(__file__).resolve().parents[2]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
FAMILY = "import subprocess, time; subprocess.Popen(['sleep', '61']); print('up', flush=True); time.sleep(60)"


def python(code: str, **changes: Any) -> Program:
    return Program("child", [sys.executable, "-c", code], os.environ, **changes)


def test_the_exit_code_and_the_streams_of_a_command_pass_through() -> None:
    code = "import sys; print(sys.stdin.read().upper(), end=''); print('aside', file=sys.stderr); sys.exit(7)"
    outer = (
        "import os, sys; from launcher.processes import run_through;"
        f"sys.exit(run_through([sys.executable, '-c', {code!r}], env=os.environ))"
    )

    done = subprocess.run(
        [sys.executable, "-c", outer],
        cwd=ROOT,
        input="abc",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (7, "ABC", "aside\n")


def test_a_command_ended_by_a_signal_gives_the_shells_code() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"

    assert run_through([sys.executable, "-c", code], env=os.environ) == 128 + signal.SIGKILL


def test_a_child_deaf_to_the_signal_is_killed_after_its_patience(tmp_path: Path) -> None:
    program = python(DEAF, patience=0.3)
    process = start(program, tmp_path / "log", tmp_path)
    assert until(lambda: "up" in tail(tmp_path / "log"), 10)

    began = time.monotonic()
    stop(program, process)

    assert process.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 5


def test_stopping_a_child_ends_its_own_children_too(tmp_path: Path) -> None:
    program = python(FAMILY)
    process = start(program, tmp_path / "log", tmp_path)
    assert until(lambda: "up" in tail(tmp_path / "log"), 10)

    stop(program, process)

    assert until(lambda: not members(process.pid), 5)


def test_the_instance_of_a_killed_test_ends_with_it(tmp_path: Path) -> None:
    test = (
        "import time; from pathlib import Path; from launcher import processes;"
        "from tests.browser.instance import ROOT, free_port, up;"
        f"folder = Path({str(tmp_path)!r});"
        "print(processes.start(up(folder / 'state', free_port()), folder / 'up.log', ROOT).pid, flush=True);"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", test], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        instance = int(killed.stdout.readline())
        assert until(lambda: len(members(instance)) > 0, 10)
        # Stopped it would not hear a gentler signal.
        os.kill(instance, signal.SIGSTOP)
        killed.kill()
    try:
        assert until(lambda: not members(instance), 10)
    finally:
        for left in members(instance):
            os.kill(left, signal.SIGKILL)


def members(group: int) -> list[int]:
    """Return the living processes of a group; a dead one that nobody waited for does not live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, its_group = (folder / "stat").read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(folder.name))
    return found


def test_a_failed_step_shows_the_end_of_its_output(tmp_path: Path) -> None:
    code = "import sys; print('the reason'); sys.exit(3)"

    with pytest.raises(Refused, match=r"“安装”失败（退出码 3）[\s\S]*the reason"):
        run_quietly(
            to_stderr(),
            "安装",
            [sys.executable, "-c", code],
            log=tmp_path / "log",
            env=os.environ,
            cwd=tmp_path,
        )
