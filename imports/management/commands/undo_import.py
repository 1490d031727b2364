"""`undo_import ID`: the same as the page 撤销导入, for the shell."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from custody.commands import CityCommand
from imports.models import ImportBatch
from imports.undoing import look_back, said, undo
from imports.undone import Undoing


class Command(CityCommand):
    help = "撤销一次已入账的导入：恢复被改动的内容，移除新增的内容；其后另有改动的保持现状并列出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="导入编号（“导入记录”页面地址中的数字）")
        parser.add_argument("--dry-run", action="store_true", help="只列出会怎样，不撤销")
        parser.add_argument("--reason", default="", metavar="理由", help="撤销的理由；不加 --dry-run 时必填")
        parser.add_argument("--json", action="store_true", help="每项一条 JSON")
        parser.add_argument("--by", default="", metavar="用户名", help="以谁的名义撤销；默认为系统")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = ImportBatch.objects.filter(pk=options["id"]).first()
        if batch is None:
            raise CommandError(f"没有编号为 {options['id']} 的导入。")
        if options["dry_run"]:
            found = look_back(batch)
            self._tell(found, options)
            self._say(f"只作预览，没有撤销。{found.why_not}", options)
            return
        by = self._user(options["by"])
        found = undo(batch.pk, by=by, reason=options["reason"])
        self._tell(found, options)
        self._say(f"已撤销导入 {batch.pk}“{batch.file_name}”。", options)

    def _tell(self, found: Undoing, options: dict[str, Any]) -> None:
        for line in found.lines:
            if options["json"]:
                told = {"kind": "undo", **line.as_json()}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                self.stdout.write(f"  {line.label} {said(line)}")
        counts = found.counts
        words = f"恢复 {counts['restored']} 项，移除 {counts['removed']} 项，不能撤销 {counts['stuck']} 项。"
        self._say(words, options)

    def _say(self, sentence: str, options: dict[str, Any]) -> None:
        """Sentences go beside the JSON, not into it."""
        (self.stderr if options["json"] else self.stdout).write(sentence)

    def _user(self, name: str) -> User | None:
        user = User.objects.filter(username=name).first() if name else None
        if name and user is None:
            raise CommandError(f"没有用户“{name}”。")
        return user
