"""The county pages as Excel."""

from collections.abc import Iterator, Sequence

from attainment.rollup import Attribute
from counties.models import County
from judging.chips import look
from judging.matrix_filter import UNSTATED, Selection
from judging.resolving import in_words
from judging.summaries.cities import CountyLine
from judging.summaries.county import CountyYear, Section
from lists.demo_note import DEMO_NOTE
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet

_COLUMNS = (
    *(OutColumn("表", 30), OutColumn("序号", 8), OutColumn("类别", 24), OutColumn("指标", 34)),
    *(OutColumn("单位", 10), OutColumn("属性", 8), OutColumn("基准年", 8), OutColumn("基准值", 14)),
    *(OutColumn("目标年", 8), OutColumn("目标", 18), OutColumn("现值", 12)),
    *(OutColumn("当年/累计", 10), OutColumn("数值年份", 10), OutColumn("结论", 14)),
    *(
        OutColumn("人工判定", 10),
        OutColumn("说明", 60, wrap=True),
        OutColumn("来源", 40),
        OutColumn("裁定", 40, wrap=True),
        OutColumn("谁来解决", 40, wrap=True),
        OutColumn("演示数据", 10),
    ),
)


def county_sheets(found: CountyYear, county: County, selection: Selection) -> list[OutSheet]:
    """One sheet per plan, rows in their printed order."""
    footer = selection.narrowing.footer
    if found.uses_demo:
        footer.append(DEMO_NOTE)
    return [
        OutSheet(
            section.plan.short_title,
            _COLUMNS,
            _rows(section, found.year),
            f"{county.name}{section.plan.short_title}达成情况（{found.year} 年）",
            footer,
        )
        for section in found.sections
    ]


def _rows(section: Section, year: int) -> Iterator[Sequence[Out]]:
    for table in section.tables:
        for group in table.groups:
            for row in group.rows:
                yield [
                    *(table.title, row.seq, group.heading, row.name),
                    *(row.printed_unit or row.indicator_unit, row.printed_attribute or UNSTATED),
                    *(row.baseline_year, Printed(row.baseline_text)),
                    *(row.target_year, Printed(row.target_text)),
                    *(Printed(row.current.figure), row.current.about, row.figure_year(year)),
                    look(row.status)[2],
                    *(row.by_hand, row.explanation or "", row.source, row.ruled_words),
                    in_words(row.status, row.reason),
                    "是" if row.uses_demo else "",
                ]


def county_list_sheet(lines: Sequence[CountyLine], selection: Selection) -> OutSheet:
    """The list as seen: n of N per attribute, 参评, findings."""
    columns = [OutColumn("县区", 12), OutColumn("代码", 10), OutColumn("规划", 40, wrap=True)]
    columns += [
        OutColumn(f"{attribute.label}（{part}）", 16)
        for attribute in Attribute
        for part in ("达标", "已评价", "应评")
    ]
    columns += [OutColumn("参评", 10), OutColumn("应评", 10), OutColumn("另有人工判定", 12)]
    columns += [OutColumn("待处理质疑", 12)]
    footer = ["按行政区划代码排列，不作排名；同一县区的同一指标只计一次。"]
    if any(line.uses_demo for line in lines):
        footer.append(DEMO_NOTE)
    title = f"县区规划目标达成情况（{selection.year} 年）"
    return OutSheet("县区", columns, map(_line, lines), title, footer)


def _line(line: CountyLine) -> Sequence[Out]:
    coverage = line.counts.all.coverage
    counts = [number for met in line.shares for number in (met.met, met.judged, met.assessable)]
    plans = "、".join(plan.title for plan in line.plans)
    name = (line.county.name, line.county.code, plans)
    return [*name, *counts, coverage.n, coverage.total, line.by_hand, line.open_findings]
