"""The database and the broker that a command works with: those named by the environment, or embedded ones."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from launcher import postgres, valkey
from launcher.environment import BYTECODE, clean_environment
from launcher.paths import Paths
from launcher.postgres import APPLICATION, OWNER, Cluster
from launcher.privileges import chosen
from launcher.processes import until
from launcher.supervisor import Supervisor
from launcher.telling import Refused, Teller

RETRY_SECONDS = 10
"""After kill -9 the old server's memory may be in use for a moment."""


@dataclass(frozen=True)
class Addresses:
    """Where the servers answer; an empty address means that the embedded server is to be started."""

    database: str = ""
    owner: str = ""
    broker: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.database and self.broker)

    def environment(self) -> dict[str, str]:
        """Return the variables by which the application finds its servers."""
        return {"DATABASE_URL": self.database, "DATABASE_OWNER_URL": self.owner, "REDIS_URL": self.broker}

    def over(self, others: "Addresses") -> "Addresses":
        """Return the addresses named here and, for those that are not, the others'."""
        own = self if self.database else others
        return Addresses(own.database, own.owner, self.broker or others.broker)

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def outside(environment: Mapping[str, str], teller: Teller) -> Addresses:
    """Return the servers that the caller's environment names."""
    database = environment.get("DATABASE_URL", "")
    owner = environment.get("DATABASE_OWNER_URL", "")
    if owner and not database:
        raise Refused("设置了 DATABASE_OWNER_URL，却没有设置 DATABASE_URL（应用角色的地址）。两个都请设置。")
    if database and not owner:
        teller.say("· 警告：只设置了 DATABASE_URL，迁移与运行使用同一数据库角色。")
        teller.say(
            "  数据库的行级隔离与只增保护因此不起作用，县区之间只靠应用程序隔离，操作记录可被该角色改动。"
        )
        teller.say("  请另建属主角色，并用 DATABASE_OWNER_URL 指明（docs/operations.md）。")
    return Addresses(database, owner or database, environment.get("REDIS_URL", ""))


@dataclass(frozen=True)
class Place:
    """Where the embedded servers of one clone, or of one test run, live."""

    python: Path
    data: Path
    sockets: Path
    logs: Path
    settings: Mapping[str, str] = field(default_factory=lambda: postgres.CAREFUL)


def start_missing(place: Place, given: Addresses, supervisor: Supervisor, teller: Teller) -> Addresses:
    """Start what `given` lacks under `supervisor` (which stops it again) and return where all answer."""
    database, owner, broker = given.database, given.owner, given.broker
    environment = postgres.environment_of(clean_environment())
    if not broker:
        supervisor.add(valkey.program(valkey.binary_of(place.python), place.sockets, environment))
        broker = valkey.url(place.sockets)
    if not database:
        cluster = cluster_of(place, environment)
        start_postgres(cluster, supervisor, teller)
        database, owner = cluster.url(APPLICATION), cluster.url(OWNER)
    if not given.broker and not until(lambda: valkey.answers(place.sockets), RETRY_SECONDS):
        raise Refused(f"Valkey 没有启动。日志：{place.logs / 'valkey.log'}")
    return Addresses(database, owner, broker)


def cluster_of(place: Place, environment: Mapping[str, str]) -> Cluster:
    """Return the embedded database of `place`, its folders made and reachable for the server."""
    binaries, sockets = postgres.binaries_of(place.python), place.sockets / "pg"
    privileges = chosen(binaries / "postgres", place.data.parent, sockets)
    return Cluster(binaries, place.data, sockets, place.logs, privileges, environment, place.settings)


def place_of(paths: Paths) -> Place:
    """Return where this clone's own servers live."""
    return Place(paths.python, paths.postgres / "data", paths.sockets, paths.logs)


def start_postgres(cluster: Cluster, supervisor: Supervisor, teller: Teller) -> None:
    """Make the data folder if needed, start the server, create roles and database if needed."""
    postgres.prepare(cluster, teller)
    with teller.step("启动数据库"):
        for _attempt in range(RETRY_SECONDS):
            child = supervisor.add(cluster.program())
            if postgres.wait_ready(cluster, child.process):
                break
            supervisor.discard(child)
            until(lambda: False, 1.0)
        else:
            raise Refused(f"数据库没有启动。日志的末尾：\n{postgres.why_not(cluster)}")
    postgres.ensure_roles(cluster)


def application_environment(paths: Paths, addresses: Addresses) -> dict[str, str]:
    """Return the whole environment of a process of the application."""
    return {
        "DJANGO_SETTINGS_MODULE": "planning.settings.local",
        BYTECODE: str(paths.state / "bytecode"),
        **clean_environment(),
        **addresses.environment(),
        "PLANNING_STATE": str(paths.state),
        "PLANNING_ACCOUNTS_FILE": os.environ.get("PLANNING_ACCOUNTS_FILE", str(paths.accounts_file)),
        "PYTHONPATH": str(paths.root),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
