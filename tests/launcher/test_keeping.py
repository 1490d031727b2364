"""`./run backup` and `./run restore`, as an operator types them: a clone of its own, from nothing and back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.instance import Holder, Instance
from launcher.keeping import restore
from launcher.processes import until
from launcher.telling import Refused

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "tests" / "releases" / "0.2.0.tar"
OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PLANNING_ACCOUNTS_FILE")
"""What `./run test` sets for us and must not reach the clone's own servers."""


def environment(state: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    return {**kept, "PLANNING_STATE": str(state), "PLANNING_VENV": sys.prefix}


def run(state: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "run"), *arguments],
        cwd=cwd,
        env=environment(state),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def digests(said: str) -> dict[str, str]:
    """Return table → digest from what `./run manage digest` prints."""
    return {line.split()[2]: line.split()[0] for line in said.splitlines()}


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A state folder that did not exist, filled from the first release's backup; with what was said."""
    state = tmp_path_factory.mktemp("keeping") / "规划 台账" / "state"
    done = run(state, "restore", str(RELEASE))
    assert done.returncode == 0, done.stdout + done.stderr
    yield state, done.stdout
    shutil.rmtree(state)


@pytest.mark.slow
@pytest.mark.whole
def test_an_empty_folder_becomes_the_ledger_and_backs_up_to_the_same_again(
    restored: tuple[Path, str], tmp_path: Path
) -> None:
    state, said = restored
    assert "每张表、每个文件的校验值都与备份一致" in said
    before = digests(run(state, "manage", "digest").stdout)

    made = run(state, "backup", "here.tar", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    again = tmp_path / "again" / "state"
    assert run(again, "restore", str(tmp_path / "here.tar")).returncode == 0

    after = digests(run(again, "manage", "digest").stdout)
    for found in (before, after):
        assert len(found) > 40
        # The second restore is on record too.
        del found["accounts_act"], found["合计"]
    assert after == before
    uploads = [
        {
            file.relative_to(each): file.read_bytes()
            for file in (each / "uploads").rglob("*")
            if file.is_file()
        }
        for each in (state, again)
    ]
    assert len(uploads[0]) == 7
    assert uploads[0] == uploads[1]
    assert not (again / "accounts.txt").exists()


@pytest.mark.slow
@pytest.mark.whole
def test_a_ledger_is_not_overwritten_by_mistake(restored: tuple[Path, str]) -> None:
    state, _said = restored

    refused = run(state, "restore", str(RELEASE))

    assert refused.returncode == 1
    assert "这里已经有数据，未作任何改动" in refused.stderr


@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_backup_leaves_no_file_and_no_server(
    restored: tuple[Path, str], tmp_path: Path, number: signal.Signals
) -> None:
    state, _said = restored
    command = [str(ROOT / "run"), "backup", str(tmp_path / "b.tar")]
    process = subprocess.Popen(
        command, env=environment(state), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert until(lambda: any(tmp_path.iterdir()), 60, pause=0.005), "it had not begun to write"
    process.send_signal(number)
    _said, complaint = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "已中断，没有写成备份，也没有留下不完整的文件。" in complaint
    assert "Traceback" not in complaint
    assert list(tmp_path.iterdir()) == []
    assert Instance(state).holder() is None


def test_a_damaged_file_is_refused_before_a_server_is_started(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(RELEASE.read_bytes()[:-1])

    refused = run(tmp_path / "state", "restore", str(damaged))

    assert refused.returncode == 1
    assert "备份文件已损坏或不完整，未改动任何数据" in refused.stderr
    assert not (tmp_path / "state" / "postgres").exists()
    assert not (tmp_path / "state" / "uploads").exists()


def test_a_running_instance_is_not_restored_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNING_STATE", str(tmp_path))
    monkeypatch.setenv("PLANNING_VENV", sys.prefix)
    instance = Instance(tmp_path)
    with instance.held():
        instance.describe(Holder(4711, "up", "http://127.0.0.1:8000"))
        began = time.monotonic()

        with pytest.raises(Refused, match=r"实例正在运行（进程 4711），未改动任何数据。请先执行 \./run down"):
            restore(str(RELEASE), at=None, replace=True)
    assert time.monotonic() - began < 10
