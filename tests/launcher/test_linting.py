"""The linter of the rooms' scripts: what is newer than Chromium 86, or was left behind by it, fails the check."""

import io
import shutil
from pathlib import Path

import pytest

from launcher.linting import CONFIGURATION, lint
from launcher.node import LOCKS
from launcher.paths import Paths, of_clone
from launcher.telling import Teller

pytestmark = pytest.mark.slow


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A clone with one room; the linter is the one that `./run check` has installed, or installs now."""
    own = of_clone()
    for name in (*LOCKS, CONFIGURATION):
        shutil.copyfile(own.root / name, tmp_path / name)
    (tmp_path / "room/static/room").mkdir(parents=True)
    (tmp_path / "room/__init__.py").touch()
    return Paths(tmp_path, own.state, own.venv)


def write(paths: Paths, script: str) -> None:
    (paths.root / "room/static/room/page.js").write_text(script)


def test_a_script_as_we_write_them_passes(paths: Paths) -> None:
    write(paths, 'const page = document.getElementById("page");\npage.focus();\n')
    assert lint(paths, Teller(io.StringIO())) == 0


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("var page = 1;\nwindow.alert(page);", "no-var"),
        ("let page = 1;\nwindow.alert(page);", "prefer-const"),
        ("window.alert(Grid);", "no-undef"),
        ("const page = 1;", "no-unused-vars"),
        ("if (window.name == 1) window.alert(1);", "eqeqeq"),
        ("let page = window.name;\npage ||= 1;\nwindow.alert(page);", "Parsing error"),
        ("await window.fetch('/');", "Parsing error"),
        ("class Page { #name = 1; }", "Parsing error"),
    ],
)
def test_a_fault_fails_the_check(
    paths: Paths, script: str, rule: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write(paths, script)
    assert lint(paths, Teller(io.StringIO())) == 1
    assert rule in capfd.readouterr().out
