"""Targets against their own baselines, and claims against their own numbers."""

from collections.abc import Iterator
from fractions import Fraction

from attainment import Kind
from attainment.vocabulary import Direction
from counties.findings import NOTICE, WARNING, Found, Rule, subject_of
from indicators.findings.rows import Ledger, Row
from indicators.findings.wording import quoted

MORE_IS_BETTER = frozenset({Direction.HIGHER, Direction.FLOOR, Direction.COUNT})
LESS_IS_BETTER = frozenset({Direction.LOWER, Direction.CLASS})


def target_backwards(ledger: Ledger) -> Iterator[Found]:
    """A target worse than where the plan starts: meeting it would be going back."""
    for row in ledger.rows:
        pair = _levels(row)
        if pair is None or row.is_repeat:
            continue
        baseline, target = pair
        more, less = row.measure.direction in MORE_IS_BETTER, row.measure.direction in LESS_IS_BETTER
        if (more and target < baseline) or (less and target > baseline):
            yield _about(
                row,
                Rule.TARGET_BACKWARDS,
                f"目标{quoted(row.target, row)}劣于基准值{quoted(row.baseline, row)}，达到目标仍可能是倒退。"
                "按控制性要求评价，不计算进度；请核对目标。",
                warning=True,
            )


def cap_raised(ledger: Ledger) -> Iterator[Found]:
    """A cap above the present level leaves room to grow: use of it is not progress (specification §4)."""
    for row in ledger.rows:
        pair = _levels(row)
        if pair is None or row.is_repeat or row.measure.direction is not Direction.CAP:
            continue
        baseline, target = pair
        if target > baseline:
            yield _about(
                row,
                Rule.CAP_RAISED,
                f"上限{quoted(row.target, row)}高于现状{quoted(row.baseline, row)}，留有增量空间；"
                "只评价是否突破，增量用了多少不算进度。",
            )


def _levels(row: Row) -> tuple[Fraction, Fraction] | None:
    """Baseline and target as comparable numbers; a class by its rank."""
    baseline, target = row.baseline.reading, row.target.reading
    if row.measure.direction is Direction.CLASS:
        if baseline.kind is not Kind.CLASS or target.kind is not Kind.CLASS:
            return None
        return Fraction(baseline.rank or 0), Fraction(target.rank or 0)
    if baseline.kind is not Kind.NUMBER or target.kind is not Kind.NUMBER or baseline.op is not None:
        return None
    unit = row.unit or row.measure.unit
    first, second = row.amount(row.baseline, unit), row.amount(row.target, unit)
    return None if first is None or second is None else (first, second)


def _about(row: Row, rule: Rule, said: str, *, warning: bool = False) -> Found:
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=rule,
        subject=subject_of(*row.identity),
        severity=WARNING if warning else NOTICE,
        message=f"{row.label}：{said}",
        cells=(row.cell(row.baseline), row.cell(row.target)),
        plan_rows=(row.pk,),
    )
