"""The list of plan rows as a workbook to fill: key columns printed, the target's columns empty."""

from collections.abc import Iterable, Iterator

from indicators.models import PlanIndicator
from indicators.models.targets import SCOPES
from judging.annual_texts import default_scope
from judging.importers.target_rows import SHEET
from judging.summaries.targets import TargetLine
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    OutColumn("规划代码", 14),
    OutColumn("县区", 10),
    OutColumn("规划", 22, wrap=True),
    OutColumn("表", 26, wrap=True),
    OutColumn("序号", 6),
    OutColumn("指标", 34, wrap=True),
    OutColumn("单位", 10),
    OutColumn("属性", 9),
    OutColumn("规划原文目标", 22, wrap=True),
    OutColumn("目标年", 8),
    OutColumn("在用下达目标", 24, wrap=True),
    OutColumn("年度目标默认", 12),
    OutColumn("年度", 8),
    OutColumn("当年/累计", 10),
    OutColumn("下达目标", 14),
    OutColumn("下达单位", 22),
    OutColumn("文号", 24),
    OutColumn("发文日期", 12),
    OutColumn("备注", 24),
)
EXPLAINED = (
    ("规划代码、表、序号、指标", "用来找到规划中的那一行，请勿改动；可以删去不填的行。"),
    ("年度", "留空：规划期末的目标。填年份如 2023：该年的年度目标；同一指标要填几个年度，就复制几行。"),
    (
        "当年/累计",
        (
            "只有逐年累计的指标（“年度目标默认”栏印有字的）填了年度才要说明：“当年”指该年新增的量，"
            "“累计”指从规划起始年算起的总量；留空按“年度目标默认”。其他指标和规划期末目标留空。"
        ),
    ),
    (
        "下达目标",
        "如 88、≥88、不超过 30、下降 18%、Ⅲ类、不降低；年度目标还可填 同比下降4%、不低于上年、较上年好转；不填的行不处理。数字按本行单位。",
    ),
    ("下达单位、文号、发文日期", "填了目标就必须填；日期如 2023-05-01。"),
    ("其他列", "只供查看，改动无效。"),
)


def target_sheets(lines: Iterable[TargetLine]) -> list[OutSheet]:
    """The sheet to fill and its explanation."""
    explained = (OutColumn("列", 30), OutColumn("说明", 90, wrap=True))
    return [OutSheet(SHEET, COLUMNS, _rows(lines)), OutSheet("填写说明", explained, EXPLAINED)]


def _rows(lines: Iterable[TargetLine]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        row, plan = line.row, line.row.plan
        printed = (plan.key, plan.county.name, plan.short_title, row.table, row.seq, row.name)
        shown = (
            line.unit,
            row.get_attribute_display(),
            row.target_text,
            str(row.target_year),
            str(line.assigned or ""),
            _default(row),
        )
        yield (*printed, *shown, "", "", "", "", "", "", "")


def _default(row: PlanIndicator) -> str:
    """What an annual target of the row is about where nobody says; a yearly task is that year's (§4)."""
    return dict(SCOPES).get(default_scope(row.indicator, ""), "")
