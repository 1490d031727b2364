"""A backup made while people work holds one moment: every row of it, and every file that these rows name."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.records import record
from custody.keeping import archive
from custody.keeping.backup import make_backup
from custody.keeping.manifest import KeepingRefusedError, Manifest
from custody.keeping.restore import restore
from custody.keeping.server import of_application, tool
from custody.management.commands.backup import INCOMPLETE
from custody.scope import CITY, within
from imports.models import ImportBatch
from tests.restoring import empty_target, files, tables, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.MEDIA_ROOT = folder
    return folder


def upload(number: int) -> ImportBatch:
    """One act and one batch with its file, together or not at all."""
    with within(CITY):
        record("导入监测数据", f"{number}", by=None)
        batch = ImportBatch(kind="observations", state="applied", file_name=f"{number}.xlsx", sha256="0" * 64)
        batch.file.save(f"{number}.xlsx", ContentFile(f"content {number}".encode() * 500))
        return batch


@contextlib.contextmanager
def uploading() -> Iterator[list[int]]:
    """Upload one file after another from another thread until the block ends; it begins after the first twenty."""
    done: list[int] = []
    enough = threading.Event()

    def work() -> None:
        try:
            while not enough.is_set():
                upload(len(done))
                done.append(len(done))
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        while len(done) < 20:
            assert thread.is_alive(), "the uploads have stopped"
            time.sleep(0.01)
        yield done
    finally:
        enough.set()
        thread.join(60)


def backup(target: Path) -> Manifest:
    return make_backup(of_application(), target, say=lambda line: None)


def test_a_backup_under_concurrent_writes_holds_one_moment(tmp_path: Path, uploads: Path) -> None:
    with uploading() as done:
        manifest = backup(tmp_path / "b.tar")
        at_the_end = len(done)
    rows = {each.table: each.rows for each in manifest.tables}

    assert 20 <= rows["imports_importbatch"] <= at_the_end
    assert len(done) > rows["imports_importbatch"], "nothing was written meanwhile: this proves nothing"
    assert rows["imports_importbatch"] == rows["accounts_act"]
    assert not manifest.missing
    with empty_target(tmp_path / "other") as target:
        restore(target, tmp_path / "b.tar", replace=False, say=lambda line: None)
        named = {str(row[0]) for row in told(target.server, "SELECT file FROM imports_importbatch")}
        restored = files(target.uploads)
        assert len(named) == rows["imports_importbatch"]
        assert named <= set(restored)
        assert all(restored[name] == (uploads / name).read_bytes() for name in named)


def test_the_manifest_tells_what_the_database_holds(tmp_path: Path) -> None:
    upload(1)
    before = tables(of_application())

    manifest = backup(tmp_path / "b.tar")

    assert {each.table: each for each in manifest.tables} == before
    assert archive.verified(tmp_path / "b.tar") == manifest
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600


def test_no_session_and_no_secret_is_in_it(tmp_path: Path) -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.create(session_key="k" * 32, session_data="signed in", expire_date=timezone.now())
    manifest = backup(tmp_path / "b.tar")

    assert {each.name for each in manifest.members} == {archive.DATABASE}
    with empty_target(tmp_path / "other") as target:
        restore(target, tmp_path / "b.tar", replace=False, say=lambda line: None)
        assert told(target.server, "SELECT count(*) FROM django_session") == [(0,)]


def test_a_file_that_was_already_lost_is_named_and_the_rest_is_saved(tmp_path: Path, uploads: Path) -> None:
    lost, kept = str(upload(1).file.name), str(upload(2).file.name)
    (uploads / lost).unlink()

    with pytest.raises(
        CommandError, match=r"备份已写成，但有 1 个上传文件早已丢失：imports/.*1.*\.xlsx"
    ) as refusal:
        call_command("backup", str(tmp_path / "b.tar"))

    assert refusal.value.returncode == INCOMPLETE
    manifest = archive.verified(tmp_path / "b.tar")
    assert manifest.missing == (lost,)
    assert f"uploads/{kept}" in {each.name for each in manifest.members}


@pytest.mark.parametrize("stage", ["导出数据库", "复制上传文件", "计算每张表"])
def test_interrupted_at_any_stage_it_leaves_nothing(tmp_path: Path, stage: str) -> None:
    (tmp_path / "out").mkdir()

    def interrupt(line: str) -> None:
        if stage in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_backup(of_application(), tmp_path / "out" / "b.tar", say=interrupt)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_place_that_will_not_do_is_named(tmp_path: Path, uploads: Path) -> None:
    with pytest.raises(KeepingRefusedError, match=r"文件夹 .*none 不存在"):
        backup(tmp_path / "none" / "b.tar")
    with pytest.raises(KeepingRefusedError, match="不能放在上传文件的文件夹里"):
        backup(uploads / "b.tar")


def test_a_backup_that_cannot_fit_is_refused_before_it_begins(
    tmp_path: Path, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (uploads / "large.xlsx").write_bytes(b"x" * 5000)
    monkeypatch.setattr("custody.keeping.backup.free_bytes", lambda _folder: 4000)

    with pytest.raises(KeepingRefusedError, match="磁盘空间不足"):
        make_backup(of_application(), tmp_path / "b.tar", say=print)

    assert not (tmp_path / "b.tar").exists()


def test_an_empty_database_is_not_backed_up(tmp_path: Path) -> None:
    with empty_target(tmp_path) as target, pytest.raises(KeepingRefusedError, match="没有可备份的内容"):
        make_backup(target.server, tmp_path / "b.tar", say=lambda line: None)
    assert not (tmp_path / "b.tar").exists()


def test_a_tool_that_is_too_old_is_refused_with_the_version_needed() -> None:
    with pytest.raises(KeepingRefusedError, match=r"需要 PostgreSQL 99 或更新的 pg_dump，现有：.*（\d+）"):
        tool("pg_dump", 99)


def test_the_command_prints_the_same_digest_that_the_file_carries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup", str(tmp_path / "b.tar"))
    call_command("digest")
    said, total = capsys.readouterr().out, ""
    total = said.splitlines()[-1].split()[0]

    assert f"数据校验值 {total[:16]}" in said
    call_command("verify_backup", str(tmp_path / "b.tar"))
    assert "备份完整" in capsys.readouterr().out
