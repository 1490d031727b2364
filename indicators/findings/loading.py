"""Stored rows of one city into the frozen inputs of the rules, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from attainment import Column, parse
from attainment.vocabulary import Direction
from counties.findings import CitedCell
from counties.models import County, Plan, PlanEdition, Ruling
from indicators.findings.rows import Figure, InAnotherUnit, Ledger, Measure, PlanFacts, PrintedText, Row
from indicators.models import AnnualTarget, AssignedTarget, Indicator, Observation, PlanIndicator

UnknownDepartments = Callable[[str], list[str]]


def load_ledger(
    city: County,
    unknown_departments: UnknownDepartments,
    *,
    without: Plan | None = None,
    planned: Iterable[PlanIndicator] = (),
) -> Ledger:
    """Standing rows and full-year figures of every county of `city`. `planned`: rows as an import would leave them, in
    the place of those of the plan `without`."""
    stored = (
        PlanIndicator.objects.standing()
        .filter(plan__county__parent=city)
        .select_related("plan__county", "edition", "indicator")
        .order_by("plan__county__code", "plan__key", "sheet", "row_number")
    )
    said = _said(city)
    for pk, left in _carried(city).items():
        said.setdefault(pk, {})["carried"] = tuple(left)
    plans: dict[int, PlanFacts] = {}
    measures: dict[int, Measure] = {}
    rows = []
    kept = (row for row in stored if without is None or row.plan_id != without.pk)
    for row in (*kept, *planned):
        plan = plans.setdefault(row.plan_id, plans.get(row.plan_id) or _plan(row))
        measure = measures.setdefault(
            row.indicator_id, measures.get(row.indicator_id) or _measure(row.indicator)
        )
        fresh = _row(row, plan, measure, unknown_departments)
        rows.append(replace(fresh, **said[row.pk]) if row.pk in said else fresh)
    years = {row.baseline.year for row in rows if row.baseline.year is not None}
    return Ledger(rows=tuple(rows), figures=tuple(_figures(city, years)))


def with_assigned(ledger: Ledger, texts: Mapping[int, str]) -> Ledger:
    """As it would stand with other texts (plan row → text) of what superiors set."""
    return replace(
        ledger,
        rows=tuple(
            replace(row, assigned=_printed(texts[row.pk], "", None, Column.TARGET, inherited=False))
            if row.pk in texts
            else row
            for row in ledger.rows
        ),
    )


def _said(city: County) -> dict[int, dict[str, Any]]:
    """Plan row → the targets in force that its table does not print, by the field that holds them; two queries."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    fields = {Ruling.Kind.TARGET.value: "ruled", Ruling.Kind.STATED.value: "stated"}
    rulings = Ruling.objects.in_force().filter(
        county__parent=city, listed=Ruling.Listed.INDICATORS, kind__in=fields
    )
    for row, kind, text in rulings.values_list("row", "kind", "value"):
        found[row][fields[kind]] = _printed(text, "", None, Column.TARGET, inherited=False)
    assigned = AssignedTarget.objects.in_force().filter(plan_indicator__plan__county__parent=city)
    for row, text in assigned.values_list("plan_indicator_id", "text"):
        found[row]["assigned"] = _printed(text, "", None, Column.TARGET, inherited=False)
    return found


def _carried(city: County) -> dict[int, list[InAnotherUnit]]:
    """Plan row → what editions carried as it was and is in force still; one query where no edition carried anything."""
    editions = PlanEdition.objects.filter(plan__county__parent=city, carried__isnull=False)
    kept = [one for carried in editions.values_list("carried", flat=True) for one in carried or ()]
    if not kept:
        return {}
    keys: dict[str, set[int]] = defaultdict(set)
    for one in kept:
        keys[one["kind"]].add(one["key"])
    in_force: set[tuple[str, int]] = set()
    for kind, model in _MODELS.items():
        standing = model.objects.in_force().filter(pk__in=keys[kind])
        in_force |= {(kind, pk) for pk in standing.values_list("pk", flat=True)}
    found: dict[int, list[InAnotherUnit]] = defaultdict(list)
    for one in kept:
        if (one["kind"], one["key"]) in in_force:
            found[one["row"]].append(InAnotherUnit(one["said"], one["was"]))
    return found


_MODELS: dict[str, Any] = {"assigned": AssignedTarget, "annual": AnnualTarget, "ruling": Ruling}


def _plan(row: PlanIndicator) -> PlanFacts:
    plan = row.plan
    return PlanFacts(
        pk=plan.pk,
        title=plan.short_title,
        county_id=plan.county_id,
        county=plan.county.name,
        area_km2=plan.county.area_km2,
        period=plan.period,
        base_year=plan.base_year,
        file=row.edition.file_name,
    )


def _measure(indicator: Indicator) -> Measure:
    return Measure(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        compare=indicator.compare,
        values=indicator.values,
    )


def _row(row: PlanIndicator, plan: PlanFacts, measure: Measure, unknown: UnknownDepartments) -> Row:
    return Row(
        pk=row.pk,
        plan=plan,
        measure=measure,
        site_id=row.site_id,
        is_repeat=row.is_repeat,
        sheet=row.sheet,
        row_number=row.row_number,
        table=row.table,
        seq=row.seq,
        printed_name=row.printed_name,
        name=row.name,
        name_cell=row.name_cell,
        unit=row.unit,
        baseline=_printed(
            row.baseline_text, row.baseline_cell, row.baseline_year, Column.BASELINE, row.baseline_inherited
        ),
        target=_printed(
            row.target_text, row.target_cell, row.target_year, Column.TARGET, row.target_inherited
        ),
        final=_printed(row.final_text, row.final_cell, row.target_year, Column.OBSERVED, inherited=False),
        claim=row.claim,
        attribute=row.attribute,
        data_source=row.data_source,
        unknown_departments=tuple(unknown(row.data_source)),
    )


def _printed(text: str, cell: str, year: int | None, column: Column, inherited: bool) -> PrintedText:
    return PrintedText(text=text, cell=cell, year=year, reading=parse(text, column), inherited=inherited)


def _figures(city: County, years: set[int]) -> list[Figure]:
    """Plain numbers in force of those years, without the plans' own 规划自述."""
    stored = (
        Observation.objects.full_year()
        .filter(county__parent=city, year__in=years, value__isnull=False)
        .exclude(basis=Observation.SELF_STATED)
        .order_by("pk")
        .values_list(
            "county_id", "indicator__code", "site_id", "year", "basis", "value", "text", "unit",
            "file_name", "sheet", "cell",
        )
    )  # fmt: skip
    return [
        Figure(
            county_id=county,
            code=code,
            site_id=site,
            year=year,
            basis=basis,
            value=value,
            text=text,
            unit=unit,
            cell=CitedCell(file_name, sheet, cell, text),
        )
        for county, code, site, year, basis, value, text, unit, file_name, sheet, cell in stored
        if value is not None
    ]
