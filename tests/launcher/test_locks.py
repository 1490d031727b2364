"""The locks: every version by hash, no registry's name, the tools' lock a superset of the application's."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")


def entries(name: str) -> dict[str, str]:
    """Return package → its pinned version and hashes, as one string."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {re.split(r"[=\[]", line, maxsplit=1)[0]: " ".join(line.split()) for line in lines}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_version_and_hash(name: str) -> None:
    for package, line in entries(name).items():
        assert re.match(rf"{re.escape(package)}==\S+ ", line), line
        assert "--hash=sha256:" in line, package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


def test_nor_does_npms_and_holds_every_package_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    packages.pop("")

    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    # Nothing is to be run to install it: `npm ci --ignore-scripts` has the whole of it.
    assert [name for name, package in packages.items() if package.get("hasInstallScript")] == []


def test_of_npms_only_what_pages_load_is_more_than_a_tool() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    packages.pop("")

    loaded = {
        name.removeprefix("node_modules/") for name, package in packages.items() if not package.get("dev")
    }
    assert loaded == {"echarts", "tslib", "zrender"}


def test_the_lock_of_the_tools_holds_the_very_versions_of_the_application() -> None:
    development = entries("requirements-dev.lock")

    for package, line in entries("requirements.lock").items():
        assert development.get(package) == line


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["embedded"]]
    tools = [*declared, *project["dependency-groups"]["dev"]]

    for requirements, lock in ((declared, "requirements.lock"), (tools, "requirements-dev.lock")):
        names = {normal(re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0]) for each in requirements}
        assert names <= {normal(package) for package in entries(lock)}


def test_every_dependency_says_in_one_line_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    stop = lines.index("[tool.ruff]")

    for number, line in enumerate(lines[:stop]):
        if re.match(r'\s+"[A-Za-z0-9]', line):
            assert lines[number - 1].strip().startswith("# "), line
