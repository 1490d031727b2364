"""`./run test` and `./run bench`: on a PostgreSQL and a Valkey of its own, both gone afterwards."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher.assets import ensure_assets
from launcher.environment import Lock, ensure
from launcher.paths import of_clone, parent_of_sockets
from launcher.postgres import THROW_AWAY
from launcher.processes import run_through
from launcher.servers import Place, application_environment, outside, start_missing
from launcher.supervisor import supervising
from launcher.telling import to_stderr

PREFIX = "planning-test-"
YOUNG_SECONDS = 60.0


def test(arguments: Sequence[str]) -> int:
    """Run pytest with `arguments`; its exit code is ours."""
    return _run("pytest", arguments)


def bench() -> int:
    """Run every measurement; 0 if all keep their limits."""
    return _run("bench", ())


def _run(module: str, arguments: Sequence[str]) -> int:
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.DEVELOPMENT, teller)
    ensure_assets(paths, teller)
    with throw_away_folder() as folder, supervising(folder / "logs", paths.root, teller) as supervisor:
        place = Place(paths.python, folder / "postgres" / "data", folder, folder / "logs", THROW_AWAY)
        addresses = start_missing(place, outside(os.environ, teller), supervisor, teller)
        environment = {
            **application_environment(paths, addresses),
            "DJANGO_SETTINGS_MODULE": "planning.settings.test",
            "PLANNING_ACCOUNTS_FILE": str(folder / "accounts.txt"),
            "PLANNING_TEST_FILES": str(folder),
        }
        return run_through(paths.line("-m", module, *arguments), env=environment, cwd=paths.root)


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
