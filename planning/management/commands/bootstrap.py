"""`manage.py bootstrap [--demo]`: what `./run up` calls after migrating."""

from typing import Any

from django.core.management.base import CommandParser

from custody.commands import TracedCommand
from planning.bootstrap import bootstrap


class Command(TracedCommand):
    help = "首次启动的数据：基础数据、规划、监测数据、试用账号；已有的不再重复。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="另载入 2021–2025 年虚构数值")

    def handle(self, *args: Any, **options: Any) -> None:
        bootstrap(demo=options["demo"], say=self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
