"""`manage.py import_measures FILE --county CODE [--plan KEY] [--dry-run] [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from counties.models import County, Plan
from custody.commands import CityCommand
from measures.comparing import MeasurePreview, compare
from measures.importing import apply_at_once
from measures.reading import read_measures
from refusals import Refused
from sandbox.calling import in_sandbox
from workbooks.problems import Problem


class Command(CityCommand):
    help = "导入一个规划的任务清单（任务分解表）。同一文件再次导入不改动任何数据。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="任务清单（.xlsx、.xls、.et 或 .csv）")
        parser.add_argument("--county", required=True, help="行政区划代码，如 140213")
        parser.add_argument("--plan", help="哪个规划的任务（规划代码）；默认按标题或“依据”一行认定")
        parser.add_argument("--dry-run", action="store_true", help="只预览，不入账")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        preview = self._preview(options)
        if options["json"]:
            for line in (
                *(row.as_line() for row in preview.draft.rows),
                *(p.as_line() for p in preview.problems),
            ):
                self.stdout.write(json.dumps(line, ensure_ascii=False))
        else:
            self._tell(preview, every_row=options["dry_run"])
        if preview.errors:
            raise CommandError(
                f"{preview.errors[0].sentence}共 {len(preview.errors)} 处错误，未导入任何内容。{_known(preview)}"
            )
        if not options["dry_run"]:
            self._apply(preview, options)

    def _preview(self, options: dict[str, Any]) -> MeasurePreview:
        county = (
            County.objects.select_related("parent")
            .filter(code=options["county"], parent__isnull=False)
            .first()
        )
        if county is None:
            raise Refused(f"没有行政区划代码为 {options['county']} 的县区。")
        chosen = None
        if options["plan"]:
            chosen = Plan.objects.filter(key=options["plan"], county=county).first()
            if chosen is None:
                known = "、".join(plan.key for plan in county.plans.order_by("key")) or "（尚无规划）"
                raise Refused(f"{county.name}没有代码为 {options['plan']} 的规划；已有：{known}。")
        file: Path = options["file"]
        if not file.is_file():
            raise Refused(f"找不到文件：{file}")
        content = file.read_bytes()
        draft = in_sandbox(read_measures, content, file.name)
        return compare(draft, content, county=county, chosen=chosen)

    def _tell(self, preview: MeasurePreview, *, every_row: bool) -> None:
        if every_row:
            for row in preview.draft.rows:
                end = row.deadline.end if row.deadline else None
                told = (f"{row.sheet}!{row.row}", row.seq or "—", row.name, row.target or "—", end or "—")
                self.stdout.write("  ".join(told))
        for problem in preview.problems:
            self.stdout.write(_sentence(problem))
        counts = preview.counts
        self.stdout.write(
            f"{preview.plan or preview.county}：任务 {len(preview.draft.rows)} 行；新增 {counts['new']}，"
            f"变更 {counts['changed']}，不变 {counts['same']}，删除 {counts['gone']}"
        )

    def _apply(self, preview: MeasurePreview, options: dict[str, Any]) -> None:
        out = self.stderr if options["json"] else self.stdout
        edition = apply_at_once(preview, by=None)
        if edition is None:
            number = preview.latest.number if preview.latest else 0
            out.write(f"该文件与在用的第{number}版完全相同，没有任何改动。\n")
        else:
            out.write(f"已入账：{edition}\n")


def _known(preview: MeasurePreview) -> str:
    """What --plan takes, where nobody knows the plan."""
    if preview.plan is not None:
        return ""
    plans = preview.county.plans.order_by("key")
    known = "、".join(f"{one.key}（{one.short_title}）" for one in plans)
    return f"--plan 可填：{known}。" if known else ""


def _sentence(problem: Problem) -> str:
    place = "!".join(part for part in (problem.sheet, problem.cell or "") if part)
    return (
        f"{problem.severity.label} {place}：{problem.sentence}"
        if place
        else f"{problem.severity.label}：{problem.sentence}"
    )
