"""`manage.py load_demo [--remove]`: invented figures for 2021–2025 and rounds to try, in or out again."""

from typing import Any

from django.core.management.base import CommandParser

from custody.commands import CityCommand
from planning.demo.figures import load_demo, remove_demo
from planning.demo.projects import load_demo_projects, open_demo_project_round, remove_demo_projects
from planning.demo.rounds import open_demo_rounds, remove_demo_rounds


class Command(CityCommand):
    help = "载入（或用 --remove 清除）2021–2025 年虚构数值。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="清除全部虚构数值和虚构目标")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"已清除 {remove_demo()} 条虚构数值。")
            self.stdout.write(f"已清除 {remove_demo_projects()} 条虚构项目进度。")
            self.stdout.write(f"已清除 {remove_demo_rounds()} 个没有人填过的演示填报任务。")
        else:
            self.stdout.write(f"已载入 {load_demo()} 条虚构数值。")
            self.stdout.write(f"已载入 {load_demo_projects()} 条虚构项目进度。")
            self.stdout.write(f"已发起 {open_demo_rounds() + open_demo_project_round()} 个演示填报任务。")
