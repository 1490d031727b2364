"""`manage.py recompute [--all]`: judge anew what has no verdict, or everything."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.records import record
from custody.commands import CityCommand
from indicators.actions.recompute import ask_for_everything
from judging.actions.outdated import ask_for_missing


class Command(CityCommand):
    help = "重算达成评价：默认只算尚未计算或规则版本已旧的，--all 全部重算。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="全部重算")

    def handle(self, *args: Any, **options: Any) -> None:
        job = ask_for_everything(by=None) if options["all"] else ask_for_missing(by=None)
        if job:
            record("重算达成评价", job.title, by=None, detail={"job": job.pk})
        self.stdout.write(f"已提交任务 {job.pk}：{job.title}" if job else "没有需要重算的评价。")
