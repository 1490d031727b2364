"""The life of one real instance: a copy of this clone, under a path with spaces and Chinese characters."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from launcher.paths import socket_folder
from launcher.processes import before_exec, until

ROOT = Path(__file__).resolve().parents[2]
SERVERS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "PLANNING_STATE",
    "PLANNING_ACCOUNTS_FILE",
)
"""What `./run test` sets for us and must not reach the instance."""

COUNT_COUNTIES = """
from custody.scope import CITY, within
from counties.models import County
with within(CITY): print(County.objects.count())
"""

pytestmark = [pytest.mark.slow, pytest.mark.whole]


@dataclass
class Copy:
    """A copy of the clone that shares our virtual environment and nothing else."""

    root: Path
    port: int
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in SERVERS}
        return {**kept, "PORT": str(self.port), "PLANNING_VENV": sys.prefix}

    def run(
        self, *arguments: str, given: str = "", cwd: Path = Path("/")
    ) -> subprocess.CompletedProcess[str]:
        command = [str(self.root / "run"), *arguments]
        return subprocess.run(
            command,
            cwd=cwd,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def up(self) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as out:
            process = subprocess.Popen(
                [str(self.root / "run"), "up"],
                cwd="/",
                env=self.environment,
                stdout=out,
                stderr=out,
                preexec_fn=before_exec(signal.SIGKILL),  # noqa: PLW1509 - there is one thread
            )
        assert until(lambda: process.poll() is not None or "规划台账已启动" in self.said(), 120)
        assert process.poll() is None, self.said()
        return process

    def said(self) -> str:
        return self.log.read_text()

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def processes(self) -> dict[int, str]:
        """Return what runs in this copy or on its data: process number → command line."""
        found, sockets = {}, str(socket_folder(self.root / ".local"))
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                inside = (folder / "cwd").readlink().is_relative_to(self.root)
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if inside or str(self.root) in line or sockets in line:
                found[int(folder.name)] = line
        return found

    def named(self, part: str) -> int:
        """Return the process whose parent is the supervisor and whose command line has `part` in it."""
        children = [pid for pid, line in self.processes().items() if part in line]
        return min(children, key=lambda pid: (Path("/proc") / str(pid)).stat().st_ctime_ns)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    root = tmp_path_factory.mktemp("clone") / "规划 台账"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".local", "__pycache__", ".*_cache"))
    if (ROOT / ".local" / "assets").is_dir():
        shutil.copytree(ROOT / ".local" / "assets", root / ".local" / "assets")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Copy(root, port, root.parent / "up.log")
    yield made
    for pid in made.processes():
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def first_start(copy: Copy) -> Iterator[subprocess.Popen[bytes]]:
    process = copy.up()
    yield process
    process.terminate()
    process.wait(60)


def test_the_first_start_loads_everything_and_tells_where_it_is(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    assert f"http://127.0.0.1:{copy.port}/" in copy.said()
    assert copy.healthy()
    accounts = copy.root / ".local" / "accounts.txt"
    assert accounts.stat().st_mode & 0o777 == 0o600
    assert str(accounts) in copy.said()


def test_a_second_instance_is_refused_with_pid_and_address(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    refused = copy.run("up")

    assert refused.returncode == 1
    assert f"进程 {first_start.pid}，地址 http://127.0.0.1:{copy.port}" in refused.stderr
    assert copy.healthy()


def test_manage_uses_the_running_servers_and_leaves_stdout_to_the_command(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    code = "import os, sys; print(sys.stdin.read(), os.environ.get('PLANNING_RUN_JOBS_INLINE')); sys.exit(5)"

    done = copy.run("manage", "shell", "--no-imports", "-c", code, given="in")

    assert (done.returncode, done.stdout) == (5, "in None\n")
    assert copy.healthy()


# Celery calls itself by another name where setproctitle is installed, as a tool of the suite does.
@pytest.mark.parametrize("part", ["-A planning worker", "valkey-server", "bin/postgres -D"])
def test_a_killed_child_comes_back(copy: Copy, first_start: subprocess.Popen[bytes], part: str) -> None:
    assert until(lambda: any(part in line for line in copy.processes().values()), 20)
    before = copy.named(part)

    os.kill(before, signal.SIGKILL)

    assert until(lambda: before not in copy.processes() and copy.healthy(), 30, pause=0.5)
    assert until(lambda: any(part in line for line in copy.processes().values()), 20)
    assert "意外退出（-9）" in copy.said()


def test_even_a_killed_supervisor_leaves_no_process_and_the_next_start_is_warm(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    first_start.kill()
    first_start.wait(30)
    assert until(lambda: not copy.processes(), 30)

    began = time.monotonic()
    again = copy.up()
    seconds = time.monotonic() - began
    assert "装入" not in copy.said()
    assert "安装" not in copy.said()
    # The limit of the issue is 5 s on an idle machine; the suite may share it with other work.
    assert seconds < 15

    down = copy.run("down")
    assert down.returncode == 0, down.stderr
    assert again.wait(30) == 0
    assert not copy.processes()


def test_manage_starts_the_servers_for_itself_and_stops_them(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    code = "import os; print(os.environ['PLANNING_RUN_JOBS_INLINE'], os.getcwd())"

    done = copy.run("manage", "shell", "--no-imports", "-c", code, cwd=Path("/tmp"))

    assert (done.returncode, done.stdout) == (0, "1 /tmp\n"), done.stderr
    assert not copy.processes()


def test_manage_waits_for_an_instance_that_is_stopping(
    copy: Copy, first_start: subprocess.Popen[bytes]
) -> None:
    stopping = copy.up()
    stopping.terminate()
    assert until(lambda: "正在停止" in copy.said(), 10)

    done = copy.run("manage", "shell", "--no-imports", "-c", COUNT_COUNTIES)

    assert (done.returncode, done.stdout) == (0, "5\n"), done.stderr
    assert stopping.wait(30) == 0
    assert not copy.processes()
