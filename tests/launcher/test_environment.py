"""The virtual environment is made once, filled whole or filled again, and never by two at once."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import environment
from launcher.environment import Lock, clean_environment, ensure
from launcher.interpreter import able
from launcher.paths import Paths
from launcher.telling import Refused, Teller


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A clone whose locks ask for nothing: a real environment without a download."""
    root = tmp_path / "规划 台账"
    root.mkdir()
    for lock in Lock:
        (root / lock).write_text("# nothing\n")
    return Paths(root, root / ".local", root / ".local" / "venv")


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.mark.whole
def test_an_environment_is_filled_once_and_then_left_alone(paths: Paths, said: io.StringIO) -> None:
    ensure(paths, Lock.RUN, Teller(said))
    assert "建立 Python 虚拟环境" in said.getvalue()
    said.truncate(0)

    ensure(paths, Lock.RUN, Teller(said))
    assert said.getvalue().strip("\0") == ""

    (paths.root / Lock.RUN).write_text("# another version of nothing\n")
    ensure(paths, Lock.RUN, Teller(said))
    assert "安装依赖（requirements.lock）" in said.getvalue()
    assert "建立" not in said.getvalue()

    # An installation that was interrupted is done again; an environment without pip is made anew.
    (paths.venv / "requirements.lock.sha256").unlink()
    shutil.rmtree(next(paths.venv.glob("lib/python3*/site-packages/pip")))
    ensure(paths, Lock.RUN, Teller(said))
    assert "建立 Python 虚拟环境" in said.getvalue()


def test_the_tools_include_the_application_and_a_failure_leaves_no_stamp(
    paths: Paths, said: io.StringIO
) -> None:
    ensure(paths, Lock.DEVELOPMENT, Teller(said))
    said.truncate(0)
    ensure(paths, Lock.RUN, Teller(said))
    assert said.getvalue().strip("\0") == ""

    (paths.root / Lock.RUN).write_text("not-a-package-without-a-hash==1.0\n")
    with pytest.raises(Refused, match=r"“安装依赖（requirements.lock）”失败"):
        ensure(paths, Lock.RUN, Teller(said))
    assert not (paths.venv / "requirements.lock.sha256").exists()


def test_variables_that_would_mislead_pip_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment.MISLEADING:
        monkeypatch.setenv(name, "elsewhere")

    assert not set(environment.MISLEADING) & set(clean_environment())


def test_a_python_that_can_make_environments_is_found() -> None:
    said = subprocess.run([able(), "-c", "import venv, ensurepip"], check=False, timeout=60)

    assert said.returncode == 0


def test_without_such_a_python_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("launcher.interpreter.NEEDS", "raise SystemExit(1)")

    with pytest.raises(Refused, match="python3-venv"):
        able()


def test_the_file_run_says_to_an_old_python_what_is_missing() -> None:
    root = Path(__file__).resolve().parents[2]
    source = (root / "run").read_text()
    pretend = source.replace("sys.version_info", "(3, 8, 0)").replace("shutil.which(newer)", "None")

    done = subprocess.run(
        [sys.executable, "-c", pretend, "up"], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert "需要 Python 3.11 或更新的版本（本机为 3.8）" in done.stderr
