"""An area inside a county that is larger than the county."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from attainment.units import same
from counties.findings import ERROR, Found, Rule, subject_of
from counties.models import Finding
from indicators.findings.rows import Ledger, PrintedText, Row
from indicators.findings.wording import quoted, short, times


@dataclass(frozen=True, slots=True)
class _Excess:
    what: str
    printed: PrintedText
    km2: Fraction
    is_printed: bool
    """In a cell of the table; else it was set beside it."""


def beyond_area(ledger: Ledger) -> Iterator[Found]:
    """The unit or the number must be wrong: 37.5 万km² in a district of 738 km²."""
    for row in ledger.rows:
        area = row.plan.area_km2
        if area is None or row.is_repeat:
            continue
        excesses = _excesses(row, Fraction(area))
        if excesses:
            yield _beyond(row, area, excesses)


def _excesses(row: Row, area: Fraction) -> list[_Excess]:
    """Of what the table prints and of what was set beside it: said in another unit it is no smaller."""
    cells = (("基准值", row.baseline), ("目标", row.target), ("期末值", row.final))
    beside = (("下达目标", row.assigned), ("裁定的目标", row.ruled), ("裁定的正文目标", row.stated))
    told = (*cells, *((what, text) for what, text in beside if text is not None))
    amounts = [(what, printed, row.amount(printed, "km²")) for what, printed in told]
    return [
        _Excess(what, printed, km2, is_printed=number < len(cells))
        for number, (what, printed, km2) in enumerate(amounts)
        if km2 is not None and km2 > area
    ]


def _beyond(row: Row, area: Decimal, excesses: list[_Excess]) -> Found:
    whole = f"全{whole_of(row.plan.county)}面积 {short(area, 9)} km²"
    said = "；".join(
        f"{excess.what}{quoted(excess.printed, row)}{_in_km2(row, excess)}"
        f"是{whole}的 {times(excess.km2 / Fraction(area))}"
        for excess in excesses
    )
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=Rule.BEYOND_AREA,
        subject=subject_of(*row.identity),
        severity=ERROR,
        message=f"{row.label}：{said}，单位或数值必有一误。请查原始资料后处理，原文照存。",
        cells=(row.cell(), *(row.cell(excess.printed) for excess in excesses if excess.is_printed)),
        doubt=Finding.Doubt.UNIT_CONFLICT,
        plan_rows=(row.pk,),
        facts=(str(area), *(one.printed.text for one in excesses if not one.is_printed)),
    )


def _in_km2(row: Row, excess: _Excess) -> str:
    return "" if same(row.unit, "km²") else f"（即 {short(excess.km2, 7)} km²）"


def whole_of(county: str) -> str:
    """全区, 全县 …: the last character of a division's name."""
    return county[-1] if county[-1:] in ("区", "县", "市", "旗") else "域"
