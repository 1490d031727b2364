"""Findings as Excel: one row each, with every cell they rest on."""

from collections.abc import Iterable, Iterator, Sequence

from plans.summaries.findings import FindingLine
from workbooks.cells import Out
from workbooks.writing import OutColumn

COLUMNS = (
    *(OutColumn("县区", 10), OutColumn("规划", 16), OutColumn("程度", 8), OutColumn("种类", 18)),
    *(OutColumn("说明", 70, wrap=True), OutColumn("出处与原文", 60, wrap=True)),
    *(OutColumn("涉及的指标或项目", 36, wrap=True), OutColumn("使指标暂不评价", 16)),
    *(
        OutColumn("处理", 18),
        OutColumn("理由", 40, wrap=True),
        OutColumn("处理人", 14),
        OutColumn("处理日期", 12),
    ),
)


def finding_rows(lines: Iterable[FindingLine]) -> Iterator[Sequence[Out]]:
    for line in lines:
        yield [
            *(line.county, line.plan or "两个规划之间", line.severity_label, line.rule, line.message),
            "\n".join(f"{source.place}：{source.text or '（空白）'}" for source in line.sources),
            "\n".join(link.label for link in (*line.rows, *line.projects)),
            *(line.doubt, line.decision, line.reason, line.decided_by),
            line.decided_at.date() if line.decided_at else None,
        ]
