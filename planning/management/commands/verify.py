"""`manage.py verify`: recompute the chain of records, read every kept file, and name whatever is not as it was."""

import re
from time import monotonic
from typing import Any

from django.core.management.base import CommandError, CommandParser

from custody import heads
from custody.commands import CityCommand
from custody.models import ChainLink
from custody.originals import Looked
from custody.sealing import note_head, seal_closed_days
from custody.verifying import Trouble, file_troubles, verify
from judging.summaries.publications import sealed_contents

EVERY_SECONDS = 5
DIGEST = re.compile(r"[0-9a-f]{16,64}")


class Command(CityCommand):
    """Reads everything, changes nothing but adding the links of days that are over."""

    help = "核对操作记录、数值历史和原件：重新计算每日封存链，逐个比对上传的文件，指出被修改、删除、插入的行和被改动、丢失的文件。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="DIGEST",
            help="另行留存的链末摘要（至少前 16 位），可写多次；不在封存链中的，以退出码 1 结束",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = [digest.strip().lower() for digest in options["expect"]]
        if wrong := [digest for digest in expected if not DIGEST.fullmatch(digest)]:
            raise CommandError(f"“{wrong[0]}”不是链末摘要：应为 16 到 64 位十六进制数。")
        troubles = [*self._records(expected), *self._files()]
        for trouble in troubles:
            self.stdout.write(str(trouble))
        if troubles:
            raise CommandError(f"发现 {len(troubles)} 处不符；请保留现场并查明原因。")
        seal_closed_days()
        self.stdout.write(f"核对无误：{_sealed()}，在账数据与最新的历史版本一致，原件与上传时一致。")
        self._say_head(expected)

    def _records(self, expected: list[str]) -> list[Trouble]:
        began = monotonic()
        found = verify(sealed_contents(), expected=expected)
        rows, seconds = sum(ChainLink.objects.values_list("count", flat=True)), monotonic() - began
        self.stdout.write(
            f"封存记录 {rows} 行，用时 {seconds:.1f} 秒（每秒 {rows / max(seconds, 0.001):.0f} 行）"
        )
        return found

    def _files(self) -> list[Trouble]:
        count, size, began = 0, 0, monotonic()
        told = began

        def tell(looked: Looked) -> None:
            nonlocal count, size, told
            count, size = count + 1, size + looked.size
            if monotonic() - told > EVERY_SECONDS:
                told = monotonic()
                self.stdout.write(f"已核对原件 {count} 个，{size / 1e6:.0f} MB …")

        found = list(file_troubles(tell))
        self.stdout.write(f"原件 {count} 个，{size / 1e6:.1f} MB，用时 {monotonic() - began:.1f} 秒")
        return found

    def _say_head(self, expected: list[str]) -> None:
        """Whoever can rewrite the whole chain cannot rewrite a sheet of paper."""
        links = list(ChainLink.objects.order_by("pk"))
        if not links:
            return
        last = links[-1]
        if not any(head.digest == last.digest for head in heads.heads()):
            # From before the file was kept, or from when it could not be written.
            note_head(last)
        for digest in expected:
            since = len(links) - 1 - next(n for n, link in enumerate(links) if link.digest.startswith(digest))
            self.stdout.write(f"留存的摘要 {digest[:16]}… 在链中，其后又封存 {since} 环。")
        self.stdout.write(f"已封存至 {last.label}，链末摘要 {last.digest}（请另行留存，供日后比对）")


def _sealed() -> str:
    """What of the records could be held against a seal: on the first day nothing."""
    kinds = set(ChainLink.objects.values_list("kind", flat=True).distinct())
    if ChainLink.Kind.DAY in kinds:
        return "全部记录和定稿与封存时一致"
    published = "定稿与封存时一致，" if kinds else ""
    return f"{published}尚未封存任何一日（一日结束约一小时后封存），操作记录没有可比对的封存"
