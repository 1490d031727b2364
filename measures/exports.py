"""Tasks as Excel: one row per printed row, with its cells."""

from collections.abc import Iterable, Iterator, Sequence

from measures.summaries import MeasureLine
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn

COLUMNS = (
    *(OutColumn("县区", 10), OutColumn("规划", 18), OutColumn("序号", 8), OutColumn("章", 26, wrap=True)),
    *(OutColumn("节", 26, wrap=True), OutColumn("条", 22, wrap=True), OutColumn("款", 18, wrap=True)),
    *(OutColumn("任务", 32, wrap=True), OutColumn("任务内容", 60, wrap=True)),
    *(OutColumn("目标（原文）", 36, wrap=True), OutColumn("读作", 22, wrap=True)),
    *(OutColumn("完成时限（原文）", 16), OutColumn("完成时限", 10)),
    *(OutColumn("责任部门（原文）", 24, wrap=True), OutColumn("交办部门", 16), OutColumn("交办期限", 12)),
    *(OutColumn("文号", 18), OutColumn("疑似重复", 8), OutColumn("待处理质疑", 10), OutColumn("出处", 40)),
)


def measure_rows(lines: Iterable[MeasureLine]) -> Iterator[Sequence[Out]]:
    for line in lines:
        row = line.row
        yield [
            *(line.county, str(row.plan), Printed(row.number), row.chapter, row.section, row.item, row.point),
            *(row.name, row.text, row.target_text, line.readings, row.deadline_text, Printed(row.deadline)),
            *(row.department_printed, line.assigned, line.due, line.document),
            *("是" if line.repeats else "", line.findings or None, row.printed_at),
        ]
