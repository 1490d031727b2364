"""`./run backup --continuous FOLDER`: beside the running instance, every commit is in FOLDER a moment later.

`pg_receivewal` streams the log by a replication slot, so that the server keeps what we have not had yet; a base backup
is taken daily, uploads are copied as they come. The way back is `launcher.rewinding`.
"""

import os
import shutil
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from launcher.continuous_folder import Archive, Series, copy_new, local, stamp
from launcher.environment import Lock, clean_environment, ensure
from launcher.instance import Instance
from launcher.paths import Paths, of_clone
from launcher.postgres import SUPERUSER, Cluster, environment_of
from launcher.processes import Program, run_quietly, until
from launcher.servers import cluster_of, outside, place_of
from launcher.supervisor import Child, Stopped, Supervisor, supervising
from launcher.telling import Refused, Teller, to_stdout

SLOT = "planning_continuous"
LOOK_SECONDS = 2.0
RETRY_SECONDS = 30.0
BASE_EVERY = timedelta(hours=24)
FIRST_LOG_SECONDS = 60.0
LATE = timedelta(minutes=5)
STREAMED = f"""
SELECT pg_current_wal_flush_lsn(),
       coalesce((SELECT wal_status FROM pg_replication_slots WHERE slot_name = '{SLOT}'), 'none'),
       coalesce((SELECT flush_lsn FROM pg_stat_replication WHERE application_name = 'pg_receivewal' LIMIT 1), '0/0')
"""  # noqa: S608 - our own name


def continuous(folder: str, keep_days: int) -> int:
    """Keep `folder` up to date until a signal comes. Returns 0 then.

    Raises Refused where the folder cannot be used or the database is not this clone's own.
    """
    teller, paths = to_stdout(), of_clone()
    ensure(paths, Lock.RUN, teller)
    if outside(os.environ, teller).database:
        raise Refused("数据库由外部服务器提供：连续备份请用该服务器自己的归档功能（docs/operations.md）。")
    archive = _usable(folder, paths)
    with archive.alone():
        try:
            _wait_for_instance(paths, teller)
            cluster = cluster_of(place_of(paths), environment_of(clean_environment()))
            archive.claim(_identity(cluster))
            with supervising(paths.logs, Path("/"), teller) as supervisor:
                Keeper(archive, paths, cluster, supervisor, teller, keep_days).run()
        except Stopped:
            teller.say("· 连续备份已停止；再次执行同一命令即接着备份。")
    return 0


def state(folder: str) -> int:
    """Say how far the continuous backup in `folder` is. Returns 1 where it lags or has nothing to go back to."""
    teller, archive = to_stdout(), Archive(Path(folder).absolute())
    bases = archive.bases()
    heard = max((moment for each in archive.series() if (moment := each.heard())), default=None)
    if not bases or heard is None:
        teller.say(f"{archive.folder} 里还没有可用的连续备份。")
        return 1
    teller.say(
        f"可恢复到 {local(bases[0].moment)} 至 {local(heard)} 之间的任一时刻；基础备份 {len(bases)} 个。"
    )
    if datetime.now(UTC) - heard > LATE:
        teller.say(
            f"! 已落后 {datetime.now(UTC) - heard}。请看 ./run backup --continuous 是否在运行、磁盘是否已满。"
        )
        return 1
    return 0


def _usable(folder: str, paths: Paths) -> Archive:
    whole = Path(folder).absolute()
    if whole.is_relative_to(paths.state):
        raise Refused(f"连续备份不能放在 {paths.state} 里。请放到别处，最好是另一块磁盘。")
    if not whole.parent.is_dir():
        raise Refused(f"文件夹 {whole.parent} 不存在。请先建立，或检查磁盘是否已挂载。")
    return Archive(whole)


def _wait_for_instance(paths: Paths, teller: Teller) -> None:
    told = False
    while not _runs(paths):
        if not told:
            teller.say("· 等待实例启动（./run up）")
            told = True
        time.sleep(LOOK_SECONDS)


def _runs(paths: Paths) -> bool:
    holder = Instance(paths.state).holder()
    return bool(holder and holder.command == "up" and holder.servers)


def _identity(cluster: Cluster) -> str:
    return cluster.sql("SELECT system_identifier FROM pg_control_system()")


@dataclass
class Keeper:
    """Follows one running database into one folder."""

    archive: Archive
    paths: Paths
    cluster: Cluster
    supervisor: Supervisor
    teller: Teller
    keep_days: int
    series: Series = field(init=False)
    receiver: Child = field(init=False)
    asked: list[tuple[int, datetime]] = field(default_factory=list)
    """How far the log was at earlier looks, and when: heard up to there once the receiver has it."""

    def run(self) -> None:
        """Follow until a signal comes; what goes wrong meanwhile is said and tried again."""
        self.series, self.receiver = self._follow()
        while True:
            pause = LOOK_SECONDS
            try:
                self._look()
            except (Refused, OSError) as fault:
                self.teller.say(f"! 连续备份受阻，{RETRY_SECONDS:g} 秒后再试：{fault}")
                pause = RETRY_SECONDS
            again = time.monotonic() + pause
            self.supervisor.watch(lambda again=again: time.monotonic() >= again)  # type: ignore[misc]

    def _look(self) -> None:
        flushed, standing, received = self._streamed()
        if standing == "lost":
            self.teller.say("! 日志有断档（备份停得太久，数据库已不再保留），重新作基础备份")
            self.supervisor.discard(self.receiver)
            self.cluster.sql(f"SELECT pg_drop_replication_slot('{SLOT}')")
            self.series, self.receiver = self._follow()
            return
        copy_new(self.paths.state / "uploads", self.archive.uploads)
        if standing != "away":
            self._hear(flushed, received)
            self._base_if_due()

    def _follow(self) -> tuple[Series, Child]:
        """Start the receiver in the newest series or, where its log cannot be continued, in a new one."""
        there = self.cluster.sql(f"SELECT count(*) FROM pg_replication_slots WHERE slot_name = '{SLOT}'")  # noqa: S608
        known = self.archive.series()
        if there == "1" and known:
            series = known[-1]
        else:
            # Kept from now on, not from the receiver's first word on: the base backup follows at once.
            if there == "1":
                self.cluster.sql(f"SELECT pg_drop_replication_slot('{SLOT}')")
            self.cluster.sql(f"SELECT pg_create_physical_replication_slot('{SLOT}', true)")
            series = self.archive.begin_series(datetime.now(UTC))
        self.asked.clear()
        return series, self.supervisor.add(self._receiver(series))

    def _receiver(self, series: Series) -> Program:
        # --synchronous: written through at once and said so; without it the last minutes wait for a segment's end.
        options = ("--synchronous", "--status-interval=1", f"--slot={SLOT}", "-w")
        return Program(
            "receivewal",
            [*self._tool("pg_receivewal"), *options, "-D", str(series.wal)],
            self.cluster.environment,
        )

    def _tool(self, name: str) -> list[str]:
        return [str(self.cluster.binaries / name), "-h", str(self.cluster.sockets), "-U", SUPERUSER]

    def _streamed(self) -> tuple[int, str, int]:
        """Return the server's log position, what becomes of the slot, and the receiver's position."""
        try:
            flushed, standing, received = self.cluster.sql(STREAMED).split("|")
        except Refused:
            return 0, "away", 0  # stopped or restarting: the receiver waits for it too
        return position(flushed), standing, position(received)

    def _hear(self, flushed: int, received: int) -> None:
        self.asked.append((flushed, datetime.now(UTC) - timedelta(seconds=1)))
        had = [moment for at, moment in self.asked if at <= received]
        self.asked = [each for each in self.asked if each[0] > received]
        if had:
            self.series.hear(had[-1])

    def _base_if_due(self) -> None:
        bases = self.series.bases()
        if bases and datetime.now(UTC) - bases[-1].moment < BASE_EVERY:
            return
        if until(lambda: any(self.series.wal.iterdir()), FIRST_LOG_SECONDS):
            self._take_base(self.series)
            self.archive.prune(self.keep_days, datetime.now(UTC))

    def _take_base(self, series: Series) -> None:
        """Copy the whole database into the series."""
        fresh = series.folder / "unfinished"
        shutil.rmtree(fresh, ignore_errors=True)
        options = (
            "-X",
            "none",
            "-c",
            "fast",
            "-F",
            "t",
            "--compress=gzip:1",
            "--manifest-checksums=SHA256",
            "-w",
        )
        command = [*self._tool("pg_basebackup"), *options, "-D", str(fresh)]
        log = self.paths.logs / "basebackup.log"
        run_quietly(self.teller, "作基础备份", command, log=log, env=self.cluster.environment, cwd=Path("/"))
        # Rounded up: a moment within the second in which it ended may come before its end.
        moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
        fresh.rename(series.folder / f"base-{stamp(moment)}")


def position(lsn: str) -> int:
    """Return a log position such as `0/3000148` as a number."""
    high, low = lsn.split("/")
    return (int(high, 16) << 32) + int(low, 16)
