"""`manage.py digest [TABLE…]`: one stable line per table, and one over all."""

import contextlib
from typing import Any

from django.core.management.base import CommandError, CommandParser

from custody.commands import ToldCommand
from custody.keeping.digests import digests, tables_of, total
from custody.keeping.server import of_application


class Command(ToldCommand):
    help = "每张表的行数与 SHA-256 校验值，可用来比较两台机器、备份前后或升级前后的数据。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("tables", nargs="*", metavar="TABLE", help="只要这些表")

    def handle(self, *args: Any, **options: Any) -> None:
        with contextlib.closing(of_application().connect()) as connection:
            connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
            unknown = sorted(set(options["tables"]) - set(tables_of(connection)))
            if unknown:
                raise CommandError(f"没有这样的表：{'、'.join(unknown)}")
            found = digests(connection, options["tables"] or None)
        for each in found:
            self.stdout.write(f"{each.sha256}  {each.rows:>9}  {each.table}")
        self.stdout.write(f"{total(found)}  {sum(each.rows for each in found):>9}  合计")
