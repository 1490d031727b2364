"""The browser libraries come from the lock; without them the application starts all the same."""

import io
import json
import os
import stat
from pathlib import Path

import pytest

from launcher.assets import LOADED, ensure_assets
from launcher.paths import Paths
from launcher.telling import Teller

NODE = """#!/bin/sh
echo v24.0.0
"""
NPM = """#!/bin/sh
echo "$@" >> "$TMPDIR/calls"
test -e "$TMPDIR/broken" && { echo "npm error network" >&2; exit 1; }
for file in FILES; do mkdir -p "$(dirname "$file")"; echo library > "$file"; done
"""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A clone whose npm is a stand-in that writes the files, or fails while `broken` exists."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, script in (("npm", NPM.replace("FILES", " ".join(LOADED.values()))), ("node", NODE)):
        (tools / name).write_text(script)
        (tools / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": {}}))
    (tmp_path / ".npmrc").write_text("")
    return Paths(tmp_path, tmp_path / ".local", tmp_path / ".local" / "venv")


def calls(paths: Paths) -> int:
    return len((paths.root / "calls").read_text().splitlines())


def test_only_the_files_that_pages_load_are_kept_and_npm_is_asked_once(paths: Paths) -> None:
    for _start in range(2):
        ensure_assets(paths, Teller(io.StringIO()))

    assert sorted(file.name for file in (paths.assets / "vendor").iterdir()) == sorted(LOADED)
    assert not (paths.assets / "node_modules").exists()
    assert calls(paths) == 1


def test_another_lock_is_installed_anew(paths: Paths) -> None:
    ensure_assets(paths, Teller(io.StringIO()))
    (paths.root / "package-lock.json").write_text(json.dumps({"packages": {"other": {}}}))

    ensure_assets(paths, Teller(io.StringIO()))

    assert calls(paths) == 2


def test_a_start_without_npms_registry_goes_on_without_charts_and_tries_again(paths: Paths) -> None:
    said = io.StringIO()
    (paths.root / "broken").touch()

    ensure_assets(paths, Teller(said))
    assert "网页图表暂缺，数据与表格不受影响" in said.getvalue()
    assert "npm error network" in said.getvalue()
    assert (paths.assets / "vendor" / "echarts.min.js").read_text() == ""

    (paths.root / "broken").unlink()
    ensure_assets(paths, Teller(said))
    assert (paths.assets / "vendor" / "echarts.min.js").read_text() == "library\n"
