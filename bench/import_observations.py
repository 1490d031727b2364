"""10,000 synthetic observations from upload to stored verdicts: seconds, and how they relate to bare metal.

Bare metal is the least that any import must do: python-calamine's parse, the names resolved, one COPY of the columns
into a temporary table (the role that the program has may make no other). Run `python bench/import_observations.py
[ROWS]` in the project's environment; it makes its own database beside that of DATABASE_OWNER_URL and drops it at the
end. Limit: 6 s of the processor's time for 10,000 rows, whoever spends it (`bench.processor`).
"""

import io
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.processor import Spent

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

LIMIT_SECONDS = 6.0
USUAL = 10_000
INDICATORS, YEARS = 50, range(2021, 2026)
A_COUNTY = INDICATORS * len(YEARS)


def found_city(counties_wanted: int) -> None:
    """One city, its counties, a catalogue, and one plan per county with a row for each indicator."""
    from counties.models import County, Plan, PlanEdition
    from indicators.models import Indicator, PlanIndicator

    city = County.objects.create(code="990000", name="测试市", short_name="测试")
    counties = County.objects.bulk_create(
        County(code=f"99{number:04d}", name=f"第{number}县", short_name=f"{number}县", parent=city)
        for number in range(1, counties_wanted + 1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"measure-{n}", name=f"测试指标{n}", unit="%", direction=direction, level1="测试")
        for n in range(INDICATORS)
        for direction in ("higher" if n % 5 else "log_rate",)
    )
    for county in counties:
        plan = Plan.objects.create(
            key=f"{county.code}-bench",
            county=county,
            title=f"{county.name}规划",
            short_title="规划",
            period_start=2021,
            period_end=2025,
            base_year=2020,
        )
        edition = PlanEdition.objects.create(plan=plan, number=1, file_name="规划.xlsx", sha256="0" * 64)
        PlanIndicator.objects.bulk_create(
            PlanIndicator(
                plan=plan,
                edition=edition,
                indicator=indicator,
                sheet="指标",
                row_number=number,
                table="表1",
                seq=str(number),
                printed_name=indicator.name,
                name=indicator.name,
                unit="%",
                name_cell=f"B{number}",
                baseline_text="10.5",
                baseline_year=2020,
                target_text="85.5",
                target_year=2025,
            )
            for number, indicator in enumerate(indicators, start=1)
        )


def workbook(counties: int) -> bytes:
    """The rows as a clerk would send them."""
    from openpyxl import Workbook

    chance = random.Random(20)  # the same figures every time
    book = Workbook(write_only=True)
    sheet = book.create_sheet("监测数据")
    sheet.append(["县区", "指标", "监测点位", "单位", "年份", "数值", "来源", "备注"])
    for county in range(1, counties + 1):
        for indicator in range(INDICATORS):
            for year in YEARS:
                value = round(chance.uniform(5, 95), 2)
                sheet.append([f"{county}县", f"测试指标{indicator}", None, "%", year, value, "年报", None])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bare_metal(content: bytes) -> None:
    import csv

    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from counties.models import County
    from indicators.models import Indicator

    counties = dict(County.objects.values_list("short_name", "pk"))
    indicators = dict(Indicator.objects.values_list("name", "pk"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("监测数据").to_python()
    stream = io.StringIO()
    csv.writer(stream).writerows(
        (counties[county], indicators[indicator], int(year), value, str(value), unit, source)
        for county, indicator, _, unit, year, value, source, _ in rows[1:]
    )
    stream.seek(0)
    columns = (
        "county bigint, indicator bigint, year smallint, value numeric, text text, unit text, source text"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({columns}) ON COMMIT DROP")
        cursor.copy_expert("COPY bare FROM STDIN WITH (FORMAT csv)", stream)


def measure(rows: int) -> dict[str, "Spent"]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.processor import spending
    from indicators.actions.observations import apply_observations, preview_observations
    from indicators.models import Observation
    from jobs.running import run_queued
    from judging.models import Attainment

    counties = rows // A_COUNTY
    found_city(counties)
    content = workbook(counties)
    spent: dict[str, Spent] = {}
    batch: Any = None
    with spending() as spent["calamine + COPY"]:
        bare_metal(content)
    with spending() as spent["upload and check"], CaptureQueriesContext(connection) as asked:
        batch = preview_observations(content=content, file_name="测试.xlsx", by=None)
    print(f"{'upload and check':>18}: {len(asked)} queries")
    with spending() as spent["apply"], CaptureQueriesContext(connection) as asked:
        apply_observations(batch.pk, by=None, only_clean=False, accept="测速用的虚构数值")
    print(f"{'apply':>18}: {len(asked)} queries")
    with spending() as spent["verdicts"]:
        run_queued()
    stored, judged = Observation.objects.count(), Attainment.objects.exclude(status="no_data").count()
    if (stored, judged) != (rows, rows):
        raise SystemExit(f"Expected {rows} observations and verdicts, found {stored} and {judged}.")
    return spent


def main() -> int:
    import django

    django.setup()
    from bench.processor import Spent, peak
    from tests.databases import city_in_session, migrated_database

    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    rows = max(wanted // A_COUNTY, 1) * A_COUNTY
    begun = peak()
    with migrated_database("bench"), city_in_session():
        spent = measure(rows)
    for name, each in spent.items():
        print(f"{name:>18}: {each}")
    print(f"{'':>18}  {peak():.0f} MB at most, of which {begun:.0f} before anything was read")
    floor = spent.pop("calamine + COPY")
    total = sum(spent.values(), Spent())
    limit = LIMIT_SECONDS * rows / USUAL
    print(f"{f'{rows:,} rows':>18}: {total}")
    applied = spent["upload and check"].processor + spent["apply"].processor
    print(
        f"{'':>18}  {total.processor / limit:.0%} of {limit:.0f} s; {total.processor / floor.processor:.0f} × calamine + COPY, "
        f"without verdicts {applied / floor.processor:.0f} ×; verdicts {1e6 * spent['verdicts'].own / rows:.0f} µs each"
    )
    return 0 if total.processor <= limit else 1


if __name__ == "__main__":
    sys.exit(main())
