"""`manage.py verify_backup FILE`: is this file whole, ours, and not newer than this program? Touches nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from custody.commands import ToldCommand
from custody.keeping.restore import readable


class Command(ToldCommand):
    help = "检查备份文件是否完整、能否由本版本恢复；不改动任何数据，不需要数据库。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件")

    def handle(self, *args: Any, **options: Any) -> None:
        manifest = readable(options["file"])
        rows = sum(each.rows for each in manifest.tables)
        self.stdout.write(
            f"备份完整：{manifest.made_at} 由版本 {manifest.program} 写成，"
            f"{len(manifest.tables)} 张表 {rows} 行，上传文件 {len(manifest.members) - 1} 个。"
        )
