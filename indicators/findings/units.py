"""A printed unit that is not of the indicator's family, and figures printed without any unit."""

from collections.abc import Iterator

from attainment.units import convert
from attainment.vocabulary import Direction
from counties.findings import NOTICE, WARNING, Found, Rule, subject_of
from counties.models import Finding
from indicators.findings.rows import Ledger
from indicators.findings.wording import quoted


def unit_family(ledger: Ledger) -> Iterator[Found]:
    """The unit in the row's name cannot be converted into the catalogue's: 排放总量（吨） over “降低19.91%”.

    A row of the main tables is then kept unjudged until a person decides (specification §4 rule 4).
    """
    for row in ledger.rows:
        wanted = row.measure.unit
        if not row.unit or convert(1, row.unit, wanted or "无量纲") is not None:
            continue
        yield Found(
            county_id=row.plan.county_id,
            plan_id=row.plan.pk,
            rule=Rule.UNIT_FAMILY,
            subject=subject_of(*row.identity),
            severity=WARNING,
            message=(
                f"{row.label}：所印单位“{row.unit}”不能换算为指标“{row.measure.name}”的单位“{wanted or '无'}”"
                f"（目标{quoted(row.target, row)}）。请核对单位或对应的指标。"
            ),
            cells=(row.cell(), row.cell(row.target)),
            doubt="" if row.is_repeat else Finding.Doubt.UNIT_CONFLICT,
            plan_rows=(row.pk,),
            facts=(wanted,),
        )


def unit_missing(ledger: Ledger) -> Iterator[Found]:
    """No unit is printed where the catalogue has one; the figure is read in the catalogue's and says so."""
    for row in ledger.rows:
        if row.unit or not row.measure.unit or row.is_repeat or row.measure.direction is Direction.CLASS:
            continue
        yield Found(
            county_id=row.plan.county_id,
            plan_id=row.plan.pk,
            rule=Rule.UNIT_MISSING,
            subject=subject_of(*row.identity),
            severity=NOTICE,
            message=f"{row.label}：规划未印单位，暂按指标目录以“{row.measure.unit}”计。请向编制单位核实。",
            cells=(row.cell(),),
            plan_rows=(row.pk,),
            facts=(row.measure.unit,),
        )
