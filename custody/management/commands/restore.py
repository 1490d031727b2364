"""`manage.py restore FILE [--replace]`: what stands behind `./run restore`; the application must not run."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connections

from custody.commands import ToldCommand
from custody.databases import application_url, parsed
from custody.keeping.interrupts import INTERRUPTED, termination_as_interrupt
from custody.keeping.reasons import reason
from custody.keeping.restore import Restored, RestoreTarget, restore
from custody.keeping.server import of_application


class Command(ToldCommand):
    help = "从备份文件恢复数据库与上传文件；损坏的、来历不明的、由更新版本写成的文件一律不用。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件")
        parser.add_argument("--replace", action="store_true", help="已有数据时：把现有的改名保留，再恢复")

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        target = RestoreTarget(of_application(), parsed(application_url())["USER"], Path(settings.MEDIA_ROOT))
        try:
            with termination_as_interrupt():
                done = restore(target, options["file"].absolute(), replace=options["replace"], say=self._say)
        except KeyboardInterrupt:
            raise CommandError("已中断，原有数据未改动。", returncode=INTERRUPTED) from None
        except OSError as error:
            raise CommandError(f"没有恢复，原有数据未改动：{reason(error)}。") from error
        self._tell(done)

    def _tell(self, done: Restored) -> None:
        rows = sum(each.rows for each in done.manifest.tables)
        self._say(
            f"已恢复到 {done.manifest.made_at} 的状态：{len(done.manifest.tables)} 张表 {rows} 行，"
            f"上传文件 {len(done.manifest.members) - 1} 个，每张表、每个文件的校验值都与备份一致。"
        )
        if done.manifest.missing:
            self._say(f"! 备份时已丢失的上传文件：{'、'.join(done.manifest.missing)}")
        if done.old_database:
            self._say(f"原来的数据库改名为 {done.old_database}。")
        if done.old_uploads:
            self._say(f"原来的上传文件在 {done.old_uploads}。")
        if done.old_database or done.old_uploads:
            self._say("确认无误、不再需要原来的数据后，用 ./run manage set_aside 查看和删除。")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
