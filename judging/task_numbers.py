"""Numbers of printed tasks against the targets of the plan's indicator table: named, never settled.

A clause speaks of an indicator where it names it in full (`农村生活污水治理率达到25%`). What one says and the other does not
agree with, a person has to look at; neither is taken for the other.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attainment import Column, parse
from attainment.fragments import Promise, read_fragment
from attainment.units import convert
from counties.models import Plan
from counties.names import fold
from indicators.models import PlanIndicator
from judging.facts import number
from measures.printed import PrintedMeasure

_SHORTEST = 4
"""Characters of a name that a clause may be held to have named: 浓度 is in many of them."""


def against_table(plan: Plan, rows: Sequence[PrintedMeasure]) -> dict[int, str]:
    """Place of a row → the sentence; one query."""
    known = list(
        PlanIndicator.objects.standing().filter(plan=plan, is_repeat=False).select_related("edition")
    )
    names = sorted(((fold(row.name), row) for row in known), key=lambda pair: -len(pair[0]))
    found: dict[int, str] = {}
    for place, printed in enumerate(rows):
        said = list(dict.fromkeys(_contradictions(printed, names)))
        if said:
            found[place] = "；".join(said)
    return found


def _contradictions(printed: PrintedMeasure, names: Sequence[tuple[str, PlanIndicator]]) -> Iterator[str]:
    for fragment in printed.fragments:
        for part in read_fragment(fragment).parts:
            if part.value is None or part.change is not None:
                continue
            subject = fold(part.subject)
            row = next((one for name, one in names if len(name) >= _SHORTEST and name in subject), None)
            if row is not None and (said := _differs(part, row)):
                yield said


def _differs(part: Promise, row: PlanIndicator) -> str:
    table = number(parse(row.target_text, Column.TARGET), row.unit, row.unit)
    own = _in_unit(part, row.unit)
    if table is None or own is None or table == own:
        return ""
    return (
        f"任务目标“{part.text}”与指标表 {row.sheet}!{row.target_cell or row.name_cell}“{row.name}”的目标"
        f"“{row.target_text}”不一致"
    )


def _in_unit(part: Promise, unit: str) -> Decimal | None:
    if part.value is None or not part.unit or not unit:
        return part.value
    exact = convert(part.value, part.unit, unit)
    return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)
