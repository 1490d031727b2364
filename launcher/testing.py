"""`./run test` and `./run bench`: on a PostgreSQL and a Valkey of their own.

Valkey is gone afterwards. PostgreSQL's data folder stays for the next run, with the migrated template database in
it; a second run at the same time gets a folder that is thrown away.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher.assets import ensure_assets
from launcher.environment import BYTECODE, Lock, clean_environment, ensure
from launcher.paths import of_clone, parent_of_sockets
from launcher.postgres import THROW_AWAY
from launcher.processes import run_through
from launcher.servers import Addresses, Place, application_environment, outside, start_missing
from launcher.supervisor import Supervisor, supervising
from launcher.telling import Refused, Teller, to_stderr

ALONE = ("loop", "mutation")
"""Measurements that start what they need themselves."""
PREFIX = "planning-test-"
TESTS = Path(__file__).resolve().parents[1] / "tests"
YOUNG_SECONDS = 60.0
HOUR = 3600


def test(arguments: Sequence[str]) -> int:
    """Run pytest with `arguments`, on two processes where they name no tests; its exit code is ours."""
    asked = [*spread(arguments), *arguments]
    if os.environ.get("PLANNING_COVERAGE") == "1":
        return _run("coverage", ["run", "-m", "pytest", *asked])
    return _run("pytest", asked)


def faults(arguments: Sequence[str]) -> int:
    """Try at length what continuous integration tries quickly: kills, crashes, full disks; its exit code is ours."""
    os.environ["PLANNING_FAULTS"] = "full"
    return _run(
        "pytest",
        [
            "-q",
            "-s",
            f"--timeout={HOUR}",
            "-o",
            f"faulthandler_timeout={HOUR}",
            str(TESTS / "faults"),
            *arguments,
        ],
    )


def spread(arguments: Sequence[str]) -> list[str]:
    """Return what lets the whole suite run on two processes; nothing for a part of it, nor for a debugger."""
    own = any(each.startswith(("-n", "--numprocesses", "--pdb", "--trace")) for each in arguments)
    named = any(Path(each.partition("::")[0]).resolve().is_relative_to(TESTS) for each in arguments)
    return [] if own or named else ["-n", "2"]


def bench(arguments: Sequence[str]) -> int:
    """Run every measurement, or those named; 0 if all keep their limits."""
    if arguments and arguments[0] in ALONE:
        return _alone(f"bench.{arguments[0]}", arguments[1:])
    return _run("bench", arguments)


def fuzz(arguments: Sequence[str]) -> int:
    """Read workbooks with something changed inside; 0 if each is answered."""
    return _alone("tests.hostile.fuzz", arguments)


def _alone(module: str, arguments: Sequence[str]) -> int:
    """Without servers, or with those that it starts itself."""
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.DEVELOPMENT, teller)
    command = paths.line("-m", module, *arguments)
    return run_through(command, env=clean_environment(), cwd=paths.root)


def _run(module: str, arguments: Sequence[str]) -> int:
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.DEVELOPMENT, teller)
    ensure_assets(paths, teller)
    with (
        throw_away_folder() as folder,
        data_folder(paths.state, folder) as data,
        supervising(folder / "logs", paths.root, teller) as supervisor,
    ):
        place = Place(paths.python, data, folder, folder / "logs", THROW_AWAY)
        addresses = _servers(place, supervisor, teller)
        environment = {
            **application_environment(paths, addresses),
            "DJANGO_SETTINGS_MODULE": "planning.settings.test",
            "PLANNING_ACCOUNTS_FILE": str(folder / "accounts.txt"),
            "PLANNING_TEST_FILES": str(folder),
        }
        try:
            return run_through(paths.line("-m", module, *arguments), env=environment, cwd=paths.root)
        finally:
            _forget_copies(Path(environment[BYTECODE]))


def _forget_copies(bytecode: Path) -> None:
    """Some tests run a copy of the clone in the temp folder; what was compiled of it is never asked for again."""
    shutil.rmtree(bytecode / Path(tempfile.gettempdir()).relative_to("/"), ignore_errors=True)


def _servers(place: Place, supervisor: Supervisor, teller: Teller) -> Addresses:
    given = outside(os.environ, teller)
    try:
        return start_missing(place, given, supervisor, teller)
    except Refused:
        # It runs without fsync: after a power cut the kept folder may be beyond repair. Nothing in it is missed.
        if not place.data.exists():
            raise
        supervisor.stop_all()
        shutil.rmtree(place.data)
        return start_missing(place, given, supervisor, teller)


@contextmanager
def data_folder(state: Path, otherwise: Path) -> Iterator[Path]:
    """Give the database folder that is kept between runs, or one in `otherwise` while another run has it."""
    kept = state / "test-postgres"
    kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (state / "test-postgres.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            kept = otherwise / "postgres"
        yield kept / "data"


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """Give a private folder that is gone afterwards; sweep away those of runs that were killed."""
    parent = parent_of_sockets(f"{PREFIX}12345678")
    for left in parent.glob(f"{PREFIX}*"):
        _remove_if_dead(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_if_dead(folder: Path) -> None:
    try:
        if time.time() - folder.stat().st_mtime < YOUNG_SECONDS:
            return  # perhaps made this moment and not yet locked
        with (folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return  # alive, or another user's
