"""Baselines that are another quantity, another year, a claim, or not what is in force."""

from collections import defaultdict
from collections.abc import Iterator

from attainment import Kind
from attainment.units import convert
from attainment.vocabulary import Direction
from counties.findings import NOTICE, WARNING, Found, Rule, enumerate_chinese, subject_of
from counties.models import Finding
from indicators.findings.rows import Figure, Ledger, PlanFacts, Row
from indicators.findings.wording import quoted

# In these rows the clock starts at the base year with b = 0 (specification §3, Start).
FLOWS = frozenset({Direction.RATE, Direction.LOG_RATE, Direction.CUMULATIVE})


def baseline_kind(ledger: Ledger) -> Iterator[Found]:
    """A level in a rate row (33.98m³), or a change against a year that is not the plan's (17.71%（比 2015 年）)."""
    for row in ledger.rows:
        reading = row.baseline.reading
        wanted = row.unit or row.measure.unit
        if reading.unit and convert(1, reading.unit, wanted) is None:
            said = f"基准值{quoted(row.baseline, row)}的单位是“{reading.unit}”，而该行是“{wanted or '无单位'}”，不是同一种量"
        elif reading.basis_year and reading.basis_year != row.plan.base_year:
            said = f"基准值{quoted(row.baseline, row)}是相对 {reading.basis_year} 年的变化，不是 {row.plan.base_year} 年的起点"
        else:
            continue
        yield Found(
            county_id=row.plan.county_id,
            plan_id=row.plan.pk,
            rule=Rule.BASELINE_KIND,
            subject=subject_of(*row.identity),
            severity=WARNING,
            message=f"{row.label}：{said}。只保留原文，不作为计算起点。",
            cells=(row.cell(), row.cell(row.baseline)),
            plan_rows=(row.pk,),
        )


def baseline_year(ledger: Ledger) -> Iterator[Found]:
    """The column of baselines is of another year than the base year the text states (平城: 2019 under 2020)."""
    for plan, rows in ledger.by_plan():
        years: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            if row.baseline.year and row.baseline.year != plan.base_year and row.baseline.value is not None:
                years[row.baseline.year].append(row)
        for year, dated in years.items():
            yield _about_rows(
                plan,
                dated,
                rule=Rule.BASELINE_YEAR,
                subject=str(year),
                severity=WARNING,
                message=(
                    f"规划基准年是 {plan.base_year} 年，而表中 {len(dated)} 行基准值是 {year} 年的。"
                    f"各行按所印的 {year} 年起算进度，结论中注明。"
                ),
                facts=(str(plan.base_year),),
            )


def baseline_claim(ledger: Ledger) -> Iterator[Found]:
    """A past self-assertion stands where a number belongs (specification §1, prior_claim)."""
    for plan, rows in ledger.by_plan():
        claims: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row.baseline.reading.kind is Kind.PRIOR_CLAIM:
                claims[row.baseline.text.strip()].append(row)
        for text, claimed in claims.items():
            yield _about_rows(
                plan,
                claimed,
                rule=Rule.BASELINE_CLAIM,
                subject=subject_of(text),
                severity=NOTICE,
                message=(
                    f"{enumerate_chinese([row.label for row in claimed])} 的基准值印的是“{text}”，"
                    "是自述的完成情况，没有数值可作起点。请向编制单位索取数值。"
                ),
            )


def past_result(ledger: Ledger) -> Iterator[Found]:
    """Printed baselines of rates and flows are the last period's results, never the start (specification §3)."""
    for plan, rows in ledger.by_plan():
        past = [
            row for row in rows if row.measure.direction in FLOWS and row.baseline.value and not row.is_repeat
        ]
        if past:
            yield _about_rows(
                plan,
                past,
                rule=Rule.PAST_RESULT,
                subject="比例与累计类指标",
                severity=NOTICE,
                message=(
                    f"{len(past)} 行变化率、累计类指标所印的基准值是上期或当年实绩"
                    f"（{enumerate_chinese([f'{row.label} {quoted(row.baseline, row)}' for row in past], 3)}），"
                    f"只作参考；评价从 {plan.base_year} 年起按 0 起算。"
                ),
            )


def baseline_observed(ledger: Ledger) -> Iterator[Found]:
    """A level's baseline differs from the figure in force of that county, site and year."""
    figures: dict[tuple[int, str, int | None, int], list[Figure]] = defaultdict(list)
    for figure in ledger.figures:
        figures[figure.county_id, figure.code, figure.site_id, figure.year].append(figure)
    for row in ledger.rows:
        if row.measure.direction in FLOWS or row.is_repeat or row.baseline.year is None:
            continue
        key = (row.plan.county_id, row.measure.code, row.site_id, row.baseline.year)
        differing = [figure for figure in figures.get(key, ()) if _differs(row, figure)]
        if differing:
            yield _against(row, differing)


def _differs(row: Row, figure: Figure) -> bool:
    printed = row.amount(row.baseline, row.measure.unit)
    in_force = convert(figure.value, figure.unit or row.measure.unit, row.measure.unit)
    return printed is not None and in_force is not None and printed != in_force


def _against(row: Row, figures: list[Figure]) -> Found:
    said = "，".join(
        f"在账数据为“{figure.text}”{figure.unit}{f'（{figure.basis}）' if figure.basis else ''}"
        for figure in figures
    )
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=Rule.BASELINE_OBSERVED,
        subject=subject_of(*row.identity),
        severity=WARNING,
        message=f"{row.label}：规划所印 {row.baseline.year} 年基准值为{quoted(row.baseline, row)}，{said}。评价用规划所印的基准值；请核对哪个属实。",
        cells=(row.cell(row.baseline), *(figure.cell for figure in figures)),
        plan_rows=(row.pk,),
    )


def _about_rows(
    plan: PlanFacts,
    rows: list[Row],
    *,
    rule: Rule,
    subject: str,
    severity: Finding.Severity,
    message: str,
    facts: tuple[str, ...] = (),
) -> Found:
    """One finding about many rows of a plan: every row is linked and cited."""
    return Found(
        county_id=plan.county_id,
        plan_id=plan.pk,
        rule=rule,
        subject=subject,
        severity=severity,
        message=message,
        cells=tuple(row.cell(row.baseline) for row in rows),
        plan_rows=tuple(row.pk for row in rows),
        facts=facts,
    )
