"""`manage.py chain_heads`: each day's end of the chain, to be printed and kept elsewhere."""

from typing import Any

from django.core.management.base import CommandParser

from custody.commands import CityCommand
from custody.models import ChainLink


class Command(CityCommand):
    """One line per link, newest last; any of them serves `verify --expect` later."""

    help = "列出最近各日的链末摘要，可打印留存；日后用 verify --expect 比对。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--last", type=int, default=31, metavar="N", help="最近多少环（默认 31）")

    def handle(self, *args: Any, **options: Any) -> None:
        newest = list(ChainLink.objects.order_by("-pk")[: max(options["last"], 1)])
        for link in reversed(newest):
            self.stdout.write(f"{link.label}  {link.get_kind_display()}  {link.count:>7} 行  {link.digest}")
        if not newest:
            self.stdout.write("还没有封存任何一日：一日结束约一小时后封存。")
