"""Invented observations and targets for 2021–2025, for every row a clerk would have to report."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from accounts.records import record
from attainment import Column, Kind, parse
from attainment.vocabulary import Direction, Values
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures, ask_for_rows
from indicators.models import AssignedTarget, Observation, PlanIndicator
from judging.questions import Inputs, load_inputs, row_unit
from planning.demo.paths import Shape, invent, promised
from workbooks.numbers import plain_number

YEARS = range(2021, 2026)
NOTE = "虚构数值，仅用于试用"
DOCUMENT = "演示文号〔2022〕1号"
ISSUED = date(2022, 6, 1)
# Every n-th delegated row gets an invented target, so that both pending and judged rows can be seen.
ASSIGNED_EVERY = 3


@transaction.atomic
def load_demo() -> int:
    """Put invented figures in force where none stands; return how many. A second call adds nothing."""
    if Observation.objects.filter(is_demo=True).exists():
        return 0
    rows = PlanIndicator.objects.judged().filter(
        plan__period_start__lte=YEARS.start, plan__period_end__gte=YEARS[-1]
    )
    inputs = load_inputs(list(rows.values_list("pk", flat=True)))
    figures = list(_figures(inputs))
    Observation.objects.bulk_create(figures, ignore_conflicts=True, batch_size=1000)
    assigned = _targets(inputs)
    record("载入演示数据", f"{len(figures)} 条虚构数值", by=None)
    changed = [ChangedFigure(f.county_id, f.indicator_id, f.site_id, f.year) for f in figures]
    ask_for_figures(changed, cause="载入演示数据", by=None)
    ask_for_rows(assigned, why="target", cause="载入演示目标", by=None)
    ask_for_findings(by=None)
    return len(figures)


@transaction.atomic
def remove_demo() -> int:
    """Take every invented figure and target out again; return how many figures."""
    figures = Observation.objects.filter(is_demo=True)
    changed = [
        ChangedFigure(*key) for key in figures.values_list("county_id", "indicator_id", "site_id", "year")
    ]
    targets = AssignedTarget.objects.filter(is_demo=True)
    rows = set(targets.values_list("plan_indicator_id", flat=True))
    figures.delete()
    targets.delete()
    record("清除演示数据", f"{len(changed)} 条虚构数值", by=None)
    ask_for_figures(changed, cause="清除演示数据", by=None)
    ask_for_rows(rows, why="target", cause="清除演示目标", by=None)
    ask_for_findings(by=None)
    return len(changed)


def _figures(inputs: list[Inputs]) -> Iterator[Observation]:
    seen: set[tuple[int, int, int | None]] = set()
    # A county with two plans reports each indicator once: the row that prints more decides the shape.
    for item in sorted(inputs, key=lambda item: (_printed(item) is None, item.row.pk)):
        row = item.row
        key = row.plan.county_id, row.indicator_id, row.site_id
        if key in seen:
            continue
        seen.add(key)
        for year, text in invent(_shape(item), YEARS).items():
            yield Observation(
                county_id=row.plan.county_id,
                indicator_id=row.indicator_id,
                site_id=row.site_id,
                year=year,
                text=text,
                value=plain_number(text),
                unit="" if item.direction is Direction.CLASS else row_unit(row),
                note=NOTE,
                cited_source="演示数据",
                is_demo=True,
            )


def _printed(item: Inputs) -> object:
    return item.target.reading.value


def _shape(item: Inputs) -> Shape:
    row, indicator = item.row, item.row.indicator
    baseline, target = parse(row.baseline_text, Column.BASELINE), item.target.reading
    return Shape(
        seed=f"{row.plan.county.code}/{indicator.code}",
        direction=item.direction,
        decimals=max(item.decimals, 1 if indicator.unit == "%" else 0),
        baseline=baseline.value if baseline.kind is Kind.NUMBER else None,
        target=target.value,
        values=Values(indicator.values) if indicator.values else None,
        minimum=indicator.minimum,
        maximum=indicator.maximum,
        unit=row_unit(row),
    )


def _targets(inputs: list[Inputs]) -> list[int]:
    """Invented targets for every n-th delegated row, so that pending and judged rows can both be seen."""
    delegated = [item for item in inputs if item.target.reading.kind is Kind.DELEGATED]
    some = delegated[::ASSIGNED_EVERY]
    assigned = [_assigned(item, text) for item in some if (text := promised(_shape(item)))]
    AssignedTarget.objects.bulk_create(assigned)
    return [target.plan_indicator_id for target in assigned]


def _assigned(item: Inputs, text: str) -> AssignedTarget:
    return AssignedTarget(
        plan_indicator=item.row,
        text=text,
        authority="大同市生态环境局",
        document_number=DOCUMENT,
        issued_on=ISSUED,
        note=NOTE,
        is_demo=True,
    )
