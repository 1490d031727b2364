"""`manage.py load_reference [--update]`: divisions, departments, catalogue, plans, row mapping."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from custody.commands import CityCommand
from planning.reference import load_reference


class Command(CityCommand):
    help = "载入 fixtures/reference 中的基础数据；已被人工修改的行只报告，不覆盖（--update 除外）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="以文件为准，覆盖已修改的行")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference(settings.BASE_DIR / "fixtures" / "reference", update=options["update"])
        self.stdout.write(f"基础数据：新增 {loaded.created} 行，更新 {len(loaded.updated)} 行")
        for label in loaded.updated:
            self.stdout.write(f"  已更新 {label}")
        for label in loaded.kept:
            self.stdout.write(f"  与文件不同、保留现状 {label}")
