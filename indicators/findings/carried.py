"""What was set on a row in another unit than it has now, and was carried by an edition as it stood."""

from collections.abc import Iterator

from attainment.units import same
from counties.findings import WARNING, Found, Rule, subject_of
from counties.models import Finding
from indicators.findings.rows import Ledger


def unit_carried(ledger: Ledger) -> Iterator[Found]:
    """A bare 22 that was set in 万km² would be read in 公顷: the row is kept unjudged until a person decides (§4 rule 4)."""
    for row in ledger.rows:
        unit = row.unit or row.measure.unit
        left = [one for one in row.carried if not same(one.was, unit)]
        if not left:
            continue
        was = "、".join(dict.fromkeys(one.was or "无单位" for one in left))
        yield Found(
            county_id=row.plan.county_id,
            plan_id=row.plan.pk,
            rule=Rule.UNIT_CARRIED,
            subject=subject_of(*row.identity),
            severity=WARNING,
            message=(
                f"{row.label}：单位由“{was}”改为“{unit or '无'}”，"
                f"{'；'.join(one.said for one in left)} 是按原单位录入的，没有换算。"
                f"数值应换算的，请按“{unit or '无'}”重新下达或裁定；数值本就以“{unit or '无'}”计的，处理为“经核实无误”。"
            ),
            cells=(row.cell(),),
            doubt="" if row.is_repeat else Finding.Doubt.UNIT_CONFLICT,
            plan_rows=(row.pk,),
            facts=(unit, *(f"{one.said} {one.was}" for one in left)),
        )
