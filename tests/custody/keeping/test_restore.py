"""The way back: every figure, file and record as it was, or nothing touched."""

import contextlib
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege

from custody.databases import application_url, libpq, parsed
from custody.keeping import archive
from custody.keeping.backup import make_backup
from custody.keeping.manifest import KeepingRefusedError, Manifest
from custody.keeping.restore import RestoreTarget, restore
from custody.keeping.server import Server, of_application
from custody.keeping.setting_aside import aside, remove
from indicators.models import Observation
from tests import small_ledger
from tests.restoring import FIRST_RELEASE, databases_like, empty_target, files, tables, told
from tests.sampling import WHOLE, sampled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[RestoreTarget]:
    with empty_target(tmp_path / "state") as made:
        yield made


@pytest.fixture
def present(tmp_path: Path, settings: Any) -> Path:
    """A small, real backup of the test database at the present code, with one file."""
    settings.MEDIA_ROOT = tmp_path / "small"
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "kept.xlsx").write_bytes(b"uploaded")
    make_backup(of_application(), tmp_path / "present.tar", say=quiet)
    return tmp_path / "present.tar"


@pytest.fixture
def figures(present: Path, tmp_path: Path) -> Path:
    """A backup with figures: the first release's, which takes eight seconds, in continuous integration; else a small one."""
    if WHOLE:
        return FIRST_RELEASE
    of = {"county": small_ledger.county(), "indicator": small_ledger.indicator()}
    Observation.objects.create(year=2023, text="87", value=87, **of)
    make_backup(of_application(), tmp_path / "figures.tar", say=quiet)
    return tmp_path / "figures.tar"


def quiet(_line: str) -> None:
    pass


def state(target: RestoreTarget) -> object:
    """Everything that a refused restore must leave as it was."""
    digests = {name: tables(target.server, name) for name in databases_like(target.server.name)}
    below = sorted(str(path) for path in target.uploads.parent.rglob("*"))
    return digests, below, files(target.uploads.parent)


def rewritten(file: Path, to: Path, change: Callable[[Manifest], Manifest]) -> Path:
    """Write the backup once more with another manifest; its closing digest is right again."""
    manifest = archive.verified(file)
    with to.open("wb") as stream:
        writer = archive.Writer(stream)
        for member in manifest.members:
            content = io.BytesIO()
            archive.extract(file, member, content)
            content.seek(0)
            writer.add(member.name, content, member.size)
        writer.finish(change(manifest))
    return to


def as_application(server: Server) -> psycopg2.extensions.connection:
    made: psycopg2.extensions.connection = psycopg2.connect(
        **libpq({**parsed(application_url()), "NAME": server.name})
    )
    return made


def test_restored_onto_nothing_every_figure_file_and_record_is_as_it_was(
    target: RestoreTarget, present: Path
) -> None:
    done = restore(target, present, replace=False, say=quiet)

    before = {each.table: each for each in done.manifest.tables}
    after = tables(target.server)
    assert after.pop("accounts_act") != before.pop("accounts_act"), "the restore itself is on record"
    assert after == before
    assert files(target.uploads) == {"kept.xlsx": b"uploaded"}
    assert (done.old_database, done.old_uploads) == (None, None)
    last = "SELECT kind, subject, by_id FROM accounts_act ORDER BY id DESC LIMIT 1"
    assert told(target.server, last) == [("恢复备份", "present.tar", None)]
    assert databases_like(target.server.name) == [target.server.name]
    assert sorted(path.name for path in target.uploads.parent.iterdir()) == ["uploads"]


def test_a_restored_ledger_can_be_written_on_by_the_application_and_changed_by_nobody_else(
    target: RestoreTarget, present: Path
) -> None:
    restore(target, present, replace=False, say=quiet)
    if target.application_role == target.server.settings["USER"]:
        pytest.skip("owner and application are one role here")

    with contextlib.closing(as_application(target.server)) as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO auth_group (name) VALUES ('a') RETURNING id")
        with pytest.raises(InsufficientPrivilege):
            cursor.execute("DROP TABLE auth_group")


def test_numbers_go_on_after_the_restored_ones(target: RestoreTarget, figures: Path) -> None:
    restore(target, figures, replace=False, say=quiet)

    highest = told(target.server, "SELECT max(id) FROM indicators_observation")[0][0]
    following = "SELECT nextval(pg_get_serial_sequence('indicators_observation', 'id'))"
    assert told(target.server, following)[0][0] == int(str(highest)) + 1


def test_a_backup_of_a_restored_ledger_holds_the_same(
    target: RestoreTarget, present: Path, tmp_path: Path
) -> None:
    restore(target, present, replace=False, say=quiet)

    again = make_backup(target.server, tmp_path / "again.tar", say=quiet)

    assert {each.table: each for each in again.tables} == tables(target.server)


def test_a_state_is_replaced_only_when_asked_and_then_set_aside(
    target: RestoreTarget, present: Path, figures: Path
) -> None:
    restore(target, figures, replace=False, say=quiet)
    before = state(target)
    with pytest.raises(KeepingRefusedError, match="--replace"):
        restore(target, present, replace=False, say=quiet)
    assert state(target) == before
    old_tables, old_files = tables(target.server), files(target.uploads)

    done = restore(target, present, replace=True, say=quiet)

    assert files(target.uploads) == {"kept.xlsx": b"uploaded"}
    assert done.old_database
    assert done.old_uploads
    assert tables(target.server, done.old_database) == old_tables
    assert files(done.old_uploads) == old_files
    (mark,) = aside(target.server, target.uploads)
    remove(target.server, target.uploads, mark)
    assert databases_like(target.server.name) == [target.server.name]
    assert not done.old_uploads.exists()


def test_a_folder_of_uploads_alone_is_a_state_too(target: RestoreTarget, present: Path) -> None:
    target.uploads.mkdir(parents=True)
    (target.uploads / "evidence.pdf").write_bytes(b"only here")

    with pytest.raises(KeepingRefusedError, match="--replace"):
        restore(target, present, replace=False, say=quiet)
    assert files(target.uploads) == {"evidence.pdf": b"only here"}


def cut(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size // 2)


def flip(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 3)
        (byte,) = stream.read(1)
        stream.seek(-1, io.SEEK_CUR)
        stream.write(bytes([byte ^ 4]))


@pytest.mark.parametrize("damage", [cut, flip])
def test_a_damaged_backup_is_refused_with_nothing_touched(
    target: RestoreTarget, present: Path, damage: Callable[[Path], None]
) -> None:
    restore(target, present, replace=False, say=quiet)
    before = state(target)
    damaged = Path(shutil.copy(present, present.with_name("damaged.tar")))
    damage(damaged)

    with pytest.raises(KeepingRefusedError, match="已损坏或不完整"):
        restore(target, damaged, replace=True, say=quiet)
    assert state(target) == before


def newer(manifest: Manifest) -> Manifest:
    return replace(manifest, program="9.9", migrations=(*manifest.migrations, "indicators.0999_later"))


def of_other_rows(manifest: Manifest) -> Manifest:
    index = next(n for n, each in enumerate(manifest.tables) if each.table == "auth_permission")
    other = replace(manifest.tables[index], sha256="0" * 64)
    return replace(manifest, tables=(*manifest.tables[:index], other, *manifest.tables[index + 1 :]))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (newer, r"其他版本（9\.9）写成，本程序（.*）不认识其数据表（indicators\.0999_later）.*请先升级"),
        (of_other_rows, r"与备份不一致（auth_permission），已放弃，原有数据未改动"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused_with_nothing_touched(
    target: RestoreTarget, present: Path, change: Callable[[Manifest], Manifest], sentence: str
) -> None:
    unfit = rewritten(present, present.with_name("unfit.tar"), change)
    target.uploads.mkdir(parents=True)
    before = state(target)

    with pytest.raises(KeepingRefusedError, match=sentence):
        restore(target, unfit, replace=True, say=quiet)
    assert state(target) == before


def test_a_dump_that_the_database_does_not_accept_is_refused_in_its_words(
    target: RestoreTarget, present: Path, tmp_path: Path
) -> None:
    manifest = archive.verified(present)
    with (tmp_path / "unfit.tar").open("wb") as stream:
        writer = archive.Writer(stream)
        writer.add(archive.DATABASE, io.BytesIO(b"no dump"), 7)
        writer.finish(replace(manifest, members=tuple(writer.members)))
    target.uploads.mkdir(parents=True)
    before = state(target)

    with pytest.raises(KeepingRefusedError, match=r"没有接受备份的内容.*pg_restore"):
        restore(target, tmp_path / "unfit.tar", replace=False, say=quiet)
    assert state(target) == before


@pytest.mark.parametrize("stage", sampled(["取出", "载入", "比较", "更新数据表", "换入"], 2))
def test_interrupted_at_any_stage_nothing_is_touched(
    target: RestoreTarget, present: Path, stage: str
) -> None:
    restore(target, present, replace=False, say=quiet)
    before = state(target)

    def interrupt(line: str) -> None:
        if stage in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(target, present, replace=True, say=interrupt)
    assert state(target) == before


def test_while_someone_is_connected_nothing_is_touched(
    target: RestoreTarget, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custody.keeping.databases.PATIENCE_SECONDS", 0.5)
    target.uploads.mkdir(parents=True)
    before = state(target)

    with (
        contextlib.closing(target.server.connect()),
        pytest.raises(KeepingRefusedError, match=r"还有 1 个连接.*请先停止"),
    ):
        restore(target, present, replace=False, say=quiet)
    assert state(target) == before


def test_someone_who_connects_at_the_last_moment_keeps_the_old_state(
    target: RestoreTarget, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(target, present, replace=False, say=quiet)
    before = state(target)
    monkeypatch.setattr("custody.keeping.databases.PATIENCE_SECONDS", 1.0)
    late = []

    def connect(line: str) -> None:
        if "换入" in line:
            late.append(target.server.connect())

    with pytest.raises(KeepingRefusedError, match="正在使用中"):
        restore(target, present, replace=True, say=connect)
    late[0].close()
    assert state(target) == before
