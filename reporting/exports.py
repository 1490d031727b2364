"""Lists of the year as Excel."""

from collections.abc import Iterable

from counties.models import County
from reporting.models import Round
from reporting.summaries.standing import CellProgress, Show
from workbooks.writing import OutColumn, OutSheet

_STANDING = (
    *(OutColumn("序号", 8), OutColumn("指标", 34), OutColumn("指标目录名称", 30), OutColumn("规划", 18)),
    *(OutColumn("填报部门", 22), OutColumn("属性", 10), OutColumn("进度", 14), OutColumn("办理状态", 12)),
)


def standing_sheet(of: Round, county: County, shown: Show, cells: Iterable[CellProgress]) -> OutSheet:
    """The cells as listed on the page."""
    rows = (
        (
            *(
                one.entry.seq,
                one.entry.name,
                one.entry.in_catalogue,
                one.row.plan.short_title,
                one.department,
            ),
            *(one.row.attribute, one.show.label, one.entry.stands.label),
        )
        for one in cells
    )
    title = f"{county.name} {of.year} 年度填报进度（{shown.label}）"
    return OutSheet("填报进度", _STANDING, rows, title, [f"截止日期：{of.deadline:%Y-%m-%d}"])
