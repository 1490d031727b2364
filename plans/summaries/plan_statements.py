"""What a plan's text states about itself beside what the ledger holds; the findings say what it means."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from counties.models import Plan, PlanEdition
from indicators.models import PlanIndicator
from plans.notes import Stated
from projects.money import exact_yi
from workbooks.numbers import written

#: Stated sums are printed in either unit: factor to 亿元.
PER_YI = {"亿元": Decimal(1), "万元": Decimal("0.0001")}


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
    sentences: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for statement in editions[0].statements:
        sentences[statement["text"], f"{statement['sheet']}!{statement['address']}"].append(statement)
    for (text, place), statements in sentences.items():
        held = [_held(statement, plan, rows, listings) for statement in statements]
        told = tuple(dict.fromkeys(words for words, _ in held if words))
        yield StatedLine(text, place, told, any(differs for _, differs in held))


def _held(
    statement: dict[str, Any], plan: Plan, rows: list[PlanIndicator], listings: Listings
) -> tuple[str, bool]:
    """What the ledger holds for one statement, and whether it is another number."""
    scope, value = statement["scope"] or "", Decimal(statement["value"])
    named = [amount for category, amount in listings if scope in category]
    match statement["kind"]:
        case Stated.INDICATOR_COUNT:
            own = sum(1 for row in rows if scope in ("", row.attribute))
            return f"表中{scope}指标 {own} 项", own != value
        case Stated.PROJECT_COUNT:
            return f"表中{scope}项目 {len(named)} 项", len(named) != value
        case Stated.INVESTMENT:
            return _invested(scope, named, value * PER_YI[statement["unit"]])
        case Stated.BASE_YEAR:
            printed = "、".join(sorted({str(row.baseline_year) for row in rows if row.baseline_year}))
            return f"表中基准年 {printed or '未印'}", printed != str(value)
        case Stated.TARGET_YEAR:
            return f"台账目标年 {plan.period_end}", plan.period_end != value
        case Stated.AREA:
            area = plan.county.area_km2
            return f"台账面积 {written(area)} km²" if area else "台账未登记面积", False
    return "", False


def _invested(scope: str, named: list[Decimal | None], stated: Decimal) -> tuple[str, bool]:
    """The certain amounts of the named projects in 亿元; the same if they round to what is stated."""
    counted = [amount for amount in named if amount is not None]
    total = sum(counted, Decimal(0))
    words = f"表中{scope}项目可计金额 {exact_yi(total)} 亿元（{len(named)} 项中 {len(counted)} 项）"
    return words, total.quantize(stated, rounding=ROUND_HALF_UP) != stated
