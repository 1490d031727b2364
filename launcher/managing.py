"""`./run manage ARGS…`: manage.py with its servers, started when needed and stopped again if we started them."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from launcher.environment import Lock, ensure
from launcher.instance import Holder, Instance
from launcher.paths import Paths, fresh_sockets, of_clone
from launcher.preparation import Stamps, migrate, prepare
from launcher.processes import run_through
from launcher.servers import Addresses, application_environment, outside, place_of, start_missing
from launcher.starting import already_running
from launcher.supervisor import supervising
from launcher.telling import Refused, Teller, to_stderr

WAIT_SECONDS = 120.0
"""How long we wait for an instance that is starting, or for another `manage`."""
ABOUT_CODE = frozenset(
    {
        "makemigrations",
        "migrate",
        "showmigrations",
        "sqlmigrate",
        "help",
        "check",
        "bootstrap",
        # What is, not what an upgrade would make of it.
        "backup",
        "digest",
        "verify_backup",
    }
)
"""Commands that are used while tables and data do not fit the code yet: nothing is prepared for them."""


def manage(arguments: Sequence[str]) -> int:
    """Run manage.py with `arguments` in the caller's folder; its exit code is ours."""
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.RUN, teller)
    given = outside(os.environ, teller)
    if given.complete:
        return _call(paths, given, arguments, inline=True)
    with _instance(paths, teller) as holder:
        if holder:
            return _call(paths, given.over(Addresses(**holder.servers)), arguments, inline=False)
        with fresh_sockets(paths), supervising(paths.logs, paths.root, teller) as supervisor:
            addresses = start_missing(place_of(paths), given, supervisor, teller)
            if not given.database and not ABOUT_CODE & set(arguments[:1]):
                _catch_up(paths, addresses, teller)
            return _call(paths, addresses, arguments, inline=True)


def _catch_up(paths: Paths, addresses: Addresses, teller: Teller) -> None:
    """A clone never started before gets its tables and data first; later only what the tables lack."""
    environment = application_environment(paths, addresses)
    stamps = Stamps(paths.postgres / "stamps.json")
    if stamps.knows("data"):
        migrate(paths, environment, stamps, teller)
    else:
        prepare(paths, environment, stamps, teller, demo=False)


def _call(paths: Paths, addresses: Addresses, arguments: Sequence[str], *, inline: bool) -> int:
    environment = application_environment(paths, addresses)
    if inline:
        # No worker is known to listen: the Jobs that the command rings are run before it returns.
        environment.setdefault("PLANNING_RUN_JOBS_INLINE", "1")
    return run_through(paths.django(*arguments), env=environment)


@contextmanager
def _instance(paths: Paths, teller: Teller) -> Iterator[Holder | None]:
    """Give the running instance whose servers we may use, or None and the clone held for us."""
    instance, told = Instance(paths.state), False
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        holder = instance.holder()
        if holder and holder.command == "up" and holder.servers:
            yield holder
            return
        with instance.held() as ours:
            if ours:
                instance.describe(Holder(os.getpid(), "manage"))
                yield None
                return
        if not told:
            teller.say("· 另一条命令正在使用或启动数据库，等待中")
            told = True
    raise Refused(already_running(instance.holder()))
