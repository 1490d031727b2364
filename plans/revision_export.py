"""A 修改说明 as a sheet: the form in which it is typed, imported again, and attached to a submission."""

from collections.abc import Iterable

from counties.models import Opinion, Revision
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
