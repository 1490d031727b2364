"""What a plan's text states about itself, held against its tables: counts, sums, area, years.

Differences are told, nothing is corrected: 云冈环保 writes 26 indicators (11 binding, 15 expected) over a table
of 25 (12 and 13); 新荣 writes 29 projects over 27 rows that add up to exactly the stated 148.97 亿元.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from attainment.units import convert
from counties.findings import WARNING, CitedCell, Found, Rule, gaps
from indicators.findings.rows import Row
from plans.notes import Stated
from projects.findings.rows import Listing
from projects.money import WAN, YI, exact_yi
from workbooks.numbers import written

_PER_YI = {YI: Decimal(1), WAN: Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class Statement:
    """One stored statement of an edition."""

    kind: Stated
    scope: str
    value: Decimal
    unit: str
    cell: CitedCell


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What the tables and the ledger hold, as far as a plan's text states it: the attribute of every counted row,
    category and certain amount (亿元) of every project, area, years."""

    attributes: tuple[str, ...]
    amounts: tuple[tuple[str, Decimal | None], ...]
    area_km2: Decimal | None
    base_year: int
    target_year: int

    def rows(self, scope: str) -> int:
        """The counted rows of an attribute, of all for an empty one."""
        return sum(1 for attribute in self.attributes if scope in ("", attribute))

    def projects(self, scope: str) -> list[Decimal | None]:
        """The amounts of the projects in a category, None for an uncertain one."""
        return [amount for category, amount in self.amounts if scope in category]

    def total(self, scope: str) -> Decimal:
        """The certain amounts of a category together, in 亿元."""
        return sum((amount for amount in self.projects(scope) if amount is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class PlanText:
    """One plan with what its text says and what its tables hold."""

    plan_id: int
    county_id: int
    area_km2: Decimal | None
    base_year: int
    target_year: int
    statements: tuple[Statement, ...]
    rows: tuple[Row, ...]
    listings: tuple[Listing, ...]

    @property
    def held(self) -> LedgerFacts:
        """What the statements are compared with."""
        return LedgerFacts(
            tuple(row.attribute for row in self.rows if not row.is_repeat),
            tuple((row.category, row.yi) for row in self.listings),
            self.area_km2,
            self.base_year,
            self.target_year,
        )


def read_statements(file: str, stored: Sequence[dict[str, Any]]) -> tuple[Statement, ...]:
    """The JSON of an edition as statements."""
    return tuple(
        Statement(
            Stated(one["kind"]),
            one["scope"] or "",
            Decimal(one["value"]),
            one["unit"] or "",
            CitedCell(file, one["sheet"], one["address"], one["text"]),
        )
        for one in stored
    )


def bears_out(held: LedgerFacts, one: Statement) -> bool:
    """Whether tables and ledger hold what is stated, or nothing that it could be compared with."""
    match one.kind:
        case Stated.INDICATOR_COUNT:
            return one.value == held.rows(one.scope)
        case Stated.PROJECT_COUNT:
            return one.value == len(held.projects(one.scope)) or not held.projects(one.scope)
        case Stated.INVESTMENT:
            # A sum printed with fewer decimals than its rows may be rounded to them.
            own = held.total(one.scope) * _PER_YI[one.unit]
            rounded = own.quantize(one.value, rounding=ROUND_HALF_UP)
            return rounded == one.value or not held.projects(one.scope)
        case Stated.AREA:
            return held.area_km2 is None or Fraction(held.area_km2) == convert(one.value, one.unit, "km²")
        case Stated.BASE_YEAR:
            return one.value == held.base_year
        case Stated.TARGET_YEAR:
            return one.value == held.target_year
    return True


def find(text: PlanText) -> list[Found]:
    """Every statement that the tables or the ledger do not bear out."""
    rules: tuple[Callable[[PlanText], Iterator[Found]], ...] = (indicator_counts, projects, facts)
    return [found for rule in rules for found in rule(text)]


def indicator_counts(text: PlanText) -> Iterator[Found]:
    """Stated numbers of indicators, in all and by attribute, in one finding."""
    stated = [one for one in text.statements if one.kind is Stated.INDICATOR_COUNT]
    if all(bears_out(text.held, one) for one in stated):
        return
    said = "、".join(f"{one.scope or '共计'} {one.value} 项" for one in stated)
    found = "、".join(f"{one.scope or '共计'} {text.held.rows(one.scope)} 项" for one in stated)
    yield _found(text, "指标项数", f"文中写指标{said}；表中为{found}。统计以表为准。", stated, found)


def projects(text: PlanText) -> Iterator[Found]:
    """Stated numbers and sums of projects, one finding for each field that the text names."""
    kinds = (Stated.PROJECT_COUNT, Stated.INVESTMENT, Stated.INVESTMENT_PART)
    scopes = list(dict.fromkeys(one.scope for one in text.statements if one.kind in kinds))
    for scope in scopes:
        stated = [one for one in text.statements if one.kind in kinds and one.scope == scope]
        listings = [row for row in text.listings if scope in row.category]
        if not listings or (all(bears_out(text.held, one) for one in stated) and not _odd_parts(stated)):
            continue
        yield _found(
            text,
            f"重点项目 {scope}".strip(),
            _project_sentence(scope, stated, listings, text.held),
            stated,
            _counted(listings),
        )


def _odd_parts(stated: Sequence[Statement]) -> str:
    """The sum of printed parts where the printed subtotal beside them is another."""
    parts = [one for one in stated if one.kind is Stated.INVESTMENT_PART]
    if not parts:
        return ""
    total, unit = sum((one.value for one in parts), Decimal(0)), parts[0].unit
    subtotals = [
        one.value
        for one in stated
        if one.kind is Stated.INVESTMENT and one.unit == unit and one.cell == parts[0].cell
    ]
    return "" if total in subtotals else f"{written(total)} {unit}"


def _project_sentence(
    scope: str, stated: Sequence[Statement], listings: Sequence[Listing], held: LedgerFacts
) -> str:
    said = "、".join(
        f"{written(one.value)} {one.unit or '项'}" for one in stated if one.kind is not Stated.INVESTMENT_PART
    )
    parts = _odd_parts(stated)
    added = f"（文中列式各部分相加为 {parts}）" if parts else ""
    missing = gaps(row.seq for row in listings)
    numbers = f"（缺序号 {'、'.join(map(str, missing))}）" if missing else ""
    blank = sum(1 for row in listings if row.yi is None)
    left_out = f"（另有 {blank} 项无金额或金额存疑，未计）" if blank else ""
    agrees = [one for one in stated if one.kind is Stated.INVESTMENT and bears_out(held, one)]
    but = "，与文中总投资一致" if agrees and not scope else ""
    return (
        f"{f'“{scope}”' if scope else '重点项目'}：文中写 {said}{added}；"
        f"表中为 {len(listings)} 项{numbers}，金额合计 {exact_yi(held.total(scope))} 亿元{left_out}{but}。合计以表为准。"
    )


def _counted(listings: Sequence[Listing]) -> str:
    return f"{len(listings)} {exact_yi(_total(listings))}"


def _total(listings: Sequence[Listing]) -> Decimal:
    return sum((row.yi for row in listings if row.yi is not None), Decimal(0))


def facts(text: PlanText) -> Iterator[Found]:
    """Stated area, base year and target year against what the ledger holds."""
    registered = {
        Stated.AREA: ("面积", f"{written(text.area_km2 or Decimal(0))} km²"),
        Stated.BASE_YEAR: ("规划基准年", str(text.base_year)),
        Stated.TARGET_YEAR: ("规划目标年", str(text.target_year)),
    }
    for one in text.statements:
        if one.kind not in registered or bears_out(text.held, one):
            continue
        name, own = registered[one.kind]
        message = f"文中所述{name}为 {written(one.value)}{one.unit}，台账登记为 {own}。请核对后更正其中之一。"
        yield _found(text, name, message, [one], own, Rule.STATED_FACT)


def _found(
    text: PlanText,
    subject: str,
    message: str,
    stated: Sequence[Statement],
    counted: str,
    rule: Rule = Rule.STATED_TOTAL,
) -> Found:
    return Found(
        county_id=text.county_id,
        plan_id=text.plan_id,
        rule=rule,
        subject=subject,
        severity=WARNING,
        message=message,
        cells=tuple(dict.fromkeys(one.cell for one in stated)),
        facts=(counted,),
    )
