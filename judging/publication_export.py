"""A published year as Excel: from the frozen content only."""

from collections.abc import Iterable, Iterator, Sequence

from attainment.rollup import Attribute, Rollup
from custody.local_time import to_minute
from judging.chips import look
from judging.resolving import in_words
from judging.summaries.publications import PublicationLine, PublicationPage, PublishedCounty, PublishedRow
from lists.demo_note import DEMO_NOTE
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet

_COLUMNS = (
    *(OutColumn("规划", 26), OutColumn("表", 26), OutColumn("序号", 8), OutColumn("类别", 22)),
    *(OutColumn("指标", 32), OutColumn("单位", 10), OutColumn("属性", 8), OutColumn("基准年", 8)),
    *(OutColumn("基准值", 14), OutColumn("目标年", 8), OutColumn("目标（原文）", 18)),
    *(OutColumn("所用目标", 18), OutColumn("下达或认定文号", 26, wrap=True), OutColumn("现值", 12)),
    *(OutColumn("当年/累计", 10), OutColumn("数值年份", 10)),
    *(OutColumn("数据来源", 34, wrap=True), OutColumn("应达", 12), OutColumn("结论", 14)),
    *(OutColumn("人工判定", 10), OutColumn("说明", 60, wrap=True), OutColumn("规划出处", 40)),
    *(OutColumn("裁定", 40, wrap=True), OutColumn("谁来解决", 40, wrap=True), OutColumn("演示数据", 10)),
)
_WITHIN = (
    "目标写明“<”或“>”的不含该数本身，应达和差距按其以内相差一个报告位数（整数报告的为1）的数计，如<30按29计。"
)

LIST_COLUMNS = (
    *(OutColumn("年度", 10), OutColumn("版次", 8), OutColumn("文号", 26), OutColumn("发文日期", 12)),
    *(OutColumn("县区", 8), OutColumn("参评", 8), OutColumn("应评", 8), OutColumn("情况", 22)),
    *(OutColumn("定稿人", 16), OutColumn("定稿时间", 18), OutColumn("说明", 50, wrap=True)),
)


def list_rows(lines: Iterable[PublicationLine]) -> Iterator[Sequence[Out]]:
    """The list of publications."""
    for line in lines:
        found, share = line.publication, line.counts.all.coverage
        yield [
            *(str(found.year), found.number, found.document_number, found.issued_on),
            *(line.counties, share.n, share.total, line.said),
            *(str(found.published_by), to_minute(found.published_at), found.note),
        ]


def publication_sheets(page: PublicationPage) -> list[OutSheet]:
    """The counts, then one sheet per county with its rows in their printed order."""
    return [_summary(page), *(_sheet(page, county) for county in page.counties)]


def footer_of(page: PublicationPage) -> list[str]:
    """Which publication this is, and how to tell that it is the one."""
    found = page.publication
    lines = [
        f"{found.document_number}，{found.issued_on:%Y-%m-%d}，第 {found.number} 版；规则版本 {found.rules_version}。",
        f"内容摘要（SHA-256）：{found.digest}",
    ]
    if found.note:
        lines.append(f"说明：{found.note}")
    if page.is_superseded:
        lines.append(f"本版已由第 {page.newest.number} 版（{page.newest.document_number}）代替。")
    return [*lines, DEMO_NOTE] if page.uses_demo else lines


def _summary(page: PublicationPage) -> OutSheet:
    columns = [OutColumn("县区", 14)]
    for attribute in Attribute:
        columns += [OutColumn(f"{attribute.label}{part}", 14) for part in ("达标", "已评价", "应评")]
    columns += [OutColumn("参评", 10), OutColumn("应评", 10)]
    rows = [_counts(county.name, county.counts, is_final=page.is_final) for county in page.counties]
    if len(rows) > 1:
        rows.append(_counts("合计", page.counts, is_final=page.is_final))
    note = "同一县区的同一指标只计一次；按定稿时的计法。"
    title = f"{page.publication.year} 年规划目标评价 汇总"
    return OutSheet("汇总", columns, rows, title, [note, *footer_of(page)])


def _counts(name: str, counts: Rollup, *, is_final: bool) -> Sequence[Out]:
    numbers: list[Out] = [name]
    for attribute in Attribute:
        own = counts.by_attribute[attribute]
        share = own.completion if is_final else own.on_schedule
        numbers += [share.n, share.total, own.assessable]
    return [*numbers, counts.all.coverage.n, counts.all.coverage.total]


def _sheet(page: PublicationPage, county: PublishedCounty) -> OutSheet:
    title = f"{county.name} {page.publication.year} 年规划目标评价"
    within = [_WITHIN] if any(row.required and row.measured_within for row in county.rows) else []
    return OutSheet(county.name, _COLUMNS, _rows(county), title, [*within, *footer_of(page)])


def _rows(county: PublishedCounty) -> Iterator[Sequence[Out]]:
    for table in county.tables:
        for heading, rows in table.groups:
            for row in rows:
                yield _row(row, table.plan["short_title"], table.title, heading)


def _row(row: PublishedRow, plan: str, table: str, heading: str) -> Sequence[Out]:
    printed, kept = row.content["row"], row.verdict
    return [
        *(plan, table, printed["seq"], heading, printed["name"]),
        *(printed["unit"] or row.content["indicator"]["unit"], printed["attribute"] or "未标注"),
        *(printed["baseline_year"], Printed(printed["baseline_text"])),
        *(printed["target_year"], Printed(printed["target_text"]), Printed(kept.target_text)),
        "；".join(f"{one['authority']} {one['document_number']}" for one in row.documents),
        *(
            Printed(row.current.figure),
            row.current.about,
            row.figure_year,
            row.figure_source,
            Printed(row.required),
        ),
        *(look(kept.status)[2], row.by_hand, kept.explanation, row.source),
        *(kept.ruled_words, in_words(kept.status, row.reason)),
        "是" if row.uses_demo else "",
    ]
