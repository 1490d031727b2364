"""One plan that prints two targets or two values for one indicator; one county whose two plans differ."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from counties.findings import ERROR, NOTICE, WARNING, Found, Rule, enumerate_chinese, subject_of
from counties.models import Finding
from indicators.findings.rows import Ledger, PrintedText, Row, by_indicator
from indicators.findings.sameness import says_nothing, target_meaning, value_meaning
from indicators.findings.wording import quoted

Pick = Callable[[Row], PrintedText]


def _target(row: Row) -> PrintedText:
    return row.target


def _final(row: Row) -> PrintedText:
    return row.final


def _baseline(row: Row) -> PrintedText:
    return row.baseline


def two_targets(ledger: Ledger) -> Iterator[Found]:
    """One plan prints two targets for one indicator: nobody can say which was promised (specification §4)."""
    for _, rows in ledger.by_plan():
        for group in by_indicator(rows):
            if len(_meanings(group, _target, target_meaning)) > 1:
                yield _conflict(
                    group,
                    _target,
                    rule=Rule.TARGET_CONFLICT,
                    severity=ERROR,
                    doubt=Finding.Doubt.TARGET_CONFLICT,
                    what="目标",
                )


def stated_outranked(ledger: Ledger) -> Iterator[Found]:
    """A superior set another target than the plan's text states: the assigned one holds (specification §4, Rulings)."""
    for row in ledger.rows:
        if row.stated is None or row.assigned is None:
            continue
        if target_meaning(row.stated, row) != target_meaning(row.assigned, row):
            yield Found(
                county_id=row.plan.county_id,
                plan_id=row.plan.pk,
                rule=Rule.STATED_OUTRANKED,
                subject=subject_of(*row.identity),
                severity=WARNING,
                message=(
                    f"{row.label}：上级下达的目标是{quoted(row.assigned, row)}，"
                    f"规划正文写明的是{quoted(row.stated, row)}。以下达目标评价；请核对。"
                ),
                cells=(row.cell(row.target),),
                plan_rows=(row.pk,),
                facts=(row.stated.text, row.assigned.text),
            )


def two_values(ledger: Ledger) -> Iterator[Found]:
    """One plan prints two baselines or two final values for one indicator; each row is judged by its own."""
    for _, rows in ledger.by_plan():
        for group in by_indicator(rows):
            for pick, what in ((_baseline, "基准值"), (_final, "期末值")):
                stated = [row for row in group if pick(row).text.strip()]
                if len(_meanings(stated, pick, value_meaning)) > 1:
                    yield _conflict(
                        stated,
                        pick,
                        rule=Rule.VALUE_CONFLICT,
                        severity=WARNING,
                        doubt="",
                        what=what,
                        then="各行按各自所印数值评价，不合并。",
                    )


def listed_twice(ledger: Ledger) -> Iterator[Found]:
    """Two rows of the main tables with one indicator and the same figures (sub-tables repeat by design)."""
    for plan, rows in ledger.by_plan():
        for group in by_indicator(row for row in rows if not row.is_repeat):
            differing = max(
                len(_meanings(group, _target, target_meaning)), len(_meanings(group, _final, value_meaning))
            )
            if len(group) > 1 and differing == 1:
                labels = "、".join(row.label for row in group)
                yield Found(
                    county_id=plan.county_id,
                    plan_id=plan.pk,
                    rule=Rule.LISTED_TWICE,
                    subject=group[0].measure.code,
                    severity=NOTICE,
                    message=f"{labels} 是同一指标，印了 {len(group)} 行且数值相同；统计时只计一次。",
                    cells=tuple(row.cell() for row in group),
                    plan_rows=tuple(row.pk for row in group),
                )


def plans_differ(ledger: Ledger) -> Iterator[Found]:
    """Two plans of one county and period that print one indicator differently (云冈)."""
    counties: dict[tuple[int, tuple[int, int]], list[Row]] = defaultdict(list)
    for row in ledger.rows:
        if not row.is_repeat:
            counties[row.plan.county_id, row.plan.period].append(row)
    for rows in counties.values():
        for group in by_indicator(rows):
            if len({row.plan.pk for row in group}) > 1:
                yield from _between_plans(group)


def _between_plans(group: Sequence[Row]) -> Iterator[Found]:
    differing = [
        (pick, what)
        for pick, what, meaning in (
            (_baseline, "基准值", value_meaning),
            (_target, "目标", target_meaning),
        )
        if len(_meanings(group, pick, meaning)) > 1
    ]
    if not differing:
        return
    # One plan that is silent where the other speaks is worth knowing, not a contradiction.
    silent = all(any(says_nothing(pick(row)) for row in group) for pick, _ in differing)
    parts = [
        f"{what}：" + "，".join(f"{row.plan.title} {row.label} {quoted(pick(row), row)}" for row in group)
        for pick, what in differing
    ]
    yield Found(
        county_id=group[0].plan.county_id,
        plan_id=None,
        rule=Rule.PLANS_DIFFER,
        subject=group[0].measure.code,
        severity=NOTICE if silent else WARNING,
        message=f"“{group[0].measure.name}”在两个规划中{'一有一无' if silent else '不一致'}。{'；'.join(parts)}。",
        cells=tuple(row.cell(pick(row)) for pick, _ in differing for row in group),
        plan_rows=tuple(row.pk for row in group),
    )


def _meanings(
    rows: Sequence[Row], pick: Pick, meaning: Callable[[PrintedText, Row], Hashable]
) -> set[Hashable]:
    return {meaning(pick(row), row) for row in rows}


def _conflict(
    group: Sequence[Row],
    pick: Pick,
    *,
    rule: Rule,
    severity: Finding.Severity,
    doubt: str,
    what: str,
    then: str = "",
) -> Found:
    plan = group[0].plan
    group = sorted(group, key=lambda row: row.is_repeat)
    said = enumerate_chinese([f"{row.label}印{quoted(pick(row), row)}" for row in group])
    return Found(
        county_id=plan.county_id,
        plan_id=plan.pk,
        rule=rule,
        subject=group[0].measure.code if what != "基准值" else f"{group[0].measure.code} · 基准值",
        severity=severity,
        message=f"“{group[0].measure.name}”的{what}在同一规划中不一致：{said}。{then}",
        cells=tuple(row.cell(pick(row)) for row in group),
        doubt=doubt,
        plan_rows=tuple(row.pk for row in group),
    )
