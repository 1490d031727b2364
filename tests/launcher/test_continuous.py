"""`./run backup --continuous` and `./run restore --at`: the drill, and the folder's own rules."""

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from launcher.continuous import Keeper
from launcher.continuous_folder import Archive, Base, copy_new, local, stamp
from launcher.instance import Holder, Instance
from launcher.paths import Paths, fresh_sockets
from launcher.postgres import THROW_AWAY, Cluster, environment_of
from launcher.processes import Program, start, stop, until
from launcher.rewinding import parsed_moment, wanted
from launcher.servers import Addresses, Place, cluster_of, place_of, start_missing, start_postgres
from launcher.supervisor import supervising
from launcher.telling import Refused, Teller
from tests.launcher.test_keeping import RELEASE, ROOT, digests, environment, run

SILENT = Teller(io.StringIO())
NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
ANOTHER = """
from custody.scope import CITY, within
from accounts.models import User
with within(CITY): User.objects.create_user("{}")
"""


def a_base(archive: Archive, series: str, moment: datetime, lsn: str) -> Base:
    """A base as `pg_basebackup` leaves it, without its content."""
    folder = archive.folder / f"series-{series}" / f"base-{stamp(moment)}"
    folder.mkdir(parents=True)
    ranges = [{"Timeline": 1, "Start-LSN": lsn, "End-LSN": lsn}]
    (folder / "backup_manifest").write_text(json.dumps({"WAL-Ranges": ranges}))
    (folder.parent / "wal").mkdir(exist_ok=True)
    return Base(moment, folder)


def segments(archive: Archive) -> list[str]:
    return sorted(file.name for file in archive.folder.glob("series-*/wal/*"))


def test_the_base_nearest_before_a_moment_is_taken_from_the_series_that_reaches_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = a_base(archive, "20260701T000000Z", NOON, "0/2000028")
    second = a_base(archive, "20260703T000000Z", NOON + timedelta(days=2), "0/9000028")
    first.series.hear(NOON + timedelta(days=1))
    second.series.hear(NOON + timedelta(days=3))

    assert wanted(archive, NOON + timedelta(hours=1)).base == first
    assert wanted(archive, NOON + timedelta(days=3)).base == second
    assert wanted(archive, None).base == second


@pytest.mark.parametrize("days", [-0.01, 1.5, 3.01])
def test_a_moment_before_the_first_base_in_a_gap_or_after_the_end_is_refused_with_what_can_be_had(
    tmp_path: Path, days: float
) -> None:
    archive = Archive(tmp_path)
    a_base(archive, "20260701T000000Z", NOON, "0/2000028").series.hear(NOON + timedelta(days=1))
    second = a_base(archive, "20260703T000000Z", NOON + timedelta(days=2), "0/9000028")
    second.series.hear(NOON + timedelta(days=3))

    with pytest.raises(
        Refused, match="2026-07-01 12:00:00 至 2026-07-02 12:00:00，2026-07-03 12:00:00 至 2026-07-04"
    ):
        wanted(archive, NOON + timedelta(days=days))


def test_an_empty_folder_says_that_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有可用的连续备份，未改动任何数据"):
        wanted(Archive(tmp_path), None)


def test_a_moment_is_read_in_the_time_of_the_pages() -> None:
    assert parsed_moment("2026-07-01 12:00:00") == NOON
    assert local(NOON) == "2026-07-01 12:00:00"
    with pytest.raises(Refused, match="不是时刻"):
        parsed_moment("昨天")
    with pytest.raises(Refused, match="还没有到"):
        parsed_moment("2999-01-01 00:00")


def test_what_no_kept_day_needs_is_forgotten_and_the_newest_base_never(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for day, lsn in ((0, "0/2000028"), (1, "0/5000028"), (2, "1/3000028")):
        a_base(archive, "20260701T000000Z", NOON + timedelta(days=day), lsn)
    wal = archive.series()[0].wal
    kept = [
        "000000010000000000000005",
        "000000010000000100000003",
        "000000010000000100000004.partial",
        "00000002.history",
    ]
    for name in ("000000010000000000000004", *kept):
        (wal / name).touch()

    archive.prune(2, NOON + timedelta(days=3, hours=1))
    assert [base.moment for base in archive.bases()] == [NOON + timedelta(days=day) for day in (1, 2)]
    assert segments(archive) == kept

    archive.prune(1, NOON + timedelta(days=90))
    assert [base.moment for base in archive.bases()] == [NOON + timedelta(days=2)]


def test_the_folder_of_another_database_or_of_other_things_is_not_written_into(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "of one")
    archive.claim("7301")
    archive.claim("7301")
    with pytest.raises(Refused, match="另一套数据库的连续备份"):
        archive.claim("7302")
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "1.jpg").touch()
    with pytest.raises(Refused, match="不是空的，也不是连续备份"):
        Archive(tmp_path / "照片").claim("7301")
    with archive.alone(), pytest.raises(Refused, match="另一个进程正在"), Archive(archive.folder).alone():
        pass


def test_new_uploads_are_copied_once_and_a_name_that_comes_again_too(tmp_path: Path) -> None:
    source, target = tmp_path / "uploads", tmp_path / "kept"
    (source / "2026").mkdir(parents=True)
    (source / "2026" / "甲.xlsx").write_bytes(b"one")
    assert copy_new(source, target) == 1
    assert copy_new(source, target) == 0
    (source / "2026" / "甲.xlsx").write_bytes(b"another")
    assert copy_new(source, target) == 1
    assert (target / "2026" / "甲.xlsx").read_bytes() == b"another"


@contextmanager
def serving(state: Path) -> Iterator[None]:
    """The servers of an instance as `./run up` holds them, without the pages: nothing here asks for one."""
    paths, instance = Paths(ROOT, state, Path(sys.prefix)), Instance(state)
    with (
        instance.held(),
        fresh_sockets(paths),
        supervising(paths.logs, ROOT, SILENT) as supervisor,
    ):
        addresses = start_missing(place_of(paths), Addresses(), supervisor, SILENT)
        instance.describe(Holder(os.getpid(), "up", "", addresses.as_dict()))
        yield


@contextmanager
def backing_up(state: Path, folder: Path, log: Path) -> Iterator[None]:
    """The command, until the block ends."""
    program = Program(
        "continuous", [str(ROOT / "run"), "backup", "--continuous", str(folder)], environment(state)
    )
    process = start(program, log, ROOT)
    try:
        yield
    finally:
        stop(program, process)
    assert process.returncode == 0


def add_account(state: Path, name: str) -> None:
    done = run(state, "manage", "shell", "-c", ANOTHER.format(name))
    assert done.returncode == 0, done.stderr


def heard_after(archive: Archive, moment: datetime) -> bool:
    return until(lambda: any((each.heard() or NOON) > moment for each in archive.series()), 60, pause=0.2)


@pytest.mark.slow
@pytest.mark.whole
def test_the_drill_an_hour_of_work_is_lost_and_had_again_to_the_second(tmp_path: Path) -> None:
    """Work, a mistake, the disk lost: restored elsewhere to the moment before the mistake, and to the last one."""
    state, folder = tmp_path / "state", tmp_path / "备份 盘" / "plan"
    folder.parent.mkdir()
    assert run(state, "restore", str(RELEASE)).returncode == 0
    archive = Archive(folder)
    log = tmp_path / "backup.log"
    with serving(state), backing_up(state, folder, log):
        assert until(lambda: bool(archive.bases()), 90, pause=0.2), log.read_text()
        time.sleep(1)
        add_account(state, "before")
        before = digests(run(state, "manage", "digest").stdout)
        moment = datetime.now(UTC)
        time.sleep(1)
        add_account(state, "mistake")
        last = digests(run(state, "manage", "digest").stdout)
        assert heard_after(archive, datetime.now(UTC))
        assert run(state, "backup", "--continuous", "--state", str(folder)).returncode == 0
        refused = run(tmp_path / "second", "backup", "--continuous", str(folder))
        assert refused.returncode == 1
        assert "另一个进程正在向" in refused.stderr

    for name, at, wished in (("then", ["--at", local(moment)], before), ("end", [], last)):
        again = tmp_path / name
        done = run(again, "restore", str(folder), *at)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "每张表、每个文件的校验值都与备份一致" in done.stdout
        assert not at or f"已恢复到 {local(moment).replace(' ', 'T')}+08:00 的状态" in done.stdout
        assert not (again / "rewinding").exists()
        found = digests(run(again, "manage", "digest").stdout)
        assert len(found) > 40
        different = {table for table in wished if found[table] != wished[table]}
        # The restore is on record there.
        assert different <= {"accounts_act", "合计"}, different
        assert sorted(file.name for file in (again / "uploads").rglob("*") if file.is_file()) == sorted(
            file.name for file in (state / "uploads").rglob("*") if file.is_file()
        )


@contextmanager
def bare(folder: Path, **settings: str) -> Iterator[tuple[Keeper, Cluster]]:
    """A database without an application, followed into a folder beside it."""
    with tempfile.TemporaryDirectory(prefix="planning-pg-") as name:
        sockets = Path(name)
        place = Place(Path(sys.prefix) / "bin" / "python", sockets / "pgdata", sockets, sockets / "logs")
        cluster = cluster_of(replace(place, settings={**THROW_AWAY, **settings}), environment_of(os.environ))
        with supervising(place.logs, ROOT, SILENT) as supervisor:
            start_postgres(cluster, supervisor, SILENT)
            paths = Paths(ROOT, sockets, Path(sys.prefix))
            archive = Archive(folder)
            archive.claim("1")
            yield Keeper(archive, paths, cluster, supervisor, SILENT, keep_days=14), cluster


def looking(keeper: Keeper, seen: Callable[[], bool]) -> Callable[[], bool]:
    """Let it look after its receiver before each question."""

    def looked() -> bool:
        keeper._look()
        return seen()

    return looked


def test_a_receiver_that_was_away_too_long_begins_a_new_series_and_says_so(tmp_path: Path) -> None:
    """The server let go of the log: the old series must not be continued over the gap."""
    with bare(tmp_path / "kept", max_slot_wal_keep_size="32MB", max_wal_size="32MB", min_wal_size="32MB") as (
        keeper,
        cluster,
    ):
        keeper.series, keeper.receiver = keeper._follow()
        assert until(looking(keeper, lambda: bool(keeper.archive.bases())), 60)
        keeper.supervisor.discard(keeper.receiver)
        for _segment in range(5):
            cluster.sql("SELECT pg_logical_emit_message(false, '', repeat('x', 99)); SELECT pg_switch_wal();")
        cluster.sql("CHECKPOINT")
        keeper.receiver = keeper.supervisor.add(keeper._receiver(keeper.series))
        time.sleep(1)  # a series' name has the second of its beginning

        assert keeper._streamed()[1] == "lost"
        assert until(looking(keeper, lambda: len(keeper.archive.bases()) == 2), 60)
        assert len(keeper.archive.series()) == 2
        assert keeper._streamed()[1] in ("reserved", "extended")


def test_a_server_that_is_away_for_a_moment_ends_nothing(tmp_path: Path) -> None:
    with bare(tmp_path / "kept") as (keeper, cluster):
        keeper.series, keeper.receiver = keeper._follow()
        assert until(looking(keeper, lambda: bool(keeper.series.heard())), 60)
        (server,) = (child for child in keeper.supervisor.children if child.program.name == "postgres")
        stop(server.program, server.process)
        keeper._look()
        server.process = start(server.program, keeper.paths.logs / "postgres.log", ROOT)
        assert until(cluster.answers, 30)
        back = datetime.now(UTC)
        assert until(looking(keeper, lambda: (keeper.series.heard() or NOON) > back), 60, pause=0.3)
        assert len(keeper.archive.series()) == 1
