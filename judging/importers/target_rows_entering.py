"""Targets of a file, row by row, as they would be in force: how each is read, what is odd, which verdicts it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from attainment import Status
from imports.entering import Flag, Row
from imports.outcomes import Outcome
from imports.troubles import Trouble, Why
from indicators.models import AnnualTarget, AssignedTarget
from judging.importers.targets import CheckedTargets, Planned
from judging.models import Attainment
from judging.questions import Inputs
from judging.recompute import judge

ODD = "超出可能范围或与已知相差悬殊"


def rows_of(checked: CheckedTargets, published: Sequence[Mapping[str, Any]]) -> list[Row]:
    """One query besides the check's own."""
    rows = {one.wanted.row.pk for one in checked.planned}
    stored = Attainment.objects.filter(plan_indicator__in=rows)
    judged = {
        (row, year): status for row, year, status in stored.values_list("plan_indicator", "year", "status")
    }
    documents = {one["year"]: f"{one['year']} 年已定稿（{one['document']}）" for one in published}
    return [_row(checked, one, judged, documents) for one in checked.planned]


def without(checked: CheckedTargets, flagged: Sequence[Row]) -> CheckedTargets:
    """The same without these rows, each refused with what is odd about it."""
    keys = {row.key for row in flagged}
    gone = [one for one in checked.planned if _key(checked, one) in keys]
    hint = "核实无误的，请另行上传这一行，核实后录入"
    problems = [
        checked.printed.problem(
            one.wanted.printed.row, Trouble("text", Why.CHECK, f"的目标{one.remark}", hint)
        )
        for one in gone
    ]
    return replace(
        checked,
        planned=tuple(one for one in checked.planned if one not in gone),
        outcomes={**checked.outcomes, **{one.wanted.printed.row: Outcome.REFUSED for one in gone}},
        problems=(*checked.problems, *problems),
    )


def _key(checked: CheckedTargets, one: Planned) -> str:
    return f"{checked.printed.sheet}!{checked.printed.cell(one.wanted.printed.row, 'text')}"


def _row(
    checked: CheckedTargets,
    one: Planned,
    judged: Mapping[tuple[int, int], str],
    documents: Mapping[int, str],
) -> Row:
    wanted, place = one.wanted, checked.printed.cell(one.wanted.printed.row, "text")
    years = [wanted.year] if wanted.year else list(wanted.row.plan.years)
    return Row(
        key=_key(checked, one),
        place=place,
        title=wanted.title,
        new=wanted.printed.text,
        old=str(one.before) if one.before else "",
        reading=one.reading,
        verdict=_verdicts(one, years, judged),
        published="；".join(documents[year] for year in years if year in documents),
        source=f"{wanted.printed.authority}　{wanted.printed.document}　{wanted.issued_on:%Y-%m-%d}",
        county=wanted.row.plan.county_id,
        flags=(Flag("target", ODD, one.remark),) if one.remark else (),
    )


def _verdicts(one: Planned, years: Sequence[int], judged: Mapping[tuple[int, int], str]) -> str:
    """`2023年 达成 → 未达成`, of each year that becomes another."""
    inputs = _with(one)
    said = []
    for year in years:
        was = judged.get((inputs.row.pk, year), "")
        now = judge(inputs, year)[1].status.value
        if was and was != now:
            said.append(f"{year}年 {Status(was).label} → {Status(now).label}")
    return "；".join(said)


def _with(one: Planned) -> Inputs:
    """The inputs of the row as if the target were in force; nothing is saved."""
    wanted = one.wanted
    fields: dict[str, Any] = {"text": wanted.printed.text, "document_number": wanted.printed.document}
    if wanted.year is None:
        return replace(one.inputs, assigned=AssignedTarget(plan_indicator=wanted.row, **fields))
    target = AnnualTarget(plan_indicator=wanted.row, year=wanted.year, scope=wanted.scope, **fields)
    return replace(one.inputs, annual={**one.inputs.annual, wanted.year: target})
