"""`manage.py set_aside [--drop MARK]`: what restores have set aside; deletes it where told to."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from custody.commands import ToldCommand
from custody.keeping.server import of_application
from custody.keeping.setting_aside import aside, remove


class Command(ToldCommand):
    help = "列出恢复时改名保留的旧数据（数据库与上传文件），或用 --drop 删除其中一份。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drop", metavar="NAME", help="删除这一份，例如 before-20250701-093000")

    def handle(self, *args: Any, **options: Any) -> None:
        server, uploads = of_application(), Path(settings.MEDIA_ROOT)
        try:
            if options["drop"]:
                remove(server, uploads, options["drop"])
                self.stdout.write(f"已删除 {options['drop']}。")
            for mark in aside(server, uploads):
                self.stdout.write(mark)
        except LookupError as error:
            raise CommandError(f"没有名为 {error} 的旧数据。") from error
