"""`manage.py import_plan FILE --county CODE [--plan KEY] [--dry-run] [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.records import record
from counties.models import County, Plan, Revision
from custody.commands import CityCommand
from indicators.actions.targets import Document
from indicators.importers.dates import read_date
from plans.entering import rows_of
from plans.foreseen import foreseen
from plans.importing import preview_plan
from plans.previewing import PlanPreview, PlanRefusedError
from plans.reading import json_lines
from plans.revising import Basis, basis_of
from plans.said_columns import choices_said
from plans.uploading import apply_at_once
from refusals import Refused
from workbooks.problems import Problem, warning


class Command(CityCommand):
    help = "导入一个规划工作簿（指标表、项目表、规划说明）。同一文件再次导入不改动任何数据。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="规划工作簿（.xlsx）")
        parser.add_argument("--county", required=True, help="行政区划代码，如 140213")
        parser.add_argument("--plan", help="作为哪个规划的新版（规划代码）；默认按标题认定")
        parser.add_argument(
            "--columns", default="", help="各列的含义，如 2020年=基准值；2025年=目标；2023年=年度目标累计"
        )
        parser.add_argument("--document", default="", help="年度目标列的文件：下达单位|文号|发文日期")
        labels = "、".join(Revision.Answers.labels)
        parser.add_argument("--answers", default="", metavar="依据", help=f"更正版的修改依据：{labels}")
        parser.add_argument("--number", default="", metavar="文号", help="修改依据的文号；录入更正可不填")
        parser.add_argument("--issued-on", default="", metavar="日期", help="发文日期，如 2023-06-01")
        parser.add_argument("--reason", default="", metavar="原因", help="更正版的修改原因")
        parser.add_argument("--dry-run", action="store_true", help="只预览，不入账")
        parser.add_argument("--accept", default="", metavar="理由", help="有核对提示的行核实无误，并写明理由")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        preview = self._preview(options)
        if options["json"]:
            self._tell_as_json(preview)
        else:
            self._tell(preview)
        if preview.errors:
            raise CommandError(f"有 {len(preview.errors)} 处错误，未导入任何内容。")
        self._refuse_flagged(preview, options)
        if not options["dry_run"]:
            self._apply(preview, options)

    def _preview(self, options: dict[str, Any]) -> PlanPreview:
        county = County.objects.filter(code=options["county"], parent__isnull=False).first()
        if county is None:
            raise Refused(f"没有行政区划代码为 {options['county']} 的县区。")
        plan = None
        if options["plan"]:
            plan = Plan.objects.filter(key=options["plan"], county=county).first()
            if plan is None:
                raise Refused(f"{county.name}没有代码为 {options['plan']} 的规划。")
        file: Path = options["file"]
        if not file.is_file():
            raise Refused(f"找不到文件：{file}")
        content = file.read_bytes()
        preview = preview_plan(content, file.name, county=county, plan=plan)
        if not options["columns"]:
            return preview
        choices = choices_said(options["columns"], preview.draft.headers)
        document = _document(options["document"]) if options["document"] else None
        return preview_plan(content, file.name, county=county, plan=plan, choices=choices, document=document)

    def _tell_as_json(self, preview: PlanPreview) -> None:
        """What was read, then what is wrong with it: of the file, and of the file as the next edition of its plan."""
        told = list(json_lines(preview.draft, preview.resolve))
        told += [json.dumps(problem.as_line(), ensure_ascii=False) for problem in preview.problems]
        told += [
            json.dumps({"kind": "finding", **one}, ensure_ascii=False) for one in foreseen(preview).as_json()
        ]
        for line in dict.fromkeys(told):
            self.stdout.write(line)

    def _refuse_flagged(self, preview: PlanPreview, options: dict[str, Any]) -> None:
        """Name what cannot be meant as it is printed; nothing of it enters without a reason."""
        flagged = [] if preview.is_same_file else [row for row in rows_of(preview, ()) if row.flags]
        for row in flagged:
            sheet, _, cell = row.key.rpartition("!")
            found = warning(sheet, cell, f"{row.title}：{'；'.join(one.sentence for one in row.flags)}")
            line = json.dumps(found.as_line(), ensure_ascii=False) if options["json"] else _sentence(found)
            self.stdout.write(line)
        if flagged and not options["accept"]:
            raise CommandError(
                f"有 {len(flagged)} 行有核对提示，未导入任何内容；核实无误的，请加 --accept 并写明理由。"
            )
        if flagged and not options["dry_run"]:
            detail = {
                "reason": options["accept"],
                "count": len(flagged),
                "accepted": [one.said for one in flagged],
            }
            record(
                "核实导入提示",
                f"规划表 {options['file'].name}",
                by=None,
                county_id=preview.county.pk,
                detail=detail,
            )

    def _tell(self, preview: PlanPreview) -> None:
        for problem in preview.problems:
            self.stdout.write(_sentence(problem))
        counts = preview.counts
        self.stdout.write(
            f"{preview.draft.identity.title}：指标 {len(preview.draft.indicators)} 行，"
            f"项目 {len(preview.draft.projects)} 个；新增 {counts['new']}，变更 {counts['changed']}，"
            f"不变 {counts['same']}，删除 {counts['gone']}"
        )
        if raised := foreseen(preview).as_json():
            self.stdout.write(f"入账后将提出质疑 {len(raised)} 项：")
        for one in raised:
            self.stdout.write(f"  {one['rule']}：{one['message']}")

    def _apply(self, preview: PlanPreview, options: dict[str, Any]) -> None:
        out = self.stderr if options["json"] else self.stdout
        edition = apply_at_once(preview, by=None, basis=_basis(options) if preview.latest else None)
        if edition is None:
            out.write(
                f"该文件与在用的第{preview.latest.number if preview.latest else 0}版完全相同，没有任何改动。\n"
            )
        else:
            out.write(f"已入账：{edition}\n")

    def refusal_lines(self, refusal: Refused) -> list[dict[str, Any]]:
        if isinstance(refusal, PlanRefusedError):
            return [problem.as_line() for problem in refusal.problems]
        return super().refusal_lines(refusal)

    def refusal_words(self, refusal: Refused, options: dict[str, Any]) -> str:
        if isinstance(refusal, PlanRefusedError):
            return "\n".join(_sentence(problem) for problem in refusal.problems)
        return super().refusal_words(refusal, options)


def _document(said: str) -> Document:
    """单位|文号|2021-12-01."""
    authority, number, issued = [*map(str.strip, said.split("|")), "", "", ""][:3]
    day = read_date(issued)
    if not authority or not number or day is None:
        raise Refused(
            "--document 请写成：下达单位|文号|发文日期，如 浑源县人民政府|浑政发〔2021〕9号|2021-12-01。"
        )
    return Document(authority, number, day)


def _basis(options: dict[str, Any]) -> Basis:
    """What a corrected edition answers, by its word or its code."""
    codes = {label: code for code, label in Revision.Answers.choices}
    said = {"answers": codes.get(options["answers"], options["answers"]), "document": options["number"]}
    said |= {name: options[name] for name in ("issued_on", "reason")}
    try:
        return basis_of(said)
    except Refused as missing:
        raise Refused(f"{missing}（--answers、--number、--issued-on、--reason）") from missing


def _sentence(problem: Problem) -> str:
    labels = {"error": "错误", "warning": "存疑", "notice": "提示"}
    place = "!".join(part for part in (problem.sheet, problem.cell or "") if part)
    return f"{labels[problem.severity]} {place}：{problem.message}"
