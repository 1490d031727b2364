"""Dates after the plan's period, and an end before its beginning."""

from collections.abc import Iterable, Iterator

from counties.findings import NOTICE, WARNING, Found, Rule, subject_of
from counties.models import Finding
from projects.findings.rows import Listing


def finish_late(listings: Iterable[Listing]) -> Iterator[Found]:
    """The project ends after the plan does: the plan cannot be called fulfilled by it."""
    for row in listings:
        end = row.plan.period[1]
        if row.finish and int(row.finish[:4]) > end:
            yield _about(
                row,
                Rule.FINISH_LATE,
                NOTICE,
                f"完成期限“{row.finish_text.strip()}”晚于规划期末 {end} 年，规划期内不能完工。请核对年份。",
                row.finish_text,
            )


def dates_backwards(listings: Iterable[Listing]) -> Iterator[Found]:
    """Finished before it was begun; years are compared where one side names no month."""
    for row in listings:
        precision = min(len(row.start), len(row.finish))
        if precision and row.finish[:precision] < row.start[:precision]:
            yield _about(
                row,
                Rule.DATES_BACKWARDS,
                WARNING,
                f"完成“{row.finish_text.strip()}”早于开工“{row.start_text.strip()}”。请核对。",
                row.start_text,
                row.finish_text,
            )


def _about(row: Listing, rule: Rule, severity: Finding.Severity, said: str, *texts: str) -> Found:
    return Found(
        county_id=row.plan.county_id,
        plan_id=row.plan.pk,
        rule=rule,
        subject=subject_of(row.category, row.seq, row.name),
        severity=severity,
        message=f"{row.label}：{said}",
        cells=(row.name_as_cell(), *(row.near(text) for text in texts)),
        listings=(row.pk,),
    )
