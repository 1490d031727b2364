"""A 修改说明 as a sheet: the form in which it is typed, imported again, and attached to a submission."""

from collections.abc import Iterable

from django.utils import timezone

from counties.models import Opinion, Plan, Revision
from plans.opinion_rows import SHEET
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    OutColumn("序号", 6),
    OutColumn("提出方", 20, wrap=True),
    OutColumn("意见", 50, wrap=True),
    OutColumn("采纳情况", 10),
    OutColumn("理由", 34, wrap=True),
    OutColumn("修改处", 34, wrap=True),
)


def opinion_sheet(revision: Revision, opinions: Iterable[Opinion]) -> OutSheet:
    """Its rows may be changed and imported again; the title lines are left out there."""
    return OutSheet(
        SHEET,
        COLUMNS,
        [
            (one.number, one.source, one.text, one.get_outcome_display(), one.reason, one.place)
            for one in opinions
        ],
        title=f"{revision.plan.title} 修改说明（{revision.signed}）",
    )


def revision_sheet(plan: Plan, lines: Iterable[Revision]) -> OutSheet:
    """The revisions of one plan as their page lists them."""
    columns = (
        OutColumn("修改依据", 40, wrap=True),
        OutColumn("修改原因", 50, wrap=True),
        OutColumn("版次", 12),
        OutColumn("意见", 8),
        OutColumn("登记人", 14),
        OutColumn("登记时间", 18),
    )
    rows = [
        (
            one.signed,
            one.reason,
            "、".join(f"第{edition.number}版" for edition in one.editions.all()),
            len(one.opinions.all()),
            str(one.by) if one.by else "系统",
            f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}",
        )
        for one in lines
    ]
    return OutSheet("规划修改", columns, rows, title=f"{plan.title} 规划修改")
