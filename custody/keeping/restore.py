"""The way back: everything is built aside and compared with the backup, then takes its place in one move.

Until that move the present state is untouched; after it the present state has another name and is still there.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from custody import heads
from custody.granting import grant
from custody.keeping import archive, databases, uploads
from custody.keeping.backup import program_version
from custody.keeping.digests import digests, total
from custody.keeping.loading import load
from custody.keeping.manifest import KeepingRefusedError, Manifest
from custody.keeping.reasons import reason
from custody.keeping.server import Server, pointed_at
from custody.keeping.setting_aside import OLD_STATE, UNFINISHED, name_of
from custody.known_migrations import unknown_migrations
from custody.migrating import migrate
from custody.slots import Slot

Say = Callable[[str], None]
RECORDED: Slot[[str, dict[str, Any]], None] = Slot("the record of a restore")


@dataclass(frozen=True)
class RestoreTarget:
    """What is to be replaced: the application's database and the folder of uploads."""

    server: Server
    application_role: str
    uploads: Path


@dataclass(frozen=True)
class Restored:
    """What a restore has done; the names of what it set aside, None where there was nothing."""

    manifest: Manifest
    old_database: str | None
    old_uploads: Path | None


def readable(file: Path) -> Manifest:
    """Verify the whole file and that this program knows all its migrations; touches nothing.

    Raises KeepingRefusedError otherwise.
    """
    manifest = archive.verified(file)
    if unknown := unknown_migrations(manifest.migrations):
        raise KeepingRefusedError(
            f"备份由其他版本（{manifest.program}）写成，本程序（{program_version()}）不认识其数据表（{unknown[0]}），"
            "未改动任何数据。备份较新的，请先升级程序再恢复；0.2.0 起数据表重新划分，更早的备份请用写成它的版本恢复。"
        )
    return manifest


def restore(target: RestoreTarget, file: Path, *, replace: bool, say: Say) -> Restored:
    """Put the state of `file` in place of the present one, which is renamed.

    Raises KeepingRefusedError, with nothing changed, where the file is unfit, the application runs, or there is a
    state and `replace` does not say that it may be set aside.
    """
    say("检查备份文件 …")
    manifest = readable(file)
    full = _is_full(target)
    if full and not replace:
        raise KeepingRefusedError(
            "这里已经有数据，未作任何改动。如确要以备份代替，请加 --replace：现有的数据库与上传文件会改名保留。"
        )
    databases.refuse_busy(target.server)
    stamp = f"{timezone.localtime():%Y%m%d-%H%M%S}"
    with _built_aside(target, file, manifest, stamp, say) as (fresh, folder):
        say("换入恢复的数据 …")
        old = name_of(target.server.name, OLD_STATE, stamp)
        old_uploads = target.uploads.with_name(name_of(target.uploads.name, OLD_STATE, stamp))
        with (
            _swapped_folder(target.uploads, folder, old_uploads),
            databases.swapped(target.server, fresh, old, keep=full) as old_database,
        ):
            pass
    _note_head(target.server, say)
    kept = old_uploads if _has_files(old_uploads) else None
    if not kept:
        shutil.rmtree(old_uploads, ignore_errors=True)
    return Restored(manifest, old_database, kept)


def _note_head(server: Server, say: Say) -> None:
    """Write down the end of the restored chain: what was sealed after that backup is rightly gone (`custody.heads`)."""
    with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM custody_chainlink ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    try:
        heads.note_restored(str(row[0]) if row else "")
    except OSError as error:
        # The state is restored; only the note is missing.
        say(f"! 已恢复，但链末文件没有写成（{reason(error)}）；下次 verify 会指出这次恢复。")


def _is_full(target: RestoreTarget) -> bool:
    return _has_files(target.uploads) or not databases.is_empty(target.server)


def _has_files(folder: Path) -> bool:
    return next(uploads.present(folder), None) is not None


@contextlib.contextmanager
def _built_aside(
    target: RestoreTarget, file: Path, manifest: Manifest, stamp: str, say: Say
) -> Iterator[tuple[str, Path]]:
    """Give the name of a database and a folder with the backup's state, brought up to this program.

    Where the block, or the building, fails, both are removed.
    """
    fresh = name_of(target.server.name, UNFINISHED, stamp)
    folder = target.uploads.with_name(name_of(target.uploads.name, UNFINISHED, stamp))
    folder.mkdir(mode=0o700, parents=True)
    try:
        say("取出上传文件 …")
        _extract_uploads(file, manifest, folder)
        databases.create_like(target.server, fresh)
        say("载入数据库 …")
        _load(target.server, fresh, file, manifest, folder.parent)
        say("逐表比较校验值 …")
        _compare(target.server, fresh, manifest)
        say("更新数据表、授予权限 …")
        _bring_up(target, fresh, file, manifest)
        yield fresh, folder
    except BaseException:
        databases.drop(target.server, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _extract_uploads(file: Path, manifest: Manifest, folder: Path) -> None:
    members = [member for member in manifest.members if member.name.startswith(archive.UPLOADS)]
    for _file in archive.extract_all(file, members, folder, archive.UPLOADS):
        pass


def _load(server: Server, fresh: str, file: Path, manifest: Manifest, folder: Path) -> None:
    (dump,) = (member for member in manifest.members if member.name == archive.DATABASE)
    with tempfile.TemporaryFile(dir=folder) as stream:
        archive.extract(file, dump, stream)
        stream.seek(0)
        load(server, fresh, stream, manifest.postgres)


def _compare(server: Server, fresh: str, manifest: Manifest) -> None:
    with contextlib.closing(server.connect(fresh)) as connection:
        found = digests(connection)
    if total(found) != total(manifest.tables):
        different = sorted({each.table for each in set(found) ^ set(manifest.tables)})
        raise KeepingRefusedError(
            f"恢复出来的数据与备份不一致（{'、'.join(different)}），已放弃，原有数据未改动。请把备份文件交给开发人员。"
        )


def _bring_up(target: RestoreTarget, fresh: str, file: Path, manifest: Manifest) -> None:
    """Migrate an older state, grant the application its rights, and put the restore itself on record."""
    with pointed_at(target.server, fresh):
        migrate()
        if target.application_role != target.server.settings["USER"]:
            grant(target.application_role)
        with transaction.atomic():
            detail = {
                "made_at": manifest.made_at,
                "program": manifest.program,
                "digest": total(manifest.tables),
            }
            RECORDED(file.name, detail)


@contextlib.contextmanager
def _swapped_folder(present: Path, fresh: Path, aside: Path) -> Iterator[None]:
    """Put `fresh` in the place of `present`, which becomes `aside`; undone where the block fails."""
    present.mkdir(mode=0o700, exist_ok=True)
    present.rename(aside)
    try:
        fresh.rename(present)
        yield
    except BaseException:
        if not fresh.exists():
            present.rename(fresh)
        aside.rename(present)
        raise
