"""`import_observations FILE [--county CODE]`: the same import as the reviewer's page, for the shell and the first start."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from counties.models import County
from custody.commands import CityCommand
from imports.importers import Source
from indicators.actions.observations import apply_observations, open_file, preview_observations
from indicators.importers.checking import Checked, check
from indicators.importers.file_reading import AllAnswers
from indicators.importers.names import Names
from indicators.importers.reports import corrections_of, json_lines, rows_of, summary
from indicators.importers.weighed import weighing
from refusals import Refused
from workbooks.problems import Severity, warning

UNACCEPTED = "有核对提示的数值没有入账；核实无误的，请加 --accept 并写明理由。"


class Command(CityCommand):
    help = (
        "导入监测数据：清单或文件所印的数据表，全部工作表；全部无误才入账，或用 --only-clean 只导入无误的。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="监测数据文件")
        parser.add_argument("--county", default="", metavar="代码", help="数据表未写县区时，属于哪个县区")
        parser.add_argument("--sheet", default="", help="只读这张工作表；默认“监测数据”，没有则读全部")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="SHEET:KEY=ANSWER",
            help="回答一张工作表没有写明的，如 --answer '表1-1:year=2020'；可多次",
        )
        parser.add_argument("--dry-run", action="store_true", help="只核对，不入账")
        parser.add_argument("--json", action="store_true", help="每个数值一行 JSON，每个问题一行")
        parser.add_argument("--only-clean", action="store_true", help="导入无误的行，其余退回")
        parser.add_argument("--correct", default="", metavar="理由", help="更正在账数值，并写明理由")
        parser.add_argument(
            "--accept", default="", metavar="理由", help="有核对提示的数值核实无误，并写明理由"
        )
        parser.add_argument("--demo", action="store_true", help="标为演示数据")
        parser.add_argument("--by", default="", metavar="用户名", help="以谁的名义入账；默认为系统")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """What is in order is kept, and the exit status still says that something is not."""
        self.left_out = ""
        said = super().execute(*args, **options)
        if self.left_out:
            raise CommandError(self.left_out)
        return said

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise Refused(f"无法读取文件“{file}”：{error.strerror}。") from error
        if (
            options["county"]
            and not County.objects.filter(code=options["county"], parent__isnull=False).exists()
        ):
            raise Refused(f"没有行政区划代码为 {options['county']} 的县区。")
        said = {"county": options["county"], "answers": _answers(options["answer"])}
        self._import(Source(content, file.name, options["sheet"], said), options)

    def refusal_words(self, refusal: Refused, options: dict[str, Any]) -> str:
        return f"{options['file'].name}：{refusal}"

    def _import(self, source: Source, options: dict[str, Any]) -> None:
        said = source.options
        printed = open_file(source.content, source.file_name, source.sheet, said["county"], said["answers"])
        names = Names()
        checked = check(printed, names, correcting=bool(options["correct"]), answers=said["answers"])
        self._tell(checked, names, as_json=options["json"])
        self._ask(checked, options)
        flagged = self._flagged(checked, options)
        refused = bool(checked.problems or printed.errors) and not options["only_clean"]
        if options["dry_run"] or refused or not checked.to_write:
            self._say(summary(checked, written=False), options)
            self._say("没有入账：" + self._why_not(refused=refused, options=options), options)
            if refused or flagged:
                self.left_out = (
                    UNACCEPTED
                    if not refused
                    else "文件有未通过核对的行；请改正，或加 --only-clean 只导入无误的行。"
                )
        elif flagged and (not options["only_clean"] or flagged == len(checked.to_write)):
            self._say("没有入账：有核对提示的须核实。", options)
            self.left_out = UNACCEPTED
        else:
            self._apply(source, options)
            self.left_out = UNACCEPTED if flagged else ""
        if printed.questions and not self.left_out:
            self.left_out = f"有 {len(printed.questions)} 张工作表需要回答后才能读取，见上面列出的问题。"

    def _apply(self, source: Source, options: dict[str, Any]) -> None:
        by = self._user(options["by"])
        batch = preview_observations(
            content=source.content,
            file_name=source.file_name,
            by=by,
            sheet=source.sheet,
            options=source.options,
        )
        applied = apply_observations(
            batch.pk,
            by=by,
            only_clean=options["only_clean"],
            reason=options["correct"],
            is_demo=options["demo"],
            accept=options["accept"],
            leave_flagged=not options["accept"],
        )
        self._say(applied.batch.report["summary"], options)

    def _flagged(self, checked: Checked, options: dict[str, Any]) -> int:
        """Name what the checks cannot believe; return how many of them would go in and nobody has accepted."""
        left_out = set() if checked.correcting else corrections_of(checked)
        rows = rows_of(checked, (), weighing(checked.writing, {}).of)
        flagged = [row for row in rows if row.flags and row.key not in left_out]
        for row in flagged:
            sheet, _, cell = row.key.rpartition("!")
            found = warning(
                sheet, cell, f"{row.title} {row.new}：{'；'.join(one.sentence for one in row.flags)}"
            )
            line = (
                json.dumps(found.as_line(), ensure_ascii=False) if options["json"] else f"  {found.message}"
            )
            self.stdout.write(line)
        return 0 if options["accept"] else len(flagged)

    def _tell(self, checked: Checked, names: Names, *, as_json: bool) -> None:
        lines = json_lines(checked, names)
        if as_json:
            for line in lines:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        for line in lines:
            if line["kind"] == "problem":
                mark = "" if line["severity"] != Severity.ERROR or line["cell"] else "错误 "
                self.stdout.write(f"  {mark}{line['message']}")

    def _ask(self, checked: Checked, options: dict[str, Any]) -> None:
        """By which key each question is answered."""
        asked = [(one.sheet, ask) for one in checked.printed.questions for ask in one.asks]
        asked += [(sheet, ask) for sheet, asks in checked.site_asks.items() for ask in asks.values()]
        for sheet, ask in asked:
            choices = "、".join(value for value, _ in ask.choices)
            may = f"（可答：{choices}）" if choices else ""
            self._say(f"  {ask.label}{may}：--answer '{sheet}:{ask.key}=…'", options)

    def _why_not(self, *, refused: bool, options: dict[str, Any]) -> str:
        if options["dry_run"]:
            return "只作核对。"
        return "须全部无误。" if refused else "没有新增或更正的数值。"

    def _say(self, sentence: str, options: dict[str, Any]) -> None:
        """Sentences go beside the JSON, not into it."""
        (self.stderr if options["json"] else self.stdout).write(sentence)

    def _user(self, name: str) -> User | None:
        if not name:
            return None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise Refused(f"没有用户“{name}”。")
        return user


def _answers(given: list[str]) -> AllAnswers:
    """`表1-1:year=2020` → {"表1-1": {"year": "2020"}}; the sheet's name may hold a colon, the question's does."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in given:
        asked, sign, answer = one.rpartition("=")
        sheet, colon, key = asked.partition(":")
        if not (sign and colon and sheet and key):
            raise Refused(f"无法识别的回答“{one}”；请写成 SHEET:KEY=ANSWER，如 表1-1:year=2020。")
        found[sheet][key] = answer
    return dict(found)
