"""A ledger of a few invented counties, plans, rows and verdicts: plain keyword factories."""

from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import User
from counties.models import County, Finding, Plan, PlanEdition, Ruling
from indicators.models import Indicator, PlanIndicator
from judging.actions.publishing import draft_of, publish
from judging.models import Attainment, Publication
from judging.summaries.rows import RowVerdict


def city() -> County:
    return County.objects.get_or_create(code="990000", defaults={"name": "试验市", "short_name": "试验"})[0]


def county(code: str = "990001", name: str = "甲县") -> County:
    return County.objects.create(code=code, name=name, short_name=name[:1], parent=city())


def plan(of: County, key: str | None = None, **fields: Any) -> Plan:
    """A plan for 2021–2025 on the base year 2020, with its one edition."""
    defaults = {"period_start": 2021, "period_end": 2025, "base_year": 2020, "short_title": "规划"}
    key = key or f"{of.code}-plan"
    made = Plan.objects.create(key=key, county=of, title=f"{of.name}{key}", **{**defaults, **fields})
    PlanEdition.objects.create(plan=made, number=1, file_name=f"{key}.xlsx", sha256="0" * 64)
    return made


def indicator(code: str = "good-days", **fields: Any) -> Indicator:
    defaults = {
        "name": f"指标{code}",
        "unit": "%",
        "direction": "higher",
        "level1": "生态保护",
        "level2": "水",
    }
    return Indicator.objects.create(code=code, **{**defaults, **fields})


def row(of: Plan, measured: Indicator, number: int = 1, **fields: Any) -> PlanIndicator:
    """One printed row: baseline 80 of the base year, target 88."""
    defaults = {
        "edition": of.editions.get(),
        "sheet": "指标",
        "row_number": number,
        "table": "表1",
        "seq": str(number),
        "printed_name": measured.name,
        "name": measured.name,
        "unit": measured.unit,
        "name_cell": f"B{number}",
        "baseline_text": "80",
        "baseline_year": of.base_year,
        "target_text": "88",
        "target_year": of.period_end,
    }
    return PlanIndicator.objects.create(plan=of, indicator=measured, **{**defaults, **fields})


def two_targets() -> tuple[PlanIndicator, PlanIndicator]:
    """One plan that prints <30 and 35 for one indicator, and the finding that says so."""
    of, measured = (
        plan(county()),
        indicator("pm25", name="PM2.5", unit="µg/m³", direction="lower", decimals=0),
    )
    rows = [
        row(
            of,
            measured,
            number,
            target_text=text,
            target_cell=f"D{number}",
            baseline_text="40",
            baseline_cell=f"C{number}",
        )
        for number, text in enumerate(("<30", "35"), start=1)
    ]
    made = Finding.objects.create(
        county=of.county,
        plan=of,
        rule="target_conflict",
        subject="pm25",
        severity="error",
        message="“PM2.5”的目标在同一规划中不一致。",
        doubt="target_conflict",
        fingerprint="f",
    )
    made.plan_indicators.set(rows)
    return rows[0], rows[1]


def ruled(of: PlanIndicator, kind: str, value: str) -> Ruling:
    """A ruling in force, by whoever is there."""
    return Ruling.objects.create(
        county=of.plan.county,
        plan=of.plan,
        listed=Ruling.Listed.INDICATORS,
        row=of.pk,
        row_name=of.name,
        kind=kind,
        value=value,
        reason="文本写明",
        by=User.objects.earliest("pk"),
    )


def verdict(of: PlanIndicator, status: str, year: int = 2023, **fields: Any) -> Attainment:
    """A stored verdict as a recompute would have left it."""
    defaults = {
        "colour": "grey",
        "explanation": f"说明{of.seq}",
        "value_text": "87",
        "target_text": of.target_text,
        "edition": of.edition,
        "rules_version": "test",
        "generation": 1,
    }
    return Attainment.objects.create(plan_indicator=of, year=year, status=status, **{**defaults, **fields})


def published(year: int, by: User, **fields: Any) -> Publication:
    """The year as it stands, published as the page of publishing does it."""
    given = {
        "document_number": "同环发〔2024〕8号",
        "issued_on": date(2024, 4, 1),
        "note": "",
        "seen": draft_of(year).digest,
        "with_demo": True,
    }
    return publish(year=year, by=by, **{**given, **fields})


def printed(row_id: int = 1, **fields: Any) -> RowVerdict:
    """One row of the indicator 7 of county 1, 80 → 88 %."""
    row = RowVerdict(
        row_id=row_id,
        plan_id=row_id,
        county_id=1,
        indicator_id=7,
        site_id=None,
        site=None,
        table="表1",
        seq="1",
        level1="",
        level2="",
        name="优良天数比例",
        unit="%",
        attribute="",
        baseline_text="80",
        baseline_year=2020,
        target_text="88",
        target_year=2025,
        file_name="甲.xlsx",
        sheet="指标",
        name_cell="B2",
        target_cell="D2",
        code="good-days",
        indicator_name="优良天数比例",
        indicator_unit="%",
        direction="higher",
        decimals=1,
        category1="生态保护",
        category2="",
        order=1,
        department_id=None,
        status="on_track",
        reason="",
        required=None,
        gap=None,
        headroom_used=None,
        data_year=2023,
        flags=[],
        explanation="",
        value_text="87",
        used_target="",
        uses_demo=False,
    )
    return replace(row, **fields)
