"""Jobs as Excel."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from custody.local_time import to_second
from jobs.summaries import JobLine
from workbooks.cells import Out
from workbooks.writing import OutColumn

COLUMNS = (
    *(OutColumn("编号", 8), OutColumn("事项", 60, wrap=True), OutColumn("状态", 10), OutColumn("提出人", 14)),
    *(OutColumn("提出时间", 18), OutColumn("开始时间", 18), OutColumn("结束时间", 18), OutColumn("次数", 6)),
    *(OutColumn("结果", 30, wrap=True), OutColumn("失败原因", 50, wrap=True)),
)


def job_rows(lines: Iterable[JobLine]) -> Iterator[Sequence[Out]]:
    for line in lines:
        yield [
            *(line.pk, line.title, line.state_label, line.asked_by),
            *(_local(line.asked_at), _local(line.started_at), _local(line.finished_at), line.attempts),
            "；".join(f"{name} {value}" for name, value in line.result),
            line.failure,
        ]


def _local(moment: datetime | None) -> str:
    return to_second(moment) if moment else ""
