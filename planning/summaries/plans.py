"""Plans as loaded: the list with its counts, and one plan's tables as printed beside how every cell was read."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from attainment import Column, Direction, parse
from counties.models import Finding, Plan, PlanEdition
from indicators.models import PlanIndicator
from indicators.reasoning import reading_in_words
from planning.plan_notes import Stated
from projects.models import ProjectListing

#: Stated sums are printed in either unit: factor to 亿元.
PER_YI = {"亿元": Decimal(1), "万元": Decimal("0.0001")}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list; `edition` None: nothing imported yet."""

    plan: Plan
    edition: PlanEdition | None
    rows: int
    repeats: int
    projects: int
    findings: int


def plan_lines(plans: QuerySet[Plan]) -> list[PlanLine]:
    """The plans with their counts; six queries whatever their number."""
    newest = PlanEdition.objects.filter(plan=OuterRef("pk")).order_by("-number").values("pk")[:1]
    found = list(plans.select_related("county").annotate(newest=Subquery(newest)))
    editions = PlanEdition.objects.select_related("imported_by").in_bulk(
        [plan.newest for plan in found if plan.newest]
    )
    standing = PlanIndicator.objects.standing()
    rows = _counts(standing.filter(is_repeat=False))
    repeats = _counts(standing.filter(is_repeat=True))
    projects = _counts(ProjectListing.objects.standing())
    findings = _counts(Finding.objects.open().filter(plan__isnull=False))
    return [
        PlanLine(
            plan,
            editions.get(plan.newest),
            rows[plan.pk],
            repeats[plan.pk],
            projects[plan.pk],
            findings[plan.pk],
        )
        for plan in found
    ]


def _counts(queryset: QuerySet[Any]) -> Counter[int]:
    return Counter(dict(queryset.order_by().values_list("plan").annotate(Count("pk"))))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One printed row with how each cell was read, and what is doubtful about it."""

    row: PlanIndicator
    baseline: str
    target: str
    final: str
    findings: tuple[Finding, ...]

    @property
    def doubted(self) -> bool:
        return any(finding.doubt for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one printed group label; `level2` empty where there is one level."""

    level1: str
    level2: str
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of the plan in the order of its sheet; a repeat prints quantities of another table again."""

    title: str
    sheet: str
    is_repeat: bool
    groups: tuple[Group, ...]
    has_final: bool
    has_baseline: bool
    rows: int
    years: str

    @property
    def printed_columns(self) -> int:
        """Columns of the printed half: 序号, name, target, and what this table has besides."""
        return 3 + int(self.has_baseline) + (2 if self.has_final else 1)


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One sentence of the plan about itself, and what the ledger holds for each thing it states."""

    text: str
    place: str
    held: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """Everything that the page of one plan prints."""

    tables: tuple[PrintedTable, ...]
    stated: tuple[StatedLine, ...]
    findings: tuple[Finding, ...]
    editions: tuple[PlanEdition, ...]
    projects: int
    attributes: tuple[tuple[str, int], ...]
    rows: int


def printed_plan(plan: Plan) -> PrintedPlan:
    """One plan as printed and as read; a constant number of queries."""
    rows = list(
        PlanIndicator.objects.standing()
        .filter(plan=plan)
        .select_related("indicator", "site", "edition")
        .prefetch_related(Prefetch("findings", Finding.objects.standing().order_by("pk")))
        .order_by("is_repeat", "sheet", "row_number")
    )
    editions = tuple(plan.editions.select_related("imported_by").order_by("-number"))
    findings = Finding.objects.standing().filter(plan=plan).select_related("decided_by")
    general = tuple(findings.filter(plan_indicators__isnull=True).order_by("decision", "pk"))
    judged = [row for row in rows if not row.is_repeat]
    counted = Counter(row.get_attribute_display() for row in judged)
    listings = list(
        ProjectListing.objects.standing().filter(plan=plan).values_list("category", "investment_yi")
    )
    return PrintedPlan(
        tables=tuple(_tables(rows)),
        stated=tuple(_stated(plan, editions, judged, listings)),
        findings=general,
        editions=editions,
        projects=len(listings),
        attributes=tuple(
            (label, counted[label]) for label in ("约束性", "预期性", "未标注") if counted[label]
        ),
        rows=len(judged),
    )


def _tables(rows: Iterable[PlanIndicator]) -> Iterator[PrintedTable]:
    for (sheet, title), members in groupby(rows, key=lambda row: (row.sheet, row.table)):
        found = list(members)
        baselines = sorted({row.baseline_year for row in found if row.baseline_year})
        yield PrintedTable(
            title=title,
            sheet=sheet,
            is_repeat=found[0].is_repeat,
            groups=tuple(
                Group(level1, level2, tuple(_read(row) for row in group))
                for (level1, level2), group in groupby(found, key=lambda row: (row.level1, row.level2))
            ),
            has_final=any(row.final_cell for row in found),
            has_baseline=any(row.baseline_cell for row in found),
            rows=len(found),
            years="、".join(map(str, baselines)),
        )


def _read(row: PlanIndicator) -> ReadRow:
    direction = Direction(row.indicator.direction)
    return ReadRow(
        row=row,
        baseline=reading_in_words(parse(row.baseline_text, Column.BASELINE)) if row.baseline_cell else "",
        target=reading_in_words(parse(row.target_text, Column.TARGET), direction),
        final=reading_in_words(parse(row.final_text, Column.OBSERVED)) if row.final_cell else "",
        findings=tuple(row.findings.all()),
    )


Listings = list[tuple[str, Decimal | None]]


def _stated(
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
            return f"台账面积 {area.normalize():f} km²" if area else "台账未登记面积", False
    return "", False


def _invested(scope: str, named: list[Decimal | None], stated: Decimal) -> tuple[str, bool]:
    """The certain amounts of the named projects in 亿元; the same if they round to what is stated."""
    counted = [amount for amount in named if amount is not None]
    total = sum(counted, Decimal(0))
    words = f"表中{scope}项目可计金额 {total.normalize():f} 亿元（{len(named)} 项中 {len(counted)} 项）"
    return words, total.quantize(stated, rounding=ROUND_HALF_UP) != stated


def visible_plans(county_ids: Collection[int]) -> QuerySet[Plan]:
    """Plans of these counties, the running period first."""
    return Plan.objects.filter(county__in=county_ids).order_by("-period_end", "county__code", "key")
