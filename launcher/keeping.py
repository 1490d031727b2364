"""`./run backup FILE` and `./run restore FILE|FOLDER`: the application's own commands with the servers that they need."""

import os
from pathlib import Path

from launcher.continuous_folder import Archive
from launcher.environment import Lock, ensure
from launcher.instance import Holder, Instance
from launcher.managing import manage
from launcher.paths import Paths, fresh_sockets, of_clone
from launcher.preparation import Stamps
from launcher.processes import run_through
from launcher.rewinding import backup_of, parsed_moment, wanted
from launcher.servers import Addresses, application_environment, outside, place_of, start_missing
from launcher.supervisor import supervising
from launcher.telling import Refused, Teller, to_stderr


def backup(file: str) -> int:
    """Back up the running instance, or the stopped one, to `file`. Returns the command's exit code."""
    return manage(["backup", file])


def restore(source: str, *, at: str | None, replace: bool) -> int:
    """Put the state of a backup file, or of a continuous backup `at` a moment, in place of this clone's.

    Returns the command's exit code. Raises Refused while an instance runs. What is restored is verified before a
    server of this clone is started or a folder of it made.
    """
    teller, paths = to_stderr(), of_clone()
    ensure(paths, Lock.RUN, teller)
    whole, options = Path(source).absolute(), ["--replace"] if replace else []
    if at and not whole.is_dir():
        raise Refused("--at 只用于连续备份的文件夹；备份文件只有一个时刻。")
    instance = Instance(paths.state)
    with instance.held() as ours:
        if not ours:
            raise Refused(_in_use(instance.holder()))
        instance.describe(Holder(os.getpid(), "restore"))
        if not whole.is_dir():
            return _restore(paths, whole, options, teller)
        archive = Archive(whole)
        chosen = wanted(archive, parsed_moment(at) if at else None)
        with backup_of(archive, chosen, paths, teller) as file:
            return _restore(paths, file, options, teller)


def _restore(paths: Paths, file: Path, options: list[str], teller: Teller) -> int:
    given = outside(os.environ, teller)
    look = paths.django("verify_backup", str(file))
    code = run_through(look, env=application_environment(paths, Addresses()))
    return code or _put_back(paths, given, [str(file), *options], teller)


def _put_back(paths: Paths, given: Addresses, arguments: list[str], teller: Teller) -> int:
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
