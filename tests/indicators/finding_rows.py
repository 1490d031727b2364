"""Hand-made inputs of the finding rules: one printed row, as small as a test needs it."""

from decimal import Decimal
from typing import Any

from attainment import Column, Direction, parse
from counties.findings import CitedCell
from indicators.findings.rows import Figure, Ledger, Measure, PlanFacts, PrintedText, Row

YUNGANG = PlanFacts(
    pk=1,
    title="两山七河规划",
    county_id=14,
    county="云冈区",
    area_km2=Decimal("737.81"),
    period=(2021, 2025),
    base_year=2020,
    file="云冈.xlsx",
)


def plan(
    pk: int, *, county_id: int = 14, county: str = "云冈区", area: str | None = "737.81", **facts: Any
) -> PlanFacts:
    given: dict[str, Any] = {
        "title": "规划",
        "period": (2021, 2025),
        "base_year": 2020,
        "file": f"{county}.xlsx",
        **facts,
    }
    return PlanFacts(
        pk=pk,
        county_id=county_id,
        county=county,
        area_km2=Decimal(area) if area else None,
        **given,
    )


def measure(code: str = "pm25", unit: str = "μg/m³", direction: str = "lower") -> Measure:
    return Measure(
        code=code,
        name=f"目录 {code}",
        unit=unit,
        direction=Direction(direction),
        decimals=None,
        compare="full",
        values="",
    )


def printed(text: str, column: Column, year: int | None, cell: str) -> PrintedText:
    return PrintedText(text=text, cell=cell, year=year, reading=parse(text, column))


def row(
    pk: int = 1,
    *,
    of: PlanFacts = YUNGANG,
    what: Measure | None = None,
    name: str = "指标",
    seq: str = "1",
    unit: str | None = None,
    baseline: str = "",
    baseline_year: int | None = 2020,
    target: str = "",
    final: str = "",
    **fields: Any,
) -> Row:
    """A row whose texts are read by the judge's own grammar, as loading does."""
    what = what or measure()
    given: dict[str, Any] = {
        "site_id": None,
        "is_repeat": False,
        "sheet": "规划指标体系",
        "row_number": 5 + pk,
        "table": "表 2-1",
        "printed_name": name,
        "name_cell": f"D{5 + pk}",
        "claim": "",
        "attribute": "",
        "data_source": "",
        **fields,
    }
    return Row(
        pk=pk,
        plan=of,
        measure=what,
        seq=seq,
        name=name,
        unit=what.unit if unit is None else unit,
        baseline=printed(baseline, Column.BASELINE, baseline_year, f"E{5 + pk}"),
        target=printed(target, Column.TARGET, 2025, f"F{5 + pk}"),
        final=printed(final, Column.OBSERVED, 2025, f"G{5 + pk}"),
        **given,
    )


def ledger(*rows: Row, figures: tuple[Figure, ...] = ()) -> Ledger:
    return Ledger(rows=rows, figures=figures)


def figure(value: str, *, year: int = 2020, unit: str = "", basis: str = "", code: str = "pm25") -> Figure:
    return Figure(
        county_id=14,
        code=code,
        site_id=None,
        year=year,
        basis=basis,
        value=Decimal(value),
        text=value,
        unit=unit,
        cell=CitedCell("监测数据.xlsx", "监测数据", "F2", value),
    )
