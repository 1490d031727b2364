"""Whether the judge's tests notice a change of the judge: `./run bench mutation`, or `python -m bench.mutation`.

mutmut makes thousands of small changes (a sign turned round, a word replaced, a condition made true); a seeded sample of
them is tried, each against the tests of `tests/attainment` that run the changed function. A change that no test notices
has survived and is shown. The limit: 95 of 100 are noticed.
"""

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED, NUMBER, LEAST = 20260101, 200, 0.95
COPIED = ("attainment", "tests/attainment", "fixtures/cases")
NOTICED = {"killed", "timeout", "segfault", "suspicious"}
AT_IMPORT = (
    "attainment.classes.x__any_of__*",
    "attainment.phrases.x__operators__*",
    "attainment.units.x__variants__*",
    "attainment.units.x__vocabulary__*",
)
"""They run while the module is imported, before a change is switched on: nothing can be said about them."""
FIRST = "attainment.readings.x_printed_decimals__mutmut_1"
"""Any one: asked for it, mutmut makes all changes and finds out which tests run which function."""
SETTINGS = """
[tool.mutmut]
source_paths = ["attainment"]
also_copy = ["fixtures"]
timeout_multiplier = 2.0
pytest_add_cli_args_test_selection = ["tests/attainment"]
pytest_add_cli_args = [
    "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "--import-mode=importlib",
    # They read the sources of the whole house, or ask that the judge imports nothing, as a changed one must.
    "--ignore=tests/attainment/test_one_voice.py",
    "--deselect=tests/attainment/test_main.py::test_the_judge_needs_nothing_but_the_standard_library",
]
[tool.pytest.ini_options]
pythonpath = ["."]
# Named again by its escaped name a test would not be found a second time in one process.
disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true
"""
CONFTEST = """
import sys
from hypothesis import settings

settings.register_profile("mutation", deadline=None, derandomize=True, database=None)
settings.load_profile("mutation")

def pytest_sessionstart():
    # What an unchanged judge has remembered is no answer of a changed one.
    for name, module in list(sys.modules.items()):
        if name.startswith("attainment"):
            for value in vars(module).values():
                getattr(value, "cache_clear", int)()
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the sample; 0 if enough of it is noticed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--number", type=int, default=NUMBER)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with laboratory() as folder:
        mutmut(folder, "run", FIRST)
        names = [name for name in results(folder) if not any(fnmatch(name, each) for each in AT_IMPORT)]
        chosen = random.Random(asked.seed).sample(sorted(names), min(asked.number, len(names)))
        mutmut(folder, "run", *chosen)
        found = results(folder)
        survivors = sorted(name for name in chosen if found[name] not in NOTICED)
        for name in survivors:
            print(f"\n{name}: {found[name]}\n{changed_lines(mutmut(folder, 'show', name))}")
    share = 1 - len(survivors) / len(chosen)
    seconds = time.monotonic() - began
    print(
        f"\n{len(chosen)} of {len(names)} changes (seed {asked.seed}): {share:.1%} noticed,"
        f" {len(survivors)} survived; limit {LEAST:.0%}, ratio {share / LEAST:.2f}; {seconds:.0f} s"
    )
    return 0 if share >= LEAST else 1


@contextlib.contextmanager
def laboratory() -> Iterator[Path]:
    """A folder with the judge and its tests alone: no framework, no database."""
    with tempfile.TemporaryDirectory(prefix="planning-mutation-") as name:
        folder = Path(name)
        for part in COPIED:
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "pyproject.toml").write_text(SETTINGS)
        (folder / "tests" / "conftest.py").write_text(CONFTEST)
        yield folder


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut says; raises with its words where it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTEST"))}
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**kept, "PYTHONPATH": ""}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{done.stdout[-4000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def results(folder: Path) -> dict[str, str]:
    """Name of a change → what became of it."""
    lines = mutmut(folder, "results", "--all", "true").splitlines()
    pairs = (line.strip().rpartition(": ") for line in lines if ": " in line)
    return {name: result for name, _, result in pairs}


def changed_lines(difference: str) -> str:
    """The lines that differ, without the head of the diff."""
    lines = difference.splitlines()
    return "\n".join(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))


if __name__ == "__main__":
    sys.exit(main())
