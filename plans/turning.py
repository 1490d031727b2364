"""What an edition would make of the verdicts of its rows: judged as they would be printed, nothing stored.

Doubts that would be raised, targets that would be converted, annual targets that its columns would set are judged with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from attainment import Status, explain
from imports.outcomes import Outcome
from indicators.importers.plan_rows import PlannedRow, row_key
from indicators.models import AnnualTarget, AssignedTarget, Observation, PlanIndicator
from judging.models import Attainment
from judging.questions import Inputs, inputs_of
from judging.recompute import judge
from judging.stored import Figures, SeriesKey, series_key, stored_of
from plans.foreseen import Foreseen, as_stored
from plans.previewing import PlanPreview
from plans.said_rows import gone_key

Judged = Mapping[tuple[int, int], tuple[str, str]]
"""Row and year → status and sentence as they are stored."""
Turn = tuple[str, str]


def turning(preview: PlanPreview, raised: Foreseen) -> dict[str, str]:
    """Place of a printed row, or key of a gone one → `2023—2025年 目标待下达 → 数据缺失`; a constant number of queries.

    Nothing for a plan that the file founds: it has no verdicts yet.
    """
    if preview.plan is None or preview.errors or preview.is_same_file:
        return {}
    rows = {
        item.place: (item, row)
        for item, row in zip(preview.rows, as_stored(preview), strict=True)
        if item.change.kind is not Outcome.SAME and not row.is_repeat
    }
    judged = _judged([row.pk for _, row in rows.values()], [row.pk for row in preview.gone_rows])
    stored = stored_of([row for _, row in rows.values()])
    stored = replace(stored, figures=_with_own(stored.figures, rows.values()))
    inputs = {one.row.pk: one for one in inputs_of(stored)}
    found = {}
    for place, (item, row) in rows.items():
        doubts = raised.doubts.get((item.row.sheet, item.row.name_cell), ())
        after = _with_targets(preview, item, replace(inputs[row.pk], doubts=doubts))
        found[place] = _said(_turns(after, preview.plan.years, judged))
    for known in preview.gone_rows:
        found[gone_key(known)] = _said(_ends(known, judged))
    return {key: said for key, said in found.items() if said}


def _judged(rows: Sequence[int], gone: Sequence[int]) -> Judged:
    stored = Attainment.objects.filter(plan_indicator__in=[*rows, *gone])
    columns = ("plan_indicator", "year", "status", "explanation")
    return {(row, year): (status, said) for row, year, status, said in stored.values_list(*columns)}


def _with_own(figures: Figures, rows: Iterable[tuple[PlannedRow, PlanIndicator]]) -> Figures:
    """As if the final values that the rows would print (规划自述) stood in the place of those that they had."""
    printed = [row for _, row in rows]
    own = {row.pk for row in printed}
    found: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for key, standing in figures.items():
        found[key] = [one for one in standing if one.plan_indicator_id not in own]
    for row in printed:
        if row.final_text:
            found[series_key(row)].append(_final(row))
    return found


def _final(row: PlanIndicator) -> Observation:
    return Observation(
        county_id=row.plan.county_id,
        indicator_id=row.indicator_id,
        site_id=row.site_id,
        year=row.target_year,
        basis=Observation.SELF_STATED,
        plan_indicator_id=row.pk,
        text=row.final_text,
        unit=row.unit,
    )


def _with_targets(preview: PlanPreview, item: PlannedRow, inputs: Inputs) -> Inputs:
    """As if what is converted and what columns of years set were in force."""
    row = item.stored
    for one in preview.carried:
        if row is None or not one.is_converted or one.row.pk != row.pk:
            continue
        if one.kind == "assigned":
            inputs = replace(inputs, assigned=AssignedTarget(text=one.converted))
        else:
            year, before = next((y, t) for y, t in inputs.annual.items() if t.pk == one.key)
            fresh = AnnualTarget(text=one.converted, scope=before.scope, document_number=one.document)
            inputs = replace(inputs, annual={**inputs.annual, year: fresh})
    number = preview.document.number if preview.document else ""
    milestones = {
        one.year: AnnualTarget(text=one.text, scope=one.scope, document_number=number)
        for one in preview.milestones
        if one.key == row_key(item.row)
    }
    return replace(inputs, annual={**inputs.annual, **milestones})


def _turns(inputs: Inputs, years: Iterable[int], judged: Judged) -> Iterator[tuple[int, Turn]]:
    """A verdict that keeps its status and rests on other figures is told, too: it turns into nothing else."""
    for year in years:
        question, verdict = judge(inputs, year)
        was, before = judged.get((inputs.row.pk, year), ("", ""))
        now, after = verdict.status.value, explain(question, verdict) if question else ""
        if was != now:
            yield year, (_word(was), _word(now))
        elif before != after:
            yield year, (_word(was), "")


def _ends(row: PlanIndicator, judged: Judged) -> Iterator[tuple[int, Turn]]:
    for (pk, year), (status, _) in sorted(judged.items()):
        if pk == row.pk:
            yield year, (_word(status), "不再评价")


def _word(status: str) -> str:
    return Status(status).label if status else "尚无评价"


def _said(turns: Iterable[tuple[int, Turn]]) -> str:
    """Years of the same turn are told together."""
    of_turn: dict[Turn, list[int]] = defaultdict(list)
    for year, turn in turns:
        of_turn[turn].append(year)
    return "；".join(
        f"{in_years(years)} {f'{was} → {now}' if now else f'{was}（结论不变，所据数值、文字有变）'}"
        for (was, now), years in of_turn.items()
    )


def in_years(years: Sequence[int]) -> str:
    """`2021—2023年`, `2021、2023年`."""
    follow = all(after - before == 1 for before, after in pairwise(years))
    if follow and len(years) > 2:
        return f"{years[0]}—{years[-1]}年"
    return f"{'、'.join(map(str, years))}年"
