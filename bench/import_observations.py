"""10,000 synthetic observations from upload to stored verdicts: seconds, and how they relate to bare metal.

Bare metal is python-calamine's parse plus one COPY of the same rows into a table without constraints.
Run `python bench/import_observations.py` in the project's environment; it makes its own database beside
that of DATABASE_OWNER_URL and drops it at the end.
"""

import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

LIMIT_SECONDS = 6.0
COUNTIES, INDICATORS, YEARS = 40, 50, range(2021, 2026)


@contextmanager
def timed(name: str, times: dict[str, float]) -> Iterator[None]:
    begun = perf_counter()
    yield
    times[name] = perf_counter() - begun


def found_city() -> None:
    """One city, its counties, a catalogue, and one plan per county with a row for each indicator."""
    from counties.models import County, Plan, PlanEdition
    from indicators.models import Indicator, PlanIndicator

    city = County.objects.create(code="990000", name="测试市", short_name="测试")
    counties = County.objects.bulk_create(
        County(code=f"99{number:04d}", name=f"第{number}县", short_name=f"{number}县", parent=city)
        for number in range(1, COUNTIES + 1)
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


def workbook() -> bytes:
    """The 10,000 rows as a clerk would send them."""
    from openpyxl import Workbook

    chance = random.Random(20)  # the same figures every time
    book = Workbook(write_only=True)
    sheet = book.create_sheet("监测数据")
    sheet.append(["县区", "指标", "监测点位", "单位", "年份", "数值", "来源", "备注"])
    for county in range(1, COUNTIES + 1):
        for indicator in range(INDICATORS):
            for year in YEARS:
                value = round(chance.uniform(5, 95), 2)
                sheet.append([f"{county}县", f"测试指标{indicator}", None, "%", year, value, "年报", None])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bare_metal(content: bytes) -> None:
    """The least that any import must do: parse the file, COPY the rows."""
    import csv

    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("监测数据").to_python()
    stream = io.StringIO()
    csv.writer(stream).writerows(rows[1:])
    stream.seek(0)
    with transaction.atomic(), connection.cursor() as cursor:
        columns = (
            "county text, indicator text, site text, unit text, year numeric, value numeric, s text, n text"
        )
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({columns}) ON COMMIT DROP")
        cursor.copy_expert("COPY bare FROM STDIN WITH (FORMAT csv)", stream)


def measure() -> dict[str, float]:
    from indicators.actions.observations import apply_observations, preview_observations
    from indicators.models import Observation
    from jobs.running import run_queued
    from judging.models import Attainment

    found_city()
    content = workbook()
    times: dict[str, float] = {}
    with timed("calamine + COPY", times):
        bare_metal(content)
    with timed("upload and check", times):
        batch = preview_observations(content=content, file_name="测试.xlsx", by=None)
    with timed("apply", times):
        apply_observations(batch.pk, by=None, only_clean=False, accept="测速用的虚构数值")
    with timed("verdicts", times):
        run_queued()
    rows = COUNTIES * INDICATORS * len(YEARS)
    stored, judged = Observation.objects.count(), Attainment.objects.exclude(status="no_data").count()
    if (stored, judged) != (rows, rows):
        raise SystemExit(f"Expected {rows} observations and verdicts, found {stored} and {judged}.")
    return times


def main() -> int:
    import django

    django.setup()
    from tests.databases import city_in_session, migrated_database

    with migrated_database("bench"), city_in_session():
        times = measure()
    total = times["upload and check"] + times["apply"] + times["verdicts"]
    for name, seconds in times.items():
        print(f"{name:>18}: {seconds:6.2f} s")
    print(
        f"{'10,000 rows':>18}: {total:6.2f} s, {total / LIMIT_SECONDS:.0%} of {LIMIT_SECONDS:.0f} s,", end=" "
    )
    print(f"{total / times['calamine + COPY']:.0f} × calamine + COPY")
    return 0 if total <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
