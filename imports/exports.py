"""Tables of imports as sheets."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.timezone import localtime

from imports.summaries import BatchLine
from workbooks.cells import Out
from workbooks.writing import OutColumn

COLUMNS = (
    OutColumn("种类", 12),
    OutColumn("文件", 36),
    OutColumn("工作表", 16),
    OutColumn("上传人", 16),
    OutColumn("上传时间", 18),
    OutColumn("状态", 10),
    OutColumn("结果", 80, wrap=True),
)


def batch_rows(lines: Iterable[BatchLine]) -> Iterator[Sequence[Out]]:
    for line in lines:
        yield (
            line.batch.get_kind_display(),
            line.batch.file_name,
            line.batch.sheet,
            line.by,
            f"{localtime(line.batch.uploaded_at):%Y-%m-%d %H:%M}",
            line.batch.state_word,
            line.result,
        )
