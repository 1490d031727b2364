"""`./run restore FOLDER --at TIME`: an ordinary backup file of one past moment, made from a continuous backup.

PostgreSQL recovers the base and its log to that moment in a folder of its own; what it then holds is backed up as any
running database is. From there the restore is the ordinary one: every digest compared, the present state set aside.
"""

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from launcher import postgres
from launcher.continuous_folder import BEIJING, Archive, Base, local, stamp
from launcher.environment import clean_environment
from launcher.paths import Paths
from launcher.postgres import APPLICATION, OWNER, Cluster
from launcher.processes import run_through, tail, until
from launcher.servers import Addresses, Place, application_environment, cluster_of
from launcher.supervisor import Supervisor, supervising
from launcher.telling import Refused, Teller

TARGET_LATER = "recovery ended before configured recovery target was reached"
RECOVERY_SECONDS = 6 * 3600.0
PARTIAL = ".partial"


@dataclass(frozen=True)
class Wanted:
    """The moment that is wanted: None is the last one that the folder knows."""

    base: Base
    moment: datetime | None
    reached: datetime
    """What the state is called: the wanted moment, or the last one up to which all is known."""


def wanted(archive: Archive, at: datetime | None) -> Wanted:
    """Return from which base `at` is reached. Raises Refused, with what can be reached, where it is not."""
    bases = archive.bases()
    heard = max((moment for each in archive.series() if (moment := each.heard())), default=None)
    if not bases or heard is None:
        raise Refused(f"{archive.folder} 里没有可用的连续备份，未改动任何数据。")
    if at is None:
        return Wanted(bases[-1], None, bases[-1].series.heard() or heard)
    base = archive.base_before(at)
    until_then = base.series.heard() if base else None
    if base is None or until_then is None or until_then < at:
        raise Refused(
            f"不能恢复到 {local(at)}，未改动任何数据。这个文件夹可恢复到：{_reachable(archive)}之间的时刻。"
        )
    return Wanted(base, at, at)


def parsed_moment(text: str) -> datetime:
    """Read `2026-11-28 09:15[:30]`, Beijing time. Raises Refused where it is none or lies ahead."""
    try:
        read = datetime.fromisoformat(text)
        moment = read if read.tzinfo else read.replace(tzinfo=BEIJING)
    except ValueError:
        raise Refused(f"“{text}”不是时刻。请写成“2026-11-28 09:15:30”（北京时间）。") from None
    if moment > datetime.now(UTC):
        raise Refused(f"{local(moment)} 还没有到。请写过去的时刻，或不写 --at（恢复到最后一刻）。")
    return moment


@contextmanager
def backup_of(archive: Archive, what: Wanted, paths: Paths, teller: Teller) -> Iterator[Path]:
    """Give an ordinary backup file of the wanted moment; it and all that it took is gone after the block."""
    folder = paths.state / "rewinding"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        # The same places, one floor further down: the application finds the uploads of the archive as its own.
        aside = replace(paths, state=folder)
        (folder / "uploads").symlink_to(archive.uploads, target_is_directory=True)
        file = folder / f"continuous-{stamp(what.reached)}.tar"
        with supervising(folder / "logs", Path("/"), teller) as supervisor:
            cluster = _recovered(aside, what, teller, supervisor)
            addresses = Addresses(cluster.url(APPLICATION), cluster.url(OWNER))
            environment = application_environment(aside, addresses)
            moment = what.reached.astimezone(BEIJING).isoformat()
            if run_through(paths.django("backup", str(file), "--of", moment), env=environment) == 1:
                raise Refused("没有恢复，原有数据未改动。")
        yield file
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _recovered(paths: Paths, what: Wanted, teller: Teller, supervisor: Supervisor) -> Cluster:
    """Return a running database that holds the wanted moment."""
    place = Place(paths.python, paths.postgres / "data", paths.sockets, paths.logs)
    cluster = cluster_of(place, postgres.environment_of(clean_environment()))
    moment = what.moment
    with teller.step("取出基础备份与日志"):
        _laid_out(cluster, what.base)
    with teller.step(f"恢复到 {local(moment) if moment else '最后一刻'}"):
        if moment and not _recovers(cluster, moment, supervisor):
            # Nothing was committed between the end of the log and that moment, which the folder has heard of.
            _laid_out(cluster, what.base)
            moment = None
        if moment is None:
            _recovers(cluster, None, supervisor)
    return cluster


def _laid_out(cluster: Cluster, base: Base) -> None:
    """Fill the data folder with the base and every later segment of its series."""
    shutil.rmtree(cluster.data, ignore_errors=True)
    cluster.data.mkdir(mode=0o700)
    with tarfile.open(base.folder / "base.tar.gz") as packed:
        packed.extractall(cluster.data, filter="data")
    first, wal = base.first_segment(), cluster.data / "pg_wal"
    wal.mkdir(exist_ok=True)
    for segment in sorted(base.series.wal.iterdir()):
        whole = wal / segment.name.removesuffix(PARTIAL)
        if segment.name >= first and not (segment.name.endswith(PARTIAL) and whole.exists()):
            shutil.copyfile(segment, whole)
    (cluster.data / "recovery.signal").touch()
    for path in (cluster.data, *cluster.data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        if (owner := cluster.privileges.owner) is not None:
            shutil.chown(path, owner)


def _recovers(cluster: Cluster, moment: datetime | None, supervisor: Supervisor) -> bool:
    """Start the server and wait until it has recovered; False where the log ends before `moment`."""
    settings = {**cluster.settings, "restore_command": "false", "recovery_target_action": "promote"}
    if moment:
        settings["recovery_target_time"] = moment.isoformat(sep=" ")
    log = cluster.logs / "postgres.log"
    log.unlink(missing_ok=True)
    child = supervisor.add(replace(cluster, settings=settings).program())
    until(lambda: child.process.poll() is not None or _promoted(cluster), RECOVERY_SECONDS, pause=0.2)
    if child.process.poll() is None:
        return True
    supervisor.discard(child)
    if moment and TARGET_LATER in log.read_text(errors="replace"):
        return False
    raise Refused(f"日志不能恢复，原有数据未改动。日志的末尾：\n{tail(log)}")


def _promoted(cluster: Cluster) -> bool:
    try:
        return cluster.sql("SELECT pg_is_in_recovery()") == "f"
    except Refused:
        return False


def _reachable(archive: Archive) -> str:
    spans = []
    for series in archive.series():
        bases, heard = series.bases(), series.heard()
        if bases and heard:
            spans.append(f"{local(bases[0].moment)} 至 {local(heard)}")
    return "，".join(spans)
