"""`import_observations FILE`: the same import as the reviewer's page, for the shell and the first start."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from custody.commands import CityCommand
from indicators.actions.observations import apply_observations, open_sheet, preview_observations
from indicators.importers.checking import Checked, check
from indicators.importers.names import Names
from indicators.importers.reports import json_lines, summary
from refusals import Refused


class Command(CityCommand):
    help = "导入监测数据（.xlsx）：全部无误才入账，或用 --only-clean 只导入无误的行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="监测数据工作簿")
        parser.add_argument("--sheet", default="", help="读哪张工作表；默认“监测数据”或唯一的一张")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不入账")
        parser.add_argument("--json", action="store_true", help="每行一条 JSON，问题各一条")
        parser.add_argument("--only-clean", action="store_true", help="导入无误的行，其余退回")
        parser.add_argument("--correct", default="", metavar="理由", help="更正在账数值，并写明理由")
        parser.add_argument("--demo", action="store_true", help="标为演示数据")
        parser.add_argument("--by", default="", metavar="用户名", help="以谁的名义入账；默认为系统")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"无法读取文件“{file}”：{error.strerror}。") from error
        self._import(content, file.name, options)

    def refusal_words(self, refusal: Refused, options: dict[str, Any]) -> str:
        return f"{options['file'].name}：{refusal}"

    def _import(self, content: bytes, name: str, options: dict[str, Any]) -> None:
        printed = open_sheet(content, name, options["sheet"])
        checked = check(printed, Names(), correcting=bool(options["correct"]))
        self._tell(checked, as_json=options["json"])
        refused = bool(checked.problems) and not options["only_clean"]
        if options["dry_run"] or refused or not checked.to_write:
            self._say(summary(checked, written=False), options)
            self._say("没有入账：" + self._why_not(checked, options), options)
            if refused and not options["dry_run"]:
                raise CommandError("文件有未通过核对的行；请改正，或加 --only-clean 只导入无误的行。")
            return
        by = self._user(options["by"])
        batch = preview_observations(content=content, file_name=name, by=by, sheet=printed.sheet)
        applied = apply_observations(
            batch.pk,
            by=by,
            only_clean=options["only_clean"],
            reason=options["correct"],
            is_demo=options["demo"],
        )
        self._say(applied.batch.report["summary"], options)

    def _tell(self, checked: Checked, *, as_json: bool) -> None:
        lines = json_lines(checked)
        if as_json:
            for line in lines:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        for line in lines:
            if line["kind"] == "problem":
                self.stdout.write(f"  {line['message']}")

    def _why_not(self, checked: Checked, options: dict[str, Any]) -> str:
        if options["dry_run"]:
            return "只作核对。"
        if checked.problems and not options["only_clean"]:
            return "须全部无误。"
        return "没有新增或更正的数值。"

    def _say(self, sentence: str, options: dict[str, Any]) -> None:
        """Sentences go beside the JSON, not into it."""
        (self.stderr if options["json"] else self.stdout).write(sentence)

    def _user(self, name: str) -> User | None:
        if not name:
            return None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"没有用户“{name}”。")
        return user
