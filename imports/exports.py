"""Tables of imports as sheets."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from imports.summaries import BatchLine
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    OutColumn("种类", 12),
    OutColumn("文件", 36),
    OutColumn("工作表", 16),
    OutColumn("上传人", 16),
    OutColumn("上传时间", 18),
    OutColumn("状态", 10),
    OutColumn("结果", 80, wrap=True),
)


def list_sheet(lines: Iterable[BatchLine]) -> OutSheet:
    """The list of imports, newest first."""
    rows = [
        (
            line.batch.get_kind_display(),
            line.batch.file_name,
            line.batch.sheet,
            line.by,
            f"{localtime(line.batch.uploaded_at):%Y-%m-%d %H:%M}",
            line.batch.get_state_display(),
            line.result,
        )
        for line in lines
    ]
    return OutSheet("导入记录", COLUMNS, rows, title="导入记录")
