"""Tables of imports as sheets."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.utils.timezone import localtime

from imports.entering import Row
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


ROW_COLUMNS = (
    OutColumn("位置", 16),
    OutColumn("内容", 44, wrap=True),
    OutColumn("原值", 18),
    OutColumn("新值", 18),
    OutColumn("读作", 22, wrap=True),
    OutColumn("结论变化", 30, wrap=True),
    OutColumn("年度定稿", 24, wrap=True),
    OutColumn("出处、备注", 30, wrap=True),
    OutColumn("核对提示", 60, wrap=True),
)


def entering_rows(rows: Iterable[Row], left_out: Collection[str] = ()) -> Iterator[Sequence[Out]]:
    """Every row that goes in, flagged ones first, as the page lists them."""
    for row in rows:
        flags = [f"{flag.label}：{flag.sentence}" for flag in row.flags]
        apart = ["与在账数值不同，只随更正入账"] if row.key in left_out else []
        said = "；".join([*apart, *flags, *(f"请留意：{hint}" for hint in row.hints)])
        texts = (row.title, row.old, row.new, row.reading, row.verdict, row.published, row.source)
        yield (row.place, *texts, said)
