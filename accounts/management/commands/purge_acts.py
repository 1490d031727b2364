"""`manage.py purge_acts --older-than DAYS`: take old security acts out; runs as the owner of the tables."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.models import Act
from accounts.records import PURGE_KIND, SECURITY_KINDS, record
from custody.commands import CityCommand

SHORTEST = 180


class Command(CityCommand):
    """Acts about figures, rights and decisions are never touched; the purge itself stays on record."""

    help = (
        f"清理早于若干天（至少 {SHORTEST} 天）的登录、访问、导出类操作记录；与数值、权限有关的记录永久保留。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, required=True, metavar="DAYS", help="天数")

    def handle(self, *args: Any, **options: Any) -> None:
        days: int = options["older_than"]
        if days < SHORTEST:
            raise CommandError(f"操作记录至少保留 {SHORTEST} 天；未清理任何记录。")
        before = timezone.now() - timedelta(days=days)
        old = Act.objects.filter(kind__in=SECURITY_KINDS, at__lt=before)
        ids = list(old.order_by("pk").values_list("pk", flat=True))
        count, _ = Act.objects.filter(pk__in=ids).delete()
        detail = {"before": before.isoformat(), "count": count, "kinds": sorted(SECURITY_KINDS)}
        detail["ids"] = ranges(ids)
        record(PURGE_KIND, f"{timezone.localdate(before)} 以前 {count} 条", by=None, detail=detail)
        self.stdout.write(f"已清理 {count} 条早于 {timezone.localdate(before)} 的登录、访问、导出类记录。")


def ranges(ids: Sequence[int]) -> list[list[int]]:
    """Ascending keys as [first, last] of every unbroken run."""
    runs: list[list[int]] = []
    for key in ids:
        if runs and runs[-1][1] == key - 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return runs
