"""`manage.py import_plan FILE --county CODE [--plan KEY] [--dry-run] [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from counties.models import County, Plan
from custody.commands import CityCommand
from plans.importing import PlanPreview, PlanRefusedError, apply_plan, preview_plan
from plans.reading import json_lines
from refusals import Refused
from workbooks.problems import Problem


class Command(CityCommand):
    help = "导入一个规划工作簿（指标表、项目表、规划说明）。同一文件再次导入不改动任何数据。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="规划工作簿（.xlsx）")
        parser.add_argument("--county", required=True, help="行政区划代码，如 140213")
        parser.add_argument("--plan", help="作为哪个规划的新版（规划代码）；默认按标题认定")
        parser.add_argument("--dry-run", action="store_true", help="只预览，不入账")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        preview = self._preview(options)
        if options["json"]:
            self._tell_as_json(preview)
        else:
            self._tell(preview)
        if preview.errors:
            raise CommandError(f"有 {len(preview.errors)} 处错误，未导入任何内容。")
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
        return preview_plan(file.read_bytes(), file.name, county=county, plan=plan)

    def _tell_as_json(self, preview: PlanPreview) -> None:
        """What was read, then what is wrong with it: of the file, and of the file as the next edition of its plan."""
        told = list(json_lines(preview.draft, preview.resolve))
        told += [json.dumps(problem.as_line(), ensure_ascii=False) for problem in preview.problems]
        for line in dict.fromkeys(told):
            self.stdout.write(line)

    def _tell(self, preview: PlanPreview) -> None:
        for problem in preview.problems:
            self.stdout.write(_sentence(problem))
        counts = preview.counts
        self.stdout.write(
            f"{preview.draft.identity.title}：指标 {len(preview.draft.indicators)} 行，"
            f"项目 {len(preview.draft.projects)} 个；新增 {counts['new']}，变更 {counts['changed']}，"
            f"不变 {counts['same']}，删除 {counts['gone']}"
        )

    def _apply(self, preview: PlanPreview, options: dict[str, Any]) -> None:
        out = self.stderr if options["json"] else self.stdout
        edition = apply_plan(preview, by=None)
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


def _sentence(problem: Problem) -> str:
    labels = {"error": "错误", "warning": "存疑", "notice": "提示"}
    place = "!".join(part for part in (problem.sheet, problem.cell or "") if part)
    return f"{labels[problem.severity]} {place}：{problem.message}"
