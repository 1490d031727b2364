"""Projects as Excel: one row per printed listing, so that every figure keeps its source."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from projects.ledger import LedgerLine
from projects.money import exact_yi
from projects.progress import Standing
from projects.summaries import ListedIn, ProjectLine, Totals
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    *(OutColumn("县区", 10), OutColumn("规划", 16), OutColumn("类别", 26, wrap=True), OutColumn("序号", 6)),
    *(OutColumn("项目名称", 44, wrap=True), OutColumn("投资（原文）", 12), OutColumn("单位", 8)),
    *(OutColumn("投资（亿元）", 12), OutColumn("计入合计（亿元）", 12), OutColumn("金额说明", 30, wrap=True)),
    *(OutColumn("期限（原文）", 18), OutColumn("开工", 10), OutColumn("完成", 10)),
    *(OutColumn("阶段", 8), OutColumn("状态", 18), OutColumn("状态依据", 50, wrap=True)),
    *(
        OutColumn("累计到位（亿元）", 12),
        OutColumn("累计完成（亿元）", 12),
        OutColumn("累计支付（亿元）", 12),
    ),
    *(OutColumn("延期至", 10), OutColumn("延期文号", 22, wrap=True), OutColumn("累计说明", 30, wrap=True)),
    OutColumn("演示数据", 8),
    OutColumn("建设主体", 28, wrap=True),
    *(OutColumn("牵头部门", 20, wrap=True), OutColumn("地点", 20, wrap=True), OutColumn("建设性质", 10)),
    *(OutColumn("建设内容", 50, wrap=True), OutColumn("待处理质疑", 10), OutColumn("来源", 40)),
)


def project_sheet(lines: Iterable[LedgerLine], total: Totals) -> OutSheet:
    """Projects with their total and what the total leaves out."""
    return OutSheet("重点项目", COLUMNS, project_rows(lines), "重点项目", total.sentences)


def project_rows(lines: Iterable[LedgerLine]) -> Iterator[Sequence[Out]]:
    for one in lines:
        for place, listing in enumerate(one.line.listings):
            # A project of two plans adds up once: in the row where it is printed first.
            yield _row(one, listing, counts=place == 0)


def _row(one: LedgerLine, listing: ListedIn, *, counts: bool) -> Sequence[Out]:
    line, stands = one.line, one.stands if counts else None
    return [
        *(line.county, listing.plan, listing.category, Printed(listing.seq), listing.name),
        *(Printed(listing.amount_text), listing.amount_unit, Printed(listing.yi_exact)),
        *(Printed(line.yi_exact if counts else ""), amount_note(line, listing, counts=counts)),
        *(listing.dates, listing.start, listing.finish, one.stage, one.judged.label, one.judged.sentence),
        *(_yi(stands.in_place if stands else None), _yi(stands.done if stands else None)),
        _yi(stands.paid if stands else None),
        *_extended(one.stands),
        *("；".join(stands.remarks) if stands else "", "演示" if one.is_demo else ""),
        *(listing.builder, listing.department),
        *(listing.place, listing.nature, listing.content, line.findings or None, listing.source),
    ]


def _extended(stands: Standing | None) -> tuple[Out, Out]:
    """Until when, and by what paper: verbatim, never a number."""
    if stands is None or stands.facts.extended_to is None:
        return "", ""
    return str(stands.facts.extended_to), stands.facts.extension_document


def _yi(amount: Decimal | None) -> Out:
    """亿元 to the last digit; nothing where nothing was reported."""
    return Printed("" if amount is None else exact_yi(amount))


def amount_note(line: ProjectLine, listing: ListedIn, *, counts: bool) -> str:
    """Why an amount is not in the total, or empty."""
    if listing.problem:
        return f"{listing.problem}，未计"
    if line.is_contested:
        return "两规划金额不一，未计"
    if listing.yi is None:
        return "未列金额，未计"
    return "" if counts else "同一项目，已计一次"
