"""The plan pages as sheets: printed text and reading side by side, every cell with its address."""

from collections.abc import Iterable

from counties.models import Finding, Plan
from counties.ruling_words import listed
from judging.resolving import in_words
from plans.summaries.plans import PlanLine, PrintedPlan, ReadRow
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet


def list_sheet(lines: Iterable[PlanLine]) -> OutSheet:
    """The plans with their counts."""
    return OutSheet(
        "规划文本",
        [OutColumn("县区"), OutColumn("规划名称", 60, wrap=True), OutColumn("规划期"), OutColumn("基准年"),
         OutColumn("版次"), OutColumn("文件", 34), OutColumn("参评指标"), OutColumn("重复列示"), OutColumn("重点项目"),
         OutColumn("待处理质疑")],
        [
            [line.plan.county.name, line.plan.title, f"{line.plan.period_start}–{line.plan.period_end}",
             str(line.plan.base_year), f"第{line.edition.number}版" if line.edition else "未导入",
             line.edition.file_name if line.edition else "", line.rows, line.repeats, line.projects, line.findings]
            for line in lines
        ],
        title="规划文本",
    )  # fmt: skip


def plan_sheets(plan: Plan, printed: PrintedPlan) -> list[OutSheet]:
    """All rows as printed and as read; statements; findings."""
    rows = [(table.title, read) for table in printed.tables for group in table.groups for read in group.rows]
    of_rows = {finding.pk: finding for _, read in rows for finding in read.findings}
    return [
        _rows_sheet(plan, rows),
        OutSheet(
            "文本所述与台账",
            [OutColumn("原文", 60, wrap=True), OutColumn("单元格", 16), OutColumn("台账实有", 50, wrap=True)],
            [[line.text, line.place, "；".join(line.held)] for line in printed.stated],
        ),
        OutSheet(
            "质疑",
            [OutColumn("程度"), OutColumn("处理"), OutColumn("说明", 80, wrap=True), OutColumn("处理理由", 40, wrap=True)],
            [finding_cells(finding) for finding in (*printed.findings, *of_rows.values())],
        ),
    ]  # fmt: skip


def _rows_sheet(plan: Plan, rows: Iterable[tuple[str, ReadRow]]) -> OutSheet:
    return OutSheet(
        "原文与读取",
        [OutColumn("表", 30, wrap=True), OutColumn("序号"), OutColumn("一级", 16), OutColumn("二级", 16),
         OutColumn("指标（原文）", 36, wrap=True), OutColumn("单元格"), OutColumn("基准（原文）", 18),
         OutColumn("读作", 18), OutColumn("单元格"), OutColumn("目标（原文）", 22, wrap=True), OutColumn("读作", 22),
         OutColumn("单元格"), OutColumn("期末（原文）", 18), OutColumn("读作", 18), OutColumn("自述"),
         OutColumn("属性"), OutColumn("数据来源", 16), OutColumn("目录指标", 30, wrap=True), OutColumn("方向"),
         OutColumn("合并取值"), OutColumn("单位（原文）"), OutColumn("原样保留的其他列", 36, wrap=True),
         OutColumn("质疑", 60, wrap=True), OutColumn("裁定", 40, wrap=True), OutColumn("谁来解决", 40, wrap=True)],
        [row_cells(table, read) for table, read in rows],
        title=plan.title,
    )  # fmt: skip


def row_cells(table: str, read: ReadRow) -> list[Out]:
    row = read.row
    inherited = [
        name for name, yes in [("基准", row.baseline_inherited), ("目标", row.target_inherited)] if yes
    ]
    return [
        table, row.seq, row.level1, row.level2, row.printed_name, row.name_cell,
        Printed(row.baseline_text), read.baseline, row.baseline_cell,
        Printed(row.target_text), read.target, row.target_cell,
        Printed(row.final_text), read.final, row.claim, row.get_attribute_display(), row.data_source,
        row.indicator.name, row.indicator.get_direction_display(), "、".join(inherited),
        row.unit, "；".join(f"{header}：{text}" for header, text in read.kept),
        "；".join(finding.message for finding in read.findings), listed(read.rulings),
        in_words(read.verdict.status, read.verdict.reason) if read.verdict else "",
    ]  # fmt: skip


def finding_cells(finding: Finding) -> list[Out]:
    return [
        finding.get_severity_display(),
        finding.get_decision_display(),
        finding.message,
        finding.decision_reason,
    ]
