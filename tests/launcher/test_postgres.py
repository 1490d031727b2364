"""The embedded PostgreSQL: two roles, whole or not at all, and back again after kill -9."""

import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from launcher import postgres
from launcher.paths import LONGEST_SOCKET_NAME, SOCKET_PATH_LIMIT
from launcher.postgres import APPLICATION, OWNER, THROW_AWAY, Cluster
from launcher.privileges import Privileges, become_nobody, chosen, enter_namespace
from launcher.processes import start, until
from launcher.servers import Place, cluster_of, start_postgres
from launcher.supervisor import Supervisor, supervising
from launcher.telling import Refused, Teller

PYTHON = Path(sys.prefix) / "bin" / "python"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give up root")
SILENT = Teller(io.StringIO())


@pytest.fixture
def place() -> Iterator[Place]:
    """A throw-away place short enough for sockets, which pytest's own folders may not be."""
    with tempfile.TemporaryDirectory(prefix="planning-pg-") as name:
        folder = Path(name)
        assert len(name) + len(LONGEST_SOCKET_NAME) <= SOCKET_PATH_LIMIT
        yield Place(PYTHON, folder / "postgres" / "data", folder, folder / "logs", THROW_AWAY)


@pytest.fixture
def supervisor(place: Place) -> Iterator[Supervisor]:
    with supervising(place.logs, place.sockets, SILENT) as made:
        yield made


def started(place: Place, supervisor: Supervisor) -> Cluster:
    cluster = cluster_of(place, postgres.environment_of(os.environ))
    start_postgres(cluster, supervisor, SILENT)
    return cluster


def told(cluster: Cluster, role: str, statement: str) -> str:
    """Run a statement as `role`; give its output or, where it is refused, PostgreSQL's reason."""
    arguments = ("-X", "-q", "-A", "-t", "-d", postgres.DATABASE, "-U", role, "-c", statement)
    done = cluster._run("psql", *arguments)
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()


def test_the_application_role_owns_nothing_and_can_change_no_table(
    place: Place, supervisor: Supervisor
) -> None:
    cluster = started(place, supervisor)
    told(cluster, OWNER, "CREATE TABLE plan (name text)")

    assert "permission denied" in told(cluster, APPLICATION, "CREATE TABLE mine (name text)")
    assert "must be owner" in told(cluster, APPLICATION, "DROP TABLE plan")
    powers = "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert told(cluster, APPLICATION, powers) == "f|f|f"
    assert told(cluster, OWNER, powers) == "f|f|f"


def test_the_server_listens_on_a_socket_only_and_sorts_by_code_point(
    place: Place, supervisor: Supervisor
) -> None:
    cluster = started(place, supervisor)

    assert told(cluster, OWNER, "SHOW listen_addresses") == ""
    assert told(cluster, OWNER, "SHOW server_encoding") == "UTF8"
    provider = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
    assert told(cluster, OWNER, provider) == "b|C.UTF-8"


def test_a_second_start_keeps_what_the_first_one_stored(place: Place, supervisor: Supervisor) -> None:
    cluster = started(place, supervisor)
    told(cluster, OWNER, "CREATE TABLE plan AS SELECT 'kept' AS name")
    supervisor.stop_all()

    cluster = started(place, supervisor)

    assert told(cluster, OWNER, "SELECT name FROM plan") == "kept"


def test_it_starts_again_right_after_the_server_was_killed(place: Place, supervisor: Supervisor) -> None:
    careful = replace(place, settings=postgres.CAREFUL)
    cluster = started(careful, supervisor)
    told(cluster, OWNER, "CREATE TABLE plan AS SELECT 'kept' AS name")
    child = supervisor.children[-1]
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait(30)
    supervisor.children.remove(child)

    cluster = started(careful, supervisor)

    assert told(cluster, OWNER, "SELECT name FROM plan") == "kept"


def test_a_pid_file_whose_number_now_belongs_to_something_else_is_forgotten(
    place: Place, supervisor: Supervisor
) -> None:
    started(place, supervisor)
    supervisor.stop_all()
    pid_file = place.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{place.data}\n{int(time.time())}\n5432\n{place.sockets}\n\n")

    assert started(place, supervisor).answers()


def test_an_interrupted_first_start_leaves_nothing_half_done(place: Place, supervisor: Supervisor) -> None:
    half = place.data.with_name("data.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    assert started(place, supervisor).answers()
    assert not half.exists()


def test_roles_without_their_database_are_made_anew(place: Place, supervisor: Supervisor) -> None:
    cluster = started(place, supervisor)
    cluster.sql(f"DROP DATABASE {postgres.DATABASE}")

    postgres.ensure_roles(cluster)

    assert told(cluster, APPLICATION, "SELECT current_user") == APPLICATION


def test_the_data_of_another_major_version_is_refused_with_a_remedy(
    place: Place, supervisor: Supervisor
) -> None:
    started(place, supervisor)
    supervisor.stop_all()
    (place.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(Refused, match=r"PostgreSQL 17，程序带的是 18。.*pg_dump"):
        started(place, supervisor)


def test_a_server_that_cannot_start_shows_the_end_of_its_log(
    place: Place, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launcher.servers.RETRY_SECONDS", 1)
    impossible = replace(place, settings={**THROW_AWAY, "shared_buffers": "nonsense"})

    with pytest.raises(Refused, match=r"shared_buffers"):
        started(impossible, supervisor)


@AS_ROOT
@pytest.mark.parametrize("drop", [enter_namespace, become_nobody])
def test_root_is_given_up_in_either_way(place: Place, drop: Any) -> None:
    owner = 65534 if drop is become_nobody else None
    privileges = Privileges(drop, owner)
    place.sockets.chmod(0o711)
    sockets = place.sockets / "pg"
    privileges.give(place.data.parent, sockets)
    if not privileges.reaches(sockets, Path("/bin/sh")):
        pytest.skip("this machine does not allow it")
    binaries = postgres.binaries_of(PYTHON)
    environment = postgres.environment_of(os.environ)
    cluster = Cluster(binaries, place.data, sockets, place.logs, privileges, environment, THROW_AWAY)
    postgres.prepare(cluster, SILENT)
    process = start(cluster.program(), place.logs / "postgres.log", place.sockets)
    try:
        assert postgres.wait_ready(cluster, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@AS_ROOT
def test_folders_that_no_one_but_root_can_reach_are_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_allowed() -> None:
        raise PermissionError

    monkeypatch.setattr("launcher.privileges.enter_namespace", not_allowed)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(Refused, match=r"不能以 root 身份运行；请用这份程序所属的普通用户运行"):
        chosen(Path("/bin/sh"), closed / "above" / "postgres")


def test_the_callers_own_postgres_variables_move_nothing() -> None:
    given = {"PGHOST": "elsewhere", "PGUSER": "someone", "PATH": "/bin"}

    assert not [name for name in postgres.environment_of(given) if name.startswith("PG")]


def test_waiting_ends_with_the_answer_or_the_time() -> None:
    assert until(lambda: True, 0.1)
    assert not until(lambda: False, 0.1)
