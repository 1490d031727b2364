"""`manage.py backup FILE`: what stands behind `./run backup`; may run while the application does."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from custody.commands import ToldCommand
from custody.keeping.backup import make_backup
from custody.keeping.digests import total
from custody.keeping.interrupts import INTERRUPTED, termination_as_interrupt
from custody.keeping.reasons import reason
from custody.keeping.server import of_application

INCOMPLETE = 2
"""The exit code where the backup was written, but files that rows name were already gone."""


class Command(ToldCommand):
    help = "备份数据库与上传文件到一个文件；可在运行中进行。不含密钥与账号文件。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件，例如 /backup/2025-07-01.tar；不会覆盖已有文件")
        parser.add_argument("--of", type=datetime.fromisoformat, help="数据库所处的时刻，不是现在时")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        try:
            with termination_as_interrupt():
                manifest = make_backup(of_application(), target, say=self._say, of=options["of"])
        except KeyboardInterrupt:
            raise CommandError(
                "已中断，没有写成备份，也没有留下不完整的文件。", returncode=INTERRUPTED
            ) from None
        except OSError as error:
            raise CommandError(f"没有写成备份：{reason(error)}。") from error
        rows, files = sum(each.rows for each in manifest.tables), len(manifest.members) - 1
        self._say(
            f"已备份：{len(manifest.tables)} 张表 {rows} 行，上传文件 {files} 个，"
            f"{target.stat().st_size / 1e6:.1f} MB。数据校验值 {total(manifest.tables)[:16]}"
        )
        if manifest.missing:
            names = "、".join(manifest.missing[:5])
            message = f"备份已写成，但有 {len(manifest.missing)} 个上传文件早已丢失：{names}。请从更早的备份中找回。"
            raise CommandError(message, returncode=INCOMPLETE)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
