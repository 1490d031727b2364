"""Numbering, departments and slips of the pen: what is printed, and what the ledger took it for."""

from collections.abc import Iterator

from counties.findings import NOTICE, WARNING, CitedCell, Found, Rule, enumerate_chinese, gaps, subject_of
from indicators.findings.rows import Ledger, Row
from workbooks.numbering import number_of

# Printed words that mean another word, each seen in a plan of the catalogue's sources; never repaired.
NAME_SLIPS = {
    "建筑用地": "建设用地",
    "节约环保产业": "节能环保产业",
    "消减": "削减",
    "占全市国土面积": "占全县国土面积",
}
SOURCE_SLIPS = {"文旅居": "文旅局"}
TARGET_SLIPS = {"成省市下达": "完成省市下达"}


def sequence_gap(ledger: Ledger) -> Iterator[Found]:
    """Numbers that a table's 序号 leaves out: a row may be missing from the workbook or from the document."""
    for plan, rows in ledger.by_plan():
        tables: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (row.sheet, row.row_number)):
            tables.setdefault(row.table, []).append(row)
        for table, printed in tables.items():
            missing = gaps(row.seq for row in _in_order(printed))
            if not missing:
                continue
            yield Found(
                county_id=plan.county_id,
                plan_id=plan.pk,
                rule=Rule.SEQUENCE_GAP,
                subject=subject_of(table),
                severity=WARNING,
                message=f"“{table}”缺少序号 {enumerate_chinese([str(number) for number in missing])}，可能漏行。请对照规划文本核对。",
                cells=(printed[0].cell(), printed[-1].cell()),
                facts=tuple(map(str, missing)),
            )


def _in_order(rows: list[Row]) -> list[Row]:
    """The rows of one table as they are counted: of its sheets the one with the lowest number comes first."""
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheets.setdefault(row.sheet, []).append(row)
    pages = sorted(sheets.values(), key=lambda page: min(map(_number, page)))
    return [row for page in pages for row in page]


def _number(row: Row) -> int:
    number = number_of(row.seq) or ""
    return int(number) if number.isdecimal() else 10_000


def unknown_department(ledger: Ledger) -> Iterator[Found]:
    """A 数据来源 that names no department we know: nobody can be asked for the figure."""
    for plan, rows in ledger.by_plan():
        unknown: dict[str, list[Row]] = {}
        for row in rows:
            for name in row.unknown_departments:
                unknown.setdefault(name, []).append(row)
        for name, named in unknown.items():
            yield Found(
                county_id=plan.county_id,
                plan_id=plan.pk,
                rule=Rule.UNKNOWN_DEPARTMENT,
                subject=subject_of(name),
                severity=WARNING,
                message=f"数据来源“{name}”不在部门名录中（{enumerate_chinese([row.label for row in named], 3)}）。请在名录中增加该部门或别名。",
                cells=tuple(_plain(row, row.data_source) for row in named),
                plan_rows=tuple(row.pk for row in named),
            )


def slips(ledger: Ledger) -> Iterator[Found]:
    """Words printed for other words, told with what they were mapped to."""
    for row in ledger.rows:
        for printed, meant in NAME_SLIPS.items():
            if printed in row.printed_name and not row.is_repeat:
                taken = f"归入目录指标“{row.measure.name}”"
                yield _slip(row, row.printed_name, row.cell(), printed, meant, taken)
        for printed, meant in SOURCE_SLIPS.items():
            if printed in row.data_source:
                yield _slip(
                    row, row.data_source, _plain(row, row.data_source), printed, meant, f"按“{meant}”认定"
                )
        for printed, meant in TARGET_SLIPS.items():
            if row.target.text.strip().startswith(printed):
                yield _slip(row, row.target.text, row.cell(row.target), printed, meant, "按由上级下达理解")


def _slip(row: Row, text: str, cell: CitedCell, printed: str, meant: str, taken: str) -> Found:
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=Rule.SLIP,
        subject=subject_of(*row.identity, printed),
        severity=NOTICE,
        message=f"{row.label}：原文印“{text.strip()}”，疑为“{meant}”之误；{taken}，原文照存。",
        cells=(cell,),
        plan_rows=(row.pk,),
    )


def _plain(row: Row, text: str) -> CitedCell:
    """A text of the row whose own cell is not stored: the row's name tells the place."""
    return CitedCell(row.plan.file, row.sheet, row.name_cell, text)
