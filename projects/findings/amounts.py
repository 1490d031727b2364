"""Amounts that are flagged, missing, shared, or smaller than their own parts."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from counties.findings import NOTICE, WARNING, CitedCell, Found, Rule, enumerate_chinese, subject_of
from counties.models import Finding
from projects.findings.rows import Listing, by_plan
from projects.money import exact_yi, read_amount

# Columns that say where the total comes from (平城's two-level header); each is a part of the total.
PART_HEADERS = ("中央预算内投资", "中央财政", "地方出资", "社会资本出资", "信贷融资")


def doubtful(listings: Iterable[Listing]) -> Iterator[Found]:
    """An amount that import left out of totals, with its reason (projects.money)."""
    for row in listings:
        if row.problem:
            yield _about(
                row, Rule.AMOUNT_DOUBTFUL, WARNING, f"{row.problem}。只保留原文，不计入合计；请查原始资料。"
            )


def missing(listings: Iterable[Listing]) -> Iterator[Found]:
    """Projects without an amount, one finding per plan: totals leave them out and say so."""
    for rows in by_plan(listings):
        blank = [row for row in rows if row.yi is None and not row.problem]
        if not blank:
            continue
        said = enumerate_chinese([f"{row.label}（{row.amount}）" for row in blank])
        yield Found(
            county_id=rows[0].plan.county_id,
            plan_id=rows[0].plan.pk,
            rule=Rule.AMOUNT_MISSING,
            subject="未列投资额",
            severity=NOTICE,
            message=f"{len(blank)} 个项目没有投资额：{said}。合计不含这些项目。",
            cells=tuple(row.amount_as_cell() for row in blank),
            listings=tuple(row.pk for row in blank),
        )


def parts_exceed(listings: Iterable[Listing]) -> Iterator[Found]:
    """The sources of the money add up to more than the total."""
    for row in listings:
        parts = _parts(row)
        total = sum(parts.values(), Decimal(0))
        if row.yi is not None and total > row.yi:
            said = "、".join(f"{header} {exact_yi(value)}" for header, value in parts.items())
            yield _about(
                row,
                Rule.AMOUNT_PARTS,
                WARNING,
                f"投资来源各栏合计 {exact_yi(total)} 亿元（{said}），大于总投资 {row.amount}。合计按总投资计；请核对是否错列。",
                tuple(row.near(text) for header, text in row.extra.items() if _short(header) in parts),
            )


def _parts(row: Listing) -> dict[str, Decimal]:
    parts = {}
    for header, text in row.extra.items():
        if any(part in header for part in PART_HEADERS):
            amount = read_amount(text, row.investment_unit or None)
            if amount.yi is not None:
                parts[_short(header)] = amount.yi
    return parts


def _short(header: str) -> str:
    """The second line of a two-level header, without its bracket."""
    return header.rsplit("/", 1)[-1].split("(", maxsplit=1)[0].split("（", maxsplit=1)[0].strip()


def shared(listings: Iterable[Listing]) -> Iterator[Found]:
    """One amount for several builders: nobody can say which share is whose."""
    for row in listings:
        if len(row.builders) > 1 and row.yi is not None:
            yield _about(
                row,
                Rule.AMOUNT_SHARED,
                NOTICE,
                f"一笔投资 {row.amount} 对应 {len(row.builders)} 个建设主体（{enumerate_chinese(row.builders)}），"
                "按一个项目计一次，不拆分。",
            )


def _about(
    row: Listing, rule: Rule, severity: Finding.Severity, said: str, more: tuple[CitedCell, ...] = ()
) -> Found:
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=rule,
        subject=subject_of(row.category, row.seq, row.name),
        severity=severity,
        message=f"{row.label}：{said}",
        cells=(row.name_as_cell(), row.amount_as_cell(), *more),
        listings=(row.pk,),
    )
