"""One instance per clone: the kernel's lock decides, a file left behind does not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from launcher.instance import Holder, Instance

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from launcher.instance import Holder, Instance
instance = Instance(Path(sys.argv[1]))
with instance.held() as ours:
    instance.describe(Holder(1234, "up", "http://127.0.0.1:8000", {"database": "postgres://somewhere/planning"}))
    print("held" if ours else "busy", flush=True)
    time.sleep(60)
"""


def holding(state: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(state)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str], number: signal.Signals) -> None:
    process.send_signal(number)
    process.communicate(timeout=20)


def test_a_clone_is_held_by_one_process_that_tells_what_it_is(tmp_path: Path) -> None:
    first = holding(tmp_path)
    try:
        with Instance(tmp_path).held() as ours:
            assert not ours
        holder = Instance(tmp_path).holder()
        assert holder
        assert (holder.pid, holder.command, holder.address) == (1234, "up", "http://127.0.0.1:8000")
    finally:
        end(first, signal.SIGTERM)


def test_a_killed_holder_frees_the_clone_at_once_and_its_file_is_not_believed(tmp_path: Path) -> None:
    end(holding(tmp_path), signal.SIGKILL)

    assert (tmp_path / "instance.json").exists()
    assert Instance(tmp_path).holder() is None
    with Instance(tmp_path).held() as ours:
        assert ours


def test_looking_does_not_keep_another_from_starting(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    for _look in range(3):
        assert instance.holder() is None
    with instance.held() as ours:
        assert ours


def test_the_description_is_for_its_owner_only_and_goes_with_the_holder(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    with instance.held():
        instance.describe(Holder(os.getpid(), "up"))
        assert (tmp_path / "instance.json").stat().st_mode & 0o777 == 0o600

    assert not (tmp_path / "instance.json").exists()
