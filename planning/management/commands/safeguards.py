"""`manage.py safeguards [--check]`: what the code declares against what the migrations put in force."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from custody.guarding import declared, in_migrations
from custody.writing_safeguards import drift, migration


class Command(BaseCommand):
    """Reads code and migrations, no database; writes a migration of this room, the uppermost."""

    help = "将代码中声明的数据库保护（函数、触发器、行级策略）与迁移文件比较；有出入则写一个新的迁移文件。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只比较，不写文件；有出入则以退出码 1 结束")

    # Other people's models name their columns in the language that is on.
    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        loader = MigrationLoader(None)
        if behind := _behind(loader):
            raise CommandError(
                f"下列应用的模型与迁移文件不一致：{'、'.join(behind)}。请先运行 ./run manage makemigrations，并提交它写出的迁移文件。"
            )
        found = drift(declared(), in_migrations(loader))
        if not found:
            self.stdout.write("数据库保护与迁移文件一致。")
        elif options["check"]:
            raise CommandError(
                f"下列数据库保护与迁移文件不一致：{found}。请运行 ./run manage safeguards，并提交它写出的迁移文件。"
            )
        else:
            self.stdout.write(f"已写出 {self._write(migration(found, self._leaves(loader)))}：{found}")

    def _leaves(self, loader: MigrationLoader) -> set[tuple[str, str]]:
        """The newest migrations of all applications, other people's included: after them every table is there."""
        return set(loader.graph.leaf_nodes())

    def _write(self, text: str) -> Path:
        folder = Path(apps.get_app_config("planning").path) / "migrations"
        # After the highest: a squashed folder has fewer files than numbers.
        number = max((int(file.name[:4]) for file in folder.glob("[0-9]*.py")), default=0) + 1
        file = folder / f"{number:04d}_safeguards{'' if number == 1 else f'_{number}'}.py"
        with file.open("x", encoding="utf-8") as written:
            written.write(text)
        return file


def _behind(loader: MigrationLoader) -> list[str]:
    """Applications whose tables no migration makes as their models say: what guards them could not be put in force."""
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        loader.graph
    )
    return sorted(changes)
