"""`./run backup FILE` and `./run restore FILE`: the application's own commands with the servers that they need."""

import os
from pathlib import Path

from launcher.environment import Lock, ensure
from launcher.instance import Holder, Instance
from launcher.managing import manage
from launcher.paths import Paths, fresh_sockets, of_clone
from launcher.preparation import Stamps
from launcher.processes import run_through
from launcher.servers import Addresses, application_environment, outside, place_of, start_missing
from launcher.supervisor import supervising
from launcher.telling import Refused, Teller, to_stderr


def backup(file: str) -> int:
    """Back up the running instance, or the stopped one, to `file`. Returns the command's exit code."""
    return manage(["backup", file])


def restore(file: str, *, replace: bool) -> int:
    """Put the state of `file` in place of this clone's. Returns the command's exit code.

    Raises Refused while an instance runs. The file is verified before a server is started or a folder made.
    """
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.RUN, teller)
    given, whole = outside(os.environ, teller), str(Path(file).absolute())
    instance = Instance(paths.state)
    with instance.held() as ours:
        if not ours:
            raise Refused(_in_use(instance.holder()))
        instance.describe(Holder(os.getpid(), "restore"))
        look = paths.django("verify_backup", whole)
        code = run_through(look, env=application_environment(paths, Addresses()))
        if code != 0:
            return code
        return _restore(paths, given, [whole, *(["--replace"] if replace else [])], teller)


def _restore(paths: Paths, given: Addresses, arguments: list[str], teller: Teller) -> int:
    with fresh_sockets(paths), supervising(paths.logs, paths.root, teller) as supervisor:
        addresses = start_missing(place_of(paths), given, supervisor, teller)
        environment = application_environment(paths, addresses)
        code = run_through(paths.django("restore", *arguments), env=environment)
    if code == 0 and not given.database:
        # What was last done to the database was done to another one.
        stamps = Stamps(paths.postgres / "stamps.json")
        for part in ("migrations", "data"):
            stamps.forget(part)
    return code


def _in_use(holder: Holder | None) -> str:
    if holder and holder.command == "up":
        return f"实例正在运行（进程 {holder.pid}），未改动任何数据。请先执行 ./run down，再恢复。"
    return "另一条命令正在使用数据库，未改动任何数据。请等它结束后再恢复。"
