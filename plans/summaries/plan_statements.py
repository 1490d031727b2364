"""What a plan's text states about itself beside what the ledger holds; the findings say what it means."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from counties.findings import CitedCell
from counties.models import Plan, PlanEdition
from indicators.models import PlanIndicator
from plans.notes import Stated
from plans.statements import LedgerFacts, Statement, bears_out, read_statements
from projects.money import exact_yi
from workbooks.numbers import written


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One sentence of the plan about itself, and what the ledger holds for each thing it states."""

    text: str
    place: str
    held: tuple[str, ...]
    differs: bool


Listings = list[tuple[str, Decimal | None]]


def stated_lines(
    plan: Plan, editions: tuple[PlanEdition, ...], rows: list[PlanIndicator], listings: Listings
) -> Iterator[StatedLine]:
    """The sentences of the edition in force; each is shown once with everything it states."""
    if not editions:
        return
    newest = editions[0]
    held = LedgerFacts(
        tuple(row.attribute for row in rows),
        tuple(listings),
        plan.county.area_km2,
        plan.base_year,
        plan.period_end,
    )
    sentences: dict[CitedCell, list[Statement]] = defaultdict(list)
    for one in read_statements(newest.file_name, newest.statements):
        sentences[one.cell].append(one)
    for cell, stated in sentences.items():
        told = tuple(dict.fromkeys(words for one in stated if (words := _in_words(held, one))))
        differs = not all(bears_out(held, one) for one in stated)
        yield StatedLine(cell.text, f"{cell.sheet}!{cell.cell}", told, differs)


def _in_words(held: LedgerFacts, one: Statement) -> str:
    """What the ledger holds for one statement."""
    match one.kind:
        case Stated.INDICATOR_COUNT:
            return f"表中{one.scope}指标 {held.rows(one.scope)} 项"
        case Stated.PROJECT_COUNT:
            return f"表中{one.scope}项目 {len(held.projects(one.scope))} 项"
        case Stated.INVESTMENT:
            named = held.projects(one.scope)
            certain = sum(amount is not None for amount in named)
            total = exact_yi(held.total(one.scope))
            return f"表中{one.scope}项目可计金额 {total} 亿元（{len(named)} 项中 {certain} 项）"
        case Stated.BASE_YEAR:
            return f"台账基准年 {held.base_year}"
        case Stated.TARGET_YEAR:
            return f"台账目标年 {held.target_year}"
        case Stated.AREA:
            return f"台账面积 {written(held.area_km2)} km²" if held.area_km2 else "台账未登记面积"
    return ""
