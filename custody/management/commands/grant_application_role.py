"""`manage.py grant_application_role [--create]`: what the application role may do with the owner's tables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from custody import databases
from custody.granting import create, grant
from custody.known_migrations import migrations_of_database, unknown_migrations
from custody.migrating import migrate


class Command(BaseCommand):
    """Runs as the owner (manage.py sees to it); may be repeated; does nothing where there is only one role."""

    help = "授予应用角色读写数据的权限（不含改表）。以属主角色运行，可重复执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--create` needs an owner that may create roles, as in the containers."""
        parser.add_argument("--migrate", action="store_true", help="先更新数据表：省去另起一个进程")
        parser.add_argument("--create", action="store_true", help="先建立应用角色，密码取自 DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant to the user of DATABASE_URL."""
        if options["migrate"]:
            if unknown := unknown_migrations(migrations_of_database()):
                raise CommandError(
                    f"数据库由其他版本的程序建立（本程序不认识 {unknown[0]}），未作任何改动。"
                    "数据库较新的，请换用新版程序；0.2.0 起数据表重新划分，更早版本建立的数据库请留给原版本使用，"
                    "本程序须从空的数据库开始（内置数据库：停止后将 .local/postgres 改名，再启动）。"
                )
            migrate(verbosity=options["verbosity"])
        application = databases.parsed(databases.application_url())
        role = application["USER"]
        if role in {"", connection.settings_dict["USER"]}:
            self.stdout.write("应用角色与属主是同一角色，无需授权。")
            return
        if options["create"]:
            create(role, application["PASSWORD"])
        grant(role)
