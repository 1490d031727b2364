"""A plan's own “完成” held against the plan's own numbers, by the judge itself."""

from collections.abc import Iterator

from attainment import Question, evaluate
from attainment.questions import Target
from attainment.vocabulary import Compare, Status, Values
from counties.findings import WARNING, Found, Rule, subject_of
from indicators.findings.rows import Ledger, Row
from indicators.findings.wording import quoted

CLAIMS = {"完成": Status.ACHIEVED, "已完成": Status.ACHIEVED, "未完成": Status.MISSED}
WORDS = {Status.ACHIEVED: "已满足", Status.MISSED: "未满足"}


def claim_contradicted(ledger: Ledger) -> Iterator[Found]:
    """PM2.5 “<30”, final value 33, “完成”: the numbers say otherwise. Rows nobody can judge are left alone."""
    for row in ledger.rows:
        claimed = CLAIMS.get(row.claim.strip())
        judged = _judge(row) if claimed and row.final.text.strip() else None
        if judged in WORDS and judged is not claimed:
            yield Found(
                county_id=row.plan.county_id,
                plan_id=row.plan.pk,
                rule=Rule.CLAIM_CONTRADICTED,
                subject=subject_of(*row.identity),
                severity=WARNING,
                message=(
                    f"{row.label}：规划自述“{row.claim.strip()}”，但期末值{quoted(row.final, row)}"
                    f"{WORDS[judged]}目标{quoted(row.promised, row)}。以数值判定，自述另行标明。"
                ),
                cells=(row.cell(row.promised), row.cell(row.final)),
                plan_rows=(row.pk,),
                facts=(row.claim,),
            )


def _judge(row: Row) -> Status:
    """What the printed final value is worth in the target year."""
    year = row.target.year or row.plan.period[1]
    measure = row.measure
    question = Question(
        direction=measure.direction,
        target=Target(row.promised.reading, year),
        year=year,
        decimals=measure.decimals if measure.decimals is not None else _decimals(row),
        name=row.name,
        unit=row.unit or measure.unit or None,
        compare=Compare(measure.compare),
        values=Values(measure.values) if measure.values else None,
        observations={year: row.final.reading},
        plan_base_year=row.plan.base_year,
    )
    return evaluate(question).status


def _decimals(row: Row) -> int:
    """The most decimals printed in the row (specification §2)."""
    values = [printed.reading.value for printed in (row.promised, row.final)]
    return max((max(0, -int(v.as_tuple().exponent)) for v in values if v is not None), default=0)
