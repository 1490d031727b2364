"""Making a backup while the application runs: one snapshot of the database, then the files it names.

Uploads are only ever added, and a file is whole before its row is committed: the files found after the snapshot
contain those of the snapshot.
"""

import contextlib
import os
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 spells its class small

from custody.declared_models import ephemeral_tables
from custody.disk import free_bytes, in_words
from custody.keeping import archive, uploads
from custody.keeping.digests import digests, tables_of
from custody.keeping.landing import landing
from custody.keeping.manifest import KeepingRefusedError, Manifest, TableDigest
from custody.keeping.server import Server, only, tool
from custody.known_migrations import migrations_of

Say = Callable[[str], None]


def make_backup(server: Server, target: Path, *, say: Say, of: datetime | None = None) -> Manifest:
    """Write a backup of `server`'s database and of all uploads to `target`, whole or not at all, mode 0600.

    `of` is the moment whose state the database holds, where that is not the present one (`launcher.rewinding`).
    Raises KeepingRefusedError where that cannot be done; then `target` does not exist.
    """
    target = target.absolute()
    _refuse_target(target)
    _refuse_without_room(target.parent)
    with landing(target) as stream, contextlib.closing(server.connect()) as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        if "django_migrations" not in tables_of(connection):
            raise KeepingRefusedError("数据库里还没有任何数据表，没有可备份的内容。请先执行 ./run up。")
        writer = archive.Writer(stream)
        made_at = timezone.localtime(of)
        _add_database(writer, server, connection, target.parent, say)
        missing = _add_uploads(writer, connection, say)
        say("计算每张表的校验值 …")
        manifest = _manifest(connection, writer, missing, made_at)
        writer.finish(manifest)
    return manifest


def _refuse_target(target: Path) -> None:
    if not target.parent.is_dir():
        raise KeepingRefusedError(f"文件夹 {target.parent} 不存在。请先建立。")
    if target.is_relative_to(Path(settings.MEDIA_ROOT).absolute()):
        raise KeepingRefusedError("备份不能放在上传文件的文件夹里。请放到别处，最好是另一块磁盘。")


def _refuse_without_room(folder: Path) -> None:
    """A backup that cannot fit is refused before anything is written; the uploads alone are its least size."""
    needed = sum(file.stat().st_size for file in uploads.present(Path(settings.MEDIA_ROOT)))
    free = free_bytes(folder)
    if free < needed:
        raise KeepingRefusedError(
            f"磁盘空间不足：{folder} 只剩 {in_words(free)}，上传文件就有 {in_words(needed)}，没有写备份。请先腾出空间。"
        )


def _add_database(
    writer: archive.Writer, server: Server, connection: Connection, folder: Path, say: Say
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = only(cursor)
    say("导出数据库 …")
    left_out = [f"--exclude-table-data={table}" for table in ephemeral_tables()]
    # Roles differ between machines: the restored tables belong to whoever restores, rights are granted anew.
    command = [
        tool("pg_dump", connection.server_version // 10000),
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-tablespaces",
        f"--snapshot={snapshot}",
        *left_out,
        f"--dbname={server.dsn()}",
    ]
    # Without a name: nothing is left even after kill -9. Beside the target: the space is needed there anyway.
    with tempfile.TemporaryFile(dir=folder) as dump:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command, stdout=dump, stderr=subprocess.PIPE, text=True, env=server.environment(), check=False
        )
        if done.returncode != 0:
            raise KeepingRefusedError(f"导出数据库失败，没有写成备份：{done.stderr.strip()}")
        size = dump.seek(0, os.SEEK_END)
        dump.seek(0)
        writer.add(archive.DATABASE, dump, size)


def _add_uploads(writer: archive.Writer, connection: Connection, say: Say) -> tuple[str, ...]:
    """Add every upload; return the names of those that a row names and that are gone."""
    root, added = Path(settings.MEDIA_ROOT), set()
    named = uploads.named_by_rows(connection)
    say("复制上传文件 …")
    for file in uploads.present(root):
        name = str(file.relative_to(root))
        with contextlib.suppress(FileNotFoundError), file.open("rb") as source:
            writer.add(archive.UPLOADS + name, source, os.fstat(source.fileno()).st_size)
            added.add(name)
    return tuple(sorted(named - added))


def _manifest(
    connection: Connection, writer: archive.Writer, missing: tuple[str, ...], made_at: datetime
) -> Manifest:
    tables: list[TableDigest] = digests(connection)
    return Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        program=program_version(),
        postgres=connection.server_version,
        migrations=migrations_of(connection),
        tables=tuple(tables),
        members=tuple(writer.members),
        missing=missing,
    )


def program_version() -> str:
    """Return the version in pyproject.toml."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])
