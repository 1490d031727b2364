"""`manage.py verify`: recompute the chain of records and name whatever is not as it was sealed."""

from typing import Any

from django.core.management.base import CommandError

from custody.commands import CityCommand
from custody.models import ChainLink
from custody.sealing import seal_closed_days
from custody.verifying import verify
from judging.summaries.publications import sealed_contents


class Command(CityCommand):
    """Reads everything, changes nothing but adding the links of days that are over."""

    help = "核对操作记录与数值历史：重新计算每日封存链，指出被修改、删除、插入的行。"

    def handle(self, *args: Any, **options: Any) -> None:
        troubles = verify(sealed_contents())
        for trouble in troubles:
            self.stdout.write(str(trouble))
        if troubles:
            raise CommandError(f"发现 {len(troubles)} 处与封存时不符；请保留现场并查明原因。")
        seal_closed_days()
        last = ChainLink.objects.order_by("-pk").first()
        self.stdout.write("核对无误：全部记录和定稿与封存时一致，在账数据与最新的历史版本一致。")
        if last:
            # Whoever can rewrite the whole chain cannot rewrite a sheet of paper.
            self.stdout.write(f"已封存至 {last.label}，链末摘要 {last.digest}（请另行留存，供日后比对）")
